"""Put what was taken out of an item into a dispatch, or begin one with it: its source in front, its words behind."""

from collections.abc import Callable
from pathlib import Path

from dragoman.steps.desk import Desk
from dragoman.steps.draft_sources import added, naming, source_name
from dragoman.steps.drafting import read, save
from dragoman.steps.new import begin_dispatch


def put_into(dispatches: Path, file: str, item: str, taken: Callable[[str], str], *, by: str) -> str:
    """Add to a dispatch what `taken` makes of the item's name in it, and return that Markdown.

    Raise BadInput where there is no such dispatch, DispatchError where its front matter cannot be read,
    DraftConflict where somebody saved it in the same moment; then both texts are kept.
    """
    draft = read(dispatches, file)
    source = source_name(draft.text, item, file)
    markdown, text = taken(source), draft.text
    insertion = naming(text, source, item, file)
    if insertion is not None:
        text = text[: insertion.at] + insertion.text + text[insertion.end :]
    save(dispatches, file, added(text, markdown), token=draft.token, by=by)
    return markdown


def begin_with(desk: Desk, item: str, taken: Callable[[str], str]) -> tuple[str, str]:
    """Begin a dispatch that holds only what `taken` makes of the item's name; return its file and that Markdown."""
    markdown = taken(item)
    return begin_dispatch(desk, item, "", [markdown]).relative_to(desk.dispatches).as_posix(), markdown
