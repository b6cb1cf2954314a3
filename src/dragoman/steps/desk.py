"""A desk on disk: its settings, its dispatches, its store."""

import os
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from dragoman.model.capture import Item
from dragoman.model.errors import BadInput
from dragoman.model.settings import Settings
from dragoman.steps.files import write_file
from dragoman.steps.settings import FILE, first_settings, load
from dragoman.vault.signing import Signer
from dragoman.vault.vault import Vault


@dataclass(frozen=True)
class Desk:
    """Hold an open desk: `root` is its folder, `vault` its store, `signer` its key where it has one.

    A context manager: leaving it closes the store.
    """

    root: Path
    settings: Settings
    vault: Vault
    signer: Signer | None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.vault.close()

    @property
    def dispatches(self) -> Path:
        """Return the folder of Markdown dispatches."""
        return self.root / "dispatches"

    def item(self, name: str) -> Item:
        """Return the latest record of an item; raise BadInput when the desk has none of that name."""
        digest = self.vault.index.item(name)
        if digest is None:
            names = self.vault.index.names()
            known = f"it has {', '.join(names[:8])}" if names else "it has none yet: capture something first"
            raise BadInput(f"this desk has no item {name!r}", hint=known)
        return self.vault.get_as(digest, Item)


def make_desk(root: Path, name: str, language: str) -> Path:
    """Make a new desk at `root` and return the path of its settings; refuse a folder that holds anything."""
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise BadInput("there is something here already", place=str(root), hint="name a new or empty folder")
    root.mkdir(parents=True, exist_ok=True)
    (root / "dispatches").mkdir()
    Vault.create(root / "store").close()
    write_file(root / ".gitignore", b"/store/\n/site/\n/work/\n")
    write_file(root / FILE, first_settings(name, language).encode())
    load(root / FILE)
    return root / FILE


def open_desk(start: Path) -> Desk:
    """Open the desk that `start` lies in: the nearest folder upward that holds dragoman.toml."""
    root = find_desk(start)
    if root is None:
        raise BadInput(
            f"no desk here: {start} and the folders above hold no {FILE}",
            hint="make one with `dragoman init DESK`, go into it, or name it with --desk",
        )
    settings = load(root / FILE)
    signer = _signer(root, settings)
    return Desk(root, settings, Vault.open(root / "store", signer=signer), signer)


def find_desk(start: Path) -> Path | None:
    """Return the nearest folder from `start` upward that holds dragoman.toml, or None."""
    here = start.resolve()
    return next((folder for folder in (here, *here.parents) if (folder / FILE).is_file()), None)


def signers_file(root: Path) -> Path | None:
    """Return the desk's allowed_signers, by which signatures are judged, or None where it has none."""
    path = root / "allowed_signers"
    return path if path.is_file() else None


def cache_folder() -> Path:
    """Return the folder of what can be made again, by the XDG Base Directory rules."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "dragoman"


def _signer(root: Path, settings: Settings) -> Signer | None:
    if not settings.desk.signing_key:
        return None
    return Signer(root / Path(settings.desk.signing_key).expanduser(), settings.desk.signer)
