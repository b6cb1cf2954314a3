"""What differs between a quotation and the nearest wording, run by run of words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dragoman.dispatch.align import Quoted, Step, align
from dragoman.dispatch.fragments import Part, split
from dragoman.dispatch.wording import Laid, laid, sought
from dragoman.dispatch.words import Word

DifferenceKind = Literal["changed", "inserted", "dropped", "moved"]


@dataclass(frozen=True, slots=True)
class Difference:
    """Hold one run of words that differs: as quoted, as spoken, and where each stands in its text.

    `inserted` has no words spoken, `dropped` none quoted; `moved` words are the same, elsewhere.
    """

    kind: DifferenceKind
    quoted: str
    target: str
    quoted_at: tuple[int, int] | None
    target_at: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Nearest:
    """Hold the nearest stretch of a text (offsets), what differs from it, and how many words are the same."""

    start: int
    end: int
    same: int
    differences: tuple[Difference, ...]


def nearest(parts: Sequence[Part], quoted_text: str, laid_text: Laid, text: str, *, language: str) -> Nearest:
    """Return the stretch of `text` that comes nearest to the parts of a quotation."""
    found = [word for part in parts for word in part.words]
    quoted = _quoted(parts, language, heading=laid_text.keys is laid_text.firsts)
    steps = align(quoted, laid_text)
    targets = [step.target for step in steps if step.target is not None and step.quoted is not None]
    if not targets:
        return Nearest(0, len(text), 0, ())
    start, end = laid_text.words[targets[0]].start, laid_text.words[targets[-1]].end
    same = sum(step.same and found[step.quoted].weight > 0 for step in steps if step.quoted is not None)
    runs = _runs(steps, quoted, laid_text)
    plain = [_difference(run, found, laid_text, quoted_text, text) for run in runs]
    return Nearest(start, end, same, _paired(plain))


def compare(quotation: str, wording: str) -> tuple[Difference, ...]:
    """Return what differs between a quotation and a wording shown beside it; of case only where nothing else does."""
    fragments = split(quotation)
    for heading in (True, False):
        text = laid(wording, "und", heading=heading)
        found = nearest(fragments.parts, fragments.text, text, wording, language="und").differences
        if found:
            return found
    return ()


def _quoted(parts: Sequence[Part], language: str, *, heading: bool) -> list[Quoted]:
    quoted: list[Quoted] = []
    for part in parts:
        folded = sought(part.words, part.loose, language, heading=heading)
        for index, word in enumerate(part.words):
            first = folded.firsts[index] if index in folded.loose else None
            quoted.append(Quoted(folded.keys[index], word.weight, first, free=index == 0 and part.cut != "start"))
    return quoted


def _runs(steps: Sequence[Step], quoted: Sequence[Quoted], text: Laid) -> list[list[Step]]:
    """Return runs of steps that differ; what is skipped at an elision or an insertion is no difference."""
    runs: list[list[Step]] = [[]]
    for number, step in enumerate(steps):
        if step.same or (step.quoted is None and _is_free(steps, number, quoted)):
            runs.append([])
        else:
            runs[-1].append(step)
    return [run for run in runs if run]


def _is_free(steps: Sequence[Step], number: int, quoted: Sequence[Quoted]) -> bool:
    following = next((step.quoted for step in steps[number:] if step.quoted is not None), None)
    return following is not None and quoted[following].free


def _difference(run: Sequence[Step], found: Sequence[Word], laid_text: Laid, quoted_text: str, text: str) -> Difference:
    mine = [found[step.quoted] for step in run if step.quoted is not None]
    theirs = [laid_text.words[step.target] for step in run if step.target is not None]
    quoted_at = (mine[0].start, mine[-1].end) if mine else None
    target_at = (theirs[0].start, theirs[-1].end) if theirs else None
    kind: DifferenceKind = "changed" if mine and theirs else "inserted" if mine else "dropped"
    return Difference(kind, _slice(quoted_text, quoted_at), _slice(text, target_at), quoted_at, target_at)


def _slice(text: str, bounds: tuple[int, int] | None) -> str:
    return text[slice(*bounds)] if bounds else ""


def _paired(plain: Sequence[Difference]) -> tuple[Difference, ...]:
    """Return the differences, with words inserted here and dropped there told as words moved."""
    dropped = {one.target.casefold(): one for one in plain if one.kind == "dropped"}
    moved = {one.quoted.casefold(): one for one in plain if one.kind == "inserted" and one.quoted.casefold() in dropped}
    paired: list[Difference] = []
    for one in plain:
        if one.kind == "inserted" and moved.get(one.quoted.casefold()) is one:
            from_there = dropped[one.quoted.casefold()]
            paired.append(Difference("moved", one.quoted, from_there.target, one.quoted_at, from_there.target_at))
        elif not (one.kind == "dropped" and one.target.casefold() in moved and dropped[one.target.casefold()] is one):
            paired.append(one)
    return tuple(paired)
