"""The footage itself: clips, stills, whole proxies."""

from collections.abc import Iterator

from dragoman.publish.build import Build, Offer
from dragoman.publish.material import EditionMaterial
from dragoman.publish.output import Output


class Media:
    """Publish the footage that was cut for the site."""

    def offers(self, edition: EditionMaterial) -> tuple[Offer, ...]:
        """Return nothing: the page plays the footage itself."""
        return ()

    def render(self, build: Build) -> Iterator[Output]:
        """Yield every piece of footage once."""
        yield from build.footage.outputs()
