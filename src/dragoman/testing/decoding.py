"""Do the decoder's tasks in the test's own process: for many small cases of footage that the test made itself."""

import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from dragoman.engines.media.decode import Clip, Picture
from dragoman.engines.media.wire import Clipped, ClipTask, Pictured, Probed, Sender, Sounded, StillTask, receive
from dragoman.engines.protocols import SAMPLE_BYTES, Sound
from dragoman.model.time import Span

_Made = TypeVar("_Made", Sounded, Pictured, Clipped)


@dataclass(frozen=True)
class Decoder:
    """Decode without a child and without its limits, in the folder `work`; never for footage of others."""

    work: Path
    max_pixels: int = 1 << 26

    def probe(self, path: Path) -> Probed:
        """Say what footage is; see `dragoman.engines.media.decode.probe`."""
        from dragoman.engines.media.probing import probe

        return probe(str(path), self.max_pixels)

    def sound(self, path: Path) -> Sound:
        """Decode the sound to a file in the working folder."""
        from dragoman.engines.media.sounding import sound

        made, data = _with_payload(lambda sender: sound(str(path), self.max_pixels, sender))
        into = self.work / f"{path.name}.s16"
        into.write_bytes(data[: made.samples * SAMPLE_BYTES])
        return Sound(into, made.samples)

    def still(self, path: Path, at: int) -> Picture:
        """Return the frame shown at `at` milliseconds."""
        from dragoman.engines.media.stills import still

        made, data = _with_payload(lambda sender: still(str(path), self.max_pixels, StillTask(at), sender))
        return Picture(data, made.width, made.height, made.at)

    def clip(self, path: Path, span: Span, height: int) -> Clip:
        """Return a stretch as a proxy at most `height` pixels high."""
        from dragoman.engines.media.clips import clip

        task = ClipTask(span.start, span.end, height)
        with _standing_in(self.work):
            made, data = _with_payload(lambda sender: clip(str(path.resolve()), self.max_pixels, task, sender))
        return Clip(data, made.start, made.end, made.width, made.height)


def _with_payload(task: Callable[[Sender], _Made]) -> tuple[_Made, bytes]:
    pipe = io.BytesIO()
    made = task(Sender(pipe))
    pipe.seek(0)
    parts = (bytes(part) if isinstance(part, bytes | int) else b"" for part in receive(pipe))
    return made, b"".join(parts)


@contextmanager
def _standing_in(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
