"""Headings of a plain text: which lines that stand alone are set above what follows."""

import re

from dragoman.dispatch.bare.lines import Lump
from dragoman.dispatch.quotemarks import MARKS

_UNDERLINE = re.compile(r"([=\-~^*_#])\1{2,}")
_ENDED = re.compile(r"[.!?…,;:。！？؟۔،؛][\"'”’»)\]」』]*$")
_STOPPED = re.compile(r"[.,;:。۔،؛][\"'”’»)\]」』]*$")
_NOTED = re.compile(r"(?:\s?(?:\[\^?\w{1,20}\]|\(\d{1,3}\)|[⁰¹²³⁴-⁹]+))+$")
_LISTED = re.compile(r"[-*•–—>#|\[(\d⁰¹²³⁴-⁹]")
_SPOKEN = re.compile(r"[^:：]{1,48}[:：]\s")
_LETTERS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SMALL = 4
_LONGEST_HEADING = 80
_LONGEST_TITLE = 160


def is_underline(lump: Lump, text: str) -> bool:
    """Tell whether two lines are a heading and the rule under it, about as long as the words."""
    if len(lump) != 2:
        return False
    words, rule = lump
    long = rule.end - rule.start
    return (
        _UNDERLINE.fullmatch(text, rule.start, rule.end) is not None
        and long >= min(3, words.end - words.start)
        and words.end - words.start <= _LONGEST_TITLE
    )


def is_title(words: str, after: str) -> bool:
    """Tell whether the first line of a text, which stands alone, is its title; `after` is what follows it."""
    if not after or len(words) > _LONGEST_TITLE or _STOPPED.search(_NOTED.sub("", words)) or _LISTED.match(words):
        return False
    return not (_SPOKEN.match(words) and _SPOKEN.match(after))


def is_head(lines: list[str], after: str) -> bool:
    """Tell whether the lines above a text are its title and what stands under it: masthead, place, day."""
    if any(len(words) > _LONGEST_HEADING + 20 or _STOPPED.search(words) or _LISTED.match(words) for words in lines):
        return False
    return len(after) > max(map(len, lines)) and not any(_SPOKEN.match(words) for words in lines)


def is_heading(words: str, after: str) -> bool:
    """Tell whether a line that stands alone between empty lines heads what follows it; when unsure, it does not."""
    if not after or len(words) > _LONGEST_HEADING or _ENDED.search(_NOTED.sub("", words)) or _LISTED.match(words):
        return False
    if words[0] in MARKS or _SPOKEN.match(words) or len(after) < len(words):
        return False
    spelled = _LETTERS.findall(words)
    if not spelled:
        return False
    if not any(word[0].isupper() or word[0].islower() for word in spelled):
        return len(words) * 2 <= len(after)
    return words.isupper() or _title_case(spelled)


def _title_case(spelled: list[str]) -> bool:
    """Tell whether each long word is capitalised, small ones (of, the, and) being free."""
    capitals = [word[0].isupper() for word in spelled]
    longer = [capital for word, capital in zip(spelled, capitals, strict=True) if len(word) > _SMALL]
    small_only = not longer and all(capitals)
    return capitals[0] and (small_only or (bool(longer) and all(longer)))


def is_rule(words: str) -> bool:
    """Tell whether a line is a mere line: `* * *`, `-----`, `. . .` between parts."""
    return (
        not any(character.isalnum() for character in words)
        and not any(mark in words for mark in MARKS)
        and (len(words) >= 3 or words in ("#", "*"))
    )
