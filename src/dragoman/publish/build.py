"""The rendering of a site: every installed format over the same build."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Protocol

from dragoman.model.errors import BadInput
from dragoman.publish.footage import Footage
from dragoman.publish.material import EditionMaterial, Site
from dragoman.publish.needs import Asset, Need
from dragoman.publish.output import Output

if TYPE_CHECKING:
    from dragoman.publish.account.parts import Account

GROUP = "dragoman.formats"


@dataclass(frozen=True)
class Offer:
    """Offer an edition in another form: its label for readers, path in the site, media type."""

    label: str
    path: str
    media_type: str


@dataclass(frozen=True)
class Build:
    """Hold what every format renders from: the site, its footage as placed, and what the formats offer."""

    site: Site
    footage: Footage
    formats: "Sequence[Format]"
    _accounts: "dict[str, Account]" = field(default_factory=dict)

    def account(self, edition: EditionMaterial) -> "Account":
        """Return the body of an edition as parts; read once, for pages, lists and feed alike."""
        from dragoman.publish.account.compose import account  # loads the Markdown reader

        if edition.digest not in self._accounts:
            self._accounts[edition.digest] = account(edition)
        return self._accounts[edition.digest]

    def offers(self, edition: EditionMaterial) -> tuple[Offer, ...]:
        """Return the other forms in which an edition is published, in the order of the formats."""
        return tuple(offer for format in self.formats for offer in format.offers(edition))


class Format(Protocol):
    """Turn a build into files; pure. Plug one in under the entry-point group `dragoman.formats`."""

    def offers(self, edition: EditionMaterial) -> tuple[Offer, ...]:
        """Return the forms of one edition that its page should link to; empty for most formats."""

    def render(self, build: Build) -> Iterator[Output]:
        """Yield the files of this format, the same bytes in the same order for the same build."""


def installed() -> tuple[Format, ...]:
    """Return the formats that are installed, by name; raise BadInput when there is none."""
    found = sorted(entry_points(group=GROUP), key=lambda point: point.name)
    if not found:
        raise BadInput("no output format is installed", hint=f"install dragoman again: its {GROUP} are missing")
    return tuple(point.load()() for point in found)


def render(site: Site, footage: Footage) -> Iterator[Output]:
    """Yield every file of the site but its seal, by the formats that are installed."""
    yield from _rendered(Build(site, footage, installed()))


def compose(site: Site, assets: Mapping[Need, Asset], formats: Sequence[Format]) -> Iterator[Output]:
    """Yield every file of the site but its seal, by the formats given."""
    yield from _rendered(Build(site, Footage(assets), formats))


def _rendered(build: Build) -> Iterator[Output]:
    for format in build.formats:
        yield from format.render(build)
