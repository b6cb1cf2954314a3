"""Put a site on disk in one move: the old one stands until the new one is whole."""

import shutil
from collections.abc import Iterable
from pathlib import Path

from dragoman.model.errors import BadInput
from dragoman.publish.addresses import MANIFEST
from dragoman.publish.output import Output


class SiteFolder:
    """Build a site beside `place` and then exchange the two."""

    def __init__(self, place: Path) -> None:
        """Refuse a place that holds anything but an earlier site; start with an empty folder beside it."""
        self._place = place
        self._building = place.with_name(f".{place.name}.new")
        self._leaving = place.with_name(f".{place.name}.old")
        if place.exists() and (not place.is_dir() or (any(place.iterdir()) and not (place / MANIFEST).is_file())):
            raise BadInput("this is no earlier site of ours", place=str(place), hint="name a new or empty folder")
        for stale in (self._building, self._leaving):
            shutil.rmtree(stale, ignore_errors=True)
        try:
            self._building.mkdir(parents=True)
        except OSError as error:
            raise BadInput(f"cannot write: {error.strerror}", place=str(place)) from error

    def write(self, outputs: Iterable[Output]) -> int:
        """Write outputs and return how many."""
        count = 0
        for output in outputs:
            path = self._building / output.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(output.data)
            count += 1
        return count

    def exchange(self) -> None:
        """Let the new site take the old one's place."""
        if self._place.exists():
            self._place.rename(self._leaving)
        self._building.rename(self._place)
        shutil.rmtree(self._leaving, ignore_errors=True)

    def abandon(self) -> None:
        """Remove what was built; the old site stands."""
        shutil.rmtree(self._building, ignore_errors=True)
