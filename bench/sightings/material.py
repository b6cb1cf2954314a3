"""What programmes are made of: pictures and speech that no queried footage holds, in two halves that share nothing.

One half makes the archive, the other the queries in which nothing is to be found.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
from bench.sightings.chatter import RATE
from bench.sightings.footage import SHARED, Source
from bench.sightings.sound_edits import Samples
from bench.sightings.voices import decoded
from PIL import Image

from dragoman.sightings.picture.transform import distances, hashed, mirrored

UNRELATED = 90
"""Bits between two pictures from which on they are taken for unrelated: fewer, and one of them is left out."""
_SIDE = 512
# Stories by their number: one of a picture's stories is in one half alone.
_PICTURES = (("es_0006",), ("fa_0008",))
_SPEECH = ((("ar", "es"), ()), (("fa",), ("picovoice-leopard", "misc-en", "commonvoice")))
_QUERIED_STORIES = {"0004", "0007", "0130"}


@dataclass(frozen=True)
class Half:
    """Hold one half: grey pictures, at most 512 a side, and recordings at 16,000 samples a second."""

    pictures: list[Image.Image]
    recordings: list[Samples]


def halves(queried: Sequence[Source], pictures: Path | None, sounds: Path | None) -> tuple[Half, Half]:
    """Return what the archive is made of, and what queries without a copy are.

    `pictures` and `sounds` are folders of more, whose subfolders go to one half each in turn. What looks like a
    frame of the queried footage is left out of both, and what looks like a picture of the first half out of the second.
    """
    known = _hashes([frame for one in queried for frame in _frames(one.path, 1.0)])
    made: list[Half] = []
    for number in range(2):
        own = [frame for name in _PICTURES[number] for frame in _frames(SHARED / "asp-videos" / f"{name}.mp4", 6.0)]
        own += [_grey(Image.open(path)) for path in _turn(pictures, {".jpg", ".jpeg", ".png", ".webp"}, number)]
        kept, known = _apart(own, known)
        if not kept:
            raise SystemExit("error: every picture looks like the footage asked about\nhint: give others by --pictures")
        made.append(Half(kept, _recordings(number, sounds)))
    return made[0], made[1]


def _apart(
    pictures: list[Image.Image], known: "np.ndarray[tuple[int, int], np.dtype[np.uint8]]"
) -> tuple[list[Image.Image], "np.ndarray[tuple[int, int], np.dtype[np.uint8]]"]:
    """Return the pictures that look like none of those known, and the hashes of all."""
    if not pictures:
        return [], known
    its = _hashes(pictures)
    far = distances(its, np.concatenate([known, mirrored(known)])).min(axis=1) > UNRELATED
    return [one for one, is_far in zip(pictures, far, strict=True) if is_far], np.concatenate([known, its[far]])


def _hashes(pictures: Sequence[Image.Image]) -> "np.ndarray[tuple[int, int], np.dtype[np.uint8]]":
    small = [np.asarray(one.resize((64, 64), Image.Resampling.BOX), np.float32) for one in pictures]
    return hashed(np.stack(small))[0]


def _frames(path: Path, every: float) -> list[Image.Image]:
    """Return a frame of a video every so many seconds, in greys."""
    taken, due = [], 0.0
    with av.open(str(path)) as container:
        for frame in container.decode(video=0):
            if frame.time is not None and frame.time >= due:
                high = round(_SIDE * frame.height / frame.width)
                luma = frame.reformat(_SIDE, high, "gray").to_ndarray()
                taken.append(Image.fromarray(luma))
                due += every
    return taken


def _grey(picture: Image.Image) -> Image.Image:
    made = picture.convert("L")
    made.thumbnail((_SIDE, _SIDE))
    return made


def _recordings(number: int, sounds: Path | None) -> list[Samples]:
    languages, others = _SPEECH[number]
    stories = [path for one in languages for path in sorted((SHARED / "asp-stories" / one).rglob("*.mp3"))]
    paths = [path for path in stories if path.parent.name not in _QUERIED_STORIES]
    suffixes = {".wav", ".mp3", ".flac", ".ogg", ".opus", ".m4a"}
    paths += [path for one in others for path in sorted((SHARED / one).iterdir()) if path.suffix in suffixes]
    paths += _turn(sounds, suffixes, number)
    return [one for path in paths if len(one := decoded(path, RATE)) > RATE]


def _turn(folder: Path | None, suffixes: set[str], number: int) -> list[Path]:
    """Return the files in every second subfolder of a folder, the first or the second of each two."""
    if folder is None:
        return []
    inside = sorted({path.parent for path in folder.rglob("*") if path.suffix.lower() in suffixes})
    return [path for one in inside[number::2] for path in sorted(one.iterdir()) if path.suffix.lower() in suffixes]
