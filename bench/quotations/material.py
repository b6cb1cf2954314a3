"""The parallel texts that documents are made of: passages in a desk's language, each with what was spoken."""

import html
import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from bench.quotations.marks import is_balanced

SHARED = Path(os.environ.get("DRAGOMAN_SHARED", Path(__file__).resolve().parents[3] / "shared")) / "data"
FLORES = ("fa", "ar", "fr", "es", "ru", "tr", "he")
DECLARATION = {"eng": "en", "pes_1": "fa", "arb": "ar", "fra": "fr", "spa": "es", "rus": "ru", "tur": "tr", "heb": "he",
               "urd": "ur"}  # fmt: skip
# A passage is this many texts in a row, spoken by one person.
_LENGTH = 6
# What Markdown would read as its own signs, what a bracketed insertion could be confused with, and marks whose part
# (apostrophe or quotation) no rule can tell: such texts are left out, and so are those whose own quotations do not
# both open and close in them.
_AWKWARD = re.compile(
    r"[\[\]*_<>`#|~^$\\{}@&\u200e\u200f\u202a-\u202e]|://|(?<!\w)['‘’]|[‚‘]|[^sS]['’](?!\w)|^\d+[.)]\s|^[-+]\s"
)
_CUE = re.compile(r"(?P<start>[\d:.]+) --> (?P<end>[\d:.]+)[^\n]*\n(?P<text>.*?)(?:\n\n|\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Text:
    """Hold one text in the desk's language and as it was spoken."""

    desk: str
    spoken: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Hold texts in a row that one person says, the set that they are from, and both languages (BCP 47)."""

    set: str
    desk: str
    spoken: str
    texts: tuple[Text, ...]


@cache
def passages() -> tuple[Passage, ...]:
    """Return every passage of the shared parallel texts, always in the same order."""
    found = [*_flores(), *_declaration(), *_captions(), *_stories()]
    return tuple(passage for passage in found if len(passage.texts) >= 3)


@cache
def by_language() -> dict[str, tuple[Passage, ...]]:
    """Return the passages by the desk's language."""
    languages = sorted({passage.desk for passage in passages()})
    return {language: tuple(one for one in passages() if one.desk == language) for language in languages}


@cache
def vocabulary(language: str) -> tuple[str, ...]:
    """Return the words that the passages have in a language, sorted, each once, of four letters or more."""
    words: set[str] = set()
    for passage in passages():
        for text in passage.texts:
            side = text.desk if passage.desk == language else text.spoken if passage.spoken == language else ""
            words.update(word for word in side.split() if word.isalpha() and len(word) >= 4)
    return tuple(sorted(words))


def _grouped(name: str, desk: str, spoken: str, texts: list[Text]) -> Iterator[Passage]:
    usable = [text for text in texts if text.desk and text.spoken and not _is_awkward(text)]
    for start in range(0, len(usable), _LENGTH):
        yield Passage(name, desk, spoken, tuple(usable[start : start + _LENGTH]))


def _is_awkward(text: Text) -> bool:
    sides = (text.desk, text.spoken)
    return any(_AWKWARD.search(side) is not None or not is_balanced(side.split()) for side in sides)


def _both_ways(name: str, english: list[str], other: list[str], language: str) -> Iterator[Passage]:
    there = [Text(en, xx) for en, xx in zip(english, other, strict=True)]
    yield from _grouped(name, "en", language, there)
    yield from _grouped(name, language, "en", [Text(each.spoken, each.desk) for each in there])


def _flores() -> Iterator[Passage]:
    for language in FLORES:
        folder = SHARED / "flores-mozilla-eval" / f"{language}-en"
        for part in ("dev", "test"):
            sides = [(folder / f"flores-{part}.{side}").read_text(encoding="utf-8") for side in ("en", language)]
            english, other = ([" ".join(line.split()) for line in side.splitlines()] for side in sides)
            yield from _both_ways("FLORES", english, other, language)


def _declaration() -> Iterator[Passage]:
    sides = {language: _articles(name) for name, language in DECLARATION.items()}
    for language, articles in sides.items():
        shared = [number for number in articles if len(articles[number]) == len(sides["en"].get(number, ()))]
        if language != "en":
            english = [text for number in shared for text in sides["en"][number]]
            other = [text for number in shared for text in articles[number]]
            yield from _both_ways("UDHR", english, other, language)


def _articles(name: str) -> dict[str, list[str]]:
    page = (SHARED / "udhr" / f"{name}.html").read_text(encoding="utf-8")
    found = re.finditer(r'<article data-number="(?P<number>\d+)">(?P<body>.*?)</article>', page, re.DOTALL)
    return {match["number"]: [_plain(part) for part in re.findall(r"<p>(.*?)</p>", match["body"], re.DOTALL)]
            for match in found}  # fmt: skip


def _plain(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", markup)).split())


def _captions() -> Iterator[Passage]:
    english = list(_cues("en"))
    for language in ("ar", "ru"):
        other = list(_cues(language))
        texts = [Text(words, _during(other, start, end)) for start, end, words in english]
        yield from _grouped("Elephants Dream", "en", language, texts)


def _cues(language: str) -> Iterator[tuple[float, float, str]]:
    path = SHARED / "elephants-dream-captions" / f"captions.{language}.vtt"
    for cue in _CUE.finditer(path.read_text(encoding="utf-8")):
        yield _seconds(cue["start"]), _seconds(cue["end"]), " ".join(cue["text"].split())


def _seconds(clock: str) -> float:
    hours, minutes, rest = clock.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(rest)


def _during(cues: list[tuple[float, float, str]], start: float, end: float) -> str:
    """Return the words whose cue's middle lies in a stretch of time."""
    return " ".join(words for first, last, words in cues if start <= (first + last) / 2 < end)


def _stories() -> Iterator[Passage]:
    lines = (SHARED / "asp-stories" / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    starts = [0, *(n + 1 for n, (a, b) in enumerate(pairwise(rows)) if a["story"] != b["story"]), len(rows)]
    for first, last in pairwise(starts):
        story = [row for row in rows[first:last] if row.get("en")]
        if story:
            texts = [Text(" ".join(row["en"].split()), " ".join(row["text"].split())) for row in story]
            yield from _grouped("African Storybook", "en", story[0]["lang"], texts)
            turned = [Text(each.spoken, each.desk) for each in texts]
            yield from _grouped("African Storybook", story[0]["lang"], "en", turned)
