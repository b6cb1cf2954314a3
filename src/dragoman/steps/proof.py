"""What a verification found: what holds, what does not, what it could not judge."""

from collections.abc import Callable
from dataclasses import dataclass, field

Bar = Callable[[int, int | None], None]


@dataclass(frozen=True)
class Fault:
    """Name one thing that does not hold: a path, what is wrong, and a cure where one is known."""

    path: str
    message: str
    hint: str = ""


@dataclass
class Proof:
    """Gather the proof of one desk, dispatch or site; `what` names it in a sentence's beginning."""

    what: str
    lines: list[str] = field(default_factory=list)
    problems: list[Fault] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def problem(self, path: str, message: str, hint: str = "") -> None:
        """Add one thing that does not hold."""
        self.problems.append(Fault(path, message, hint))
