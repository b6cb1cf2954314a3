"""The names in a document, and the pairs of spellings that may be of one person."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from dragoman.check.names.people import alone, bare, first_alone, people
from dragoman.check.names.prose import joined_prose
from dragoman.check.names.spelling import accents, letters, misspelt, skeleton, slipped, sounds_alike
from dragoman.dispatch.document import Document
from dragoman.dispatch.stretch import Stretch

_SHORT = 4
_LONG = 6
# The marks that a language writes on its own names; German tells the plural of a noun by them.
_MARKS = {"es": "\u0301\u0303\u0308", "fr": "\u0300\u0301\u0308\u0327", "tr": "\u0306\u0308\u0327"}


@dataclass(frozen=True, slots=True)
class Spelled:
    """Hold a name as written, its parts without marks and case, and where it stands first."""

    written: str
    parts: tuple[str, ...]
    words: Stretch
    start: int
    end: int


def spellings(document: Document) -> list[Spelled]:
    """Return the names in a document, in the order of its paragraphs; in notes, which name others' pages, none."""
    found: list[Spelled] = []
    prose = joined_prose(document)
    for person in sorted(people(prose.text, document.text), key=lambda one: prose.paragraph(one.start)):
        parts = tuple(map(letters, person.parts))
        if min(map(len, parts)) > 1:
            written = " ".join(prose.text[person.start : person.end].split())
            found.append(Spelled(written, parts, *prose.place(person.start, person.end)))
    return found


def variants(document: Document, found: Sequence[Spelled]) -> Iterator[tuple[Spelled, Spelled]]:
    """Yield the pairs of names that may be one person's, the earlier first, each spelling once."""
    first: dict[tuple[str, ...], Spelled] = {}
    for spelled in found:
        first.setdefault(spelled.parts, spelled)
    # A name of one part that is spelled like a whole name's last part stands for that name.
    lasts = {parts[-1] for parts in first if len(parts) > 1}
    names = [parts for parts in first if len(parts) > 1 or parts[0] not in lasts]
    order = {parts: number for number, parts in enumerate(names)}
    pairs: set[tuple[int, int]] = set()
    for group in _groups(names).values():
        for one, other in combinations(group, 2):
            if _one_person(one, other) or (_is_misspelt(one, other) and not _is_small(document, one[-1], other[-1])):
                pairs.add((min(order[one], order[other]), max(order[one], order[other])))
    for early, late in sorted(pairs):
        yield first[names[early]], first[names[late]]


def strays(document: Document, found: Sequence[Spelled]) -> Iterator[tuple[Spelled, Spelled]]:
    """Yield the words standing alone that vary the last part of a name that was `found`."""
    named = {part for one in found for part in one.parts}
    lasts: dict[str, dict[str, Spelled]] = defaultdict(dict)
    for one in found:
        last = one.parts[-1]
        if len(last) >= _LONG and last not in (alike := lasts[skeleton(last)]):
            alike[last] = replace(one, written=one.written.split()[-1], parts=(last,))
    for word in _alone(document, lambda part: part not in named and skeleton(part) in lasts) if lasts else ():
        part = word.parts[0]
        named.add(part)
        for other, name in lasts[skeleton(part)].items():
            if _is_stray(part, other) and not _is_small(document, word.written, name.written):
                yield name, word


def unmarked(document: Document, found: Sequence[Spelled]) -> Iterator[tuple[Spelled, Spelled]]:
    """Yield the names that a language which writes accents spells with one and without, whole or by the last part."""
    marks = _MARKS.get(document.language.partition("-")[0])
    if marks is None or document.text.isascii():
        return
    whole: dict[tuple[str, ...], dict[str, Spelled]] = defaultdict(dict)
    lasts: dict[str, Spelled] = {}
    for one in found:
        words = one.written.split()
        if any(word.isupper() for word in words):
            continue
        whole[one.parts].setdefault(" ".join(accents(word, marks) for word in words), one)
        last = accents(words[-1], marks)
        if len(words) == 2 and len(one.parts[-1]) >= _LONG and last != one.parts[-1]:
            lasts.setdefault(one.parts[-1], replace(one, written=words[-1], parts=one.parts[-1:]))
    for parts, spelled in whole.items():
        yield from _marked_pairs(spelled)
        if " ".join(parts) in spelled:
            # The whole name without accents is told.
            lasts.pop(parts[-1], None)
    # Behind the first letter, a name without accents is its letters.
    if any(part[1:] in document.text for part in lasts):
        for word in _alone(document, lasts.__contains__):
            part = word.parts[0]
            if accents(word.written, marks) == part and not word.written.isupper():
                yield lasts[part], word


def _marked_pairs(spelled: Mapping[str, Spelled]) -> Iterator[tuple[Spelled, Spelled]]:
    """Yield the pairs, among spellings by accents of one name, that differ by nothing else."""
    for (one, first), (other, second) in combinations(spelled.items(), 2):
        if [letters(part) for part in one.split()] == [letters(part) for part in other.split()]:
            yield first, second


def _alone(document: Document, is_wanted: Callable[[str], bool]) -> Iterator[Spelled]:
    """Yield each spelling of a capitalised word of some length, wherever it stands first, whose letters are wanted."""
    prose = joined_prose(document)
    seen: set[str] = set()
    for written in alone(prose.text):
        word = bare(written)
        if word not in seen and len(part := letters(word)) >= _LONG and is_wanted(part):
            seen.add(word)
            start = first_alone(written, prose.text)
            yield Spelled(word, (part,), *prose.place(start, start + len(word)))


def _is_small(document: Document, *names: str) -> bool:
    return any(f" {name.lower()} " in document.text for name in names)


def _is_stray(part: str, other: str) -> bool:
    """Tell whether one word varies another; Canada and Kanada are one name in two languages."""
    return {part[0], other[0]} != {"c", "k"} and sounds_alike(part, other)


def _groups(names: Sequence[tuple[str, ...]]) -> dict[tuple[object, ...], list[tuple[str, ...]]]:
    """Return the names by what variants share: the sound of all parts, or one part as written."""
    groups: dict[tuple[object, ...], list[tuple[str, ...]]] = defaultdict(list)
    for parts in names:
        groups[("sound", *(skeleton(part) for part in parts))].append(parts)
        if len(parts) > 1:
            for at, part in enumerate(parts):
                groups["part", len(parts), at, part].append(parts)
        # A name after a title stands for the last part of a whole name.
        groups["last", skeleton(parts[-1])].append(parts)
    return groups


def _one_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if 1 in (len(one), len(other)):
        last, rest = one[-1], other[-1]
        return last != rest and min(len(last), len(rest)) >= _SHORT and _is_variant(last, rest, slips=True)
    if len(one) != len(other):
        return False
    differing = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    if len(differing) < len(one):
        # The given name tells brothers apart: only its sound may vary.
        slips = one[0] == other[0]
        return all(_is_variant(a, b, slips=slips) for a, b in differing)
    return all(min(len(a), len(b)) >= _SHORT and sounds_alike(a, b) for a, b in differing)


def _is_misspelt(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether the last parts of two names differ by a vowel, and the rest in nothing."""
    return len(one) == len(other) > 1 and one[:-1] == other[:-1] and misspelt(one[-1], other[-1])


def _is_variant(one: str, other: str, *, slips: bool) -> bool:
    return sounds_alike(one, other) or (slips and slipped(one, other))
