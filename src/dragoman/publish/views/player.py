"""A player: footage as published, the stretch to play, its captions."""

from dataclasses import dataclass

from dragoman.model.review import Reviewed
from dragoman.model.time import Span
from dragoman.publish.build import Build
from dragoman.publish.captions import Track, tracks_over
from dragoman.publish.footage import Placed
from dragoman.publish.needs import ClipNeed, StillNeed, WholeNeed


@dataclass(frozen=True)
class Player:
    """Hold what `<video>` or `<audio>` needs; `fragment` is empty where all of it is to be played."""

    footage: Placed
    fragment: str
    poster: Placed | None
    tracks: tuple[Track, ...]

    def at(self, span: Span) -> str:
        """Return the path and fragment that open the footage at a stretch of the item."""
        return f"{self.footage.path}#{self.footage.fragment(span)}"


def player(
    build: Build,
    need: ClipNeed | WholeNeed | None,
    poster: StillNeed | None,
    reviewed: Reviewed | None,
    span: Span | None,
) -> Player | None:
    """Return the player of a piece of footage, or None where there is none.

    `span` is the stretch of the item to be played first, in milliseconds; `reviewed` gives the captions.
    """
    footage = build.footage.get(need)
    if footage is None:
        return None
    fragment = footage.fragment(span) if span is not None else ""
    tracks = tracks_over(reviewed, footage) if reviewed is not None else ()
    return Player(footage, fragment, build.footage.get(poster), tracks)
