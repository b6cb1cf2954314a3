"""Pages from templates: escaped, with what every page shows."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from dragoman import __version__
from dragoman.doors.desk.context import context_of
from dragoman.model.digest import of_bytes
from dragoman.model.direction import direction
from dragoman.model.time import clock, moment
from dragoman.steps.people import may
from dragoman.steps.work import WorkState

HERE = Path(__file__).parent
STATIC = HERE / "static"


def page(request: Request, template: str, status: int = 200, /, **values: object) -> HTMLResponse:
    """Return a page; templates also see `person`, `token`, `nonce`, `desk`, `path` and `may(deed)`."""
    context = context_of(request)
    person = request.state.person
    text = _environment().get_template(template).render(
        person=person,
        token=request.state.token,
        nonce=request.state.nonce,
        desk=context.desk().settings.desk,
        is_shared=context.is_shared,
        path=request.url.path,
        may=lambda deed: person is not None and may(person, deed),
        **values,
    )  # fmt: skip
    return HTMLResponse(text, status, headers={"Cache-Control": "no-store"})


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    environment.globals.update(static=static, has_static=has_static, version=__version__)
    environment.filters.update(clock=clock, moment=moment, dir=direction, subject=subject)
    return environment


def subject(work: WorkState) -> str:
    """Return what a piece of work is about, in few words: an item, a file, an address, a dispatch."""
    address = work.arguments.get("address", "")
    if "://" not in address:
        address = address.rpartition("/")[2]
    return work.arguments.get("item", "") or address or work.arguments.get("dispatch", "")


def static(path: str) -> str:
    """Return the address of a file below static/, which changes when the file does."""
    return f"/static/{path}?{_digest(STATIC / path, (STATIC / path).stat().st_mtime_ns)}"


def has_static(path: str) -> bool:
    """Tell whether a file stands below static/: what `web/` builds is absent in a tree where nobody built it."""
    return (STATIC / path).is_file()


@cache
def _digest(path: Path, changed: int) -> str:
    return of_bytes(path.read_bytes())[7:19]
