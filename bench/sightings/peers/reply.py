"""What a peer answers, and how a peer that is not there says so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from bench.sightings.clips import Clip
from numpy.typing import NDArray


class Absent(Exception):
    """Report a peer that cannot be asked here, and why."""


@dataclass(frozen=True, slots=True)
class Reply:
    """Hold the item that a peer names, and how far on it stands there, in milliseconds; None where it cannot say.

    `score` is the peer's own, the higher the surer.
    """

    item: str
    offset: int | None
    score: float


Replies = Mapping[str, Reply | None]
"""What a peer named for each clip, by the clip's name."""


@dataclass(frozen=True)
class Shelf:
    """Hold the archive as peers take it: the queried footage's files, and hours of programmes as sound files.

    `seen` are programmes' pictures, 128 by 128, one a second, by name.
    """

    sources: Mapping[str, Path]
    heard: Mapping[str, Path]
    seen: Mapping[str, Sequence[NDArray[np.uint8]]]
    folder: Path
    clips: Sequence[Clip]
