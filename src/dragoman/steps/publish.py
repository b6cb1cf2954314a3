"""Publish what holds: number the editions, cut the footage, render the site, seal and sign it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from dragoman.check.passed import passed
from dragoman.check.severities import levels, off
from dragoman.dispatch.settle import settle
from dragoman.model.digest import canonical, digest
from dragoman.model.edition import Checked, Edition
from dragoman.model.time import now
from dragoman.publish.build import render
from dragoman.publish.footage import Footage
from dragoman.publish.manifest import SIGNATURE_NAMESPACE, listed, manifest, seal
from dragoman.publish.needs import plan
from dragoman.publish.output import Output
from dragoman.steps.check import TOOL, Judged, check
from dragoman.steps.cutting import Cuts, Cutter
from dragoman.steps.desk import Desk
from dragoman.steps.material import site_of
from dragoman.steps.proof import Bar
from dragoman.steps.site_files import SiteFolder


@dataclass(frozen=True)
class Published:
    """Hold what was published: names of new editions, counts, or the dispatches that were refused."""

    site: Path
    new: tuple[str, ...] = ()
    editions: int = 0
    files: int = 0
    refused: tuple[Judged, ...] = ()


def publish(
    desk: Desk, paths: Iterable[Path], out: Path, *, progress: Bar, clock: Callable[[], str] = now
) -> Published:
    """Publish the dispatches at `paths` and, with them, every edition published before, as a site at `out`.

    When any of them is blocked nothing is recorded or written, and the answer holds the refused. A
    dispatch that is as it was published makes no new edition.
    """
    folder = SiteFolder(out)
    try:
        judged = check(desk, paths)
        refused = tuple(each for each in judged if each.blocked)
        if refused:
            return Published(out, refused=refused)
        new = tuple(name for each in judged if (name := _edition(desk, each, clock)))
        count = _build(desk, folder, progress)
        folder.exchange()
    finally:
        folder.abandon()
    return Published(out, new, len(desk.vault.index.editions()), count)


def _edition(desk: Desk, judged: Judged, clock: Callable[[], str]) -> str:
    """Record a new edition and return its name, or an empty one where the last edition says the same."""
    dispatch = settle(judged.resolved)
    known = desk.vault.index.edition(dispatch.series, dispatch.number)
    last = desk.vault.get_as(known, Edition) if known else None
    if last and desk.vault.get_as(last.checked, Checked).dispatch == digest(dispatch):
        return ""
    silent = off(levels(desk.settings.check.rules))
    checked = passed(judged.resolved, judged.findings, TOOL, ignored=judged.ignored, off=silent)
    edition = Edition(
        series=dispatch.series,
        number=dispatch.number,
        edition=last.edition + 1 if last else 1,
        checked=digest(checked),
        before=known,
        at=clock(),
    )
    desk.vault.put([dispatch, checked, edition], what="edition", at=edition.at)
    return f"{edition.series} {edition.number}, edition {edition.edition}: {dispatch.title}"


def _build(desk: Desk, folder: SiteFolder, progress: Bar) -> int:
    vault, settings = desk.vault, desk.settings
    site = site_of(vault.index.editions(), vault.get, settings.desk, settings.publish)
    needs = plan(site)
    cutter = Cutter(desk)
    for done, need in enumerate(needs):
        progress(done, len(needs) + 1)
        cutter.cut(need)
    files = []

    def noted(outputs: Iterable[Output]) -> Iterable[Output]:
        for output in outputs:
            files.append(listed(output))
            yield output

    footage = Footage(Cuts(cutter, needs))
    count = folder.write(noted(render(site, footage)))
    sealed = manifest(site, footage, files)
    signature = desk.signer.sign(canonical(sealed), SIGNATURE_NAMESPACE) if desk.signer else None
    return count + folder.write(seal(sealed, signature))
