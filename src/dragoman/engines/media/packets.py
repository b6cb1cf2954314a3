"""Read packets and frames of footage that may be damaged: skip what is broken, stop where it ends."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, TypeAlias

import av
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.packet import Packet
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

AnyPacket: TypeAlias = "Packet[Any]"

# What ffmpeg reports for broken bytes; players skip them too. Memory, limits and bugs are not among them.
_BROKEN = (av.error.InvalidDataError, av.error.EOFError, av.error.PatchWelcomeError)


def demuxed(container: InputContainer, *streams: VideoStream | AudioStream) -> Iterator[AnyPacket]:
    """Yield the packets of the streams (of all where none is given), the empty flushing ones too.

    A container that breaks off in the middle ends there.
    """
    packets = container.demux(*streams)
    while True:
        try:
            packet = next(packets, None)
        except _BROKEN:
            return
        if packet is None:
            return
        yield packet


def decoded(packet: AnyPacket) -> list[AudioFrame | VideoFrame]:
    """Return the frames that a packet gives, none where it is broken."""
    try:
        return list(packet.decode())
    except _BROKEN:
        return []


def pictures(container: InputContainer, stream: VideoStream) -> Iterator[VideoFrame]:
    """Yield the frames of a picture stream from where the container stands, in order of presentation."""
    for packet in demuxed(container, stream):
        for frame in decoded(packet):
            if isinstance(frame, VideoFrame) and frame.pts is not None:
                yield frame


class Sounds:
    """Iterate over the frames of a sound stream from where the container stands.

    `end` is the second, on the container's clock, at which the packets read so far end: codecs pad the
    last frame beyond it.
    """

    def __init__(self, container: InputContainer, stream: AudioStream) -> None:
        self._packets = demuxed(container, stream)
        self.end: Fraction | None = None

    def __iter__(self) -> Iterator[AudioFrame]:
        for packet in self._packets:
            if packet.pts is not None and packet.duration and packet.time_base is not None:
                end = (packet.pts + packet.duration) * packet.time_base
                self.end = end if self.end is None else max(self.end, end)
            for frame in decoded(packet):
                if isinstance(frame, AudioFrame) and frame.samples:
                    yield frame
