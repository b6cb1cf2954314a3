"""Any record, from bytes and back."""

import msgspec

from dragoman.model.capture import Capture, Item, Media, Preserved
from dragoman.model.digest import canonical
from dragoman.model.edition import Checked, Dispatch, Edition
from dragoman.model.errors import Damaged
from dragoman.model.review import Decisions, Reviewed
from dragoman.model.sighting import Distractor, Fingerprint, Sightings, Verdict
from dragoman.model.transcript import Transcript, Translation

Record = (
    Capture
    | Preserved
    | Media
    | Item
    | Transcript
    | Translation
    | Decisions
    | Reviewed
    | Fingerprint
    | Sightings
    | Verdict
    | Distractor
    | Dispatch
    | Checked
    | Edition
)

KINDS: tuple[type[Record], ...] = (
    Capture,
    Preserved,
    Media,
    Item,
    Transcript,
    Translation,
    Decisions,
    Reviewed,
    Fingerprint,
    Sightings,
    Verdict,
    Distractor,
    Dispatch,
    Checked,
    Edition,
)

_decoder = msgspec.json.Decoder(Record)


def kind_of(record: Record) -> str:
    """Return the record's kind without its version: `transcript`."""
    tag = record.__struct_config__.tag
    return str(tag).partition("/")[0]


def decode(data: bytes, place: str) -> Record:
    """Return the record that `data` holds; raise Damaged when it is not one, or not canonical."""
    try:
        record: Record = _decoder.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Damaged(f"not a record: {error}", place=place) from error
    if canonical(record) != data:
        raise Damaged("a record whose JSON is not canonical", place=place)
    return record
