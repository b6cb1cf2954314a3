"""Take people's decisions in, give the reviewed text out, show how far a review has come."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.model.capture import Item
from dragoman.model.errors import BadInput
from dragoman.model.review import Reviewed, ReviewedSegment
from dragoman.model.time import Span, now
from dragoman.model.transcript import Transcript, Translation
from dragoman.review.captions import Side, read_captions, write_captions
from dragoman.review.fold import in_order
from dragoman.review.readers import counted
from dragoman.review.revision import Review, next_revision
from dragoman.review.rows import Importer, Row, decisions_from
from dragoman.review.table import read_table, write_table
from dragoman.steps.chain import review_of
from dragoman.steps.desk import Desk
from dragoman.steps.files import read_text, write_file


@dataclass(frozen=True)
class Standing:
    """Hold how a review stands: the latest revision (None before the first) and its segments."""

    item: Item
    review: Review
    reviewed: Reviewed | None

    @property
    def segments(self) -> tuple[ReviewedSegment, ...]:
        """Return the segments in order, machine drafts where nothing is decided yet."""
        return self.reviewed.segments if self.reviewed else in_order(self.review.state)

    @property
    def approved(self) -> int:
        """Return how many segments a person has approved."""
        return sum(bool(segment.approved) for segment in self.segments)

    def drafted_over(self, span: Span) -> str:
        """Return the machine's words over a stretch: those whose middle lies in it, or whole segments."""
        return machine_words(self.review.transcript, span)


@dataclass(frozen=True)
class Imported:
    """Hold what an import changed: the revision that stands after it and how many decisions it took.

    With no decisions the revision is the one that stood, None where there is none yet.
    """

    reviewed: Reviewed | None
    decisions: int


def standing(desk: Desk, name: str) -> Standing:
    """Return how the review of an item stands; raise BadInput when it has not been read."""
    item = desk.item(name)
    latest = desk.vault.index.reviewed(name)
    if latest is not None:
        reviewed = desk.vault.get_as(latest, Reviewed)
        return Standing(item, review_of(reviewed, desk.vault.get), reviewed)
    drafts = desk.vault.index.transcripts(item.preserved)
    if not drafts:
        raise unread(name)
    transcript = desk.vault.get_as(drafts[-1], Transcript)
    lines = desk.vault.index.translations_of(drafts[-1])
    translation = desk.vault.get_as(lines[-1], Translation) if lines else None
    return Standing(item, Review(name, transcript, translation, desk.settings.desk.language), None)


def unread(name: str) -> BadInput:
    """Return the error that says that an item has no transcript."""
    return BadInput(f"{name} has no transcript yet", hint=f"run `dragoman read {name}` first")


@dataclass(frozen=True)
class Source:
    """Name a file to take decisions from, who takes them, and whether it is the whole transcript."""

    path: Path
    by: str
    whole: bool = False
    language: str | None = None


def take_in(desk: Desk, name: str, source: Source, *, clock: Callable[[], str] = now) -> Imported:
    """Turn a table or captions file into decisions and number the revision that follows.

    The kind is told by the ending: .csv, .tsv or .vtt. Raise ReviewError with file and line where the file
    does not fit; then nothing is kept.
    """
    stands = standing(desk, name)
    rows = _rows(source, stands)
    readers = desk.settings.review.readers
    decisions = decisions_from(
        rows,
        {identity: counted(segment, readers) for identity, segment in stands.review.state.items()},
        Importer(source.by, clock()),
        used=stands.review.used_ids,
        whole=source.whole,
    )
    if not decisions:
        return Imported(stands.reviewed, 0)
    number = stands.reviewed.revision + 1 if stands.reviewed else 1
    batch, reviewed = next_revision(stands.review, decisions, number, readers=readers)
    desk.vault.put([batch, reviewed], what="reviewed", at=clock())
    return Imported(reviewed, len(decisions))


def give_out(desk: Desk, name: str, path: Path, *, language: str | None = None) -> int:
    """Write the segments to a table or captions file and return how many; the ending tells the kind."""
    stands = standing(desk, name)
    if path.suffix == ".vtt":
        text = write_captions(stands.segments, _side(language, path, stands.review))
    elif path.suffix in (".csv", ".tsv"):
        text = write_table(stands.segments, tabs=path.suffix == ".tsv")
    else:
        raise _unknown_ending(path)
    write_file(path, text.encode())
    return len(stands.segments)


def machine_words(transcript: Transcript, span: Span) -> str:
    """Return what the machine heard over `span`: words whose middle lies in it, segments where it has none."""
    heard: list[str] = []
    for segment in transcript.segments:
        if segment.words:
            heard += [w.text.strip() for w in segment.words if span.start <= _middle(w.span) < span.end]
        elif span.start <= _middle(segment.span) < span.end:
            heard.append(segment.text)
    return " ".join(heard)


def _middle(span: Span) -> int:
    return (span.start + span.end) // 2


def _rows(source: Source, stands: Standing) -> Sequence[Row]:
    text = read_text(source.path)
    place = str(source.path)
    if source.path.suffix == ".vtt":
        side = _side(source.language, source.path, stands.review)
        return read_captions(text, place, side, stands.review.state)
    if source.path.suffix in (".csv", ".tsv"):
        return read_table(text, place)
    raise _unknown_ending(source.path)


def _side(language: str | None, path: Path, review: Review) -> Side:
    """Return which text captions hold: by --language, else by the name's own tag, `talk.fa.vtt`."""
    tag = language or path.with_suffix("").suffix.removeprefix(".")
    sides: dict[str, Side] = {review.desk_language: "translation", review.transcript.language: "original"}
    if tag not in sides:
        raise BadInput(
            f"captions in which language? {tag or 'none'} is neither side of this item",
            place=str(path),
            hint=f"--language {' or '.join(sides)}, or name the file like talk.{review.transcript.language}.vtt",
        )
    return sides[tag]


def _unknown_ending(path: Path) -> BadInput:
    return BadInput(f"unknown ending {path.suffix!r}", place=str(path), hint="use .csv, .tsv or .vtt")
