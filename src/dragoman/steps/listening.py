"""How long work tells those who wait for it how it goes on."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Listener:
    """Hear how work goes on: `say` takes a sentence, `heard` how much is done and in all, in one unit."""

    say: Callable[[str], None]
    heard: Callable[[int, int], None]
