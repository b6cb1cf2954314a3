"""Which dispatches cite which items, as their front matter says; a file is read again only when it changed."""

import stat
import threading
from collections.abc import Mapping
from pathlib import Path

from dragoman.dispatch.frontmatter import read_front
from dragoman.dispatch.place import Lines
from dragoman.model.errors import BadInput, DispatchError
from dragoman.steps.desk import Desk
from dragoman.steps.drafting import is_beside
from dragoman.steps.files import read_text
from dragoman.steps.numbers import dispatch_files, shown

Stamp = tuple[int, int]
_LARGEST = 4_000_000


class Citing:
    """Remember what each dispatch cites; safe to use from several threads."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._known: dict[Path, tuple[Stamp, frozenset[str]]] = {}

    def items(self, desk: Desk) -> Mapping[str, tuple[str, ...]]:
        """Return for each item that is cited the dispatches that name it, as paths below the desk."""
        cited: dict[str, list[str]] = {}
        with self._guard:
            files = [path for path in dispatch_files(desk.dispatches) if not is_beside(path.name)]
            self._known = {path: self._read(path) for path in files}
            for path in files:
                for name in self._known[path][1]:
                    cited.setdefault(name, []).append(shown(desk, path))
        return {name: tuple(sorted(paths)) for name, paths in cited.items()}

    def _read(self, path: Path) -> tuple[Stamp, frozenset[str]]:
        try:
            status = path.stat()
        except OSError:
            return (0, 0), frozenset()
        stamp = (status.st_mtime_ns, status.st_size)
        known = self._known.get(path)
        if known is not None and known[0] == stamp:
            return known
        if not stat.S_ISREG(status.st_mode) or status.st_size > _LARGEST:
            return stamp, frozenset()
        try:
            meta = read_front(Lines(read_text(path)), str(path)).meta
        except (BadInput, DispatchError):
            return stamp, frozenset()
        return stamp, frozenset(meta.sources.values())
