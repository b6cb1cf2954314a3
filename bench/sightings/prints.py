"""Fingerprints of clips and programmes, by Dragoman's own functions, kept in a folder for the next run."""

import hashlib
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from dragoman.engines.media.decode import pictures, sounds
from dragoman.model.settings import MediaSettings
from dragoman.sightings.frames import Frames
from dragoman.sightings.peaks import Peaks
from dragoman.sightings.picture.making import PictureMaker
from dragoman.sightings.sound.making import SoundMaker

_MS_SAMPLES = 16
Lumas = Iterable[tuple[NDArray[np.uint32], NDArray[np.uint8]]]


@dataclass(frozen=True, slots=True)
class Print:
    """Hold what footage looks and sounds like, its length in milliseconds; None for a channel that it lacks."""

    frames: Frames | None
    peaks: Peaks | None
    length: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """Name a file to be fingerprinted, and the channels."""

    name: str
    path: Path
    picture: bool = True
    sound: bool = True


class _Kept(msgspec.Struct, frozen=True):
    frames: bytes | None
    peaks: bytes | None
    length: int


def of_file(wanted: Wanted) -> Print:
    """Return the fingerprint of a file, decoded as an archive's footage is: in the child process."""
    limits = MediaSettings()
    frames = peaks = None
    lengths = [0]
    if wanted.picture:
        shown = PictureMaker()
        lengths.append(pictures(wanted.path, limits, shown.feed))
        frames = shown.finish()
    if wanted.sound:
        heard = SoundMaker()
        lengths.append(sounds(wanted.path, limits, heard.feed) // _MS_SAMPLES)
        peaks = heard.finish()
    return Print(frames, peaks, max(lengths))


def of_streams(shown: Lumas, heard: Iterable[bytes]) -> Print:
    """Return the fingerprint of pictures and sound that come in pieces."""
    maker, listener, length = PictureMaker(), SoundMaker(), 0
    for times, lumas in shown:
        maker.feed(times, lumas)
        length = int(times[-1]) + 250
    for piece in heard:
        listener.feed(piece)
    return Print(maker.finish(), listener.finish(), length)


def kept(folder: Path, name: str, make: Callable[[], Print]) -> Print:
    """Return the fingerprint kept under a name for the methods as they are now; make it where there is none."""
    path = folder / f"prints-{methods()}" / f"{name}.print"
    if path.exists():
        one = msgspec.msgpack.decode(path.read_bytes(), type=_Kept)
        return Print(
            None if one.frames is None else Frames.unpacked(one.frames),
            None if one.peaks is None else Peaks.unpacked(one.peaks),
            one.length,
        )
    made = make()
    path.parent.mkdir(parents=True, exist_ok=True)
    frames = None if made.frames is None else made.frames.packed()
    peaks = None if made.peaks is None else made.peaks.packed()
    data = msgspec.msgpack.encode(_Kept(frames, peaks, made.length))
    beside = path.with_name(f".{os.getpid()}-{path.name}")
    beside.write_bytes(data)
    beside.rename(path)
    return made


@cache
def methods() -> str:
    """Return a short digest of all code that fingerprints rest on, so that none outlives a change to it."""
    import dragoman.engines.media
    import dragoman.sightings

    digest = hashlib.sha256()
    for package, inside in ((dragoman.sightings, ("picture", "sound")), (dragoman.engines.media, (".",))):
        root = Path(str(package.__file__)).parent
        for path in sorted(path for one in inside for path in (root / one).glob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def of_files(folder: Path, wanted: Sequence[Wanted]) -> dict[str, Print]:
    """Return the fingerprints of files by their names, by two processes."""
    with get_context("spawn").Pool(2) as pool:
        made = pool.starmap(_one, [(folder, one) for one in wanted], chunksize=8)
    return {one.name: its for one, its in zip(wanted, made, strict=True)}


def _one(folder: Path, wanted: Wanted) -> Print:
    return kept(folder, wanted.name, lambda: of_file(wanted))
