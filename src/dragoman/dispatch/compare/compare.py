"""Hold a document's shorter quotations against its longer ones, by the contract."""

from collections.abc import Collection, Iterator, Sequence, Set

from dragoman.dispatch.compare.corrections import corrects
from dragoman.dispatch.compare.index import Index, Window
from dragoman.dispatch.compare.longer import Longer, gapped, nearest, whole
from dragoman.dispatch.compare.passages import Passage, passages
from dragoman.dispatch.compare.resembles import is_unknown, resembles
from dragoman.dispatch.compare.sayings import Saying, claims, is_evidence, sayings
from dragoman.dispatch.compare.telling import tells
from dragoman.dispatch.document import Document
from dragoman.dispatch.faithful import Verdict, judge
from dragoman.dispatch.fold import whole_folded
from dragoman.dispatch.fragments import Fragments, Part, by_fragment, split
from dragoman.dispatch.reading import Evidence, Quoted, Reading
from dragoman.dispatch.stands import find
from dragoman.dispatch.wording import laid

# A quotation of fewer words resembles much that it was not taken from.
_FEWEST = 3
# A quotation of fewer words, or of hardly more than another has, is no evidence against it.
_EVIDENCE = 8
# A quotation of fewer words has too few that could stand in another order.
_TURNED = 6


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
    wrong = {number for number in within if corrects(document.paragraphs[number])}
    right = [saying for saying in found if saying.paragraph not in wrong]
    quoted = (holder.hold(saying) for saying in [*right, *claims(document)])
    return Reading(document, tuple(one for one in quoted if one is not None))


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
        fragments = split(saying.text)
        if saying.weight < _FEWEST or not fragments.parts:
            return None
        others = self.everywhere.difference(self.own.get(id(saying), ()))
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
            found = places[0]
        evidence = whole(self.index, *found)
        verdict = judge(saying.text, evidence.wordings, heading=saying.heading)
        if verdict.name != "faithful":
            verdict = Verdict("faithful", "translation")
        return _quoted(saying, verdict, evidence)

    def _find(self, parts: Sequence[Part], saying: Saying, eligible: Set[int]) -> tuple[int, int] | None:
        """Return the passage that the parts stand in, and in which of its texts."""
        for number in self.index.holding(self._keys(parts), eligible):
            for which, text in enumerate(self.index.passages[number].texts):
                spread = laid(text, self.language, heading=saying.heading)
                if find(parts, spread, self.language, heading=saying.heading):
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
                if resembles(verdict, fragments, self._tells) and (best is None or _nearer(verdict, best.verdict)):
                    best = _quoted(saying, verdict, evidence, equal=equal)
        return best or self._reordered(saying, keys, windows, equal=equal)

    def _is_unknown(self, saying: Saying, gaps: Longer) -> bool:
        """Tell whether the quotation has words where the longer one has the desk's own instead."""
        verdict = judge(saying.text, gaps.wordings, heading=saying.heading)
        return any(is_unknown(one) for one in verdict.differences)

    def _reordered(
        self, saying: Saying, keys: Sequence[str], windows: Sequence[Sequence[Window]], *, equal: bool
    ) -> Quoted | None:
        """Return the verdict on words that stand in one place in another order."""
        if not windows or len(keys) < _TURNED or not self.index.is_turned(keys, windows[0][0]):
            return None
        evidence = next(nearest(self.index, windows[0], len(keys)))
        text = evidence.wording.text
        verdict = Verdict("altered", "translation", ((0, len(text)),), "order", (), text, len(keys))
        return _quoted(saying, verdict, evidence, equal=equal)

    def _tells(self, key: str) -> bool:
        return tells(whole_folded(key, self.language), self.language)

    def _keys(self, parts: Sequence[Part]) -> Iterator[str]:
        """Yield the words of a quotation as the index has them."""
        return (whole_folded(word.key, self.language) for part in parts for word in part.words if word.weight)


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
