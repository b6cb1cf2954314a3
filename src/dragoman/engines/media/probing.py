"""Say what footage is, and find out whether it is all there.

Every packet is read and none is left to the header's word, so the duration is measured; decoding goes
as far as the first frame of each stream. A file is called cut short when its header states a duration
and more than a second of that is missing, or, in WAV and AVI, when bytes are missing. Containers without
such a header (MPEG-TS, MP3, Ogg) can be cut without a trace: there the measured duration is all that
anyone can know.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import av
from av.container import InputContainer
from av.stream import Stream

from dragoman.engines.media.allowed import STATES_DURATION
from dragoman.engines.media.lastline import last_line
from dragoman.engines.media.opening import Footage, opened
from dragoman.engines.media.packets import AnyPacket, decoded, demuxed
from dragoman.engines.media.wire import Probed
from dragoman.model.capture import AudioTrack, VideoTrack
from dragoman.model.errors import DecodeError, NotMedia
from dragoman.model.time import clock

_MISSING_SECONDS = 1
# Programs that write to a pipe cannot know the size, and state one from here on.
_UNKNOWN_SIZE = 0x7FFF0000
# Bytes by which careless writers are off: padding, and a header counted twice.
_RIFF_SLACK = 4096


def probe(source: str, max_pixels: int) -> Probed:
    """Return what the footage at `source` is; raise NotMedia, TooLarge or DecodeError where it is not."""
    with opened(source, max_pixels) as footage:
        _refuse_a_cut_riff(source)
        measure = _measure(footage)
        _refuse_what_is_cut(footage.container, measure)
        video = footage.video if footage.video is not None and footage.video.index in measure.proven else None
        audio = footage.audio if footage.audio is not None and footage.audio.index in measure.proven else None
        used = [stream.index for stream in (video, audio) if stream is not None and stream.index in measure.ticks]
        if not used:
            raise NotMedia("the file holds no picture and no sound", hint="capture it again")
        end = measure.end(used)
        return Probed(
            container=footage.container.format.name,
            duration=max(1, _ceil_ms(end - footage.origin)),
            offset=round(Fraction(footage.container.start_time or 0, av.time_base) * 1000),
            video=_video_track(footage) if video is not None else None,
            audio=_audio_track(footage) if audio is not None else None,
            video_stream=video.index if video is not None else None,
            audio_stream=audio.index if audio is not None else None,
            versions=_versions(),
        )


@dataclass(slots=True)
class _Measure:
    """Hold where each stream ends, by its number and in its own ticks, and which gave a frame or only packets."""

    ticks: dict[int, int] = field(default_factory=dict)
    bases: dict[int, Fraction] = field(default_factory=dict)
    proven: set[int] = field(default_factory=set)
    tried: set[int] = field(default_factory=set)

    def note(self, packet: AnyPacket) -> None:
        """Take in where a packet ends."""
        at = packet.pts if packet.pts is not None else packet.dts
        if at is None or packet.is_discard:
            return
        index, end = packet.stream.index, at + (packet.duration or 0)
        if index not in self.bases:
            self.bases[index] = packet.time_base or Fraction(1, av.time_base)
        if end > self.ticks.get(index, end - 1):
            self.ticks[index] = end

    def end(self, streams: Iterable[int]) -> Fraction:
        """Return the second at which the last of `streams` ends."""
        return max(self.ticks[index] * self.bases[index] for index in streams)

    def prove(self, packet: AnyPacket) -> None:
        """Decode until the packet's stream has given its first frame."""
        index = packet.stream.index
        if index not in self.proven and packet.size:
            self.tried.add(index)
            if decoded(packet):
                self.proven.add(index)


def _measure(footage: Footage) -> _Measure:
    measure = _Measure()
    wanted = {stream.index for stream in (footage.video, footage.audio) if stream is not None}
    for packet in demuxed(footage.container):
        measure.note(packet)
        if packet.stream.index in wanted:
            measure.prove(packet)
    for index in measure.tried - measure.proven:
        stream: Stream = footage.container.streams[index]
        raise DecodeError(
            f"stream {index} ({stream.codec_context.name}) does not decode: {last_line() or 'no frame comes out'}",
            hint="capture it again, or mend a copy with ffmpeg",
        )
    return measure


def _refuse_what_is_cut(container: InputContainer, measure: _Measure) -> None:
    kinds = set(container.format.name.split(","))
    if not kinds & STATES_DURATION or not container.duration or not measure.ticks:
        return
    # Matroska writers state the time at which the last frame ends; elsewhere it is counted from the first.
    begin = Fraction(0) if "matroska" in kinds else Fraction(container.start_time or 0, av.time_base)
    held = measure.end(measure.ticks) - begin
    stated = Fraction(container.duration, av.time_base)
    if stated - held > _MISSING_SECONDS:
        raise _cut_short(clock(_ceil_ms(stated)), clock(_ceil_ms(held)))


def _refuse_a_cut_riff(source: str) -> None:
    """Refuse WAV and AVI of fewer bytes than they state; ffmpeg quietly takes what is there for the whole."""
    path = Path(source)
    with path.open("rb") as file:
        head = file.read(8)
    stated = int.from_bytes(head[4:8], "little")
    if head[:4] == b"RIFF" and path.stat().st_size + _RIFF_SLACK < stated + 8 < _UNKNOWN_SIZE:
        raise _cut_short(f"{stated + 8} bytes", str(path.stat().st_size))


def _cut_short(stated: str, held: str) -> DecodeError:
    return DecodeError(
        f"the footage is cut short: its header states {stated}, {held} is there",
        hint="capture it again; if this is all there is, mend a copy with ffmpeg and capture that too",
    )


def _ceil_ms(seconds: Fraction) -> int:
    return max(0, -(-seconds.numerator * 1000 // seconds.denominator))


def _base(stream: Stream) -> str:
    base = stream.time_base or Fraction(1, av.time_base)
    return f"{base.numerator}/{base.denominator}"


def _video_track(footage: Footage) -> VideoTrack:
    stream = footage.video
    assert stream is not None
    context = stream.codec_context
    return VideoTrack(context.codec.name, context.width, context.height, _base(stream))


def _audio_track(footage: Footage) -> AudioTrack:
    stream = footage.audio
    assert stream is not None
    context = stream.codec_context
    return AudioTrack(context.codec.name, context.rate or 0, context.channels, _base(stream))


def _versions() -> dict[str, str]:
    return {
        "pyav": av.__version__,
        **{name: ".".join(map(str, av.library_versions[name])) for name in ("libavformat", "libavcodec")},
    }
