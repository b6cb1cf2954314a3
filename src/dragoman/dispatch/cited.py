"""The reports of sightings that a dispatch cites, each led to what was found and what people said of it."""

from dataclasses import dataclass

from dragoman.dispatch.document import Draft
from dragoman.dispatch.library import Library, Searched
from dragoman.dispatch.place import Place
from dragoman.dispatch.sighted import Stood, standing
from dragoman.model.sighting import Sightings


@dataclass(frozen=True, slots=True)
class HeldSeen:
    """Hold a cited report with every sighting as it stands, `lost` saying why there is no such report.

    `later` are the sightings of the latest report on the same footage, None where that is this one. `verdicts`
    and `elsewhere` are digests: the verdicts that hold for the cited report's sightings, and the items in
    which its confirmed ones stand.
    """

    name: str
    item: str
    digest: str
    at: Place
    lost: str = ""
    report: Sightings | None = None
    stood: tuple[Stood, ...] = ()
    later: tuple[Stood, ...] | None = None
    verdicts: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    searched: Searched | None = None

    @property
    def unjudged(self) -> tuple[Stood, ...]:
        """Return the sightings that nobody has judged, of the cited report."""
        return tuple(one for one in self.stood if one.state == "suggested")

    @property
    def confirmed(self) -> tuple[Stood, ...]:
        """Return the sightings that somebody confirmed, of the cited report."""
        return tuple(one for one in self.stood if one.state == "confirmed")


def held_seen(name: str, document: Draft, library: Library) -> HeldSeen:
    """Lead the citation of the source `name` to its report, or to the reason why not."""
    digest, at = document.meta.seen[name], document.fields[f"seen.{name}"]
    item = document.meta.sources.get(name, "")
    if not item:
        return HeldSeen(name, "", digest, at, f"the front matter names no source `{name}`")
    searched = library.searched.get(item)
    report = searched.reports.get(digest) if searched is not None else None
    if searched is None or report is None:
        return HeldSeen(name, item, digest, at, f"the desk has no such report on the footage of `{item}`")
    stood = _standing(report, searched)
    last = tuple(searched.reports.values())[-1]
    held = {id(one.verdict) for one in stood}
    there = {one.sighting.there.media for one in stood if one.state == "confirmed"}
    return HeldSeen(
        name=name,
        item=item,
        digest=digest,
        at=at,
        report=report,
        stood=stood,
        later=_standing(last, searched) if last is not report else None,
        verdicts=tuple(each for each, verdict in searched.verdicts.items() if id(verdict) in held),
        elsewhere=tuple(sorted(each.digest for media, each in searched.elsewhere.items() if media in there)),
        searched=searched,
    )


def _standing(report: Sightings, searched: Searched) -> tuple[Stood, ...]:
    taught = [searched.distractors[each] for each in report.taught]
    return standing(report, tuple(searched.verdicts.values()), taught)
