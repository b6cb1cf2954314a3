"""The dispatches: their list, the editor, and the files under it."""

import msgspec
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dragoman.doors.desk.api import answer, sent
from dragoman.doors.desk.context import context_of, person_of
from dragoman.doors.desk.judging import judge_of
from dragoman.doors.desk.pages import editor_judging, editor_quoting
from dragoman.doors.desk.refusals import NotServed
from dragoman.doors.desk.render import page
from dragoman.doors.desk.routing import form_of, route
from dragoman.model.direction import of_language
from dragoman.model.errors import BadInput
from dragoman.model.finding import Finding
from dragoman.steps.drafting import LARGEST, DraftConflict, DraftFile, Listed, listed, put_away, read, save, take
from dragoman.steps.new import new_dispatch
from dragoman.steps.preview import blockers

BODY_BYTES = 4 * LARGEST


class Saving(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold a text to be saved over the file that had `token`; `kept` names the version that it settles, if any."""

    file: str
    text: str
    token: str
    kept: str = ""


class Naming(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Name a file."""

    file: str


class Lying(msgspec.Struct, frozen=True):
    """Tell how a file lies on disk; its `text` is left out where the browser has it."""

    file: str
    token: str
    text: str | None


class Clash(msgspec.Struct, frozen=True):
    """Tell that a file changed under a save: the version on disk, and where the other one is kept."""

    error: str
    hint: str
    kept: str
    theirs: Lying | None


class Blocked(msgspec.Struct, frozen=True):
    """Tell why a dispatch is not published."""

    error: str
    hint: str
    findings: tuple[Finding, ...]


class Ordered(msgspec.Struct, frozen=True):
    """Name the background work that was ordered."""

    work: str


def dispatches(request: Request) -> Response:
    """Show the dispatches, and the items that one may be started from."""
    desk = context_of(request).desk()
    index = desk.vault.index
    editions = {row.name: _edition(request, row) for row in listed(desk.dispatches)}
    items = tuple(name for name in index.names() if index.reviewed(name) is not None)
    return page(request, "dispatches.html", rows=listed(desk.dispatches), editions=editions, items=items)


def begin(request: Request) -> Response:
    """Start a dispatch from the approved segments of an item, and open it."""
    form, desk = form_of(request), context_of(request).desk()
    made = new_dispatch(desk, form.get("item", ""), form.get("title", ""))
    return RedirectResponse(f"/dispatches/{made.relative_to(desk.dispatches).as_posix()}", status_code=303)


def editor(request: Request) -> Response:
    """Show the editor over one dispatch."""
    context, person = context_of(request), person_of(request)
    desk = context.desk()
    veiled = () if context.preferences.shows_graphic(person.name) else context.preferences.graphic()
    draft = _draft(request, request.path_params["file"])
    row = next((one for one in listed(desk.dispatches) if one.name == draft.name), None)
    language = row.meta.language if row is not None and row.meta is not None else desk.settings.desk.language
    values = {
        "draft": draft,
        "row": row,
        "language": language,
        "dir": of_language(language) or "ltr",
        "items": desk.vault.index.names(),
        "graphic": sorted(veiled),
    }
    return page(request, "editor.html", **values)


def draft(request: Request) -> Response:
    """Send a dispatch as it lies on disk, without its text where `?have=` is its token."""
    found = _draft(request, request.query_params.get("file", ""))
    return answer(_lying(found, have=request.query_params.get("have", "")))


def keep(request: Request) -> Response:
    """Save a dispatch; 409 with both versions where its file changed meanwhile."""
    saving, by = sent(request, Saving), person_of(request).name
    folder = context_of(request).desk().dispatches
    try:
        if saving.kept:
            return answer(
                _lying(take(folder, saving.file, saving.text, token=saving.token, kept=saving.kept), have=None)
            )
        return answer(_lying(save(folder, saving.file, saving.text, token=saving.token, by=by), have=None))
    except DraftConflict as clash:
        theirs = _lying(clash.theirs) if clash.theirs is not None else None
        return answer(Clash(clash.message, clash.hint or "", clash.kept, theirs), 409)


def settle(request: Request) -> Response:
    """Put away a version that a conflict left; it is kept outside of the dispatches."""
    place = put_away(context_of(request).desk().dispatches, sent(request, Naming).file)
    judge_of(request).look_again()
    return answer(Naming(f"work/settled/{place.name}"))


def publish(request: Request) -> Response:
    """Order the publication of a dispatch as it lies on disk; 409 with what blocks it."""
    context, file = context_of(request), sent(request, Naming).file
    found = _draft(request, file)
    judge_of(request).look_again()
    blocking = blockers(judge_of(request).judgement(context, file, found.text))
    if blocking:
        return answer(Blocked("something blocks it", "mend what is found, then publish", blocking), 409)
    if context.work is None:
        raise NotServed(503, "background work is off", hint=f"publish it with `dragoman publish dispatches/{file}`")
    return answer(Ordered(context.work.start("publish", {"dispatch": file})))


def _draft(request: Request, file: str) -> DraftFile:
    """Return a dispatch as it lies on disk; refuse with 404 where there is none of that name."""
    try:
        return read(context_of(request).desk().dispatches, file)
    except BadInput as error:
        raise NotServed(404, str(error), hint=error.hint) from error


def _edition(request: Request, row: Listed) -> int | None:
    """Return the number of the last edition of a dispatch, None where none was published."""
    from dragoman.model.edition import Edition

    vault = context_of(request).desk().vault
    if row.meta is None or row.meta.number is None:
        return None
    known = vault.index.edition(row.meta.series, row.meta.number)
    return vault.get_as(known, Edition).edition if known else None


def _lying(found: DraftFile, *, have: str | None = "") -> Lying:
    """Return a file; without its text where the browser has it, by its token, or has just sent it (None)."""
    return Lying(found.name, found.token, None if have is None or have == found.token else found.text)


ROUTES = [
    route("/dispatches", dispatches, deed="read"),
    route("/dispatches", begin, deed="edit", methods=("POST",)),
    route("/dispatches/{file:path}", editor, deed="read"),
    route("/api/draft", draft, deed="read"),
    route("/api/draft/save", keep, deed="edit", methods=("POST",), body_bytes=BODY_BYTES),
    route("/api/draft/put-away", settle, deed="edit", methods=("POST",)),
    route("/api/draft/publish", publish, deed="publish", methods=("POST",)),
    *editor_judging.ROUTES,
    *editor_quoting.ROUTES,
]
