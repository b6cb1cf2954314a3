"""The pages people read: front page, dispatches and their editions, items, topics, years, how to verify."""

from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import Any

import jinja2
from markupsafe import Markup

from dragoman.model.direction import Direction, direction, first_strong
from dragoman.publish import addresses
from dragoman.publish.account.clean import is_open_address
from dragoman.publish.build import Build, Offer
from dragoman.publish.foreign import Text, directed
from dragoman.publish.languages import language_name
from dragoman.publish.manifest import SIGNATURE_NAMESPACE
from dragoman.publish.material import EditionMaterial
from dragoman.publish.output import Output
from dragoman.publish.typography import curled
from dragoman.publish.views.dispatch import dispatch
from dragoman.publish.views.item import items
from dragoman.publish.views.listing import Row, all_topics, row

_PACKAGE = "dragoman.publish"


class Pages:
    """Publish the site's HTML with its one style sheet and one script."""

    def offers(self, edition: EditionMaterial) -> tuple[Offer, ...]:
        """Return nothing: the page is what the other forms are offered on."""
        return ()

    def render(self, build: Build) -> Iterator[Output]:
        """Yield every page, then style, script and icon."""
        pages = _Pages(build)
        yield from pages.dispatches()
        yield from pages.items()
        yield from pages.lists()
        yield pages.page(addresses.VERIFY, "verify.html", namespace=SIGNATURE_NAMESPACE)
        for path in (addresses.STYLE, addresses.SCRIPT, addresses.ICON):
            name = path.rpartition("/")[2]
            yield Output(path, files(_PACKAGE).joinpath("static", name).read_bytes())


class _Pages:
    """Render templates over one build."""

    def __init__(self, build: Build) -> None:
        self.build = build
        self.templates = _templates()
        desk = build.site.desk
        self.shared = {
            "site": build.site,
            "desk_language": desk.language,
            "desk_dir": direction(desk.name, desk.language),
            "addresses": addresses,
        }

    def page(self, path: str, template: str, **values: Any) -> Output:
        """Return a page; `root` leads from it up to the site's root."""
        values = self.shared | {"root": addresses.root_of(path), "path": path} | values
        return Output(path, self.templates.get_template(template).render(values).encode())

    def dispatches(self) -> Iterator[Output]:
        for edition in self.build.site.editions:
            view = dispatch(self.build, edition)
            folder = addresses.edition_folder(edition.edition)
            yield self.page(folder + addresses.INDEX, "dispatch.html", page=view)
            if edition.latest:
                yield self.page(view.latest_page, "dispatch.html", page=view)

    def items(self) -> Iterator[Output]:
        for name, view in items(self.build).items():
            yield self.page(addresses.item_page(name), "item.html", page=view)

    def lists(self) -> Iterator[Output]:
        latest = self.build.site.latest
        rows = [row(self.build, edition) for edition in latest]
        years = sorted({one.date[:4] for one in rows}, reverse=True)
        topics = all_topics(latest)
        yield self.page(addresses.INDEX, "index.html", rows=rows, topics=topics, years=years)
        # Older editions may name topics that no latest one has: their links lead somewhere too.
        for topic in all_topics(self.build.site.editions):
            yield self._list(topic.page, topic.name, "Topic", [r for r in rows if topic.page in _pages_of(r)])
        for year in years:
            title = Text(year, "en")
            yield self._list(addresses.year_page(year), title, "Year", [r for r in rows if r.date[:4] == year])

    def _list(self, path: str, title: Text, kind: str, rows: Sequence[Row]) -> Output:
        return self.page(path, "list.html", title=title, kind=kind, rows=rows)


def _pages_of(row: Row) -> set[str]:
    return {topic.page for topic in row.topics}


def _templates() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader(_PACKAGE),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "language_name": language_name,
        "curled": curled,
        "short": _short,
        "first_strong": first_strong,
        "directed": _directed,
    }
    environment.globals["is_open"] = is_open_address
    return environment


def _directed(words: str, base: Direction) -> Markup:
    return Markup(directed(words, base))


def _short(digest: str) -> str:
    """Return the first twelve hexadecimal digits of a digest."""
    return digest.removeprefix("sha256:")[:12]
