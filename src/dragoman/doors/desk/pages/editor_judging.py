"""What the editor asks of a text being written: findings, what stands behind a pin, pins to choose from, its page."""

import re
from dataclasses import replace

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from dragoman.dispatch.document import Draft
from dragoman.dispatch.place import Lines
from dragoman.doors.desk.api import answer, sent
from dragoman.doors.desk.context import context_of
from dragoman.doors.desk.judging import judge_of
from dragoman.doors.desk.ranges import ranged
from dragoman.doors.desk.refusals import missing
from dragoman.doors.desk.routing import route
from dragoman.doors.desk.units import Units
from dragoman.model.errors import DispatchError, NotFaithful
from dragoman.model.finding import Finding, Severity, VerdictName
from dragoman.model.pin import parse_pin
from dragoman.steps.drafting import LARGEST
from dragoman.steps.drafts import Judgement
from dragoman.steps.mends import Mend
from dragoman.steps.pinnable import Pinnable, pinnable
from dragoman.steps.pinned import Pinned, pinned_at
from dragoman.steps.preview import footage_of

_BODY_BYTES = 4 * LARGEST
_LINE = re.compile(r":(\d+)(?::\d+)?$")
_PAGE = {
    "Content-Security-Policy": "sandbox allow-same-origin; default-src 'none'; img-src 'self'; media-src 'self'; "
    "style-src 'self'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'",
    "Cache-Control": "no-store",
}
_TYPES = {"html": "text/html", "css": "text/css", "svg": "image/svg+xml", "vtt": "text/vtt", "json": "application/json"}
_OTHER = "application/octet-stream"


