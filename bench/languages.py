"""Measure the language lists: is a text's language known, do faithful translations stay silent, are lost words found?

    python bench/languages.py            in full, and append the tables to bench/RESULTS.md
    python bench/languages.py --quick    one line in ten; writes nothing

The texts are FLORES-200 (dev and devtest, 2,009 sentences in seven languages, each with its English) and the Universal
Declaration of Human Rights, article by article. People translated them, so every finding counts as a false alarm,
though some are slips of the translators. Faults are then put into the English side of pairs that were silent: one digit
of a number changed, a negation taken out, a "not" put in.
"""

import argparse
import platform
import random
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[0] = str(ROOT)

from tests.dispatch.languages.parallel import FLORES_LANGUAGES, UDHR_FILES, articles, flores  # noqa: E402

from dragoman.dispatch.languages.guess import guess  # noqa: E402
from dragoman.dispatch.languages.kept import lost_negations, lost_numbers  # noqa: E402
from dragoman.dispatch.languages.negation import negated  # noqa: E402
from dragoman.dispatch.languages.numbers import numbers  # noqa: E402

Lost = Callable[[str, str, str, str], Sequence[object]]
_AUXILIARY = re.compile(r"\b(is|are|was|were|will|can|could|has|have|had|would|should|may|must)\b(?! not)")
_NEGATIONS = ((r"\s+not\b", ""), (r"n['’]t\b", ""), (r"\bnever\s+", ""), (r"\bno\s+", ""), (r"\bcannot\b", "can"))
_KILOBYTES_8 = 8192


def differs(lost: Lost, theirs: str, language: str, english: str) -> bool:
    return bool(lost(theirs, language, english, "en") or lost(english, "en", theirs, language))


def digit_changed(english: str, chance: random.Random) -> str | None:
    """Return the sentence with one digit of one number changed; None where it has no number that is looked for."""
    sure = [one for one in numbers(english, "en") if one.sure and any(map(str.isdigit, english[one.start : one.end]))]
    if not sure:
        return None
    number = chance.choice(sure)
    at = chance.choice([index for index in range(number.start, number.end) if english[index].isdigit()])
    other = chance.choice([digit for digit in "123456789" if digit != english[at]])
    return english[:at] + other + english[at + 1 :]


def negation_dropped(english: str, _chance: random.Random) -> str | None:
    """Return the sentence without its one negation; None where it has none, or several."""
    denied = negated(english, "en")
    if denied is None or len(denied.plain) != 1:
        return None
    for written, instead in _NEGATIONS:
        changed = re.sub(written, instead, english, count=1, flags=re.IGNORECASE)
        if changed != english:
            return changed
    return None


def negation_put_in(english: str, _chance: random.Random) -> str | None:
    """Return the sentence with "not" after its first auxiliary; None where it denies already or has none."""
    denied = negated(english, "en")
    if denied is None or denied.plain:
        return None
    changed = _AUXILIARY.sub(r"\1 not", english, count=1)
    return changed if changed != english else None


FAULTS: tuple[tuple[str, Lost, Callable[[str, random.Random], str | None]], ...] = (
    ("digit changed", lost_numbers, digit_changed),
    ("negation dropped", lost_negations, negation_dropped),
    ("negation put in", lost_negations, negation_put_in),
)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [list(head), ["---" for _ in head], *map(list, rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f} %" if whole else "-"


def guessed(step: int) -> Iterator[Sequence[str]]:
    """Yield, for each language, how often a line and three lines together are known for it, and how fast."""
    sides = {language: [pair[0] for pair in flores(language)][::step] for language in FLORES_LANGUAGES}
    sides["en"] = [pair[1] for pair in flores("fa")][::step]
    for language, lines in sides.items():
        threes = [" ".join(lines[at : at + 3]) for at in range(0, len(lines) - 2, 3)]
        wrong = sum(guess(line) not in (language, "und") for line in lines)
        right, right_3 = (sum(guess(text) == language for text in texts) for texts in (lines, threes))
        yield [language, share(right, len(lines)), share(wrong, len(lines)), share(right_3, len(threes)), fast(lines)]


def fast(lines: Sequence[str]) -> str:
    text = (" ".join(lines) * 10)[:_KILOBYTES_8]
    start = time.perf_counter()
    for _ in range(200):
        guess(text)
    return f"{(time.perf_counter() - start) * 5:.2f} ms"


def alarms(step: int) -> Iterator[Sequence[str]]:
    """Yield how often the two rules speak of translations that people made."""
    for language in FLORES_LANGUAGES:
        for part in ("dev", "test"):
            yield [f"{language}-en", f"FLORES {part}", *_rates(language, flores(language, parts=(part,))[::step])]
    english = articles("en")
    for language in sorted(set(UDHR_FILES) - {"en"}):
        yield [f"{language}-en", "UDHR", *_rates(language, list(zip(articles(language), english, strict=True)))]


def _rates(language: str, pairs: Sequence[tuple[str, str]]) -> list[str]:
    rules: tuple[Lost, Lost] = (lost_numbers, lost_negations)
    found = (sum(differs(lost, theirs, language, ours) for theirs, ours in pairs) for lost in rules)
    return [str(len(pairs)), *(share(count, len(pairs)) for count in found)]


def caught(step: int) -> Iterator[Sequence[str]]:
    """Yield how many of the faults put in are found."""
    for language in FLORES_LANGUAGES:
        row = [f"{language}-en"]
        for name, lost, make in FAULTS:
            chance = random.Random(f"{language} {name}")
            made = [
                (theirs, changed)
                for theirs, ours in flores(language)[::step]
                if not differs(lost, theirs, language, ours) and (changed := make(ours, chance))
            ]
            hits = sum(differs(lost, theirs, language, changed) for theirs, changed in made)
            row.append(f"{share(hits, len(made))} of {len(made)}")
        yield row


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the language lists.")
    parser.add_argument("--quick", action="store_true", help="one line in ten; writes nothing")
    quick = parser.parse_args().quick
    step = 10 if quick else 1
    told = "\n".join(
        (
            table(["language", "line known", "line wrong", "three lines known", "8 kB"], guessed(step)),
            table(["pair", "text", "pairs", "TRN001 speaks", "TRN002 speaks"], alarms(step)),
            table(["pair", *(name for name, _, _ in FAULTS)], caught(step)),
        )
    )
    print(told)
    if not quick:
        machine = f"{platform.machine()}, Python {platform.python_version()}"
        head = f"\n## languages, {date.today()}\n\n`python bench/languages.py` on {machine}.\n\n"
        with (ROOT / "bench" / "RESULTS.md").open("a", encoding="utf-8") as results:
            results.write(head + told)


if __name__ == "__main__":
    main()
