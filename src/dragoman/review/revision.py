"""Number what people decided: the next batch of decisions and the reviewed record that follows."""

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.model.digest import digest
from dragoman.model.errors import ReviewError
from dragoman.model.review import AddSegment, Decision, Decisions, Reviewed
from dragoman.model.transcript import Transcript, Translation
from dragoman.review.fold import State, decided, drafted, in_order
from dragoman.review.readers import counted


@dataclass(frozen=True)
class Review:
    """Hold an item's drafts and everything decided on them, oldest batch first."""

    item: str
    transcript: Transcript
    translation: Translation | None
    desk_language: str
    batches: tuple[Decisions, ...] = ()

    @property
    def monolingual(self) -> bool:
        """Tell whether the desk publishes in the language spoken."""
        return self.transcript.language.partition("-")[0] == self.desk_language.partition("-")[0]

    @property
    def state(self) -> State:
        """Return the segments by id, as they stand after every batch."""
        decisions = [decision for batch in self.batches for decision in batch.decisions]
        return decided(drafted(self.transcript, self.translation), decisions, monolingual=self.monolingual)

    @property
    def used_ids(self) -> frozenset[str]:
        """Return every segment id that the drafts or the decisions ever named."""
        added = {d.segment for batch in self.batches for d in batch.decisions if isinstance(d.change, AddSegment)}
        return frozenset(added | {segment.id for segment in self.transcript.segments})


def next_revision(
    review: Review, decisions: Sequence[Decision], revision: int, *, readers: int = 1
) -> tuple[Decisions, Reviewed]:
    """Return the records of one more batch: the decisions, chained to those before, and what follows.

    `revision` is the number of the new reviewed record, `readers` how many different people must approve a
    segment. Raise ReviewError when a decision does not fit or there is none.
    """
    if not decisions:
        raise ReviewError("nothing is decided: the file says what stands already")
    batch = Decisions(
        item=review.item,
        transcript=digest(review.transcript),
        translation=digest(review.translation) if review.translation else None,
        before=digest(review.batches[-1]) if review.batches else None,
        decisions=tuple(decisions),
        readers=readers,
    )
    state = decided(review.state, decisions, monolingual=review.monolingual)
    return batch, reviewed(review, batch, state, revision)


def reviewed(review: Review, batch: Decisions, state: State, revision: int) -> Reviewed:
    """Return the reviewed record that `state` and its last `batch` make; `verify` makes it again to compare.

    A segment that fewer people approved than the batch asks for is not approved.
    """
    return Reviewed(
        item=review.item,
        revision=revision,
        preserved=review.transcript.preserved,
        transcript=batch.transcript,
        translation=batch.translation,
        decisions=digest(batch),
        language=review.transcript.language,
        desk_language=review.desk_language,
        segments=tuple(counted(segment, batch.readers) for segment in in_order(state)),
    )
