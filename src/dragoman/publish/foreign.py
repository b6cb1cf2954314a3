"""Text with its language and direction: what every page writes explicitly on every run."""

import html
import re
import unicodedata
from dataclasses import dataclass

from dragoman.model.direction import Direction, direction, first_strong, of_language

UNKNOWN = "und"
_STRONG = {"L": "ltr", "R": "rtl", "AL": "rtl"}


@dataclass(frozen=True)
class Text:
    """Hold words with the language they are in (BCP 47; `und` where nobody knows)."""

    words: str
    language: str

    @property
    def dir(self) -> Direction:
        """Return the direction in which the words must be laid out."""
        return direction(self.words, self.language)

    def __bool__(self) -> bool:
        """Tell whether there are any words."""
        return bool(self.words.strip())


def of_either(words: str, *languages: str) -> Text:
    """Return words that are in one of `languages`, in the only one whose direction fits, else in `und`.

    For names and titles, whose language no record states.
    """
    runs = first_strong(words)
    fitting = {language for language in languages if of_language(language) == runs}
    return Text(words, fitting.pop() if len(fitting) == 1 else UNKNOWN)


def runs(words: str, base: Direction) -> tuple[tuple[str, bool], ...]:
    """Return `words` cut into runs, each with whether it goes against the `base` direction.

    A run against it reaches from its first strong character to its last, neutral ones between included.
    """
    against = [_STRONG.get(unicodedata.bidirectional(c), base) != base for c in words]
    if not any(against):
        return ((words, False),) if words else ()
    strong = "".join(
        "x" if a else "o" if unicodedata.bidirectional(c) in _STRONG else "."
        for a, c in zip(against, words, strict=True)
    )
    cut: list[tuple[str, bool]] = []
    last = 0
    for match in re.finditer(r"x(?:[x.]*x)?", strong):
        cut += [(words[last : match.start()], False), (words[match.start() : match.end()], True)]
        last = match.end()
    return tuple(run for run in [*cut, (words[last:], False)] if run[0])


def directed(words: str, base: Direction, *languages: str) -> str:
    """Return escaped text in which every run against the `base` direction states its own.

    A run is said to be in the one of `languages` that fits it, where only one does.
    """
    return "".join(
        _isolated(of_either(run, *languages)) if is_foreign else html.escape(run)
        for run, is_foreign in runs(words, base)
    )


def _isolated(text: Text) -> str:
    language = html.escape(text.language)
    return f'<bdi lang="{language}" dir="{text.dir}">{html.escape(text.words)}</bdi>'
