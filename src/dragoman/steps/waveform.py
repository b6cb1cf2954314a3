"""The shape of an item's sound, for drawing: made once by the decoding child, kept in the desk's cache."""

import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path

from dragoman.engines.media.decode import sound
from dragoman.engines.protocols import SAMPLE_RATE, Sound
from dragoman.model.capture import Item, Media, Preserved
from dragoman.model.errors import BadInput, DragomanError, NotMedia
from dragoman.steps.desk import Desk
from dragoman.steps.files import write_file

PER_SECOND = 50
_WINDOW = SAMPLE_RATE // PER_SECOND
_BLOCK_WINDOWS = 60 * PER_SECOND


@dataclass(frozen=True)
class Peaks:
    """Hold the loudest sample of each 20 ms, 0 for silence to 255, over `length` milliseconds of footage."""

    data: bytes
    length: int


class Waveforms:
    """Make waveforms in the background, one at a time; safe to use from several threads."""

    def __init__(self, root: Path) -> None:
        self._folder = root / "work" / "cache"
        self._guard = threading.Lock()
        self._one = threading.Lock()
        self._makers: dict[str, threading.Thread] = {}
        self._failed: dict[str, DragomanError] = {}

    def peaks(self, desk: Desk, item: Item, *, wait: float = 0.0) -> Peaks | None:
        """Return an item's peaks, or None where they are not made after `wait` seconds; ask again then.

        Raise NotMedia where the item has no sound, DecodeError where it cannot be decoded.
        """
        media = media_of(desk, item)
        if media is None or media.audio is None:
            raise NotMedia(f"{item.name} has no sound", hint="there is nothing to draw")
        path = self._folder / f"{media.blob.removeprefix('sha256:')}.{PER_SECOND}.peaks"
        if not path.is_file():
            maker = self._maker(desk, item, media, path)
            maker.join(wait)
            self._tell_failure(path.name)
            if not path.is_file():
                return None
        return Peaks(path.read_bytes(), media.duration)

    def _maker(self, desk: Desk, item: Item, media: Media, path: Path) -> threading.Thread:
        with self._guard:
            maker = self._makers.get(path.name)
            if maker is None or not maker.is_alive():
                # A daemon: stopping the desk does not wait for a drawing.
                maker = threading.Thread(target=self._make, args=(desk, item, media, path), daemon=True)
                self._makers[path.name] = maker
                maker.start()
            return maker

    def _make(self, desk: Desk, item: Item, media: Media, path: Path) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        try:
            with self._one, tempfile.TemporaryDirectory(dir=self._folder, prefix=".sound-") as folder:
                footage = footage_of(desk, item, media)
                heard = sound(footage, Path(folder) / "sound.s16", desk.settings.media)
                write_file(path, loudest(heard))
        except DragomanError as error:
            self._failed[path.name] = error

    def _tell_failure(self, key: str) -> None:
        failure = self._failed.pop(key, None)
        if failure is not None:
            raise failure


def media_of(desk: Desk, item: Item) -> Media | None:
    """Return what an item's footage is, or None for a document."""
    return desk.vault.get_as(item.media, Media) if item.media else None


def footage_of(desk: Desk, item: Item, media: Media) -> Path:
    """Return where an item's footage stands in the vault; raise BadInput where its bag lacks the bytes."""
    preserved = desk.vault.get_as(item.preserved, Preserved)
    for blob in preserved.blobs:
        if blob.digest == media.blob:
            return desk.vault.blob_path(preserved, blob)
    raise BadInput(f"the bag of {item.name} does not hold its footage", hint="dragoman verify says more")


def loudest(heard: Sound) -> bytes:
    """Return the loudest sample of each 20 ms as a byte, in constant memory."""
    import numpy as np

    peaks = bytearray()
    with heard.path.open("rb") as file:
        while block := file.read(_BLOCK_WINDOWS * _WINDOW * 2):
            samples = np.frombuffer(block[: len(block) & ~1], dtype="<i2").astype(np.int32)
            padded = np.zeros(-(-len(samples) // _WINDOW) * _WINDOW, dtype=np.int32)
            padded[: len(samples)] = np.abs(samples)
            peaks += (padded.reshape(-1, _WINDOW).max(axis=1) >> 7).clip(0, 255).astype(np.uint8).tobytes()
    return bytes(peaks)
