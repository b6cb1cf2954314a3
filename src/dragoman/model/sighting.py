"""What already stands in the archive: Fingerprint, Sighting, Sightings, Verdict, Distractor."""

from typing import Annotated, Literal

import msgspec

from dragoman.model.capture import Tool
from dragoman.model.digest import Digest
from dragoman.model.time import Instant, Millis, Span

Count = Annotated[int, msgspec.Meta(ge=0)]
Channel = Literal["picture", "sound"]
Heard = Literal["picture", "sound", "both"]
Judgement = Literal["confirmed", "rejected"]

AT_SPEED = 1000
"""The speed of footage that runs as it was captured, in thousandths."""


class Fingerprint(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="fingerprint/1"):
    """Hold what footage looks or sounds like, by one method, for finding it again.

    `by` names the method with its version and settings: only fingerprints of one method and version can be
    compared. `length` is how much footage was looked at, in milliseconds; `data` is packed as the method says
    (`dragoman.sightings.frames`, `dragoman.sightings.peaks`).
    """

    media: Digest
    channel: Channel
    by: Tool
    length: Millis
    data: bytes

    @property
    def made_from(self) -> tuple[str, ...]:
        """Return the digests of the records that this one was made from."""
        return (self.media,)


class Place(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Name a stretch of preserved footage: the digest of its Media record, and its times."""

    media: Digest
    span: Span


class Sighting(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold one stretch that stands in the archive already: where it is here, and where it is there.

    `speed` is in thousandths: 1250 means that what lasts 5 s there lasts 4 s here. `moments` counts distinct
    pictures that agree, `landmarks` the landmarks of the sound; either is 0 where that channel does not
    agree. `certain` is False for a probable one, which needs a closer look, and `still` marks one that rests on
    a picture or two that are held, so that their moment there is not known. `bits` is the mean distance of the
    pictures in bits of 256, with what signs and bars of a whole archive make alike put back on.
    """

    here: Span
    there: Place
    channel: Heard
    moments: Count
    landmarks: Count
    bits: Count = 0
    speed: Annotated[int, msgspec.Meta(ge=1)] = AT_SPEED
    mirrored: bool = False
    certain: bool = True
    still: bool = False


class Archive(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """State what was searched: how many items, how many milliseconds of footage, how much was not ready.

    `digest` is that of the sorted digests of all fingerprints in it, one a line; `waiting` counts items without
    fingerprints, which were not searched.
    """

    items: Count
    length: Count
    digest: Digest
    waiting: Count = 0


class Sightings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="sightings/1"):
    """Report one search of the archive for one item's footage: everything found, and what was searched.

    `fingerprints` are those of the footage asked about, `archive` is what they were held against, `by` the
    method of the search with its settings, `taught` the distractors that were left out. What no sighting covers
    was not found in this archive, on that day, by this method; nothing more.
    """

    media: Digest
    fingerprints: tuple[Digest, ...]
    archive: Archive
    by: Tool
    at: Instant
    found: tuple[Sighting, ...]
    taught: tuple[Digest, ...] = ()

    @property
    def made_from(self) -> tuple[str, ...]:
        """Return the digests of the records that this one was made from."""
        return (self.media, *self.fingerprints, *self.taught)


class Verdict(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="verdict/1"):
    """Record that a named person looked at a sighting and confirms or rejects it; the last one holds.

    `sightings` is the report that suggested it. A verdict speaks of the two places, not of the report: it
    stands for every later sighting of the same two.
    """

    sightings: Digest
    here: Place
    there: Place
    judgement: Judgement
    by: str
    at: Instant
    note: str = ""

    @property
    def made_from(self) -> tuple[str, ...]:
        """Return the digests of the records that this one was made from."""
        return (self.sightings,)


class Distractor(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="distractor/1"):
    """Teach the archive that a stretch proves nothing: an ident, a jingle, a title card, black.

    `label` says what it is. A later one of the same place with `holds` False takes it back.
    """

    place: Place
    label: str
    by: str
    at: Instant
    holds: bool = True

    @property
    def made_from(self) -> tuple[str, ...]:
        """Return the digests of the records that this one was made from."""
        return (self.place.media,)
