"""Tell how far each item has come."""

from dataclasses import dataclass

from dragoman.model.capture import Capture, Media, Preserved
from dragoman.model.review import Reviewed
from dragoman.model.time import clock
from dragoman.steps.desk import Desk


@dataclass(frozen=True)
class Overview:
    """Hold one item for a list; every field is text for people, empty where unknown."""

    name: str
    state: str
    length: str
    language: str
    publisher: str
    spoken: str
    released: str
    captured: str
    title: str
    sha256: str


def overview(desk: Desk, name: str | None = None) -> tuple[Overview, ...]:
    """Return the desk's items in the order of their names, or the one named."""
    names = (name,) if name is not None else desk.vault.index.names()
    return tuple(_row(desk, each) for each in names)


def _row(desk: Desk, name: str) -> Overview:
    item = desk.item(name)
    preserved = desk.vault.get_as(item.preserved, Preserved)
    media = desk.vault.get_as(item.media, Media) if item.media else None
    return Overview(
        name=name,
        state=_state(desk, name, item.preserved, media),
        length=clock(media.duration) if media else "",
        language=item.language or "",
        publisher=item.publisher,
        spoken=item.spoken or "",
        released=item.released or "",
        captured=desk.vault.get_as(preserved.capture, Capture).at[:10],
        title=item.title,
        sha256=preserved.blobs[0].digest,
    )


def _state(desk: Desk, name: str, preserved: str, media: Media | None) -> str:
    latest = desk.vault.index.reviewed(name)
    if latest is not None:
        reviewed = desk.vault.get_as(latest, Reviewed)
        approved = sum(bool(segment.approved) for segment in reviewed.segments)
        if approved == len(reviewed.segments):
            return f"reviewed @{reviewed.revision}"
        return f"in review @{reviewed.revision}, {approved * 100 // len(reviewed.segments)} % approved"
    if media is None:
        return "document"
    return "draft" if desk.vault.index.transcripts(preserved) else "captured"
