"""Do one piece of work in a store and die at the N-th thing done to its files: `victim.py ROOT WORK N [KEY]`.

What is done is seen by an audit hook: opening to write, opening a folder (to flush it), renaming, making,
removing, changing a mode, opening the index. The process kills itself just before it happens, by SIGKILL.
With N = 0 it lives, and prints how many such things it did.
"""

import os
import signal
import sys
from pathlib import Path

from tests.vault.stores import LATER, footage_capture, preserve_footage, review_of

from dragoman.model.capture import Preserved
from dragoman.model.digest import digest
from dragoman.model.review import Reviewed
from dragoman.model.transcript import Transcript
from dragoman.vault.signing import Signer
from dragoman.vault.vault import Vault

_CHANGING = frozenset(
    ["os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.chmod", "os.truncate", "os.link", "os.symlink",
     "shutil.rmtree", "shutil.copyfile", "tempfile.mkstemp", "tempfile.mkdtemp", "sqlite3.connect", "fcntl.flock"]
)  # fmt: skip
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def preserve(vault: Vault) -> str:
    """Capture the footage a second time."""
    return digest(preserve_footage(vault, footage_capture("20261123-again"), at=LATER))


def review(vault: Vault) -> str:
    """Decide on the second revision."""
    before = vault.get_as(vault.index.reviewed("address", 1) or "", Reviewed)
    footage = vault.get_as(before.preserved, Preserved)
    transcript = vault.get_as(before.transcript, Transcript)
    batch = review_of(footage, transcript, before, "We shall not close the dam.")
    return vault.put(batch, what="reviewed", at=LATER)


def rebuild(vault: Vault) -> str:
    """Put a store in order; what it names is how much it adopted and set aside."""
    rebuilt = vault.rebuild(at=LATER)
    return f"{rebuilt.adopted}+{rebuilt.set_aside}"


WORK = {"preserve": preserve, "review": review}
MENDING = {"rebuild": rebuild}


def watch(root: str, fatal: int) -> list[str]:
    """Begin to count what is done below `root`, and die at the `fatal`-th."""
    seen: list[str] = []

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open":
            flags = arguments[2]
            if not isinstance(flags, int) or not (flags & _WRITING or _is_folder(arguments[0])):
                return
        elif event not in _CHANGING:
            return
        if not _is_below(root, arguments[0]):
            return
        seen.append(event)
        if len(seen) == fatal:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)
    return seen


def _is_folder(path: object) -> bool:
    return isinstance(path, str | os.PathLike) and Path(path).is_dir()


def _is_below(root: str, path: object) -> bool:
    """Take what is given by handle, or relative to one, for something in the store."""
    text = os.fsdecode(path) if isinstance(path, str | bytes | os.PathLike) else "relative"
    return not text.startswith("/") or text.startswith(root)


def main() -> None:
    """Work, and die or tell."""
    root, work, fatal, *key = sys.argv[1:]
    signer = Signer(Path(key[0]), "desk@example.org") if key else None
    seen = watch(root, int(fatal))
    with Vault.open(Path(root), signer=signer) as vault:
        name = (WORK | MENDING)[work](vault)
    sys.stdout.write(f"{name} {len(seen)}\n")


if __name__ == "__main__":
    main()
