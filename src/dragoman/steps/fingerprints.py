"""Make the fingerprints of footage, by which it is found again; what the same method made before is not repeated."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.engines.protocols import SAMPLE_BYTES, SAMPLE_RATE
from dragoman.model.capture import Item, Media, Preserved, Tool
from dragoman.model.digest import digest
from dragoman.model.errors import CaptureError, EngineError
from dragoman.model.settings import MediaSettings
from dragoman.model.sighting import Channel, Fingerprint
from dragoman.model.time import clock as show_time
from dragoman.model.time import now
from dragoman.steps.descriptors import descriptor_of, weights_of
from dragoman.steps.desk import Desk
from dragoman.steps.listening import Listener
from dragoman.steps.receipts import Receipts
from dragoman.steps.searchable import Methods, lacking, latest
from dragoman.vault.index import KeptFingerprint

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from dragoman.sightings.frames import Frames
    from dragoman.sightings.picture.descriptor import Descriptor

_BYTES_A_MILLISECOND = SAMPLE_RATE * SAMPLE_BYTES // 1000


@dataclass(frozen=True)
class Fingerprinted:
    """Hold the digests of an item's fingerprints by the methods of today, and why a channel has none."""

    kept: tuple[str, ...]
    made: tuple[Channel, ...]
    failed: tuple[str, ...]


def methods(desk: Desk) -> Methods:
    """Return the methods by which fingerprints are made and compared at a desk today.

    Raise WeightsMissing where its descriptor is not where its settings say.
    """
    return {channel: (tool.name, tool.version) for channel, tool in _tools(weights_of(desk)).items()}


def fingerprint(desk: Desk, item: Item, listener: Listener, *, clock: Callable[[], str] = now) -> Fingerprinted:
    """Make what is missing of an item's fingerprints, keep them, and return all that it has.

    Footage without sound, or without pictures, has one. A channel that cannot be decoded is told in `failed`
    and costs the other nothing; what is not footage has none. Raise EngineMissing or WeightsMissing where the
    desk names a descriptor that cannot be used: nothing is made in its place.
    """
    if item.media is None:
        return Fingerprinted((), (), ())
    with Receipts(desk.root / "work" / "receipts").turn("fingerprint", item.media):
        return _fingerprint(desk, item, item.media, listener, clock)


def _fingerprint(desk: Desk, item: Item, media: str, listener: Listener, clock: Callable[[], str]) -> Fingerprinted:
    made: list[Channel] = []
    failed = []
    channels = lacking(desk, media, kept_of(desk, media))
    # A descriptor that is wanting is no fault of this footage, and ends everything.
    descriptor = descriptor_of(desk) if "picture" in channels else None
    for channel in channels:
        try:
            making = _making(desk, item, channel, listener)
            record = _made(making, channel, descriptor)
        except (EngineError, CaptureError) as error:
            failed.append(f"{channel}: {error}")
            continue
        desk.vault.put([record], what="fingerprint", at=clock())
        made.append(record.channel)
    return Fingerprinted(tuple(one.digest for one in kept_of(desk, media)), tuple(made), tuple(failed))


def kept_of(desk: Desk, media: str) -> tuple[KeptFingerprint, ...]:
    """Return the fingerprints that footage has by the methods of today."""
    return latest(desk.vault.index.fingerprints(media), methods(desk)).get(media, ())


@dataclass(frozen=True)
class _Making:
    """Hold what a fingerprint is made from, and take the milliseconds done."""

    media: str
    path: Path
    limits: MediaSettings
    done: Callable[[int], None]


def _making(desk: Desk, item: Item, channel: Channel, listener: Listener) -> _Making:
    preserved = desk.vault.get_as(item.preserved, Preserved)
    media = desk.vault.get_as(item.media or "", Media)
    blob = next(blob for blob in preserved.blobs if blob.digest == media.blob)
    path = desk.vault.blob_path(preserved, blob)
    listener.say(f"looking through {show_time(media.duration)} of {channel} of {item.name}")
    return _Making(
        digest(media),
        path,
        desk.settings.media,
        lambda done: listener.heard(min(done, media.duration), media.duration),
    )


def _made(making: _Making, channel: Channel, descriptor: "Descriptor | None") -> Fingerprint:
    length, data = _picture(making, descriptor) if channel == "picture" else _sound(making)
    # What was loaded is named, not the file as it may be by now.
    tool = _tools(descriptor.digest if descriptor is not None else None)[channel]
    return Fingerprint(making.media, channel, tool, length, data)


def _picture(making: _Making, descriptor: "Descriptor | None") -> tuple[int, bytes]:
    from dragoman.engines.media.decode import pictures
    from dragoman.sightings.picture.making import PictureMaker

    maker, passes = PictureMaker(), 1 if descriptor is None else 2

    def take(times: "NDArray[np.uint32]", lumas: "NDArray[np.uint8]") -> None:
        maker.feed(times, lumas)
        making.done(int(times[-1]) // passes)

    length = pictures(making.path, making.limits, take)
    frames = maker.finish()
    if descriptor is not None:
        frames = _described(making, descriptor, frames, length)
    return length, frames.packed()


def _described(making: _Making, descriptor: "Descriptor", others: "Frames", length: int) -> "Frames":
    """Return the rows of pictures with those of a descriptor, which wants another pass over the footage, in colour."""
    from dragoman.engines.media.decode import coloured
    from dragoman.sightings.picture.neural import RATE, NeuralMaker

    maker = NeuralMaker(descriptor)

    def take(times: "NDArray[np.uint32]", pictures: "NDArray[np.uint8]") -> None:
        maker.feed(times, pictures)
        making.done((length + int(times[-1])) // 2)

    coloured(making.path, making.limits, take, rate=RATE, size=descriptor.side)
    return maker.finish(others)


def _sound(making: _Making) -> tuple[int, bytes]:
    from dragoman.engines.media.decode import sounds
    from dragoman.sightings.sound.making import SoundMaker

    maker, taken = SoundMaker(), 0

    def take(samples: bytes) -> None:
        nonlocal taken
        maker.feed(samples)
        taken += len(samples)
        making.done(taken // _BYTES_A_MILLISECOND)

    length = sounds(making.path, making.limits, take) * SAMPLE_BYTES // _BYTES_A_MILLISECOND
    return length, maker.finish().packed()


def _tools(weights: str | None) -> dict[Channel, Tool]:
    """Return the methods of today, with a descriptor of that digest where there is one."""
    from dragoman.sightings.picture import making, neural
    from dragoman.sightings.sound import making as sound

    plain = making.method()
    return {"picture": neural.method(plain, weights) if weights else plain, "sound": sound.method()}
