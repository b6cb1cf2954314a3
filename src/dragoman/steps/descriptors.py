"""The descriptor of pictures that a desk names in its settings: its digest, and itself, each once in a process."""

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.steps.desk import Desk

if TYPE_CHECKING:
    from dragoman.sightings.picture.descriptor import Descriptor

Stamp = tuple[int, int]
"""Size and time of a file's last change: where they are others, the file is read again."""


def weights_of(desk: Desk) -> str | None:
    """Return the digest of the descriptor that a desk names, None where it names none; it is not loaded.

    Raise WeightsMissing where it is not where the settings say.
    """
    where = desk.settings.sightings.descriptor
    return _weights(where, desk.root, _stamp(where, desk.root)) if where else None


def descriptor_of(desk: Desk) -> "Descriptor | None":
    """Return the descriptor that a desk names, None where it names none.

    Raise EngineMissing without onnxruntime, WeightsMissing where there is no such file, or none of a descriptor.
    """
    where = desk.settings.sightings.descriptor
    return _loaded(where, desk.root, _stamp(where, desk.root)) if where else None


@lru_cache(8)
def _weights(where: str, root: Path, stamp: Stamp) -> str:
    from dragoman.sightings.picture.descriptor import weights

    return weights(where, root)


@lru_cache(1)
def _loaded(where: str, root: Path, stamp: Stamp) -> "Descriptor":
    from dragoman.sightings.picture.descriptor import load

    return load(where, root)


def _stamp(where: str, root: Path) -> Stamp:
    try:
        known = (root / Path(where).expanduser()).stat()
    except OSError:
        # A package's file, which changes with the package, or none, which is not remembered.
        return (0, 0)
    return (known.st_size, known.st_mtime_ns)
