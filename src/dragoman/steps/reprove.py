"""Make again what follows from records, and compare: reviewed text from decisions, findings from a dispatch."""

from collections.abc import Iterator

from dragoman.check.passed import stated
from dragoman.check.protected import PROTECTED
from dragoman.check.run import run
from dragoman.dispatch.library import Elsewhere, Library, Searched, Shelf
from dragoman.dispatch.parse import parse
from dragoman.dispatch.resolve import resolve
from dragoman.dispatch.settle import settle
from dragoman.dispatch.sighted import SLIVER
from dragoman.model.capture import Item, Media
from dragoman.model.digest import digest
from dragoman.model.edition import Checked, Dispatch, SeenRef, SourceRef
from dragoman.model.errors import DragomanError
from dragoman.model.finding import Finding
from dragoman.model.records import Record
from dragoman.model.review import Reviewed
from dragoman.model.sighting import Distractor, Fingerprint, Place, Sightings, Verdict
from dragoman.model.transcript import Transcript, Translation
from dragoman.review.revision import reviewed
from dragoman.steps.chain import Get, as_kind, review_of


def faults(name: str, record: Record, get: Get) -> Iterator[str]:
    """Yield, in a sentence each, what does not follow from the records that `record` was made from."""
    try:
        match record:
            case Reviewed():
                yield from _reviewed(record, get)
            case Checked():
                yield from _checked(record, get)
            case Translation():
                yield from _translation(record, get)
            case Sightings():
                yield from _sightings(record, get)
            case Verdict():
                yield from _verdict(record, get)
            case _:
                return
    except DragomanError as error:
        yield f"cannot be made again: {error}"


def _reviewed(record: Reviewed, get: Get) -> Iterator[str]:
    review = review_of(record, get)
    if review.transcript.preserved != record.preserved:
        yield "the reviewed text names other footage than its transcript"
    if any((b.item, b.transcript, b.translation) != _drafts(record) for b in review.batches):
        yield "decisions on another item or draft stand in its chain"
    if reviewed(review, review.batches[-1], review.state, record.revision) != record:
        yield "the reviewed text is not what its decisions make of its drafts"


def _drafts(record: Reviewed) -> tuple[str, str, str | None]:
    return record.item, record.transcript, record.translation


def _translation(record: Translation, get: Get) -> Iterator[str]:
    transcript = as_kind(get(record.transcript), Transcript)
    if [line.id for line in record.lines] != [segment.id for segment in transcript.segments]:
        yield "the translation's ids are not its transcript's"


def _sightings(record: Sightings, get: Get) -> Iterator[str]:
    made = [as_kind(get(name), Fingerprint) for name in record.fingerprints]
    if any(one.media != record.media for one in made) or len({one.channel for one in made}) != len(made):
        yield "the report names fingerprints of other footage, or two of one channel"
    length = max((one.length for one in made), default=0) + SLIVER
    if any(found.here.end > length or found.there.media == record.media for found in record.found):
        yield "the report finds something outside its footage, or in that footage itself"


def _verdict(record: Verdict, get: Get) -> Iterator[str]:
    report = as_kind(get(record.sightings), Sightings)
    found = [(Place(report.media, one.here), one.there) for one in report.found]
    if (record.here, record.there) not in found:
        yield "the verdict is on a sighting that its report does not have"


def _checked(record: Checked, get: Get) -> Iterator[str]:
    dispatch = as_kind(get(record.dispatch), Dispatch)
    shelves = {source.item_name: _shelf(source, get) for source in dispatch.sources}
    library = Library(shelves, searched=_searched(dispatch, get))
    resolved = resolve(parse(dispatch.text, dispatch.path), library)
    for finding in run(resolved):
        if finding.severity == "error" and not _is_editorial(finding, record):
            yield f"{finding.path}:{finding.line}: {finding.code} {finding.message}"
    if settle(resolved) != dispatch:
        yield "the quotations on record are not those of its text"


def _is_editorial(finding: Finding, record: Checked) -> bool:
    """Tell whether an error breaks no chain: it is about no quotation or pin, or the record itself states it.

    What publication rests on can be stated away by nobody. A rule that came after the edition says nothing of it.
    """
    if finding.code in PROTECTED:
        return False
    if not finding.code.startswith(("QUO", "PIN")) or finding.code not in record.rules:
        return True
    line = stated(finding)
    return any(warning == line or warning.startswith(f"{line} (ignored: ") for warning in record.warnings)


def _searched(dispatch: Dispatch, get: Get) -> dict[str, Searched]:
    """Return what the dispatch's record itself says of the reports that it cites."""
    items = {source.name: source.item_name for source in dispatch.sources}
    return {items[cited.name]: _cited(cited, get) for cited in dispatch.seen if cited.name in items}


def _cited(cited: SeenRef, get: Get) -> Searched:
    report = as_kind(get(cited.report), Sightings)
    items = [(name, as_kind(get(name), Item)) for name in cited.elsewhere]
    return Searched(
        reports={cited.report: report},
        verdicts={name: as_kind(get(name), Verdict) for name in cited.verdicts},
        distractors={name: as_kind(get(name), Distractor) for name in report.taught},
        elsewhere={item.media or "": Elsewhere(name, item, "") for name, item in items},
    )


def _shelf(source: SourceRef, get: Get) -> Shelf:
    item = as_kind(get(source.item), Item)
    cited = [(name, as_kind(get(name), Reviewed)) for name in source.reviewed]
    return Shelf(
        item=item,
        item_digest=digest(item),
        media=as_kind(get(item.media), Media) if item.media else None,
        revisions={each.revision: (name, each) for name, each in cited},
    )
