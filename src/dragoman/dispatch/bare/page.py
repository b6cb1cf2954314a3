"""A bare document as its reader leaves it, before anything is found in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.dispatch.blocks import Block, NoteStart
from dragoman.dispatch.stretch import Stretch


@dataclass(frozen=True, slots=True)
class Page:
    """Hold a document's blocks in their order, and what it says of itself.

    `language` is BCP 47 and `day` ISO 8601; both are empty where the document does not say.
    """

    blocks: Sequence[Block | NoteStart]
    title: Stretch | None = None
    language: str = ""
    day: str = ""
