"""Do one piece of work at a desk and die at the N-th thing done to its files: `victim.py ROOT N FILM`.

With N = 0 it lives, and prints how many such things it did.
"""

import sys
from pathlib import Path

from tests.vault.victim import watch

from dragoman.steps.perform import perform
from dragoman.steps.work import CaptureOrder


def main() -> None:
    """Work, and die or tell."""
    root, fatal, film = sys.argv[1:]
    seen = watch(root, int(fatal))
    result = perform(Path(root), "0123456789abcdef", CaptureOrder(film, language="fa"), lambda done, total, text: None)
    sys.stdout.write(f"{result.item} {len(seen)}\n")


if __name__ == "__main__":
    main()
