"""The pin: the address of a stretch of an item at a revision, `address@3#t=72.100,75.000`."""

import re

import msgspec

from dragoman.model.time import Span, seconds

NAME_PATTERN = r"[a-z0-9](?:[a-z0-9._-]{0,78}[a-z0-9])?"
_PIN = re.compile(
    rf"(?P<name>{NAME_PATTERN})(?:@(?P<revision>[1-9][0-9]{{0,8}}))?"
    r"#t=(?P<start>[0-9]{1,6}(?:\.[0-9]{1,3})?)(?:,(?P<end>[0-9]{1,6}(?:\.[0-9]{1,3})?))?"
)


class Pin(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold a parsed pin: the source's name in the dispatch, its revision, and times in milliseconds.

    A quotation's pin has a revision and an end. A still's has neither; a clip's has an end.
    """

    name: str
    revision: int | None
    start: int
    end: int | None

    @property
    def span(self) -> Span:
        """Return the stretch; raise ValueError when the pin names a single moment."""
        if self.end is None:
            raise ValueError("this pin names a moment, not a stretch")
        return Span(self.start, self.end)

    def __str__(self) -> str:
        revision = f"@{self.revision}" if self.revision is not None else ""
        end = f",{seconds(self.end)}" if self.end is not None else ""
        return f"{self.name}{revision}#t={seconds(self.start)}{end}"


def parse_pin(target: str) -> Pin | None:
    """Return the pin that a link target spells, or None when it is not a pin at all.

    A target that ends before it starts is no pin either.
    """
    match = _PIN.fullmatch(target)
    if match is None:
        return None
    start = _millis(match["start"])
    end = _millis(match["end"]) if match["end"] is not None else None
    if end is not None and end <= start:
        return None
    revision = int(match["revision"]) if match["revision"] else None
    return Pin(match["name"], revision, start, end)


def looks_like_pin(target: str) -> bool:
    """Tell whether a link target was meant as a pin: `name[@revision]#t=...` with no scheme."""
    return re.match(rf"{NAME_PATTERN}(@[^#/]*)?#t=", target) is not None and "://" not in target


def _millis(text: str) -> int:
    whole, _, part = text.partition(".")
    return int(whole) * 1000 + int((part + "000")[:3])
