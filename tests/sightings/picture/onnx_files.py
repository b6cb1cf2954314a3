"""ONNX files as small as can be, written field by field, so that no test needs a package to make one."""

import struct
from collections.abc import Iterable

FLOAT, DOUBLE = 1, 11
_IR, _OPSET = 8, 13

Shape = tuple[int | str, ...]
Node = tuple[str, tuple[str, ...], str, dict[str, tuple[int, ...] | int]]


def model(nodes: Iterable[Node], takes: Shape, makes: Shape, *, kind: int = FLOAT, also: str = "") -> bytes:
    """Return a model with the input `x` and the output `y`; `also` names a second output."""
    graph = b"".join(_bytes(1, _node(*node)) for node in nodes) + _bytes(2, b"tiny")
    graph += _bytes(11, _value("x", takes, kind)) + _bytes(12, _value("y", makes, kind))
    if also:
        graph += _bytes(12, _value(also, makes, kind))
    return _number(1, _IR) + _bytes(7, graph) + _bytes(8, _bytes(1, b"") + _number(2, _OPSET))


def beside(location: str, shape: tuple[int, ...]) -> bytes:
    """Return a model that adds to its input what lies in a file beside it."""
    where = _bytes(13, _bytes(1, b"location") + _bytes(2, location.encode()))
    dims = b"".join(_number(1, size) for size in shape)
    weights = dims + _number(2, FLOAT) + _bytes(8, b"w") + where + _number(14, 1)
    graph = _bytes(1, _node("Add", ("x", "w"), "y", {})) + _bytes(2, b"tiny") + _bytes(5, weights)
    graph += _bytes(11, _value("x", ("n", *shape), FLOAT)) + _bytes(12, _value("y", ("n", *shape), FLOAT))
    return _number(1, _IR) + _bytes(7, graph) + _bytes(8, _bytes(1, b"") + _number(2, _OPSET))


def centred(side: int, cell: int) -> bytes:
    """Return a real descriptor: the mean colours of cells of a picture, less their mean."""
    nodes: list[Node] = [
        ("AveragePool", ("x",), "cells", {"kernel_shape": (cell, cell), "strides": (cell, cell)}),
        ("Flatten", ("cells",), "flat", {"axis": 1}),
        ("ReduceMean", ("flat",), "mean", {"axes": (1,), "keepdims": 1}),
        ("Sub", ("flat", "mean"), "y", {}),
    ]
    return model(nodes, ("n", 3, side, side), ("n", 3 * (side // cell) ** 2))


def _node(kind: str, takes: tuple[str, ...], makes: str, settings: dict[str, tuple[int, ...] | int]) -> bytes:
    made = b"".join(_bytes(1, name.encode()) for name in takes) + _bytes(2, makes.encode()) + _bytes(4, kind.encode())
    return made + b"".join(_bytes(5, _setting(name, value)) for name, value in settings.items())


def _setting(name: str, value: tuple[int, ...] | int) -> bytes:
    if isinstance(value, int):
        return _bytes(1, name.encode()) + _number(3, value) + _number(20, 2)
    return _bytes(1, name.encode()) + b"".join(_number(8, one) for one in value) + _number(20, 7)


def _value(name: str, shape: Shape, kind: int) -> bytes:
    sizes = (_number(1, size) if isinstance(size, int) else _bytes(2, size.encode()) for size in shape)
    tensor = _number(1, kind) + _bytes(2, b"".join(_bytes(1, size) for size in sizes))
    return _bytes(1, name.encode()) + _bytes(2, _bytes(1, tensor))


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _bytes(field: int, value: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(value)) + value


def _varint(value: int) -> bytes:
    made = b""
    while value > 0x7F:
        made += struct.pack("B", value & 0x7F | 0x80)
        value >>= 7
    return made + struct.pack("B", value)
