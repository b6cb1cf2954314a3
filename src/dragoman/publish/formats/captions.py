"""The caption files of every player of the site."""

from collections.abc import Iterator

from dragoman.publish.build import Build, Offer
from dragoman.publish.captions import Track
from dragoman.publish.material import EditionMaterial
from dragoman.publish.output import Output
from dragoman.publish.views.dispatch import dispatch
from dragoman.publish.views.item import items


class Captions:
    """Publish WebVTT in both languages over each piece of footage."""

    def offers(self, edition: EditionMaterial) -> tuple[Offer, ...]:
        """Return nothing: the players load the tracks."""
        return ()

    def render(self, build: Build) -> Iterator[Output]:
        """Yield each track once, sorted by path."""
        tracks = {track.output.path: track.output for track in _tracks(build)}
        yield from (tracks[path] for path in sorted(tracks))


def _tracks(build: Build) -> Iterator[Track]:
    players = [view.player for view in items(build).values()]
    for edition in build.site.editions:
        page = dispatch(build, edition)
        players += [view.player for view in page.quotations]
        players += [view.player for view in page.stills]
    for player in players:
        if player is not None:
            yield from player.tracks
