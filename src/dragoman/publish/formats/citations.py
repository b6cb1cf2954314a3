"""Citations for bibliography programs."""

from collections.abc import Iterator

from dragoman.publish import addresses
from dragoman.publish.build import Build, Offer
from dragoman.publish.material import EditionMaterial
from dragoman.publish.output import Output
from dragoman.publish.views.citation import citation


class Citations:
    """Publish each edition's citation as BibTeX, RIS and CSL-JSON."""

    def offers(self, edition: EditionMaterial) -> tuple[Offer, ...]:
        """Return the three forms of an edition's citation."""
        folder = addresses.edition_folder(edition.edition)
        return (
            Offer("BibTeX", f"{folder}cite.bib", "application/x-bibtex"),
            Offer("RIS", f"{folder}cite.ris", "application/x-research-info-systems"),
            Offer("CSL-JSON", f"{folder}cite.json", "application/vnd.citationstyles.csl+json"),
        )

    def render(self, build: Build) -> Iterator[Output]:
        """Yield the three files of every edition."""
        for edition in build.site.editions:
            cite = citation(build.site, edition)
            folder = addresses.edition_folder(edition.edition)
            yield Output(f"{folder}cite.bib", cite.bibtex.encode())
            yield Output(f"{folder}cite.ris", cite.ris.encode())
            yield Output(f"{folder}cite.json", cite.csl)
