"""Cut a stretch of footage as a proxy that every browser plays: H.264 and AAC in MP4.

Exact: it begins with the frame and the sample at `start` and ends with those before `end`. Repeatable:
one thread, no dates, no program names, so that two builds on a machine are equal byte for byte.
"""

import heapq
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
from av.container import OutputContainer

from dragoman.engines.media.clipsound import SoundTrack
from dragoman.engines.media.clipvideo import PictureTrack
from dragoman.engines.media.opening import opened
from dragoman.engines.media.packets import AnyPacket
from dragoman.engines.media.wire import MAX_CHUNK, Clipped, ClipTask, Sender
from dragoman.model.errors import DecodeError

_MADE = "clip.mp4"


def clip(source: str, max_pixels: int, task: ClipTask, sender: Sender) -> Clipped:
    """Send the stretch as MP4; return what it holds. Write it first to the working folder, in constant memory."""
    made = Path(_MADE)
    # Pictures and sound are read by two hands on the same file, so that neither waits for the other.
    with opened(source, max_pixels) as seen, opened(source, max_pixels) as heard:
        with _output(made) as output:
            picture = PictureTrack(output, seen, task) if seen.video is not None else None
            sound = SoundTrack(output, heard, task) if heard.audio is not None else None
            tracks: list[Iterator[AnyPacket]] = [track.packets() for track in (picture, sound) if track is not None]
            for packet in heapq.merge(*tracks, key=_decoding_time):
                output.mux(packet)
        reached = max(track.reached for track in (picture, sound) if track is not None)
    length = min(task.end - task.start, -(-reached.numerator * 1000 // reached.denominator))
    if length <= 0:
        raise DecodeError(f"the footage has nothing at {task.start} ms", hint="it is shorter than that")
    for chunk in _chunks(made):
        sender.data(chunk)
    made.unlink()
    width, height = picture.size if picture is not None else (0, 0)
    return Clipped(task.start, task.start + length, width, height)


def _output(made: Path) -> OutputContainer:
    return av.open(str(made), "w", format="mp4", options={"movflags": "+faststart", "fflags": "+bitexact"})


def _decoding_time(packet: AnyPacket) -> Fraction:
    assert packet.dts is not None and packet.time_base is not None
    return packet.dts * packet.time_base


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        yield from iter(lambda: file.read(MAX_CHUNK), b"")
