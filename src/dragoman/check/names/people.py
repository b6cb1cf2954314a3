"""The names of people in a text: runs of capitalised words, without titles and what opens a sentence."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from dragoman.check.names.spelling import letters

_CAPITAL = "[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĻŁŃŅŇŌŐŘŚŞŠȘŢŤȚŪŮŰŲŹŻŽḤḌṬṢẒ]"
_REST = r"[\w’'ʿʾʼ`-]*[^\W\d_]"
_WORD = _CAPITAL + _REST
_PARTICLE = r"(?:al|el|ul|ol|bin|ibn|bint|ben|abu|abd|de|da|del|di|van|von|der|den|la|le|zu|e)"
# The capital first, so that the search leaps from one to the next; an article before it is no part of a name.
_RUN = re.compile(rf"{_CAPITAL}(?<![\w’'].){_REST}(?:[ \t\n](?:{_PARTICLE}[-\s]){{0,2}}{_WORD})+")
_ALONE = re.compile(rf"{_CAPITAL}(?<![\w’'].)[\w’'ʿʾʼ`-]{{4,}}[^\W\d_]")
_TITLED = re.compile(
    rf"[A-Z](?<!\w.)[a-z]{{1,5}}\.[ \t\n](?P<name>(?:al-)?{_WORD})(?![ \t\n](?:{_PARTICLE}[-\s])?{_CAPITAL})"
)
_PART = re.compile(rf"(?:(?:al|el|ul|ol|Al|El)[-\s])?{_WORD}")
_POSSESSIVE = re.compile(r"['’]s?$|['’](?:n[iıuü]n|[iıuü]n|y[aeiıuü]|[dt][ae]n?|[aeiıuü]|l[ae])$")

_TITLE_WORDS = """
    ayatollah grand imam sheikh shaikh shaykh sheik mullah maulana mawlana mufti hojatoleslam hojjatoleslam
    sayyed seyed seyyed haj hajj haji hajji dr mr mrs ms miss prof professor sir dame lord lady saint st pope
    rabbi president vice prime minister premier chancellor foreign interior defense defence finance deputy
    secretary speaker senator sen rep representative congressman governor gov mayor ambassador general gen
    brigadier major maj colonel col captain capt lieutenant lt sergeant sgt commander admiral marshal king queen
    prince princess emir sultan shah supreme leader chairman director judge justice coach former late brother
    sister father mother friday jurist
"""
# Titles that are nobody's name: whatever stands before one in a run is a part of the title, `Transport Minister`.
_INNER_WORDS = """
    minister president secretary senator ayatollah professor mayor ambassador chancellor
    sayın müdürü bakanı başkanı başkan vekili üyesi milletvekili
"""
# What begins a sentence, a date or an institution and is no name.
_NO_NAME_WORDS = """
    the a an in on at by for from with without after before during since until when while where as if but and or
    nor so yet this that these those his her its their our my your he she it they we i you what who how why both
    all some many most no not only also even like under over between among against according however then there
    here one two three to of was is did does january february march april may june july august september october
    november december monday tuesday wednesday thursday friday saturday sunday le la les un une des du dans en
    el los las una der die das ein eine im bu bir ve
    later earlier meanwhile today yesterday tomorrow now still again thus therefore moreover furthermore finally first
    second last next once because although though despite following speaking asked responding addressing referring
    noting saying regarding unlike given perhaps another each every several more much such other others
"""
TITLES = frozenset(_TITLE_WORDS.split())
_INNER = frozenset(_INNER_WORDS.split())
NO_NAMES = frozenset(_NO_NAME_WORDS.split())
# A descendant of the Prophet is called so, and many a man is named so: an honorific before two more parts.
_HONORIFICS = frozenset(("sayyid", "sayid", "sayed", "seyed", "syed", "sayyed", "seyyed"))
_BETWEEN = frozenset(("bin", "ibn", "bint", "al", "el"))


@dataclass(frozen=True, slots=True)
class Person:
    """Hold a name as written: where it stands in its text, and its parts; one part where only a title tells a name."""

    start: int
    end: int
    parts: tuple[str, ...]


def people(text: str, document: str) -> Iterator[Person]:
    """Yield the names in `text`; a word that the whole `document` also writes small opens no name."""
    for run in _RUN.finditer(text):
        parts = list(_PART.finditer(text, *run.span()))
        titled = False
        while parts and _opens_no_name(parts[0][0], document):
            titled = parts.pop(0)[0].casefold() in TITLES
        if len(parts) < 2 and not (parts and titled):
            continue
        if len(parts) > 2:
            parts = _without_title(parts)
        last = bare(parts[-1][0])
        named = (*[part[0] for part in parts[:-1] if part[0].casefold() not in _BETWEEN], last)
        yield Person(parts[0].start(), parts[-1].start() + len(last), named)
    # `Dr. Sayyid` is no run of words: a full stop stands in it.
    for match in _TITLED.finditer(text):
        if match[0].partition(".")[0].lower() in TITLES:
            name = bare(match["name"])
            yield Person(match.start("name"), match.start("name") + len(name), (name,))


def alone(text: str) -> Iterable[str]:
    """Return the longer capitalised words of `text` as they are written, each once."""
    return dict.fromkeys(_ALONE.findall(text))


def first_alone(written: str, text: str) -> int:
    """Return where a word that is `alone` in `text` stands first."""
    return next(match.start() for match in _ALONE.finditer(text) if match[0] == written)


def _without_title(parts: list[re.Match[str]]) -> list[re.Match[str]]:
    """Return the parts of a name, two at the least, without what makes a title inside a run, or an honorific."""
    inner = max((at for at, part in enumerate(parts[:-2], 1) if part[0].casefold() in _INNER), default=0)
    named = parts[inner:]
    return named[1:] if len(named) > 2 and letters(named[0][0]) in _HONORIFICS else named


def _opens_no_name(word: str, document: str) -> bool:
    small = word.lower()
    if small in NO_NAMES or small in TITLES:
        return True
    return f" {small} " in document if " " in small else small in _between_spaces(document)


@lru_cache(maxsize=2)
def _between_spaces(document: str) -> frozenset[str]:
    return frozenset(document.split(" ")[1:-1])


def bare(part: str) -> str:
    """Return a part without the endings that an apostrophe sets off: the English genitive, Turkish cases."""
    if "'" not in part and "’" not in part:
        return part
    without = _POSSESSIVE.sub("", part)
    return without if len(letters(without)) > 2 else part
