"""Take a file or an address into the vault, and give it a name the desk works by."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

import msgspec

from dragoman.capture.ids import new_id
from dragoman.capture.source import Progress, Request
from dragoman.capture.source import capture as fetch
from dragoman.engines.media.decode import probe
from dragoman.model.capture import Capture, Item, Media, Preserved
from dragoman.model.digest import digest
from dragoman.model.errors import BadInput, NotMedia, VaultError
from dragoman.model.pin import NAME_PATTERN
from dragoman.model.settings import MediaSettings
from dragoman.model.time import now
from dragoman.steps.desk import Desk

FACTS = ("title", "publisher", "spoken", "released", "credit")


@dataclass(frozen=True)
class Wanted:
    """Say what to capture: `name` empty lets the desk choose one; `facts` are keys of FACTS.

    `document` keeps a page or file that is no footage, such as one that a footnote names. `capture_id` is
    the bag's folder name, from `capture.ids.new_id`; empty lets the desk choose one.
    """

    address: str
    name: str = ""
    language: str | None = None
    facts: Mapping[str, str] = field(default_factory=dict)
    document: bool = False
    capture_id: str = ""


@dataclass(frozen=True)
class Captured:
    """Hold what a capture made known; `same_bytes` are the bags of earlier captures of the same bytes."""

    item: Item
    capture: Capture
    preserved: Preserved
    media: Media | None
    same_bytes: tuple[str, ...]


def capture(desk: Desk, wanted: Wanted, *, progress: Progress, clock: Callable[[], str] = now) -> Captured:
    """Fetch, judge, seal and name; whatever fails before the seal leaves nothing behind.

    Raise CaptureError for what cannot be got or is not footage, BadInput for a name or fact that does not
    fit.
    """
    if wanted.name:
        _check_name(desk, wanted.name)
    _check_facts(wanted)
    with desk.vault.staging() as folder:
        got = fetch(
            Request(
                address=wanted.address,
                into=folder,
                limits=desk.settings.capture,
                clock=clock,
                new_id=lambda: wanted.capture_id or new_id(clock),
                progress=progress,
            )
        )
        media = None if wanted.document else _judge(got, folder, desk.settings.media)
        before = desk.vault.index.captures_of_blob(got.blobs[0].digest)
        preserved = desk.vault.preserve(got, folder, at=clock())
    item = _item(desk, wanted, got, preserved, media)
    desk.vault.put([*([media] if media else []), item], what="item", at=clock())
    same = tuple(desk.vault.get_as(each, Preserved).bag for each in before)
    return Captured(item, got, preserved, media, same)


def name_kept(desk: Desk, wanted: Wanted, preserved: Preserved, *, clock: Callable[[], str] = now) -> Item:
    """Name a capture that was sealed, where a crash kept `capture` from naming it; return the new item.

    Raise BadInput for a name or fact that does not fit, CaptureError for what is not footage.
    """
    if wanted.name:
        _check_name(desk, wanted.name)
    _check_facts(wanted)
    got = desk.vault.get_as(preserved.capture, Capture)
    media = None if wanted.document else _judge(got, desk.vault.bag_path(preserved) / "data", desk.settings.media)
    item = _item(desk, wanted, got, preserved, media)
    desk.vault.put([*([media] if media else []), item], what="item", at=clock())
    return item


def restate(desk: Desk, name: str, facts: Mapping[str, str], *, clock: Callable[[], str] = now) -> Item:
    """Change what the desk knows of an item, by a new record; the old one stays. Keys: FACTS and language."""
    item = desk.item(name)
    if not facts:
        return item
    changed = _converted({**msgspec.to_builtins(item), **{key: value or None for key, value in facts.items()}})
    desk.vault.put([changed], what="item", at=clock())
    return changed


def parse_facts(pairs: list[str], *, allowed: tuple[str, ...] = FACTS) -> dict[str, str]:
    """Return `KEY=VALUE` arguments as a mapping; raise BadInput for other keys or shapes."""
    facts: dict[str, str] = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals or key not in allowed:
            raise BadInput(f"not a fact: {pair!r}", hint=f"write KEY=VALUE, KEY being one of {', '.join(allowed)}")
        facts[key] = value.strip()
    return facts


def _judge(got: Capture, folder: Path, limits: MediaSettings) -> Media:
    """Return what the first blob is; raise NotMedia when it is no footage, with the way to keep it anyway."""
    blob = got.blobs[0]
    try:
        return probe(folder / blob.path, blob.digest, limits)
    except NotMedia as error:
        cures = [error.hint] if error.hint else []
        hint = "; ".join([*cures, "nothing was kept, and --document would keep it as a page or paper"])
        raise NotMedia(error.message, place=got.address, hint=hint) from error


def _check_facts(wanted: Wanted) -> None:
    _converted(
        {
            "kind": "item/1",
            "name": wanted.name or "x",
            "preserved": "sha256:" + "0" * 64,
            "media": None,
            "title": wanted.name or "x",
            "language": wanted.language,
            **wanted.facts,
        }
    )


def _converted(fields: Mapping[str, object]) -> Item:
    try:
        return msgspec.convert(fields, Item)
    except msgspec.ValidationError as error:
        key = str(error).rpartition("$.")[2].rstrip("`") or "a fact"
        raise BadInput(
            f"{key} does not fit: {fields.get(key)!r}",
            hint="days are YYYY-MM-DD, languages BCP 47 (fa, ar, pt-BR), names small letters, digits, . _ -",
        ) from error


def _check_name(desk: Desk, name: str) -> None:
    if re.fullmatch(NAME_PATTERN, name) is None:
        raise BadInput(
            f"not a name: {name!r}", hint="small letters, digits, '.', '_' and '-', as in 2026-11-22-address"
        )
    if desk.vault.index.item(name) is not None:
        raise BadInput(f"the name {name!r} is taken", hint="choose another with --name; both captures are kept")


def _item(desk: Desk, wanted: Wanted, got: Capture, preserved: Preserved, media: Media | None) -> Item:
    file_name = PurePosixPath(got.blobs[0].path).stem
    return Item(
        name=wanted.name or _free_name(desk, got, file_name),
        preserved=digest(preserved),
        media=digest(media) if media else None,
        title=wanted.facts.get("title") or file_name,
        language=wanted.language,
        publisher=wanted.facts.get("publisher", "") or urlsplit(got.address).hostname or "",
        spoken=wanted.facts.get("spoken") or None,
        released=wanted.facts.get("released") or None,
        credit=wanted.facts.get("credit", ""),
    )


def _free_name(desk: Desk, got: Capture, file_name: str) -> str:
    plain = unicodedata.normalize("NFKD", unquote(file_name)).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-") or "item"
    stem = f"{got.at[:10]}-{slug}"
    for number in range(1, 10_000):
        name = stem if number == 1 else f"{stem}-{number}"
        if desk.vault.index.item(name) is None:
            return name
    raise VaultError(f"ten thousand items are called {stem}", hint="name this one with --name")
