"""What a source kind promises, and how the kind for an address is found."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path, PurePosixPath
from typing import Protocol

from dragoman.capture.ids import new_id
from dragoman.model.capture import Capture
from dragoman.model.errors import BadInput, CaptureError
from dragoman.model.settings import CaptureSettings
from dragoman.model.time import now

GROUP = "dragoman.sources"

Progress = Callable[[int, int | None], None]
"""Take the bytes got so far and the bytes expected, None where nobody knows."""


def silent(done: int, total: int | None) -> None:
    """Show no progress."""


@dataclass(frozen=True, slots=True)
class Request:
    """Ask for one capture of `address` into the folder `into`, which exists, within `limits`."""

    address: str
    into: Path
    limits: CaptureSettings = field(default_factory=CaptureSettings)
    clock: Callable[[], str] = now
    new_id: Callable[[], str] = new_id
    progress: Progress = silent


class Source(Protocol):
    """Fetch one kind of address. `dragoman.testing.sources.SourceContract` tests the promise."""

    name: str

    def matches(self, address: str) -> bool:
        """Tell whether this kind takes `address`, by its spelling alone: no disk, no network."""
        ...

    def fetch(self, request: Request) -> Capture:
        """Write the bytes as received to `request.into / blob.path` and return how they were got.

        Digests are computed while writing; a path is relative, by `/`, below `media/`. Raise BadInput or
        CaptureError or one of its kinds, and then leave nothing in `into`.
        """
        ...


def capture(request: Request, sources: Iterable[Source] | None = None) -> Capture:
    """Fetch `request.address` with the source kind that takes it; raise BadInput when none does.

    Raise CaptureError when the kind fails, or states blobs that it did not write.
    """
    source = find_source(request.address, sources)
    made = source.fetch(request)
    for blob in made.blobs:
        path = PurePosixPath(blob.path)
        file = request.into / path
        inside = path.parts[:1] == ("media",) and len(path.parts) > 1 and ".." not in path.parts
        if not inside or not file.is_file() or file.stat().st_size != blob.size:
            raise CaptureError(
                f"the source kind {source.name} did not write what it states", place=blob.path, hint="mend the plug-in"
            )
    return made


def find_source(address: str, sources: Iterable[Source] | None = None) -> Source:
    """Return the first kind that takes `address`, of `sources` or of all that are installed.

    Raise BadInput when none does.
    """
    for source in installed_sources() if sources is None else sources:
        if source.matches(address):
            return source
    raise BadInput(
        "no source kind takes this address",
        place=repr(address),
        hint="give a file's path, or an address that starts with https:// or http://",
    )


def installed_sources() -> Iterator[Source]:
    """Yield every kind registered under `dragoman.sources`; raise CaptureError when one cannot be loaded.

    Ours come last, so that a plug-in for one site is asked before the kind for every address; then by
    name. Each is loaded as it is reached: who captures a file does not wait for the HTTP client.
    """
    found = sorted(entry_points(group=GROUP), key=lambda entry: (entry.module.startswith("dragoman."), entry.name))
    yield from map(_load, found)


def _load(entry: EntryPoint) -> Source:
    try:
        source: Source = entry.load()()
    except (ImportError, AttributeError) as error:
        raise CaptureError(
            f"the source kind {entry.name} cannot be loaded: {error}",
            place=entry.value,
            hint="install it again or remove it",
        ) from error
    return source
