"""Start a dispatch: Markdown with a pinned quotation of every approved segment."""

import threading
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from dragoman.model.errors import BadInput
from dragoman.model.pin import Pin
from dragoman.model.review import Reviewed, ReviewedSegment
from dragoman.steps.desk import Desk
from dragoman.steps.files import write_file
from dragoman.steps.numbers import next_number

SERIES = "Dispatch"

_numbering = threading.Lock()


def new_dispatch(desk: Desk, name: str, title: str, *, today: date | None = None) -> Path:
    """Write `dispatches/NNNN-ITEM.md` with the next number of the series and return its path.

    Raise BadInput when no segment of the item is approved.
    """
    desk.item(name)
    latest = desk.vault.index.reviewed(name)
    reviewed = desk.vault.get_as(latest, Reviewed) if latest else None
    approved = [segment for segment in reviewed.segments if segment.approved] if reviewed else []
    if reviewed is None or not approved:
        raise BadInput(f"no segment of {name} is approved", hint=f"`dragoman review {name}` shows how it stands")
    return begin_dispatch(desk, name, title, [_quoted(reviewed, segment) for segment in approved], today=today)


def begin_dispatch(desk: Desk, name: str, title: str, paragraphs: Sequence[str], *, today: date | None = None) -> Path:
    """Write `dispatches/NNNN-ITEM.md`, whose one source is the item under its own name, and return its path."""
    with _numbering:
        number = next_number(desk, SERIES)
        path = desk.dispatches / f"{number:04d}-{name}.md"
        head = [
            "---",
            f"number: {number}",
            f"series: {SERIES}",
            f"date: {today or date.today()}",
            f"title: {_yaml(title or desk.item(name).title)}",
            "topics: []",
            "sources:",
            f"  {name}: {name}",
            "---",
        ]
        write_file(path, ("\n".join(head) + "\n\n" + "\n\n".join(paragraphs) + "\n").encode())
    return path


def _quoted(reviewed: Reviewed, segment: ReviewedSegment) -> str:
    pin = Pin(reviewed.item, reviewed.revision, segment.span.start, segment.span.end)
    words = segment.translation or segment.original
    lines = "\n".join(f"> {line}" if line else ">" for line in words.split("\n"))
    return f"{lines}\n>\n> [{segment.speaker or 'Speaker'}]({pin})"


def _yaml(text: str) -> str:
    return "'" + text.replace("'", "''").replace("\n", " ") + "'"
