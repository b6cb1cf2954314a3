"""What the rules on dates find in a few words, as a dispatch of November 23, 2026 would hold them."""

from tests.dispatch.shelves import library

from dragoman.check.rules import relative_date_wrong, weekday_wrong
from dragoman.dispatch.parse import parse
from dragoman.dispatch.resolve import resolve


def messages(words: str, *, language: str = "en") -> tuple[str, ...]:
    """Return the messages of DATE002 and DATE003 on `words`."""
    text = f"---\nnumber: 1\ndate: 2026-11-23\ntitle: T\nlanguage: {language}\n---\n\n{words}\n"
    resolved = resolve(parse(text, "1.md"), library(""))
    return tuple(each.message for rule in (relative_date_wrong, weekday_wrong) for each in rule.check(resolved))
