"""Stills of an item's footage for the desk, decoded in the child; posters are kept in the desk's cache."""

import threading
from pathlib import Path

from dragoman.engines.media.decode import still
from dragoman.model.capture import Item, Media
from dragoman.model.errors import NotMedia
from dragoman.steps.desk import Desk
from dragoman.steps.files import write_file
from dragoman.steps.waveform import footage_of, media_of

_LATEST_POSTER = 10_000


class Stills:
    """Make stills, two at a time; safe to use from several threads."""

    def __init__(self, root: Path) -> None:
        self._folder = root / "work" / "cache"
        self._few = threading.BoundedSemaphore(2)

    def still(self, desk: Desk, item: Item, at: int) -> bytes:
        """Return the frame shown at `at` milliseconds as JPEG; raise NotMedia or DecodeError where there is none."""
        media = _pictured(desk, item)
        with self._few:
            return still(footage_of(desk, item, media), at, desk.settings.media).data

    def poster(self, desk: Desk, item: Item) -> bytes:
        """Return a still from early on, past the black that footage often begins with; kept once it is made."""
        media = _pictured(desk, item)
        path = self._folder / f"{media.blob.removeprefix('sha256:')}.poster.jpg"
        if path.is_file():
            return path.read_bytes()
        data = self.still(desk, item, min(media.duration // 10, _LATEST_POSTER))
        self._folder.mkdir(parents=True, exist_ok=True)
        write_file(path, data)
        return data


def _pictured(desk: Desk, item: Item) -> Media:
    media = media_of(desk, item)
    if media is None or media.video is None:
        raise NotMedia(f"{item.name} has no pictures", hint="there is nothing to show")
    return media
