"""The number of a row of the index: whose picture it is, in which variant, when; taken apart and put together here."""

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST_NUMBERS = (1 << 23) - 1
"""Numbers are less than this: the last one is left free, for servers that page by 'after this id'."""

_NUMBER = 40
_VARIANT = 32
_TIMES = (1 << 32) - 1


def ids(number: int, variants: "NDArray[np.uint8]", times: "NDArray[np.uint32]") -> "NDArray[np.int64]":
    """Return the ids of one item's rows: `number << 40 | variant << 32 | time in milliseconds`."""
    return np.int64(number << _NUMBER) | (variants.astype(np.int64) << _VARIANT) | times.astype(np.int64)


def first_id(number: int) -> int:
    """Return the least id that a row of the item can have; that of the next number is past its last."""
    return number << _NUMBER


def numbers(ids: "NDArray[np.int64]") -> "NDArray[np.int64]":
    """Return the number of the item of each row."""
    return ids >> _NUMBER


def variants(ids: "NDArray[np.int64]") -> "NDArray[np.uint8]":
    """Return the variant of each row."""
    return ((ids >> _VARIANT) & 0xFF).astype(np.uint8)


def times(ids: "NDArray[np.int64]") -> "NDArray[np.uint32]":
    """Return when the picture of each row is shown, in milliseconds."""
    return (ids & _TIMES).astype(np.uint32)
