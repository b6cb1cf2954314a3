"""What the review page shows before any script runs: the item, its two languages, the first rows."""

import json
from collections.abc import Mapping

from dragoman.model.capture import Item
from dragoman.model.direction import direction
from dragoman.model.transcript import Transcript
from dragoman.steps.desk import Desk
from dragoman.steps.sitting_views import Sitting
from dragoman.steps.waveform import media_of

_FIRST_ROWS = 24


def review_values(desk: Desk, item: Item, sitting: Sitting) -> Mapping[str, object]:
    """Return what the template of the review takes."""
    drafts = desk.vault.index.transcripts(item.preserved)
    spoken = desk.vault.get_as(drafts[-1], Transcript).language
    languages = {"original": spoken, "translation": desk.settings.desk.language}
    sides = {
        side: {
            "called": called(language),
            "language": language,
            "direction": direction(_sample(sitting, side), language),
        }
        for side, language in languages.items()
    }
    media = media_of(desk, item)
    return {
        "item": item,
        "sitting": sitting,
        "rows": sitting.segments[:_FIRST_ROWS],
        "sides": sides,
        "sides_json": json.dumps(sides),
        "approved": sum(segment.approved for segment in sitting.segments),
        "pictured": media is not None and media.video is not None,
        "title": item.title or item.name,
    }


def called(language: str) -> str:
    """Return a language's English name, its code where it has none: `Persian`."""
    from babel import Locale, UnknownLocaleError

    try:
        name = Locale.parse(language, sep="-").get_language_name("en")
    except (UnknownLocaleError, ValueError):
        return language
    return name or language


def _sample(sitting: Sitting, side: str) -> str:
    """Return the first text of a side, by which an undetermined language is laid out."""
    texts = (segment.original if side == "original" else segment.translation for segment in sitting.segments)
    return next((text for text in texts if text.strip()), "")
