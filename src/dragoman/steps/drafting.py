"""The dispatches as files that people write in: listed, read, saved; two who save at once both keep their text."""

import re
import threading
from dataclasses import dataclass
from pathlib import Path

from dragoman.dispatch.frontmatter import Meta, read_front
from dragoman.dispatch.place import Lines
from dragoman.model.digest import of_bytes
from dragoman.model.errors import BadInput, DispatchError, DragomanError
from dragoman.steps.files import read_text, write_file
from dragoman.steps.numbers import dispatch_files

LARGEST = 1_000_000
"""The most bytes of a dispatch that is written at a desk."""

_KEPT = re.compile(r"(?P<name>.+)\.conflict-[a-z0-9-]+-[0-9]+\.md")
_writing = threading.Lock()


@dataclass(frozen=True)
class DraftFile:
    """Hold a dispatch as it lies on disk: `text` with plain line ends, and the `token` that a save must bring."""

    name: str
    text: str
    token: str


@dataclass(frozen=True)
class Listed:
    """Hold a dispatch for a list; `meta` is None where its front matter cannot be read, and `fault` says why.

    `beside` are the versions that conflicts left beside it.
    """

    name: str
    changed: float
    meta: Meta | None
    fault: str
    beside: tuple[str, ...]


class DraftConflict(DragomanError):
    """Report a save of a text whose file changed meanwhile; both are kept, the one to be saved as the file `kept`."""

    def __init__(self, name: str, theirs: DraftFile | None, kept: str) -> None:
        """Hold what lies on disk now, None where the file is gone."""
        what = "was changed on disk" if theirs else "was taken away"
        super().__init__(f"{name} {what} since you opened it", hint=f"your text is kept as {kept}: choose between them")
        self.theirs = theirs
        self.kept = kept


def is_beside(name: str) -> bool:
    """Tell whether a file's name is that of a version which a conflict left."""
    return _KEPT.fullmatch(name) is not None


def listed(dispatches: Path) -> tuple[Listed, ...]:
    """Return the dispatches below a folder, the last changed first; versions that conflicts left stand with theirs."""
    names = {path.relative_to(dispatches).as_posix(): path for path in dispatch_files(dispatches)}
    beside: dict[str, list[str]] = {}
    for name in names:
        match = _KEPT.fullmatch(name)
        if match is not None and f"{match['name']}.md" in names:
            beside.setdefault(f"{match['name']}.md", []).append(name)
    apart = {name for found in beside.values() for name in found}
    rows = [_row(name, path, tuple(beside.get(name, ()))) for name, path in names.items() if name not in apart]
    return tuple(sorted(rows, key=lambda row: (-row.changed, row.name)))


def read(dispatches: Path, name: str) -> DraftFile:
    """Return a dispatch as it lies on disk; raise BadInput where there is none of that name."""
    text = read_text(_path(dispatches, name))
    return DraftFile(name, text.replace("\r\n", "\n"), _token(text))


def save(dispatches: Path, name: str, text: str, *, token: str, by: str) -> DraftFile:
    """Write a dispatch that still has the `token` it was read with; raise DraftConflict where it has another.

    The line ends of the file stay what they were. Whoever writes the file without us in the very moment of
    the save is told apart by nobody; everyone else's text is kept.
    """
    with _writing:
        path = _path(dispatches, name)
        before = read_text(path) if path.is_file() else None
        new = _ended_as(text, before or "")
        if before is None or (_token(before) != token and before != new):
            theirs = None if before is None else DraftFile(name, before.replace("\r\n", "\n"), _token(before))
            raise DraftConflict(name, theirs, _keep(path, new, by).relative_to(dispatches).as_posix())
        return _write(path, name, new)


def take(dispatches: Path, name: str, text: str, *, token: str, kept: str) -> DraftFile:
    """Settle a conflict for `text`: write it, and keep what lies on disk in the conflict's file `kept` instead.

    Raise DraftConflict where the file changed again.
    """
    with _writing:
        path, other = _path(dispatches, name), _path(dispatches, kept)
        if _KEPT.fullmatch(kept) is None or not other.is_file():
            raise BadInput(f"no version {kept} is kept beside {name}", hint="load the page again")
        before = read_text(path) if path.is_file() else ""
        if _token(before) != token and before:
            raise DraftConflict(name, DraftFile(name, before.replace("\r\n", "\n"), _token(before)), kept)
        if before:
            write_file(other, before.encode())
        return _write(path, name, _ended_as(text, before))


def put_away(dispatches: Path, kept: str) -> Path:
    """Move a version that a conflict left out of the dispatches, into `work/settled/`, and return where it is."""
    path = _path(dispatches, kept)
    if _KEPT.fullmatch(kept) is None or not path.is_file():
        raise BadInput(f"no version {kept} is kept", hint="load the page again")
    folder = dispatches.parent / "work" / "settled"
    folder.mkdir(parents=True, exist_ok=True)
    place = folder / f"{_token(read_text(path))[7:19]}-{path.name}"
    write_file(place, path.read_bytes())
    path.unlink()
    return place


def _row(name: str, path: Path, beside: tuple[str, ...]) -> Listed:
    changed = path.stat().st_mtime
    try:
        return Listed(name, changed, read_front(Lines(read_text(path)), name).meta, "", beside)
    except (DispatchError, BadInput) as error:
        return Listed(name, changed, None, error.message, beside)


def _path(dispatches: Path, name: str) -> Path:
    path = dispatches / name
    parts = name.split("/")
    if not name.endswith(".md") or any(part.startswith(".") or part == "" or "\0" in part for part in parts):
        raise BadInput(f"{name!r} names no dispatch", hint="a dispatch is a Markdown file in dispatches/")
    if "\\" in name or not path.resolve().is_relative_to(dispatches.resolve()):
        raise BadInput(f"{name!r} leads out of dispatches/", hint="a dispatch is a Markdown file in dispatches/")
    return path


def _write(path: Path, name: str, text: str) -> DraftFile:
    data = text.encode()
    if len(data) > LARGEST:
        raise BadInput(f"more than {LARGEST:,} bytes", place=name, hint="a dispatch is a page or a few: make two of it")
    write_file(path, data)
    return DraftFile(name, text.replace("\r\n", "\n"), _token(text))


def _keep(path: Path, text: str, by: str) -> Path:
    """Put a text beside a dispatch under a name that nothing else has, and return its path."""
    who = re.sub(r"[^a-z0-9]+", "-", by.casefold()).strip("-") or "somebody"
    number = 1
    while (place := path.with_name(f"{path.stem}.conflict-{who}-{number}.md")).exists():
        if read_text(place) == text:
            return place
        number += 1
    place.parent.mkdir(parents=True, exist_ok=True)
    write_file(place, text.encode())
    return place


def _ended_as(text: str, before: str) -> str:
    plain = text.replace("\r\n", "\n")
    return plain.replace("\n", "\r\n") if "\r\n" in before and "\n" not in before.replace("\r\n", "") else plain


def _token(text: str) -> str:
    return of_bytes(text.encode())
