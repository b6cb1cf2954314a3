"""The records that the site rests on, as they stand in the store."""

from collections.abc import Iterator

from dragoman.publish import addresses
from dragoman.publish.build import Build, Offer
from dragoman.publish.material import EditionMaterial
from dragoman.publish.output import Output


class Records:
    """Publish the canonical bytes of every record under the digest that names it."""

    def offers(self, edition: EditionMaterial) -> tuple[Offer, ...]:
        """Return the edition's own record, from which every other can be reached."""
        return (Offer("Edition record", addresses.record(edition.digest), "application/json"),)

    def render(self, build: Build) -> Iterator[Output]:
        """Yield the records, sorted by digest."""
        for digest in sorted(build.site.records):
            yield Output(addresses.record(digest), build.site.records[digest])
