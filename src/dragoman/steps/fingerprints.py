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
from dragoman.steps.desk import Desk
from dragoman.steps.listening import Listener
from dragoman.steps.receipts import Receipts
from dragoman.steps.searchable import Methods, lacking, latest
from dragoman.vault.index import KeptFingerprint

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_BYTES_A_MILLISECOND = SAMPLE_RATE * SAMPLE_BYTES // 1000


@dataclass(frozen=True)
class Fingerprinted:
    """Hold the digests of an item's fingerprints by the methods of today, and why a channel has none."""

    kept: tuple[str, ...]
    made: tuple[Channel, ...]
    failed: tuple[str, ...]


def methods() -> Methods:
    """Return the methods by which fingerprints are made and compared today."""
    return {channel: (tool.name, tool.version) for channel, tool in _tools().items()}


def fingerprint(desk: Desk, item: Item, listener: Listener, *, clock: Callable[[], str] = now) -> Fingerprinted:
    """Make what is missing of an item's fingerprints, keep them, and return all that it has.

    Footage without sound, or without pictures, has one. A channel that cannot be decoded is told in `failed`
    and costs the other nothing; what is not footage has none.
    """
    if item.media is None:
        return Fingerprinted((), (), ())
    with Receipts(desk.root / "work" / "receipts").turn("fingerprint", item.media):
        return _fingerprint(desk, item, item.media, listener, clock)


def _fingerprint(desk: Desk, item: Item, media: str, listener: Listener, clock: Callable[[], str]) -> Fingerprinted:
    made: list[Channel] = []
    failed = []
    for channel in lacking(desk, media, kept_of(desk, media)):
        try:
            record = _made(desk, item, channel, listener)
        except (EngineError, CaptureError) as error:
            failed.append(f"{channel}: {error}")
            continue
        desk.vault.put([record], what="fingerprint", at=clock())
        made.append(record.channel)
    return Fingerprinted(tuple(one.digest for one in kept_of(desk, media)), tuple(made), tuple(failed))


def kept_of(desk: Desk, media: str) -> tuple[KeptFingerprint, ...]:
    """Return the fingerprints that footage has by the methods of today."""
    return latest(desk.vault.index.fingerprints(media), methods()).get(media, ())


def _made(desk: Desk, item: Item, channel: Channel, listener: Listener) -> Fingerprint:
    preserved = desk.vault.get_as(item.preserved, Preserved)
    media = desk.vault.get_as(item.media or "", Media)
    blob = next(blob for blob in preserved.blobs if blob.digest == media.blob)
    path = desk.vault.blob_path(preserved, blob)
    listener.say(f"looking through {show_time(media.duration)} of {channel} of {item.name}")
    making = _Making(path, desk.settings.media, lambda done: listener.heard(min(done, media.duration), media.duration))
    length, data = _picture(making) if channel == "picture" else _sound(making)
    return Fingerprint(digest(media), channel, _tools()[channel], length, data)


@dataclass(frozen=True)
class _Making:
    """Hold what a fingerprint is made from, and take the milliseconds done."""

    path: Path
    limits: MediaSettings
    done: Callable[[int], None]


def _picture(making: _Making) -> tuple[int, bytes]:
    from dragoman.engines.media.decode import pictures
    from dragoman.sightings.picture.making import PictureMaker

    maker = PictureMaker()

    def take(times: "NDArray[np.uint32]", lumas: "NDArray[np.uint8]") -> None:
        maker.feed(times, lumas)
        making.done(int(times[-1]))

    length = pictures(making.path, making.limits, take)
    return length, maker.finish().packed()


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


def _tools() -> dict[Channel, Tool]:
    from dragoman.sightings.picture import making as picture
    from dragoman.sightings.sound import making as sound

    return {"picture": picture.method(), "sound": sound.method()}
