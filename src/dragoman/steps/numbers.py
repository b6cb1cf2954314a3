"""Which numbers of a series are taken, by dispatches on the desk and by what it has published."""

from collections.abc import Mapping
from pathlib import Path

from dragoman.dispatch.frontmatter import read_front
from dragoman.dispatch.place import Lines
from dragoman.model.edition import Checked, Dispatch, Edition
from dragoman.model.errors import DispatchError
from dragoman.steps.desk import Desk
from dragoman.steps.files import read_text

Taken = Mapping[tuple[str, int], tuple[str, ...]]
"""The paths of the dispatches that bear a number of a series."""


def shown(desk: Desk, path: Path) -> str:
    """Return a path as records and reports write it: below the desk's folder where it lies there."""
    whole = path.resolve()
    return (whole.relative_to(desk.root) if whole.is_relative_to(desk.root) else whole).as_posix()


def dispatch_files(folder: Path) -> tuple[Path, ...]:
    """Return the Markdown files below a folder, in the order of their names."""
    return tuple(sorted(path for path in folder.rglob("*.md") if path.is_file()))


def taken_numbers(desk: Desk) -> Taken:
    """Return every number that a dispatch of the desk, or an edition it published, bears.

    A file whose front matter cannot be read bears none: the check of that file says so. A published
    dispatch whose file is gone from the desk gives its number up to a file that was renamed.
    """
    paths: dict[tuple[str, int], list[str]] = {}
    for path in dispatch_files(desk.dispatches):
        place = shown(desk, path)
        try:
            meta = read_front(Lines(read_text(path)), place).meta
        except DispatchError:
            continue
        if meta.number is not None:
            paths.setdefault((meta.series, meta.number), []).append(place)
    for key, place in _published(desk).items():
        if place not in paths.setdefault(key, []) and (desk.root / place).is_file():
            paths[key].append(place)
    return {key: tuple(places) for key, places in paths.items()}


def next_number(desk: Desk, series: str) -> int:
    """Return the lowest number above all that the series has used, on the desk and in publication."""
    used = [number for named, number in (*taken_numbers(desk), *_published(desk)) if named == series]
    return max(used, default=0) + 1


def taken_by_others(taken: Taken, path: str) -> dict[tuple[str, int], str]:
    """Return, for each number, the path of another dispatch than `path` that bears it."""
    others = {key: [place for place in places if place != path] for key, places in taken.items()}
    return {key: places[0] for key, places in others.items() if places}


def _published(desk: Desk) -> dict[tuple[str, int], str]:
    vault = desk.vault
    found: dict[tuple[str, int], str] = {}
    for digest in vault.index.editions():
        edition = vault.get_as(digest, Edition)
        checked = vault.get_as(edition.checked, Checked)
        found[edition.series, edition.number] = vault.get_as(checked.dispatch, Dispatch).path
    return found
