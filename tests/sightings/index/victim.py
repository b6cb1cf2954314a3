"""Change an index and die at the N-th thing done to its files: `victim.py FOLDER WORK N`.

What is done is seen by an audit hook: opening to write, opening a folder (to flush it), renaming, removing, making,
locking. The process kills itself just before it happens, by SIGKILL. With N = 0 it lives, and prints how many such
things it did.
"""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from tests.sightings.index.made import entry

from dragoman.sightings.index.container import SightingsIndex

_CHANGING = frozenset(["os.rename", "os.remove", "os.mkdir", "os.truncate", "fcntl.flock", "mmap.__new__"])
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def _add(index: SightingsIndex, _: Path) -> None:
    index.add([entry("d", 4), entry("a", 9)])


def _remove(index: SightingsIndex, _: Path) -> None:
    index.remove(["b"])


def _clear(_: SightingsIndex, folder: Path) -> None:
    SightingsIndex.clear(folder)


def _compact(index: SightingsIndex, _: Path) -> None:
    index.compact()


WORK: dict[str, Callable[[SightingsIndex, Path], None]] = {
    "add": _add,
    "remove": _remove,
    "clear": _clear,
    "compact": _compact,
}


def watch(root: str, fatal: int) -> list[str]:
    """Begin to count what is done below `root`, and die at the `fatal`-th."""
    seen: list[str] = []

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open":
            flags = arguments[2]
            path = arguments[0]
            if not isinstance(path, str | os.PathLike) or not os.fspath(path).startswith(root):
                return
            if not isinstance(flags, int) or not (flags & _WRITING or Path(path).is_dir()):
                return
        elif event not in _CHANGING:
            return
        seen.append(event)
        if len(seen) == fatal:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)
    return seen


def main() -> None:
    """Work, and die or tell."""
    root, work, fatal = sys.argv[1:]
    seen = watch(root, int(fatal))
    with SightingsIndex.open(Path(root), centred_from=1) as index:
        WORK[work](index, Path(root))
    sys.stdout.write(f"{len(seen)}\n")


if __name__ == "__main__":
    main()
