"""Hold a document's shorter quotations against its longer ones, by the contract."""

from collections.abc import Collection, Iterator, Sequence, Set
from dataclasses import replace

from dragoman.dispatch.compare.carried import is_carried, is_left_open
from dragoman.dispatch.compare.corrections import corrects
from dragoman.dispatch.compare.index import Index, Window
from dragoman.dispatch.compare.longer import Longer, gapped, nearest, whole
from dragoman.dispatch.compare.passages import Passage, passages
from dragoman.dispatch.compare.resembles import is_unknown, resembles
from dragoman.dispatch.compare.sayings import Saying, claims, is_evidence, sayings
from dragoman.dispatch.compare.telling import tells
from dragoman.dispatch.compare.titles import is_retitled
from dragoman.dispatch.document import Document, Unclosed
from dragoman.dispatch.faithful import Verdict, judge
from dragoman.dispatch.fold import whole_folded
from dragoman.dispatch.fragments import Fragments, Part, by_fragment, split
from dragoman.dispatch.quotemarks import MARKS
from dragoman.dispatch.reading import Evidence, Quoted, Reading
from dragoman.dispatch.stands import find
from dragoman.dispatch.wording import laid

# A quotation of fewer words resembles much that it was not taken from.
_FEWEST = 3
# A quotation of fewer words, or of hardly more than another has, is no evidence against it.
_EVIDENCE = 8
# A quotation of fewer words has too few that could stand in another order.
_TURNED = 6
# Fewer words that carry sense of their own stand in one place by chance.
_TELLING = 2


def compare(document: Document, language: str) -> Reading:
    """Hold each quotation to the longer passages that the document quotes; `language` is the document's, BCP 47.

    One that stands in none and resembles none is held to the earlier ones of its own length, which are
    no evidence; one that resembles nothing is left out: nobody can tell.
    """
    found = sayings(document)
    evidence = passages([saying for saying in found if is_evidence(document, saying)])
    if not evidence:
        return Reading(document, ())
    holder = _Holder(Index(evidence, language), language)
    within = {saying.paragraph for saying in found if saying.paragraph >= 0}
    wrong = {number for number in within if corrects(document, document.paragraphs[number])}
    right = [saying for saying in found if saying.paragraph not in wrong]
    open_marks = [saying for saying in right if document.text[saying.words.start] in MARKS and holder.is_open(saying)]
    whole_ones = [saying for saying in right if saying not in open_marks]
    quoted = (holder.hold(saying) for saying in [*whole_ones, *claims(document)])
    return Reading(
        document,
        tuple(one for one in quoted if one is not None),
        unclosed=tuple(_unclosed(document, saying) for saying in open_marks),
    )


def _unclosed(document: Document, saying: Saying) -> Unclosed:
    start = saying.words.start
    return Unclosed(document.text[start], opens=True, at=document.lines.place(start, start + 1))


