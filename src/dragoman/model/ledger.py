"""The ledger's lines and its head: append-only, each line holding the digest of the one before."""

from typing import Annotated, Literal

import msgspec

from dragoman.model.digest import Digest
from dragoman.model.time import Instant

EntryKind = Literal[
    "preserved",
    "media",
    "item",
    "transcript",
    "translation",
    "reviewed",
    "fingerprint",
    "sightings",
    "verdict",
    "distractor",
    "edition",
    "adopted",
    "mended",
]


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="entry/1"):
    """Hold one line of the ledger.

    `number` counts from 1; `before` is the digest of the line before (its bytes without the newline),
    None for the first; `record` names what the line makes known; `seals` are digests of signature files
    written since the line before.
    """

    number: Annotated[int, msgspec.Meta(ge=1)]
    before: Digest | None
    at: Instant
    what: EntryKind
    record: Digest
    seals: tuple[Digest, ...] = ()


class Head(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="head/1"):
    """Hold the checkpoint: how many lines the ledger has and the digest of the last."""

    count: Annotated[int, msgspec.Meta(ge=0)]
    last: Digest | None
