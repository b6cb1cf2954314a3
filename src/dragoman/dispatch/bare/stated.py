"""What a page states of itself in its head: its language, its day."""

import re
from collections.abc import Iterable

from dragoman.dispatch.bare.days import day_of
from dragoman.dispatch.bare.front import plain_language
from dragoman.dispatch.bare.tags import Opaque, Part, Tag

# Names in use for the day of publication: HTML 4 habit, Open Graph, Dublin Core, Parsely, Sailthru.
_DAY_NAMES = frozenset([
    "date", "pubdate", "publishdate", "publish_date", "publication_date", "datepublished", "dc.date", "dc.date.issued",
    "dcterms.date", "dcterms.issued", "dcterms.created", "article:published_time", "og:published_time",
    "parsely-pub-date", "sailthru.date",
])  # fmt: skip
_PUBLISHED = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')


def stated(text: str, parts: Iterable[Part]) -> tuple[str, str]:
    """Return the language (BCP 47) and the day (ISO 8601) that a page states; empty where it does not, or wavers."""
    language = ""
    days: list[str] = []
    times: set[str] = set()
    for part in parts:
        if isinstance(part, Opaque):
            if "ld+json" in part.tag.inside:
                days += (day_of(match[1]) for match in _PUBLISHED.finditer(text, part.start, part.end))
        elif isinstance(part, Tag) and not part.closes and part.name in ("html", "meta", "time", "body"):
            attributes = part.attributes()
            language = language or _language(part, attributes)
            if part.name == "time":
                times.add(day_of(attributes.get("datetime", "")))
            days.append(_day(attributes))
    given = next((day for day in days if day), "")
    return language, given or (times.pop() if len(times) == 1 else "")


def _language(tag: Tag, attributes: dict[str, str]) -> str:
    if tag.name == "meta":
        named = attributes.get("http-equiv", "").lower() == "content-language"
        return plain_language(attributes.get("content", "")) if named else ""
    return plain_language(attributes.get("lang", "") or attributes.get("xml:lang", ""))


def _day(attributes: dict[str, str]) -> str:
    names = (attributes.get(key, "").lower() for key in ("name", "property", "itemprop"))
    if not any(name in _DAY_NAMES for name in names):
        return ""
    return day_of(attributes.get("content", "") or attributes.get("datetime", ""))