class Writing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold a text that is being written as the dispatch `file`; `at` is a place in it, in UTF-16 units."""

    file: str
    text: str
    at: int = 0


class Found(msgspec.Struct, frozen=True):
    """Hold a finding with its bounds in UTF-16 units of the text; both wordings where words are at issue."""

    start: int
    end: int
    code: str
    name: str
    severity: Severity
    message: str
    hint: str
    quotation: str
    nearest: str


class Fix(msgspec.Struct, frozen=True):
    """Hold an edit that the writer may take, offered over `reach`; `code` is empty where it mends the text itself."""

    start: int
    end: int
    text: str
    why: str
    reach: tuple[int, int]
    code: str


class Quoted(msgspec.Struct, frozen=True):
    """Hold where a pinned quotation stands, and how it holds."""

    start: int
    end: int
    verdict: VerdictName


class Checked(msgspec.Struct, frozen=True):
    """Hold what was found in a text."""

    findings: list[Found]
    fixes: list[Fix]
    quotations: list[Quoted]


class Drawn(msgspec.Struct, frozen=True):
    """Tell where a preview stands, or why there is none."""

    address: str
    blocked: str
    hint: str


class Behind(msgspec.Struct, frozen=True):
    """Hold what stands behind a pin, and where its footage plays: an item and milliseconds of it, or none."""

    pinned: Pinned
    item: str
    span: tuple[int, int]


def check(request: Request) -> Response:
    """Judge a text as one dispatch of the desk, nothing of it saved."""
    writing, context, judge = sent(request, Writing), context_of(request), judge_of(request)
    units = Units(writing.text)
    try:
        judgement = judge.judgement(context, writing.file, writing.text)
    except DispatchError as error:
        return answer(Checked([_unreadable(error, writing.text, units)], [], []))
    lines = judgement.reading.document.lines
    findings = [_found(finding, lines, units) for finding in judgement.findings]
    fixes = [_fix(mend, units) for mend in judge.mends(writing.file, judgement)]
    marks = judgement.reading.document.marks
    verdicts = {one.words: one.verdict.name for one in judgement.reading.quoted}
    quoted = [
        Quoted(units.units(mark.words.start), units.units(mark.words.end), verdicts.get(mark.words, "cannot tell"))
        for mark in marks
    ]
    return answer(Checked(findings, fixes, quoted))


def behind(request: Request) -> Response:
    """Tell what stands behind the words or the pin at a place; null where nothing does."""
    writing, units, judgement = _judged(request)
    pinned = pinned_at(judgement, units.offset(writing.at)) if judgement is not None else None
    if pinned is None or judgement is None:
        return answer(None)
    pin = parse_pin(pinned.pin)
    document = judgement.reading.document
    item = document.meta.sources.get(pin.name, "") if pin is not None and isinstance(document, Draft) else ""
    span = (pin.start, pin.end or pin.start) if pin is not None else (0, 0)
    return answer(Behind(replace(pinned, start=units.units(pinned.start), end=units.units(pinned.end)), item, span))


def pins(request: Request) -> Response:
    """Send the pins that may be meant where a link is being written."""
    writing, units, judgement = _judged(request)
    if judgement is None:
        return answer([])
    found = pinnable(judgement, units.offset(writing.at))
    return answer([Pinnable(units.units(one.start), one.pin, one.says, one.speaker, one.holds) for one in found])


def draw(request: Request) -> Response:
    """Make the page that a text would be published as, and tell where it stands, or what blocks it."""
    writing = sent(request, Writing)
    try:
        key, made = judge_of(request).preview(context_of(request), writing.file, writing.text)
    except (NotFaithful, DispatchError) as error:
        return answer(Drawn("", error.message, error.hint or ""))
    return answer(Drawn(f"/preview/{key}/{made.page}", "", ""))


def drawn(request: Request) -> Response:
    """Send a page of a preview, or a piece of its footage, cut when it is first asked for."""
    path = request.path_params["path"]
    found = judge_of(request).previewed(request.path_params["key"])
    if found is None:
        raise missing("preview")
    if path in found.pages:
        kind = _TYPES.get(path.rpartition(".")[2], _OTHER)
        return Response(found.pages[path], media_type=kind, headers=_PAGE)
    if path not in found.needs:
        raise missing("page of the preview")
    asset = footage_of(context_of(request).desk(), found, path)
    return ranged(request, asset.data, asset.media_type, _PAGE)


def _judged(request: Request) -> tuple[Writing, Units, Judgement | None]:
    """Return what was sent with its judgement, None while it cannot be judged."""
    writing = sent(request, Writing)
    try:
        judgement = judge_of(request).judgement(context_of(request), writing.file, writing.text)
    except DispatchError:
        judgement = None
    return writing, Units(writing.text), judgement


def _found(finding: Finding, lines: Lines, units: Units) -> Found:
    start = lines.starts[finding.line - 1] + finding.column - 1
    end = lines.starts[finding.end_line - 1] + finding.end_column - 1
    return Found(
        units.units(start),
        units.units(max(start, end)),
        finding.code,
        finding.name,
        finding.severity,
        finding.message,
        finding.hint,
        finding.quotation,
        finding.nearest,
    )


def _unreadable(error: DispatchError, text: str, units: Units) -> Found:
    """Return what keeps a text from being read as a dispatch, at its line."""
    lines, match = Lines(text), _LINE.search(error.place or "")
    number = min(int(match[1]) if match else 1, len(lines.starts))
    start = lines.starts[number - 1]
    end = start + len(lines.line(number))
    return Found(
        units.units(start), units.units(end), "", "front-matter", "error", error.message, error.hint or "", "", ""
    )


def _fix(mend: Mend, units: Units) -> Fix:
    reach = (units.units(mend.reach[0]), units.units(mend.reach[1]))
    return Fix(units.units(mend.start), units.units(mend.end), mend.replacement, mend.why, reach, mend.code)


ROUTES = [
    route("/api/check", check, deed="read", methods=("POST",), body_bytes=_BODY_BYTES),
    route("/api/pin", behind, deed="read", methods=("POST",), body_bytes=_BODY_BYTES),
    route("/api/pins", pins, deed="edit", methods=("POST",), body_bytes=_BODY_BYTES),
    route("/api/preview", draw, deed="read", methods=("POST",), body_bytes=_BODY_BYTES),
    route("/preview/{key}/{path:path}", drawn, deed="read"),
]
