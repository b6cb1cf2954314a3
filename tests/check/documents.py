"""Short documents for the tests of rules that look at nothing but the words."""

from types import ModuleType

from dragoman.dispatch.document import Document
from dragoman.dispatch.parse import parse
from dragoman.dispatch.reading import Reading


def document(text: str, *, language: str = "en") -> Document:
    return parse(f"---\ntitle: Notes\nlanguage: {language}\ndate: 2026-11-23\n---\n\n{text}\n", "1.md")


def found_in(rule: ModuleType, text: str, *, language: str = "en") -> list[tuple[str, str]]:
    """Return the words that a bare rule finds fault with, with its code."""
    one = document(text, language=language)
    starts = one.lines.starts
    return [
        (
            one.text[starts[each.line - 1] + each.column - 1 : starts[each.end_line - 1] + each.end_column - 1],
            each.code,
        )
        for each in rule.check(Reading(one, ()))
    ]
