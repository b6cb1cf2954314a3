"""Every error a user can meet, drawn as one tree.

DragomanError
  x BadInput             a file, flag or field that cannot be used as given
  x SettingsError        dragoman.toml is wrong
  x CaptureError         an address or file could not be captured
    + NotMedia           the bytes are not audio or video
    + TooLarge           a size or time cap was reached
    + Refused            the egress guard did not let a request through
    + Unreachable        the network or the server failed
  x VaultError           the store could not be read or written
    + NotInVault         nothing is kept under that name or digest
    + Damaged            kept bytes differ from their digest
    + Locked             another process is writing
  x EngineError          a transcriber, translator or decoder failed
    + EngineMissing      asked for, but not installed
    + WeightsMissing     model weights are absent or not the expected ones
    + DecodeError        the child process could not decode the media
    + BadTranslation     a translator's answer does not fit its question
  x ReviewError          a decision does not fit the transcript it decides on
    + Conflict           somebody else has changed the segments meanwhile
  x DispatchError        a dispatch cannot be read
  x NotFaithful          a dispatch has findings that block publication
"""

from collections.abc import Sequence

from msgspec import Struct


class DragomanError(Exception):
    """Say in one line what failed, where, and what would cure it."""

    def __init__(self, message: str, *, place: str | None = None, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.place = place
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} ({self.place})" if self.place else self.message


class BadInput(DragomanError):
    """Report a file, flag or field that cannot be used as given."""


class SettingsError(DragomanError):
    """Report what is wrong in dragoman.toml, with its line."""


class CaptureError(DragomanError):
    """Report an address or file that could not be captured."""


class NotMedia(CaptureError):
    """Report bytes that hold no audio or video that can be worked on."""


class TooLarge(CaptureError):
    """Report a size or time cap that was reached."""


class Refused(CaptureError):
    """Report a request that the egress guard did not let through."""


class Unreachable(CaptureError):
    """Report a network or server failure."""


class VaultError(DragomanError):
    """Report a store that could not be read or written."""


class NotInVault(VaultError):
    """Report a name or digest under which nothing is kept."""


class Damaged(VaultError):
    """Report kept bytes that differ from their digest."""


class Locked(VaultError):
    """Report that another process is writing to the store."""


class EngineError(DragomanError):
    """Report a transcriber, translator or decoder that failed."""


class EngineMissing(EngineError):
    """Report an engine that was asked for and is not installed."""


class WeightsMissing(EngineError):
    """Report model weights that are absent or not the expected ones."""


class DecodeError(EngineError):
    """Report media that the child process could not decode."""


class BadTranslation(EngineError):
    """Report a translator's answer that does not fit its question."""


class ReviewError(DragomanError):
    """Report a decision that does not fit the transcript it decides on."""


class Conflict(ReviewError):
    """Report segments that somebody else has changed since they were looked at.

    `segments` holds them as they stand now, so that both sides can be shown.
    """

    def __init__(
        self, message: str, *, segments: Sequence[Struct], place: str | None = None, hint: str | None = None
    ) -> None:
        super().__init__(message, place=place, hint=hint)
        self.segments = tuple(segments)


class DispatchError(DragomanError):
    """Report a dispatch that cannot be read."""


class NotFaithful(DragomanError):
    """Report a dispatch whose findings block publication."""
