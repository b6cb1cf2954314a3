"""Judge a text as it is typed, held to the desk that its file lies in; the desk is read and never written."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dragoman.dispatch.parse import parse
from dragoman.dispatch.reading import Reading
from dragoman.model.finding import Finding
from dragoman.steps.check import judge
from dragoman.steps.desk import find_desk
from dragoman.steps.numbers import shown
from dragoman.steps.watched import WatchedDesk, settings_stamp


@dataclass(frozen=True)
class Judgement:
    """Hold a text with its quotations judged, and what the rules found in it; `reading` is Resolved at a desk."""

    reading: Reading
    findings: tuple[Finding, ...]


class Drafts:
    """Judge texts, of any desk or of none, again and again; for use by one thread at a time."""

    def __init__(self) -> None:
        self._desks: dict[Path, WatchedDesk] = {}

    def judge(self, path: Path, text: str) -> Judgement:
        """Judge `text` as the document at `path`, whatever its file holds: at its desk, else by the bare rules.

        Raise DispatchError for a dispatch whose front matter cannot be read, and another DragomanError
        where the desk cannot be read.
        """
        watched = self._desk(path)
        if watched is None:
            from dragoman.steps.bare import judge_bare

            judged = judge_bare(text, str(path))
            return Judgement(judged.reading, judged.findings)
        document = parse(text, shown(watched.desk, path))
        one = judge(watched.desk, document, watched.library(document))
        return Judgement(one.resolved, one.findings)

    def look_around(self, path: Path) -> Iterator[bool]:
        """Read, step by step, which numbers the desk of the dispatch at `path` has used; yield whether that changed."""
        watched = self._desk(path)
        if watched is not None:
            yield from watched.look_around()

    def close(self) -> None:
        """Close every desk that was opened."""
        while self._desks:
            self._desks.popitem()[1].close()

    def _desk(self, path: Path) -> WatchedDesk | None:
        root = find_desk(path.parent)
        if root is None or path.suffix != ".md" or not path.resolve().is_relative_to(root / "dispatches"):
            return None
        watched = self._desks.get(root)
        if watched is not None and watched.stamp == settings_stamp(root):
            return watched
        if watched is not None:
            self._desks.pop(root).close()
        return self._desks.setdefault(root, WatchedDesk(root))
