"""The bilingual table: a CSV file that a person can edit in a spreadsheet, out and in again."""

import csv
import io
import re
from collections.abc import Iterable, Iterator

from dragoman.model.errors import ReviewError
from dragoman.model.review import ReviewedSegment
from dragoman.model.time import Span
from dragoman.review.rows import Row

COLUMNS = ("id", "start", "end", "speaker", "original", "translation", "approved", "by", "note", "state")
REQUIRED = ("id", "start", "end", "original", "translation")

_TIME = re.compile(r"(?:(\d{1,3}):)?(\d{1,2}):(\d\d)(?:[.,](\d{1,3}))?")
_YES = frozenset(("yes", "y", "x", "1", "true"))
_NO = frozenset(("", "no", "n", "0", "false"))


def write_table(segments: Iterable[ReviewedSegment], *, tabs: bool = False) -> str:
    """Return the segments as CSV, or with `tabs` as TSV, with a header line.

    `by` and `note` are left empty for whoever decides next; `state` tells whose words stand there and is
    not read back.
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter="\t" if tabs else ",", lineterminator="\n")
    writer.writerow(COLUMNS)
    for segment in segments:
        writer.writerow(
            (
                segment.id,
                time_cell(segment.span.start),
                time_cell(segment.span.end),
                segment.speaker,
                segment.original,
                segment.translation,
                "yes" if segment.approved else "",
                "",
                "",
                state_of(segment),
            )
        )
    return out.getvalue()


def read_table(text: str, place: str) -> tuple[Row, ...]:
    """Return the rows of a CSV (or TSV) table; raise ReviewError with file and line where it is wrong."""
    text = text.removeprefix("\ufeff")
    first = text.partition("\n")[0]
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter="\t" if "\t" in first else ",", strict=True)
    try:
        header = [name.strip().lower() for name in reader.fieldnames or ()]
    except csv.Error as error:
        raise ReviewError(f"the header line cannot be read: {error}", place=f"{place}:1") from error
    _check_header(header, f"{place}:1")
    reader.fieldnames = header
    return tuple(_rows(reader, place))


def time_cell(at: int) -> str:
    """Return milliseconds as `h:mm:ss.mmm`, the form that spreadsheets leave alone."""
    minutes, milli = divmod(at, 60_000)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02d}:{milli // 1000:02d}.{milli % 1000:03d}"


def state_of(segment: ReviewedSegment) -> str:
    """Return in words whose text stands there and who approved it."""
    if segment.approved:
        return "approved by " + "; ".join(f"{a.by} on {a.at[:10]}" for a in segment.approved)
    if "human" in (segment.original_origin, segment.translation_origin):
        return "edited, not approved"
    return "machine draft"


def _check_header(header: list[str], place: str) -> None:
    missing = [name for name in REQUIRED if name not in header]
    unknown = [name for name in header if name not in COLUMNS]
    if missing or unknown or len(set(header)) != len(header):
        said = f"lacks {', '.join(missing)}" if missing else f"has {', '.join(unknown) or 'a column twice'}"
        raise ReviewError(f"the header {said}", place=place, hint=f"the columns are {', '.join(COLUMNS)}")


def _rows(reader: "csv.DictReader[str]", place: str) -> Iterator[Row]:
    try:
        for cells in reader:
            here = f"{place}:{reader.line_num}"
            if None in cells or None in cells.values():
                raise ReviewError("the row has more or fewer cells than the header", place=here)
            yield _row(cells, here)
    except csv.Error as error:
        raise ReviewError(f"the row cannot be read: {error}", place=f"{place}:{reader.line_num}") from error


def _row(cells: dict[str, str], place: str) -> Row:
    start, end = _time(cells["start"], place), _time(cells["end"], place)
    if end <= start:
        raise ReviewError(f"the segment ends ({cells['end']}) before it starts ({cells['start']})", place=place)
    identity = cells["id"].strip()
    if identity and not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,31}", identity):
        raise ReviewError(f"not a segment id: {identity!r}", place=place, hint="small letters, digits and hyphens")
    return Row(
        id=identity,
        span=Span(start, end),
        place=place,
        speaker=cells.get("speaker"),
        original=cells["original"],
        translation=cells["translation"],
        approved=_approved(cells["approved"], place) if "approved" in cells else None,
        by=cells.get("by", ""),
        note=cells.get("note", ""),
    )


def _approved(cell: str, place: str) -> bool:
    word = cell.strip().lower()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise ReviewError(f"approved is {cell!r}", place=place, hint="write yes, or leave the cell empty")


def _time(cell: str, place: str) -> int:
    match = _TIME.fullmatch(cell.strip())
    if match is None or int(match[3]) > 59 or (match[1] and int(match[2]) > 59):
        raise ReviewError(f"not a time: {cell!r}", place=place, hint="write h:mm:ss.mmm, as in 0:01:12.100")
    hours, minutes, second = int(match[1] or 0), int(match[2]), int(match[3])
    return ((hours * 60 + minutes) * 60 + second) * 1000 + int((match[4] or "0").ljust(3, "0"))
