"""One reader or two; two are two people; what a record says of it is part of its bytes only where it is not one."""

import pytest
from tests.review.test_rows import AT, TRANSCRIPT, TRANSLATION

from dragoman.model.digest import canonical
from dragoman.model.errors import Damaged
from dragoman.model.records import decode
from dragoman.model.review import Approval, Approve, Decision, Decisions, EditOriginal, EditTranslation, Remark
from dragoman.review.readers import enough
from dragoman.review.revision import Review, next_revision

SHA = "sha256:" + "a" * 64


@pytest.mark.parametrize(
    ("names", "readers", "result"),
    [
        ([], 1, False),
        (["Sara"], 1, True),
        (["Sara"], 2, False),
        (["Sara", "sara"], 2, False),
        (["Sara N.", "Sara  N."], 2, False),
        (["Zoe\u0308", "Zo\u00eb"], 2, False),
        (["Sara", "Omid"], 2, True),
    ],
)
def test_enough_is_so_many_people(names: list[str], readers: int, result: bool) -> None:
    assert enough([Approval(name, AT) for name in names], readers) is result


def test_the_batch_says_how_many_and_the_last_one_counts() -> None:
    fresh = Review("grandma", TRANSCRIPT, TRANSLATION, "en")
    sara = [Decision("s0001", Approve(), "Sara", AT)]
    one, first = next_revision(fresh, sara, 1)
    assert first.segments[0].approved
    after = Review("grandma", TRANSCRIPT, TRANSLATION, "en", (one,))
    remark = [Decision("s0002", Remark("hm"), "Sara", AT)]
    two, second = next_revision(after, remark, 2, readers=2)
    assert not second.segments[0].approved, "a desk that asks for two asks it of every segment"
    third = Review("grandma", TRANSCRIPT, TRANSLATION, "en", (one, two))
    _, done = next_revision(third, [Decision("s0001", Approve(), "Omid", AT)], 3, readers=2)
    assert [approval.by for approval in done.segments[0].approved] == ["Sara", "Omid"]


def test_old_batches_keep_their_bytes() -> None:
    edits = (EditOriginal("a"), EditTranslation("b"))
    batch = Decisions("talk", SHA, None, None, tuple(Decision("s1", edit, "Sara", AT) for edit in edits))
    data = canonical(batch)
    assert b"readers" not in data and b'"origin"' not in data
    assert decode(data, "here") == batch
    with pytest.raises(Damaged, match="canonical"):
        decode(data.replace(b'"kind"', b'"kind"', 1).replace(b',"transcript"', b',"readers":1,"transcript"'), "here")


def test_a_machines_words_stay_the_machines_where_they_are_only_cut() -> None:
    fresh = Review("grandma", TRANSCRIPT, TRANSLATION, "en")
    cut = [Decision("s0001", EditOriginal("مادر", "machine"), "Sara", AT)]
    _, reviewed = next_revision(fresh, cut, 1)
    assert reviewed.segments[0].original_origin == "machine"
