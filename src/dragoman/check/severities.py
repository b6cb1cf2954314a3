"""How severe a desk takes each rule to be: `[check.rules]` in its settings."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, cast

import msgspec

from dragoman.check.protected import PROTECTED
from dragoman.check.rules import RULES
from dragoman.model.finding import Finding

Level = Literal["error", "warning", "off"]
LEVELS: tuple[Level, ...] = ("error", "warning", "off")


@dataclass(frozen=True, slots=True)
class Wrong:
    """Hold what is wrong with one line of `[check.rules]`: its key, what is the matter, the cure."""

    key: str
    message: str
    hint: str


def wrong(chosen: Mapping[str, str]) -> Iterator[Wrong]:
    """Yield what is wrong in `chosen`, levels by the code or the name of a rule, as a desk wrote them."""
    seen: dict[str, str] = {}
    for key, level in chosen.items():
        code = _code(key)
        if code is None:
            yield Wrong(key, f"check.rules: there is no rule {key!r}", "`dragoman rule` lists codes and names")
        elif level not in LEVELS:
            yield Wrong(key, f"check.rules.{key} is {level!r}", f"write one of {', '.join(LEVELS)}")
        elif code in PROTECTED and level != "error":
            yield Wrong(key, f"publication rests on {code}, which stays an error", "take this line away")
        elif code in seen:
            yield Wrong(key, f"check.rules sets {code} twice, as {seen[code]} and {key}", "keep one of the two")
        if code is not None:
            seen.setdefault(code, key)


def levels(chosen: Mapping[str, str]) -> dict[str, Level]:
    """Return the level of each rule that `chosen` names, by code; nothing may be `wrong` with it."""
    return {code: cast("Level", level) for key, level in chosen.items() if (code := _code(key)) is not None}


def off(levels: Mapping[str, Level]) -> frozenset[str]:
    """Return the codes of the rules that are switched off, which need not run."""
    return frozenset(code for code, level in levels.items() if level == "off")


def levelled(findings: Sequence[Finding], levels: Mapping[str, Level]) -> tuple[Finding, ...]:
    """Return the findings as severe as the desk takes them to be, without those of rules that are off."""
    if not levels:
        return tuple(findings)
    silent: Collection[str] = off(levels)
    return tuple(_levelled(one, levels.get(one.code)) for one in findings if one.code not in silent)


def _levelled(one: Finding, level: Level | None) -> Finding:
    if level is None or level == "off" or level == one.severity:
        return one
    return msgspec.structs.replace(one, severity=level)


def _code(key: str) -> str | None:
    wanted = key.strip()
    matching = (rule.CODE for rule in RULES if wanted.upper() == rule.CODE or wanted.lower() == rule.NAME)
    return next(matching, None)
