"""Hold quotations to speeches that they were not taken from: how often is one taken for words of that speech?

    python bench/quotations/strangers.py                 3,000 speeches, 40 quotations each; writes nothing
    python bench/quotations/strangers.py --quick         100 speeches
    python bench/quotations/strangers.py --show N        print N of those that were taken for words of the speech

Nothing should be found; what is found is a false alarm. Half of the quotations are of anywhere in the shared texts
(`strange`), half of the stretch right after the speech, by the same hand about the same things (`kin`): articles of
the Declaration of Human Rights there, which begin alike. The weights of `dispatch/compare/resembles.py` were fitted
with seed s1, on quotations like these on the one side and on the seeded faults of `run.py` on the other.
"""

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parents[2])

from bench.quotations import quoting  # noqa: E402
from bench.quotations.material import Passage, by_language  # noqa: E402
from bench.quotations.turning import is_doubtful  # noqa: E402

from dragoman.dispatch.bare.read import read_bare  # noqa: E402
from dragoman.dispatch.compare.compare import compare  # noqa: E402
from dragoman.dispatch.reading import Quoted  # noqa: E402

ALL, QUICK, EACH = 3000, 100, 40
SIZES = ((3, 3), (4, 4), (4, 6), (5, 9), (8, 14))
_MARKS = str.maketrans("", "", '"“”„«»')


@dataclass(frozen=True, slots=True)
class Stranger:
    """Hold a quotation that was not taken from the speech it is held to; `kin` comes from right after it."""

    words: str
    kin: bool


def tries(seed: str, number: int) -> tuple[str, str, list[Stranger]]:
    """Return the language and the words of speech `number`, and the quotations to hold to it."""
    chance = random.Random(f"{seed}/{number}")
    language = "en" if chance.random() < 0.4 else chance.choice(sorted(by_language()))
    passages = by_language()[language]
    at, count = chance.randrange(len(passages)), chance.choice((1, 2, 2, 4))
    spoken = [one for one in passages[at : at + count] if one.set == passages[at].set]
    said = [text.desk for one in spoken for text in one.texts]
    after = passages[at + count : at + count + 3] or passages[-1:]
    drawn = (_drawn(chance, language, (passages, after), frozenset(said)) for _ in range(EACH))
    return language, " ".join(said).translate(_MARKS), [one for one in drawn if one is not None]


def _drawn(
    chance: random.Random, language: str, where: tuple[tuple[Passage, ...], tuple[Passage, ...]], said: frozenset[str]
) -> Stranger | None:
    kin = chance.random() < 0.5
    texts = [text.desk for text in chance.choice(where[kin]).texts if text.desk not in said]
    if not texts:
        return None
    drawn = quoting.plain(chance, chance.choice(texts).split(), language, chance.choice(SIZES))
    if drawn is None:
        return None
    doubtful = is_doubtful(language)
    if chance.random() < 0.25:
        drawn = quoting.cut(chance, drawn, doubtful) or drawn
    if chance.random() < 0.15:
        drawn = quoting.inserted(chance, drawn) or drawn
    if chance.random() < 0.1:
        drawn = quoting.bridged(chance, drawn, doubtful) or drawn
    return Stranger(drawn.written.translate(_MARKS), kin)


def taken(language: str, speech: str, stranger: Stranger) -> Quoted | None:
    """Return the verdict on a quotation that is taken for words of the speech, None where it is left alone."""
    text = f"It was long. “{speech}”\n\nAnother said: “{stranger.words}”, and left.\n"
    reading = compare(read_bare(text, "old.txt", language=language), language)
    found = [one for one in reading.quoted if one.words.start > len(speech) and one.verdict.name == "altered"]
    return found[0] if found else None


def results(seed: str, count: int) -> Iterator[tuple[Stranger, Quoted | None]]:
    """Yield each quotation with its verdict."""
    for number in range(count):
        language, speech, strangers = tries(seed, number)
        for one in strangers:
            yield one, taken(language, speech, one)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--quick", action="store_true", help="100 speeches")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print N of what is found")
    parser.add_argument("--seed", default="s1")
    given = parser.parse_args()
    tried: Counter[bool] = Counter()
    found: Counter[bool] = Counter()
    for stranger, quoted in results(given.seed, QUICK if given.quick else ALL):
        tried[stranger.kin] += 1
        if quoted is not None:
            found[stranger.kin] += 1
            if found.total() <= given.show:
                print(f"{stranger.words}\n    {quoted.verdict.nearest}")
    print("| quotations of others | held | taken for words of the speech, % |\n|---|---|---|")
    for kin, name in ((False, "strange"), (True, "kin")):
        print(f"| {name} | {tried[kin]} | {100 * found[kin] / max(1, tried[kin]):.3f} ({found[kin]}) |")


if __name__ == "__main__":
    main()
