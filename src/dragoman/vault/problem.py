"""What verify says: a problem, a note, or how far it has come."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """Name one thing that does not hold: `path` below the folder judged, what is wrong, a cure where one is known."""

    path: str
    message: str
    hint: str = ""

    def below(self, folder: str) -> "Problem":
        """Return the same problem with `folder/` put before its path."""
        return Problem(f"{folder}/{self.path}" if self.path else folder, self.message, self.hint)

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"


@dataclass(frozen=True, slots=True)
class Note:
    """Say what was not judged, and why; a note is no problem."""

    path: str
    message: str


@dataclass(frozen=True, slots=True)
class Progress:
    """Tell that `done` of `total` records and bags are judged; `path` is the last of them."""

    path: str
    done: int
    total: int
