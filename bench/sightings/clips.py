"""Edited clips of the excerpts, made once into a folder: the same seed makes the same clips."""

import os
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from zlib import crc32

import av
import numpy as np
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.video.frame import VideoFrame
from bench.sightings.chain import BASE, Filtering
from bench.sightings.edits import EDITS, PROTOCOL, Edit, Look
from bench.sightings.footage import Excerpt
from bench.sightings.overlays import noisy, skewed
from bench.sightings.sound_edits import RATE, SOUND_EDITS, Booth, Samples, SoundEdit, frames, loudness, played, tempo
from bench.sightings.truth import Match
from bench.sightings.voices import decoded, voice
from PIL import Image

VERSION = 1
"""Counted up when a clip would come out otherwise than before, so that old ones are left alone."""
HEIGHT = 360
COMBINED = (
    ("re-encode", "sound replaced"),
    ("re-encode", "silence"),
    ("news lower third and logo", "voice over it, 6 dB louder"),
    ("vertical over a blurred copy", "voice over it, as loud"),
    ("camera off a screen", "noise as loud"),
    ("crop 10 %", "echo"),
)
_AS_IT_IS = SoundEdit("", lambda samples, booth: samples)
_QUIET = 0.003
# What lies beyond the protocol is made at these lengths alone, in milliseconds.
_MORE_AT = (5000, 10_000)


@dataclass(frozen=True, slots=True)
class Clip:
    """Hold one edited clip: its file, the excerpt, what was done to its picture and to its sound; "" for left alone.

    A clip of kind `sound` has no picture. `loud` says whether the excerpt had any sound to be found by.
    """

    path: Path
    kind: str
    excerpt: Excerpt
    edit: str
    sound: str
    speed: float
    loud: bool

    @property
    def name(self) -> str:
        """Return a name that no other clip has."""
        return self.path.stem

    @property
    def truth(self) -> Match:
        """Return where all of the clip stands in its source."""
        start, length = self.excerpt.start, self.excerpt.length
        here = (0, round(length / self.speed))
        return Match(self.name, self.excerpt.source.name, here, (start, start + length))


def make(excerpts: Sequence[Excerpt], folder: Path, edits: Iterable[str] | None = None) -> list[Clip]:
    """Return the clips of all excerpts, by two processes; those that stand in `folder` already are not made again."""
    folder.mkdir(parents=True, exist_ok=True)
    chosen = None if edits is None else frozenset(edits)
    with get_context("spawn").Pool(2) as pool:
        made = pool.imap(partial(_of_one, folder, chosen), excerpts)
        return [clip for one in made for clip in one]


def _of_one(folder: Path, chosen: frozenset[str] | None, excerpt: Excerpt) -> list[Clip]:
    """Make the clips of one excerpt, decoding its footage at most once."""
    taken = _Taken(excerpt)
    made = []
    for kind, edit, sound in _plans(chosen, excerpt):
        name = f"{excerpt.name}-{kind}-{edit.name if edit else ''}-{sound.name}".replace(" ", "_").replace("/", "_")
        path = folder / f"{name.replace('%', 'pc').replace(':', '_').replace(',', '')}.mp4"
        if not path.exists():
            taken.write(path, edit, sound)
        speed = edit.speed if edit else sound.speed
        shown = edit.name if edit else ""
        made.append(Clip(path, kind, excerpt, shown, sound.name, speed, taken.loud))
    return made


def _plans(chosen: frozenset[str] | None, excerpt: Excerpt) -> Iterator[tuple[str, Edit | None, SoundEdit]]:
    """Yield what is made of an excerpt: kind, the edit of its picture, the edit of its sound."""
    pictures = {one.name: one for one in EDITS}
    heard = {one.name: one for one in SOUND_EDITS}
    more = excerpt.length in _MORE_AT
    for edit in EDITS if more else PROTOCOL:
        if chosen is None or edit.name in chosen:
            yield "picture", edit, _AS_IT_IS
    if not excerpt.source.sounds:
        return
    for sound in SOUND_EDITS:
        if sound.kept and (chosen is None or sound.name in chosen):
            yield "sound", None, sound
    for picture, its in COMBINED if more else ():
        if chosen is None or {picture, its} <= chosen:
            yield "both", pictures[picture], heard[its]


