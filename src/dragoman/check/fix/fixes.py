"""The edits that mend a document and do nothing else: tried first, and kept only where nothing worse is found."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from dragoman.check.fix.edits import Edit, apply
from dragoman.check.fix.marks import DOUBLE, straightened
from dragoman.check.fix.pins import moved
from dragoman.check.run import run, run_bare
from dragoman.dispatch.reading import Reading
from dragoman.dispatch.resolve import Resolved

Again = Callable[[str], Reading]
"""Read and judge a changed text as the first one was, at the same desk."""

_NO_MARKS = dict.fromkeys(map(ord, DOUBLE))


def fixes(reading: Reading, again: Again) -> tuple[Edit, ...]:
    """Return the safe edits of a document, in their order, none overlapping.

    With them in place every quotation has the words it had, what was faithful is faithful, and no rule finds
    what it did not find before; an edit that would change any of that is left out. Marks that could be set
    right only one after the other can be read in more ways than one, and are left alone.
    """
    offered = tuple(_apart(sorted({*_offered(reading)})))
    if not offered:
        return ()
    taken, after = _tried(reading, offered, again)
    if not any(straightened(after.document)):
        return taken
    pins = frozenset(moved(reading)) if isinstance(reading, Resolved) else frozenset[Edit]()
    return _tried(reading, tuple(edit for edit in taken if edit in pins), again)[0]


def _tried(reading: Reading, offered: Sequence[Edit], again: Again) -> tuple[tuple[Edit, ...], Reading]:
    """Return the edits that change nothing else, and the document with them."""
    text, before = reading.document.text, _State.of(reading)
    after = again(apply(text, offered))
    if before.holds_in(after):
        return tuple(offered), after
    taken: list[Edit] = []
    after = reading
    for edit in offered:
        changed = again(apply(text, [*taken, edit]))
        if before.holds_in(changed):
            taken.append(edit)
            after = changed
    return tuple(taken), after


def _offered(reading: Reading) -> Iterator[Edit]:
    if isinstance(reading, Resolved):
        yield from moved(reading)
    yield from straightened(reading.document)


def _apart(edits: Sequence[Edit]) -> Iterator[Edit]:
    at = 0
    for edit in edits:
        if edit.start >= at:
            yield edit
            at = edit.end


@dataclass(frozen=True)
class _State:
    """Hold what no edit may change: the words quoted, which of them are faithful, what is found."""

    quoted: "Counter[str]"
    faithful: "Counter[str]"
    found: "Counter[tuple[str, str, str]]"

    @classmethod
    def of(cls, reading: Reading) -> "_State":
        findings = run(reading) if isinstance(reading, Resolved) else run_bare(reading)
        return cls(
            Counter(_words(each.text) for each in reading.document.quotations),
            Counter(_words(each.text) for each in reading.quoted if each.verdict.name == "faithful"),
            Counter((one.code, _words(one.quotation), _words(one.nearest)) for one in findings),
        )

    def holds_in(self, changed: Reading) -> bool:
        after = _State.of(changed)
        return self.quoted <= after.quoted and self.faithful <= after.faithful and after.found <= self.found


def _words(text: str) -> str:
    """Return a text without the marks that a pair is made of."""
    return text.translate(_NO_MARKS)
