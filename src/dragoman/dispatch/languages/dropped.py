"""Which of the words left out of a quotation turn what is kept of it.

A "not" that is left out together with its clause turns nothing; one whose clause goes on in the words kept does. The
bounds of clauses are read off punctuation and the words that join clauses, so where those are doubtful the answer
is that nothing is turned.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dragoman.dispatch.languages.known import lexicon
from dragoman.dispatch.languages.lexicon import Lexicon, phrases
from dragoman.dispatch.languages.matcher import Matcher, folded, matcher
from dragoman.dispatch.languages.turning import Turn, turning
from dragoman.dispatch.words import Word, words

SENTENCE_END = re.compile(r"[.!?؟۔…]+[\"'”’»)\]]*(?=\s|$)")
_CLAUSE_MARKS = frozenset(".!?؟۔…,،;؛:-()[]")
_BEFORE_THAT = frozenset(",،:")
_AND_PREFIXES = ("و", "ו")


@dataclass(frozen=True, slots=True)
class Gap:
    """Hold the bounds of words left out of a text; `before` and `after` tell on which sides words are kept."""

    start: int
    end: int
    before: bool = True
    after: bool = True


@dataclass(frozen=True, slots=True)
class _Clause:
    """Hold a run of words between marks, by index; `joined` by and/but, `hung` by because to what is before it."""

    start: int
    end: int
    joined: bool
    hung: bool


@dataclass(frozen=True)
class _Part:
    """Hold the words left out of one sentence, its clauses, and on which sides words are kept.

    It is open on a side where no mark parts it from the kept words; `opens` is false where those after it
    begin a clause of their own, `small` true where they begin with a word such as "of".
    """

    words: tuple[Word, ...]
    clauses: tuple[_Clause, ...]
    before: bool
    after: bool
    open_before: bool
    open_after: bool
    opens: bool
    small: bool
    known: Lexicon


@dataclass(frozen=True, slots=True)
class _Next:
    """Hold how the words kept after a gap begin: a clause of their own, one that needs what is before, a small word."""

    opens: bool
    needs: bool
    small: bool


def turned(text: str, gap: Gap, language: str) -> tuple[Turn, ...]:
    """Return the words in a gap of `text` that turn what is kept on either side of it.

    A sentence left out whole turns nothing. A language that is not known has no such words.
    """
    known = lexicon(language)
    if known is None or next(turning(words(text[gap.start : gap.end]), known.code), None) is None:
        return ()
    return tuple(turn for part in _parts(text, gap, known) for turn in _turned(part))


def _parts(text: str, gap: Gap, known: Lexicon) -> Iterator[_Part]:
    """Yield what is left out of the sentences that words are kept of: the first of the gap, and the last."""
    inside = text[gap.start : gap.end]
    ends = [end.end() for end in SENTENCE_END.finditer(inside)]
    following = _following(text[gap.end : gap.end + 80], folded(words(inside)[-1:], known.code), known)
    if not ends:
        yield _part(inside, known, following, before=gap.before, after=gap.after)
        return
    if gap.before:
        yield _part(inside[: ends[0]], known, following, before=True, after=False)
    if gap.after:
        yield _part(inside[ends[-1] :], known, following, before=False, after=True)


def _part(inside: str, known: Lexicon, following: _Next, *, before: bool, after: bool) -> _Part:
    found = words(inside)
    clauses = tuple(_clauses(found, known))
    open_before = before and bool(clauses) and clauses[0].start == 0
    end = len(found) - (following.needs and bool(found) and found[-1].key in _BEFORE_THAT)
    goes_on = bool(clauses) and clauses[-1].end == end > clauses[-1].start
    open_after = after and following.opens and goes_on
    return _Part(found, clauses, before, after, open_before, open_after, following.opens, following.small, known)


def _clauses(found: Sequence[Word], known: Lexicon) -> Iterator[_Clause]:
    """Yield the clauses of a part; one that holds a joining word alone is a clause too."""
    keys = folded(found, known.code)
    joints = {
        start: (end, sense)
        for start, end, sense in _joints(known).find(keys)
        if not _is_adverb(sense, keys[max(0, start - 1) : start], known)
    }
    start = 0
    joined = hung = False
    for index, word in enumerate(found):
        mark = word.key in _CLAUSE_MARKS and not word.joins
        if not mark and index not in joints:
            continue
        if index > start:
            yield _Clause(start, index, joined, hung)
        if mark:
            start, joined, hung = index + 1, False, False
        else:
            start, sense = joints[index]
            joined, hung = sense == "and", sense == "because"
            if start >= len(found):
                yield _Clause(start, start, joined, hung)
    if start < len(found):
        yield _Clause(start, len(found), joined, hung)


def _is_adverb(sense: str, before: Sequence[str], known: Lexicon) -> bool:
    """Tell whether a word that may join clauses stands after a denial, where it does not: not yet, not so."""
    return sense == "and" and not _keys(known.negation, known.code).isdisjoint(before)


def _turned(part: _Part) -> Iterator[Turn]:
    for turn in turning(part.words, part.known.code):
        number = next((n for n, one in enumerate(part.clauses) if one.start <= turn.start < one.end), None)
        if number is None:
            continue
        if turn.reach == "next":
            turns = _turns_next(part, turn, number)
        elif turn.reach == "sentence":
            turns = _turns_sentence(part, turn, number)
        else:
            turns = _turns_clause(part, turn, number)
        if turns:
            yield turn


def _touches_before(part: _Part, turn: Turn, number: int) -> bool:
    """Tell whether the clause of a turning word goes on from the words kept before the gap."""
    clause = part.clauses[number]
    joined = clause.joined or clause.hung or part.words[turn.start].key.startswith(_AND_PREFIXES)
    return number == 0 and part.open_before and not joined


def _touches_after(part: _Part, number: int) -> bool:
    """Tell whether a clause goes on in the words kept after the gap."""
    return part.open_after and number == len(part.clauses) - 1


def _turns_clause(part: _Part, turn: Turn, number: int) -> bool:
    clause, last = part.clauses[number], len(part.clauses) - 1
    if turn.kind == "doubt" and _is_alone(clause, turn):
        return (number == 0 and part.before) or (number == last and part.after)
    # What a denial stands right before is kept, whatever its clause hangs on.
    if _touches_after(part, number) and (not clause.hung or turn.end == clause.end):
        return True
    if not _touches_before(part, turn, number):
        return False
    if not part.after:
        return turn.reach == "clause" and turn.start == clause.start
    return part.opens and not any(one.joined for one in part.clauses[number + 1 :])


def _turns_sentence(part: _Part, turn: Turn, number: int) -> bool:
    clause, last = part.clauses[number], len(part.clauses) - 1
    if _touches_after(part, number) and _governs_kept(part, turn, clause):
        return True
    opens = turn.start == clause.start or (part.known.postposed and turn.end == clause.end)
    later = any(one.end > one.start for one in part.clauses[number + 1 :])
    if clause.joined and not _is_focused(turn, part.known) and not _touches_after(part, number):
        return number == last and part.after and part.opens and opens
    if number == 0 and part.before and (opens or (_touches_before(part, turn, 0) and turn.kind == "condition")):
        return not later or part.open_after
    if number == last and part.after and part.opens:
        return opens or (part.open_after and turn.kind == "condition")
    return opens and part.open_after and number == last - 1


def _turns_next(part: _Part, turn: Turn, number: int) -> bool:
    clause = part.clauses[number]
    if turn.kind == "limit" and _touches_after(part, number) and _counts_kept(part, turn, clause):
        return True
    if _excludes_kept(part, turn, number) or _gives_only_reason(part, turn, number):
        return True
    if not _rest_is_small(part, turn, clause):
        return False
    return _touches_after(part, number) or (_is_alone(clause, turn) and _touches_before(part, turn, number))


def _rest_is_small(part: _Part, turn: Turn, clause: _Clause) -> bool:
    small = _keys(part.known.small, part.known.code)
    return all(key in small for key in folded(part.words[turn.end : clause.end], part.known.code))


def _governs_kept(part: _Part, turn: Turn, clause: _Clause) -> bool:
    """Tell whether a word such as "until" is left out, and what it stands before is kept."""
    phrase = " ".join(folded(words(turn.phrase), part.known.code))
    return phrase in _phrases(part.known.governs, part.known.code) and _rest_is_small(part, turn, clause)


def _counts_kept(part: _Part, turn: Turn, clause: _Clause) -> bool:
    """Tell whether "only" and a number are left out, and what they count is kept."""
    numbers = _numbers(part.known)
    rest = folded(part.words[turn.end : clause.end], part.known.code)
    return bool(rest) and not part.small and all(key in numbers or key.isdigit() for key in rest)


def _excludes_kept(part: _Part, turn: Turn, number: int) -> bool:
    """Tell whether "only" is left out from the midst of a clause, and what it bounds goes on after the gap.

    It does not where a small word begins another phrase there, or a number was left out with what it counts.
    """
    clause = part.clauses[number]
    if not _is_exclusive(part, turn) or part.small or not _touches_before(part, turn, number):
        return False
    rest = folded(part.words[turn.end : clause.end], part.known.code)
    counts = len(rest) > 1 and rest[0].isdigit() and not rest[-1].isdigit()
    return _touches_after(part, number) and not counts


def _gives_only_reason(part: _Part, turn: Turn, number: int) -> bool:
    """Tell whether "only because" is left out, and the reason kept."""
    following = part.clauses[number + 1 :]
    if not _is_exclusive(part, turn) or turn.end != part.clauses[number].end or len(following) != 1:
        return False
    is_kept_whole = following[0].start == following[0].end and part.after
    return following[0].hung and (is_kept_whole or _touches_after(part, number + 1))


def _is_exclusive(part: _Part, turn: Turn) -> bool:
    return " ".join(folded(words(turn.phrase), part.known.code)) in _phrases(part.known.exclusive, part.known.code)


def _is_focused(turn: Turn, known: Lexicon) -> bool:
    """Tell whether a condition begins with a word such as "only", so that and/but hangs it on what is before."""
    return folded(words(turn.phrase), known.code)[0] in _keys(known.focus, known.code)


def _is_alone(clause: _Clause, turn: Turn) -> bool:
    return (clause.start, clause.end) == (turn.start, turn.end)


def _following(text: str, before: Sequence[str], known: Lexicon) -> _Next:
    found = words(text)
    keys = folded(found, known.code)
    if not found:
        return _Next(opens=True, needs=False, small=False)
    first = next(_joints(known).find(keys), None)
    joint = first is not None and first[0] == 0 and not _is_adverb(first[2], before, known)
    joins = joint or (known.code == "ar" and found[0].key.startswith(_AND_PREFIXES[0]))
    needs = keys[0] in _keys(known.that, known.code)
    return _Next(opens=not joins, needs=needs, small=keys[0] in _keys(known.small, known.code))


@lru_cache(maxsize=64)
def _keys(written: str, language: str) -> frozenset[str]:
    return frozenset(key for phrase in phrases(written) for key in folded(words(phrase), language))


@lru_cache(maxsize=16)
def _phrases(written: str, language: str) -> frozenset[str]:
    return frozenset(" ".join(folded(words(phrase), language)) for phrase in phrases(written))


@lru_cache(maxsize=16)
def _numbers(known: Lexicon) -> frozenset[str]:
    """Return the words of a language that count: of its entries, all but the values."""
    counting = (word for entry in phrases(known.numbers) for word in entry.split()[1:])
    return frozenset(key for word in counting for key in folded(words(word), known.code))


@lru_cache(maxsize=16)
def _joints(known: Lexicon) -> Matcher[str]:
    listed = [(phrase, "and") for phrase in phrases(known.and_but)]
    listed += ((phrase, "because") for phrase in phrases(known.because))
    return matcher(listed, (), known.code)
