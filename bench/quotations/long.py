"""One document as long as a book: 50,000 words, 500 quotations."""

import random

from bench.quotations.layout import Block, Look, markdown
from bench.quotations.marks import CURLY
from bench.quotations.material import by_language
from bench.quotations.speech import Drawn, Side, Wish, draw, in_marks, side, whole

WORDS, QUOTATIONS, SPEECHES = 50_000, 500, 60
_FAULTY = 10


def document(seed: int) -> str:
    """Return the document in Markdown: 60 speeches at length, 440 short quotations, every tenth with a word changed."""
    chance = random.Random(f"long/{seed}")
    passages = chance.sample(by_language()["en"], SPEECHES)
    speeches = [side(passage, spoken=False) for passage in passages]
    blocks = [Block("quote", tuple(whole(text, CURLY) for text in speech.texts)) for speech in speeches]
    blocks += [Block("body", (_quoting(chance, speeches, number),)) for number in range(QUOTATIONS - SPEECHES)]
    words = sum(len(text.split()) for block in blocks for text in block.paragraphs)
    for passage in chance.sample(by_language()["en"], len(by_language()["en"])):
        prose = " ".join(text.desk for text in passage.texts)
        if words < WORDS and not set('"“”').intersection(prose):
            blocks.append(Block("body", (prose,)))
            words += len(prose.split())
    chance.shuffle(blocks)
    return markdown([Block("title", ("A long day",)), *blocks], Look())


def _quoting(chance: random.Random, speeches: list[Side], number: int) -> str:
    fault = "word changed" if number % _FAULTY == 0 else ""
    drawn: Drawn | None = None
    while drawn is None or drawn.count < 4:
        speech = chance.choice(speeches)
        evidence = tuple(" ".join(text) for one in speeches for text in one.texts) if fault else ()
        first = chance.randrange(len(speech.texts))
        drawn = draw(chance, speech, (first, first + 1), Wish("inline", CURLY, fault, evidence))
    return f"Somebody said: {in_marks(drawn, CURLY)}."
