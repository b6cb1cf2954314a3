"""What differs between a quotation and what was said, told in words."""

import unicodedata
from collections.abc import Sequence

from dragoman.check.altered import one_line
from dragoman.check.visible import plain, safe
from dragoman.dispatch.differences import Difference

_SHOWN = 3
_LONGEST = 80


def told(differences: Sequence[Difference], called: str) -> str:
    """Return the first differences as a clause: `"walked" where the pinned text has "ran"`.

    `called` names what the quotation was held to.
    """
    clauses = [_told(difference, called) for difference in differences[:_SHOWN]]
    more = len(differences) - len(clauses)
    return "; ".join(clauses) + (f"; {more} more" if more > 0 else "")


def left_out(differences: Sequence[Difference]) -> str:
    """Return the words that a quotation leaves out, stretch by stretch: `"very"; "look at"`."""
    return "; ".join(_marked(safe(difference.target)) for difference in differences)


def apart(difference: Difference) -> tuple[str, str]:
    """Return the words of both sides; with their invisible characters where nothing else tells them apart."""
    alike = _bones(difference.quoted) == _bones(difference.target)
    show = plain if alike else safe
    return show(difference.quoted), show(difference.target)


def _told(difference: Difference, called: str) -> str:
    quoted, target = (_marked(words) for words in apart(difference))
    if difference.kind == "inserted":
        return f"{quoted} is not in the {called} there"
    if difference.kind == "dropped":
        return f"{target} is missing"
    if difference.kind == "moved":
        return f"{quoted} stands elsewhere in the {called}"
    return f"{quoted} where the {called} has {target}"


def _bones(words: str) -> str:
    composed = unicodedata.normalize("NFC", words)
    return "".join(character for character in composed if unicodedata.category(character) != "Cf")


def _marked(words: str) -> str:
    line = one_line(words)
    return f'"{line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"}"'
