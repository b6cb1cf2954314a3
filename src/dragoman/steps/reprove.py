"""Make again what follows from records, and compare: reviewed text from decisions, findings from a dispatch."""

from collections.abc import Iterator

from dragoman.check.passed import stated
from dragoman.check.protected import PROTECTED
from dragoman.check.run import run
from dragoman.dispatch.library import Library, Shelf
from dragoman.dispatch.parse import parse
from dragoman.dispatch.resolve import resolve
from dragoman.dispatch.settle import settle
from dragoman.model.capture import Item, Media
from dragoman.model.digest import digest
from dragoman.model.edition import Checked, Dispatch, SourceRef
from dragoman.model.errors import DragomanError
from dragoman.model.finding import Finding
from dragoman.model.records import Record
from dragoman.model.review import Reviewed
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


def _checked(record: Checked, get: Get) -> Iterator[str]:
    dispatch = as_kind(get(record.dispatch), Dispatch)
    shelves = {source.item_name: _shelf(source, get) for source in dispatch.sources}
    resolved = resolve(parse(dispatch.text, dispatch.path), Library(shelves))
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


def _shelf(source: SourceRef, get: Get) -> Shelf:
    item = as_kind(get(source.item), Item)
    cited = [(name, as_kind(get(name), Reviewed)) for name in source.reviewed]
    return Shelf(
        item=item,
        item_digest=digest(item),
        media=as_kind(get(item.media), Media) if item.media else None,
        revisions={each.revision: (name, each) for name, each in cited},
    )
