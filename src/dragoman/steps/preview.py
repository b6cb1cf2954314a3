"""The page that a dispatch would be published as, while it is written: nothing is kept, footage is cut on demand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dragoman.check.passed import passed
from dragoman.check.severities import levels, off
from dragoman.dispatch.resolve import Resolved
from dragoman.dispatch.settle import settle
from dragoman.model.digest import digest
from dragoman.model.edition import Edition
from dragoman.model.errors import BadInput, NotFaithful
from dragoman.model.finding import Finding
from dragoman.model.records import Record
from dragoman.model.time import Span, now
from dragoman.publish import addresses
from dragoman.publish.material import ItemMaterial, Site
from dragoman.publish.needs import Asset, ClipNeed, Need, StillNeed, plan
from dragoman.steps.check import TOOL
from dragoman.steps.cutting import Cutter
from dragoman.steps.desk import Desk
from dragoman.steps.drafts import Judgement
from dragoman.steps.material import site_of


@dataclass(frozen=True)
class Preview:
    """Hold a page with all that it links to, by path; `needs` are the pieces of footage by the paths they stand at."""

    page: str
    pages: Mapping[str, bytes]
    needs: Mapping[str, Need]


def blockers(judgement: Judgement) -> tuple[Finding, ...]:
    """Return what keeps a dispatch from being published."""
    return tuple(finding for finding in judgement.findings if finding.severity == "error")


def preview(desk: Desk, judgement: Judgement) -> Preview:
    """Return the site with this dispatch alone, as it would be published now.

    Raise NotFaithful where something blocks it, DispatchError where it is no dispatch yet, and BadInput where
    the text lies outside of the desk's dispatches.
    """
    from dragoman.publish.build import Build, installed
    from dragoman.publish.footage import Footage

    resolved = judgement.reading
    if not isinstance(resolved, Resolved):
        raise BadInput("this text is no dispatch of the desk", hint="put it in dispatches/")
    if blockers(judgement):
        raise NotFaithful(
            "something blocks it", place=resolved.document.path, hint="mend what is found, then look again"
        )
    site = _site(desk, resolved, judgement.findings)
    needs = plan(site)
    footage = Footage({need: _stand_in(site, need) for need in needs})
    build = Build(site, footage, installed())
    places = {footage[need].path: need for need in needs}
    files = (output for format in build.formats for output in format.render(build) if output.path not in places)
    folder = addresses.dispatch_folder(*site.editions[0].key)
    return Preview(folder + addresses.INDEX, {output.path: output.data for output in files}, places)


def footage_of(desk: Desk, found: Preview, path: str) -> Asset:
    """Return the footage at a path of a preview, cut now or before; raise BadInput where there is none."""
    need = found.needs.get(path)
    if need is None:
        raise BadInput("nothing of the preview stands there", place=path, hint="load the preview again")
    return Cutter(desk).cut(need)


def _site(desk: Desk, resolved: Resolved, findings: Sequence[Finding]) -> Site:
    """Return the site of an edition that only this memory holds."""
    dispatch = settle(resolved)
    checked = passed(resolved, findings, TOOL, off=off(levels(desk.settings.check.rules)))
    before = desk.vault.index.edition(dispatch.series, dispatch.number)
    last = desk.vault.get_as(before, Edition) if before else None
    number = last.edition + 1 if last else 1
    edition = Edition(dispatch.series, dispatch.number, number, digest(checked), None, now())
    own = _named((dispatch, checked, edition))

    def get(name: str) -> Record:
        return own.get(name) or desk.vault.get(name)

    return site_of([digest(edition)], get, desk.settings.desk, desk.settings.publish)


def _named(records: Iterable[Record]) -> dict[str, Record]:
    return {digest(record): record for record in records}


def _stand_in(site: Site, need: Need) -> Asset:
    """Return an asset that says what a need's footage will be, without its bytes: its path is all that a page has."""
    item = next(item for edition in site.editions for name, item in edition.items.items() if name == need.item_name)
    width, height = _size(item, 0 if isinstance(need, StillNeed) else need.height)
    if isinstance(need, StillNeed):
        return Asset(repr(need).encode(), "image/jpeg", width, height, need.at, need.at)
    span = need.span if isinstance(need, ClipNeed) else Span(0, max(1, item.duration or 1))
    kind = "video/mp4" if item.has_picture else "audio/mp4"
    return Asset(repr(need).encode(), kind, width, height, span.start, span.end)


def _size(item: ItemMaterial, height: int) -> tuple[int, int]:
    """Return the size in pixels that footage of an item is shown at, `height` high, or at its own where that is 0."""
    video = item.media.video if item.media is not None else None
    if video is None:
        return 0, 0
    high = height or video.height
    return max(1, round(video.width * high / video.height)), high
