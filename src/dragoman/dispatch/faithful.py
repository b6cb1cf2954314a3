"""The quotation contract: is a quotation faithful, altered, or can nobody tell?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dragoman.dispatch.align import rough
from dragoman.dispatch.cuts import silent_cuts
from dragoman.dispatch.differences import Difference, Nearest, nearest
from dragoman.dispatch.fragments import Fragments, Part, by_fragment, split
from dragoman.dispatch.stands import find
from dragoman.dispatch.wording import HeldTo, Laid, Wording, laid
from dragoman.model.finding import VerdictName

Fault = Literal["words", "cut", "order"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Hold how a quotation stands to the words it is held to.

    `held_to` says which text it matches, or comes nearest to. `stretches` are offsets in that text:
    where its words stand, or the nearest stretch. For an altered quotation, `fault` says how (a word
    changed, words left out without a mark, fragments in another order), `nearest` is that stretch's
    wording, and `same` counts the words that agree with it. `reason` says why nobody can tell.
    """

    name: VerdictName
    held_to: HeldTo | None = None
    stretches: tuple[tuple[int, int], ...] = ()
    fault: Fault | None = None
    differences: tuple[Difference, ...] = ()
    nearest: str = ""
    same: int = 0
    reason: str = ""


def judge(quotation: str, wordings: Sequence[Wording], *, heading: bool = False) -> Verdict:
    """Judge a quotation, its apparatus stripped, against the texts it may be held to, by the contract.

    In a `heading` the case of every letter is folded. The first wording in which the quotation
    stands decides; the nearest one is shown where it stands in none.
    """
    fragments = split(quotation)
    texts = [(wording, laid(wording.text, wording.language, heading=heading)) for wording in wordings]
    texts = [(wording, text) for wording, text in texts if text.words]
    few = fragments.weight < 2
    for wording, text in texts:
        found = find(fragments.parts, text, wording.language, heading=heading)
        if found:
            stretches = tuple((text.words[start].start, text.words[end - 1].end) for start, end in found)
            return Verdict("cannot tell" if few else "faithful", wording.held_to, stretches, reason=_FEW if few else "")
    if few or not texts:
        return cannot_tell(_FEW if few else "the pinned segments hold no words")
    return _altered(fragments, texts, heading=heading)


_FEW = "a quotation of fewer than two words"


def cannot_tell(reason: str) -> Verdict:
    """Return the verdict on a quotation that cannot be judged, with the reason."""
    return Verdict("cannot tell", reason=reason)


def _altered(fragments: Fragments, texts: Sequence[tuple[Wording, Laid]], *, heading: bool) -> Verdict:
    wording, text = max(texts, key=lambda each: _shared(fragments, each[1]))
    near = nearest(fragments.parts, fragments.text, text, wording.text, language=wording.language)
    cut = silent_cuts(fragments.parts, text, wording.language, heading=heading)
    # Words strewn over the text are a cut in many places; a word moved or changed is told more simply.
    if cut and len(cut[0]) <= max(1, len(near.differences)) and not _is_slip(near):
        return _cut(wording, text, *cut)
    if _is_reordered(fragments.parts, text, wording.language, heading=heading):
        return _shown(wording, near, "order")
    return _shown(wording, near, "words")


def _is_slip(near: Nearest) -> bool:
    """Tell whether the form of one word is all that differs: a capital, an accent."""
    if len(near.differences) != 1:
        return False
    quoted, target = near.differences[0].quoted, near.differences[0].target
    return any(map(str.isalnum, quoted)) and rough(quoted) == rough(target)


def _shared(fragments: Fragments, text: Laid) -> int:
    return sum(word.key.casefold() in text.vocabulary for part in fragments.parts for word in part.words)


def _shown(wording: Wording, near: Nearest, fault: Fault) -> Verdict:
    stretch = (near.start, near.end)
    return Verdict(
        "altered", wording.held_to, (stretch,), fault, near.differences, wording.text[slice(*stretch)], near.same
    )


def _cut(wording: Wording, text: Laid, dropped: Sequence[tuple[int, int]], kept: Sequence[tuple[int, int]]) -> Verdict:
    gaps = [(text.words[start].start, text.words[end - 1].end) for start, end in dropped]
    differences = tuple(Difference("dropped", "", wording.text[start:end], None, (start, end)) for start, end in gaps)
    start, end = text.words[kept[0][0]].start, text.words[kept[-1][1] - 1].end
    return Verdict("altered", wording.held_to, ((start, end),), "cut", differences, wording.text[start:end], len(kept))


def _is_reordered(parts: Sequence[Part], text: Laid, language: str, *, heading: bool) -> bool:
    """Tell whether each fragment stands in the text by itself, where together they do not."""
    fragments = by_fragment(parts)
    return len(fragments) > 1 and all(find(each, text, language, heading=heading) for each in fragments)
