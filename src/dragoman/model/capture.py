"""What was got, how, and where it is kept: Tool, Blob, Hop, Capture, Preserved, Item, Media."""

from typing import Annotated

import msgspec

from dragoman.model.digest import Digest, present
from dragoman.model.direction import Language
from dragoman.model.pin import NAME_PATTERN
from dragoman.model.time import Day, Instant, Millis

Name = Annotated[str, msgspec.Meta(pattern=rf"^{NAME_PATTERN}$")]


class Tool(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Name what made a record: program, version, the settings it ran with, its weights' digest."""

    name: str
    version: str
    settings: dict[str, str] = {}
    weights: Digest | None = None


class Blob(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Name bytes as received: `path` inside the bag's data/, digest, size in bytes, media type."""

    path: str
    digest: Digest
    size: Annotated[int, msgspec.Meta(ge=0)]
    media_type: str


class Hop(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Log one request of a fetch: the address asked, the network address connected to, the answer."""

    address: str
    peer: str
    status: int
    at: Instant
    headers: tuple[tuple[str, str], ...] = ()


class Capture(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="capture/1"):
    """State one fetch of one thing at one moment. Its canonical JSON is the bag's `data/capture.json`.

    `id` is the bag's folder name; `source` the source kind; `hops` the log of requests, the last one
    being the answer that was kept.
    """

    id: str
    address: str
    source: str
    at: Instant
    by: Tool
    blobs: tuple[Blob, ...]
    hops: tuple[Hop, ...] = ()

    def __post_init__(self) -> None:
        if not self.blobs:
            raise ValueError("a capture holds at least one blob")

    @property
    def made_from(self) -> tuple[str, ...]:
        """Return the digests of the records that this one was made from."""
        return ()


class Preserved(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="preserved/1"):
    """Name a sealed bag: its folder below the store, its tagmanifest's digest, the capture in it.

    Made by the vault alone; only what is preserved can be read.
    """

    capture: Digest
    bag: str
    tagmanifest: Digest
    blobs: tuple[Blob, ...]
    sealed_at: Instant

    @property
    def made_from(self) -> tuple[str, ...]:
        """Return the digests of the records that this one was made from."""
        return (self.capture,)


class VideoTrack(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Describe a picture stream: codec, size in pixels, time base as `numerator/denominator`."""

    codec: str
    width: int
    height: int
    time_base: str


class AudioTrack(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Describe a sound stream: codec, samples a second, channels, time base."""

    codec: str
    rate: int
    channels: int
    time_base: str


class Media(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="media/1"):
    """Describe preserved footage: container, duration and start offset in milliseconds, its streams."""

    blob: Digest
    by: Tool
    container: str
    duration: Millis
    offset: int
    video: VideoTrack | None
    audio: AudioTrack | None

    @property
    def made_from(self) -> tuple[str, ...]:
        """Return the digests of the records that this one was made from."""
        return ()


class Item(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="item/1"):
    """Name a capture that a desk works on, and what is known of it.

    `publisher` is the source in the trade's sense: who published the footage. `released` is the day
    that source gave it out, `spoken` the day the words were said; `credit` the attribution to show.
    """

    name: Name
    preserved: Digest
    media: Digest | None
    title: str
    language: Language | None = None
    publisher: str = ""
    spoken: Day | None = None
    released: Day | None = None
    credit: str = ""

    @property
    def made_from(self) -> tuple[str, ...]:
        """Return the digests of the records that this one was made from."""
        return (self.preserved, *present(self.media))