class _Holder:
    """Hold quotations to passages; `own` are the passages that a quotation is part of, by its identity."""

    def __init__(self, index: Index, language: str) -> None:
        self.index = index
        self.language = language
        self.everywhere = frozenset(range(len(index.passages)))
        self.own: dict[int, set[int]] = {}
        for number, passage in enumerate(index.passages):
            for saying in passage.sayings:
                self.own.setdefault(id(saying), set()).add(number)

    def hold(self, saying: Saying) -> Quoted | None:
        """Return a quotation with its verdict; None where it can be held to nothing."""
        if saying.weight < _FEWEST or not split(saying.text).parts:
            return None
        others = self.everywhere.difference(self.own.get(id(saying), ()))
        held = self._held(saying, others)
        if saying.titled and held is not None and held.verdict.name == "faithful" and not is_retitled(held):
            return self._held(replace(saying, heading=False), others)
        return held

    def _held(self, saying: Saying, others: Set[int]) -> Quoted | None:
        fragments = split(saying.text)
        standing = self._standing(saying, fragments, others)
        if standing is not None:
            return standing
        keys = list(self._keys(fragments.parts))
        evidence = {number for number in others if _is_evidence_of(self.index.passages[number], saying)}
        held = self._nearest(saying, fragments, keys, evidence)
        if held is None and not saying.claimed:
            alike = {number for number in others - evidence if _is_like(self.index.passages[number], saying)}
            held = self._nearest(saying, fragments, keys, alike, equal=True)
        return held

    def is_open(self, saying: Saying) -> bool:
        """Tell whether a mark that seems to carry a quotation into another paragraph opens one of its own."""
        if not is_carried(saying.text):
            return False
        others = self.everywhere.difference(self.own.get(id(saying), ()))
        if self._standing(saying, split(saying.text), others) is not None:
            return False
        longer = {number for number in others if self.index.passages[number].weight > saying.weight}
        return is_left_open(saying.text, lambda text: self._following(text, saying, longer), closes=saying.closes)

    def _following(self, text: str, saying: Saying, eligible: Set[int]) -> str | None:
        """Return what follows words in the passage that they stand in; None where they stand in none."""
        fragments = split(text)
        if fragments.weight < _FEWEST or sum(map(self._tells, self._keys(fragments.parts))) < 1:
            return None
        found = self._find(fragments.parts, saying, eligible)
        if found is None:
            return None
        said = self.index.passages[found[0]].texts[found[1]]
        language = self.index.languages[found[0]]
        spread = laid(said, language, heading=saying.heading)
        places = find(fragments.parts, spread, language, heading=saying.heading) or ((0, len(spread.words)),)
        return said[spread.words[places[-1][1] - 1].end :]

    def _standing(self, saying: Saying, fragments: Fragments, eligible: Set[int]) -> Quoted | None:
        """Return a faithful verdict where all fragments stand in one passage in order, or in several."""
        found = self._find(fragments.parts, saying, eligible)
        if found is None:
            groups = by_fragment(fragments.parts)
            if len(groups) < 2:
                return None
            places = [place for group in groups if (place := self._find(group, saying, eligible))]
            if len(places) < len(groups) or len({number for number, _ in places}) < 2:
                return None
            if self._is_reordered(fragments, groups, {number for number, _ in places}, saying, eligible):
                return None
            found = places[0]
        evidence = whole(self.index, *found)
        verdict = judge(saying.text, evidence.wordings, heading=saying.heading)
        if verdict.name != "faithful":
            verdict = Verdict("faithful", "translation")
        return _quoted(saying, verdict, evidence)

    def _is_reordered(
        self,
        fragments: Fragments,
        groups: Sequence[Sequence[Part]],
        places: Collection[int],
        saying: Saying,
        eligible: Set[int],
    ) -> bool:
        """Tell whether one passage, longer than those in `places` that each hold a fragment, holds all of them.

        Such a passage has them in another order: what shorter quotations took from it are no other speeches.
        """
        if sum(self._tells(key) for key in self._keys(fragments.parts)) < _TELLING:
            return False
        longest = max(self.index.passages[number].weight for number in places)
        longer = {number for number in eligible if self.index.passages[number].weight >= max(longest, _EVIDENCE)}
        for number in self.index.holding(self._keys(fragments.parts), longer):
            if all(self._find(group, saying, {number}) for group in groups):
                return True
        return False

    def _find(self, parts: Sequence[Part], saying: Saying, eligible: Set[int]) -> tuple[int, int] | None:
        """Return the passage that the parts stand in, and in which of its texts."""
        for number in self.index.holding(self._keys(parts), eligible):
            for which, text in enumerate(self.index.passages[number].texts):
                spread = laid(text, self.index.languages[number], heading=saying.heading)
                if find(parts, spread, self.index.languages[number], heading=saying.heading):
                    return number, which
        return None

    def _nearest(
        self,
        saying: Saying,
        fragments: Fragments,
        keys: Sequence[str],
        eligible: Collection[int],
        *,
        equal: bool = False,
    ) -> Quoted | None:
        """Return the verdict by the stretches that come nearest; None where the quotation resembles none."""
        best: Quoted | None = None
        windows = self.index.windows(keys, eligible)
        for chosen in windows:
            gaps = gapped(self.index, chosen, len(keys))
            if gaps is not None and self._is_unknown(saying, gaps):
                continue
            for evidence in nearest(self.index, chosen, len(keys)):
                verdict = judge(saying.text, evidence.wordings, heading=saying.heading)
                if verdict.name == "faithful":
                    return _quoted(saying, verdict, evidence, equal=equal)
                # A stretch within one quotation of several is held to that quotation, where it is the longer.
                if verdict.stretches and not evidence.is_joined((verdict.stretches[0][0], verdict.stretches[-1][1])):
                    continue
                is_meant = resembles(verdict, fragments, self._tells, beside=self._is_beside(saying, chosen))
                if is_meant and (best is None or _nearer(verdict, best.verdict)):
                    best = _quoted(saying, verdict, evidence, equal=equal)
        return best or self._reordered(saying, keys, windows, equal=equal)

    def _is_beside(self, saying: Saying, windows: Sequence[Window]) -> bool:
        """Tell whether the quotation stands in one paragraph with one that it is held to."""
        near = (each for window in windows for each in self.index.passages[window.passage].sayings)
        return any(each.paragraph == saying.paragraph for each in near)

    def _is_unknown(self, saying: Saying, gaps: Longer) -> bool:
        """Tell whether the quotation has words where the longer one has the desk's own instead."""
        verdict = judge(saying.text, gaps.wordings, heading=saying.heading)
        return any(is_unknown(one) for one in verdict.differences)

    def _reordered(
        self, saying: Saying, keys: Sequence[str], windows: Sequence[Sequence[Window]], *, equal: bool
    ) -> Quoted | None:
        """Return the verdict on words that stand in one place in another order."""
        if not windows or len(keys) < _TURNED:
            return None
        if sum(map(self._tells, self.index.turned(keys, windows[0][0]))) < _TELLING:
            return None
        evidence = next(nearest(self.index, windows[0], len(keys)))
        text = evidence.wording.text
        verdict = Verdict("altered", "translation", ((0, len(text)),), "order", (), text, len(keys))
        return _quoted(saying, verdict, evidence, equal=equal)

    def _tells(self, key: str) -> bool:
        return tells(whole_folded(key, self.language), self.language)

    def _keys(self, parts: Sequence[Part]) -> Iterator[str]:
        """Yield the words of a quotation as the index has them."""
        return (self.index.folded(word.key) for part in parts for word in part.words if word.weight)


def _is_evidence_of(passage: Passage, saying: Saying) -> bool:
    """Tell whether a passage is so much longer than a quotation that the quotation is held to it."""
    return passage.weight >= _EVIDENCE and 4 * passage.weight >= 5 * saying.weight


def _is_like(passage: Passage, saying: Saying) -> bool:
    """Tell whether a passage is about as long as a quotation, and stands before it where just as long."""
    if passage.weight == saying.weight:
        return passage.sayings[0].words.start < saying.words.start
    return passage.weight > saying.weight


def _nearer(one: Verdict, other: Verdict) -> bool:
    return (one.same, -len(one.differences)) > (other.same, -len(other.differences))


def _quoted(saying: Saying, verdict: Verdict, evidence: Evidence, *, equal: bool = False) -> Quoted:
    return Quoted(saying.text, saying.words, saying.heading, verdict, evidence, claimed=saying.claimed, equal=equal)
