"""The marks that a document sets around its quotations: where they are single ones, one left open is a fault."""

from dataclasses import dataclass, field

from dragoman.dispatch.document import Unclosed
from dragoman.dispatch.place import Lines
from dragoman.dispatch.quotemarks import SINGLE_OPENING, Marks
from dragoman.dispatch.stretch import Stretch

# So many quotations tell a custom; and so many closed ones to each left open tell it from a writer's apostrophes.
_CUSTOM = 3
_CLOSED = 4


@dataclass
class House:
    """Count the outer quotations of a document by their marks, and keep the single ones that may be left open."""

    single: int = 0
    double: int = 0
    open: list[Unclosed] = field(default_factory=list)

    def add(self, stretch: Stretch, marks: Marks, lines: Lines) -> None:
        """Count the marks of a run of paragraphs."""
        for pair in marks.pairs:
            if stretch.text[pair.start] in SINGLE_OPENING:
                self.single += 1
            elif not pair.depth:
                self.double += 1
        for index in marks.doubtful:
            place = lines.place(*stretch.source(index, index + 1))
            self.open.append(Unclosed(stretch.text[index], opens=True, at=place))

    def unclosed(self) -> list[Unclosed]:
        """Return the single marks left open, where the document quotes in single marks."""
        is_custom = self.single >= _CUSTOM and self.single > self.double
        return self.open if is_custom and self.single >= _CLOSED * len(self.open) else []