class _Taken:
    """Hold an excerpt's frames, 360 lines high, and its sound, once they are asked for."""

    def __init__(self, excerpt: Excerpt) -> None:
        self._excerpt = excerpt
        self._frames: list[tuple[int, VideoFrame]] = []
        span = (excerpt.start, excerpt.start + excerpt.length)
        self._samples = decoded(excerpt.source.path, RATE, span) if excerpt.source.sounds else None
        self.loud = self._samples is not None and loudness(self._samples) > _QUIET

    def write(self, path: Path, edit: Edit | None, sound: SoundEdit) -> None:
        """Write one clip, whole or not at all."""
        beside = path.with_name(f".{os.getpid()}-{path.name}")
        seed = crc32(path.stem.encode())
        samples = self._heard(edit, sound, seed)
        with av.open(str(beside), "w", format="mp4") as output:
            # All streams before the first packet: the header is written with it.
            track = _track(output, sound) if samples is not None else None
            if edit is not None:
                _draw(output, self._shown(), edit, seed)
            if track is not None and samples is not None:
                for frame in (*frames(samples), None):
                    output.mux(track.encode(frame))
        beside.rename(path)

    def _heard(self, edit: Edit | None, sound: SoundEdit, seed: int) -> Samples | None:
        if self._samples is None:
            return None
        chance = np.random.default_rng(seed)
        booth = Booth(chance, voice(chance, len(self._samples)))
        samples = sound.apply(self._samples, booth)
        if edit is not None and edit.speed != 1:
            samples = (played if edit.pitched else tempo)(edit.speed)(samples, booth)
        return samples

    def _shown(self) -> list[tuple[int, VideoFrame]]:
        if not self._frames:
            self._frames = list(_decoded(self._excerpt))
        return self._frames


def _decoded(excerpt: Excerpt) -> Iterator[tuple[int, VideoFrame]]:
    """Yield the frames shown in an excerpt, each with its time there in ticks of 1/90,000 s."""
    with av.open(str(excerpt.source.path)) as container:
        stream = container.streams.video[0]
        stream.thread_type = "AUTO"
        first = Fraction(container.start_time or 0, av.time_base)
        for frame in container.decode(stream):
            assert frame.pts is not None and frame.time_base is not None
            at = round((frame.pts * frame.time_base - first) * 90_000) - excerpt.start * 90
            if at >= excerpt.length * 90:
                return
            if at >= 0:
                width = round(frame.width * HEIGHT / frame.height / 2) * 2
                yield at, frame.reformat(width, HEIGHT, "yuv420p", interpolation="BICUBIC")


def _draw(output: OutputContainer, shown: Sequence[tuple[int, VideoFrame]], edit: Edit, seed: int) -> None:
    """Encode the frames as the protocol says: x264, veryfast, crf 32."""
    width, height = shown[0][1].width, shown[0][1].height
    filtering = Filtering(width, height)
    chain = edit.build(filtering.chain, Look(width, height, random.Random(seed)))
    rate = Fraction(len(shown) * 90_000, max(1, shown[-1][0] - shown[0][0])).limit_denominator(1001)
    stream = output.add_stream("libx264", rate=rate, options={"preset": "veryfast", "crf": "32", "threads": "1"})
    stream.pix_fmt, stream.time_base, stream.codec_context.time_base = "yuv420p", BASE, BASE
    timed = (_at(frame, round(at / edit.speed)) for at, frame in shown)
    for number, frame in enumerate(filtering.run(timed, chain)):
        if edit.filmed:
            frame = _filmed(frame, seed, number)
        if number == 0:
            stream.width, stream.height = frame.width, frame.height
        frame.pict_type = 0
        output.mux(stream.encode(frame))
    output.mux(stream.encode(None))


def _at(frame: VideoFrame, at: int) -> VideoFrame:
    frame.pts, frame.time_base = at, BASE
    return frame


def _filmed(frame: VideoFrame, seed: int, number: int) -> VideoFrame:
    seen = skewed(random.Random(seed), Image.fromarray(frame.to_ndarray(format="rgb24")))
    made = VideoFrame.from_ndarray(noisy(np.asarray(seen), seed + number), "rgb24").reformat(format="yuv420p")
    made.pts, made.time_base = frame.pts, frame.time_base
    return made


def _track(output: OutputContainer, edit: SoundEdit) -> AudioStream:
    track = output.add_stream("libmp3lame" if edit.codec == "mp3" else "aac", rate=RATE, layout="mono")
    track.bit_rate = edit.bits
    return track
