"""Dispatches of 8 kB in English, as files: what speed is measured on.

Each has one or two speeches quoted at length, ten or so shorter quotations, notes, and an account around them, which is
prose of the parallel texts with no quotation in it.
"""

import random
from pathlib import Path

from bench.quotations import bare
from bench.quotations.layout import Format
from bench.quotations.material import by_language

SIZE = 8000
FORMATS: tuple[Format, ...] = ("md", "txt")
_FAULTY = 20
_MARKS = '"“”«»„'


def document(seed: int, number: int) -> tuple[str, str]:
    """Return name and text of document `number`: Markdown and plain text in turn; each twentieth has a fault."""
    chance = random.Random(f"corpus/{seed}/{number}")
    form = FORMATS[number % len(FORMATS)]
    fault = "word changed" if number % _FAULTY == 0 else ""
    while True:
        passages = chance.sample(by_language()["en"], chance.choice((1, 2)))
        case = bare.make(chance, number, passages, fault, form)
        if case is not None and len(case.text.encode()) < 0.7 * SIZE:
            return case.path, _with_account(chance, case.text)


def write(folder: Path, count: int, *, seed: int = 1) -> int:
    """Write documents 0 to `count` into a folder, at most 1000 in one below it; return how many bytes they have."""
    size = 0
    for number in range(count):
        name, text = document(seed, number)
        path = folder / f"{number // 1000:02}" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        size += path.write_bytes(text.encode("utf-8"))
    return size


def _with_account(chance: random.Random, text: str) -> str:
    """Put paragraphs of prose after the lead and before the notes, until the document has its size."""
    paragraphs = text.rstrip("\n").split("\n\n")
    notes = next((n for n, one in enumerate(paragraphs) if one.startswith(("[1] ", "[^1]: "))), len(paragraphs))
    before: list[str] = []
    after: list[str] = []
    size = len(text.encode())
    while size < SIZE:
        prose = _prose(chance)
        chance.choice((before, after)).append(prose)
        size += len(prose.encode()) + 2
    return "\n\n".join([*paragraphs[:2], *before, *paragraphs[2:notes], *after, *paragraphs[notes:]]) + "\n"


def _prose(chance: random.Random) -> str:
    """Return two to five sentences in which nothing is quoted."""
    while True:
        texts = chance.choice(by_language()["en"]).texts[: chance.randint(2, 5)]
        prose = " ".join(text.desk for text in texts)
        if not any(mark in prose for mark in _MARKS):
            return prose
