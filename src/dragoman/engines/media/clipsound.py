"""The sound of a clip."""

from collections.abc import Iterator
from contextlib import suppress
from fractions import Fraction

import av
from av.audio.frame import AudioFrame
from av.codec.context import Flags
from av.container import OutputContainer

from dragoman.engines.media.opening import Footage
from dragoman.engines.media.packets import AnyPacket, Sounds
from dragoman.engines.media.samples import Form, Stretch, placed
from dragoman.engines.media.wire import ClipTask

_RATE = 48_000
_BITS_A_CHANNEL = 64_000
# Decoders need a few packets before their output is right.
_RUN_UP = Fraction(1)
_BLOCK = 4800


class SoundTrack:
    """Encode the samples heard in a stretch as AAC; `reached` is the second of the clip at which they end."""

    def __init__(self, output: OutputContainer, footage: Footage, task: ClipTask) -> None:
        assert footage.audio is not None
        self._footage = footage
        self._audio = footage.audio
        self._form = Form(_RATE, 1 if footage.audio.codec_context.channels == 1 else 2)
        self._from = task.start * _RATE // 1000
        self._to = task.end * _RATE // 1000
        self.reached = Fraction(0)
        self._stream = output.add_stream("aac", rate=_RATE, layout=self._form.layout)
        context = self._stream.codec_context
        context.bit_rate = _BITS_A_CHANNEL * self._form.channels
        context.flags |= Flags.bitexact

    def packets(self) -> Iterator[AnyPacket]:
        """Yield the encoded packets in order."""
        at = 0
        for data in self._blocks():
            frame = AudioFrame("s16", self._form.layout, len(data) // self._form.size)
            frame.planes[0].update(data)
            frame.sample_rate, frame.pts, frame.time_base = _RATE, at, Fraction(1, _RATE)
            at += frame.samples
            yield from self._stream.encode(frame)
        yield from self._stream.encode(None)

    def _blocks(self) -> Iterator[bytes]:
        """Yield the samples of the stretch in whole blocks, silence where the footage has none, and a rest."""
        held = bytearray()
        block = _BLOCK * self._form.size
        for piece in self._pieces():
            held += piece
            while len(held) >= block:
                yield bytes(held[:block])
                del held[:block]
        if held:
            yield bytes(held)

    def _pieces(self) -> Iterator[bytes]:
        written = self._from
        for stretch in self._stretches():
            if stretch.at >= self._to:
                break
            end = min(self._to, stretch.at + len(stretch.data) // self._form.size)
            if end <= written:
                continue
            yield from self._silence(stretch.at - written)
            written = max(written, stretch.at)
            yield stretch.data[(written - stretch.at) * self._form.size : (end - stretch.at) * self._form.size]
            written = end
            self.reached = Fraction(written - self._from, _RATE)
        if not self.reached:
            # A track with nothing in it trips some players.
            yield from self._silence(_BLOCK)

    def _silence(self, samples: int) -> Iterator[bytes]:
        while samples > 0:
            count = min(samples, _BLOCK)
            yield bytes(count * self._form.size)
            samples -= count

    def _stretches(self) -> Iterator[Stretch]:
        container, base = self._footage.container, self._audio.time_base
        begin = Fraction(self._from, _RATE) - _RUN_UP
        if begin > 0 and base is not None:
            target = int((begin + self._footage.origin) / base)
            # What cannot seek is read from its start.
            with suppress(av.error.FFmpegError):
                container.seek(target, stream=self._audio, backward=True)
        yield from placed(iter(Sounds(container, self._audio)), self._footage.origin, self._form)
