"""Run a desk in a process of its own, so that a test can kill it: `alone.py ROOT PORT`."""

import sys
from pathlib import Path

from dragoman.doors.desk.app import make_app
from dragoman.doors.desk.context import DeskContext
from dragoman.doors.desk.serving import Binding
from dragoman.steps.sittings import Sittings


def main(root: Path, port: int) -> None:
    with Sittings(root) as sittings:
        context = DeskContext(root, sittings, None, f"http://127.0.0.1:{port}", "Sara N.")
        Binding("127.0.0.1", port).serve(make_app(context), context, lambda: print("ready", flush=True))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
