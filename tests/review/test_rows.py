"""Tables and captions become decisions; decisions become numbered, approved text."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model.capture import Tool
from dragoman.model.digest import digest
from dragoman.model.errors import ReviewError
from dragoman.model.review import Decision, Reviewed, ReviewedSegment
from dragoman.model.time import Span
from dragoman.model.transcript import Line, Segment, Transcript, Translation
from dragoman.review.captions import read_captions, write_captions
from dragoman.review.revision import Review, next_revision
from dragoman.review.rows import Importer, decisions_from
from dragoman.review.table import read_table, write_table

SHA = "sha256:" + "a" * 64
AT = "2026-11-24T09:00:00Z"
TOOL = Tool("ear", "1")
TRANSCRIPT = Transcript(
    preserved=SHA,
    blob=SHA,
    language="fa",
    detected=None,
    by=TOOL,
    segments=(
        Segment("s0001", Span(0, 2690), "مادر بزورگ من"),
        Segment("s0002", Span(2690, 6740), "مادر بزورگ به من سدام می کنر"),
    ),
)
TRANSLATION = Translation(digest(TRANSCRIPT), "en", TOOL, (Line("s0001", "My grandma."), Line("s0002", "")))


def fresh() -> Review:
    return Review("grandma", TRANSCRIPT, TRANSLATION, "en")


def imported(review: Review, text: str, *, by: str = "Sara", whole: bool = False) -> tuple[Review, Reviewed]:
    rows = read_table(text, "t.csv")
    decisions = decisions_from(rows, review.state, Importer(by, AT), used=review.used_ids, whole=whole)
    batch, after = next_revision(review, decisions, len(review.batches) + 1)
    return Review(review.item, review.transcript, review.translation, "en", (*review.batches, batch)), after


def row(*cells: str) -> str:
    return ",".join(('"' + cell.replace('"', '""') + '"') for cell in cells) + "\n"


HEADER = "id,start,end,speaker,original,translation,approved,by,note\n"
GOOD = (
    HEADER
    + row("s0001", "0:00:00.000", "0:00:02.690", "", "مادر بزرگ من", "My grandma.", "yes", "", "")
    + row(
        "s0002",
        "0:00:02.690",
        "0:00:06.740",
        "Grandchild",
        "به من سلام میکند.",
        "Grandma greets me",
        "yes",
        "Omid",
        "by ear",
    )
)


def test_a_table_becomes_an_approved_revision() -> None:
    review, reviewed = imported(fresh(), GOOD)
    first, second = reviewed.segments
    assert reviewed.revision == 1
    assert reviewed.decisions == digest(review.batches[-1])
    assert (first.original, first.original_origin) == ("مادر بزرگ من", "human")
    assert (first.translation, first.translation_origin) == ("My grandma.", "machine")
    assert [a.by for a in first.approved] == ["Sara"]
    assert [(a.by, a.note) for a in second.approved] == [("Omid", "by ear")]
    assert second.speaker == "Grandchild"
    assert review.transcript.segments[0].text == "مادر بزورگ من", "the draft stays"


def test_an_export_taken_in_again_decides_nothing() -> None:
    review, reviewed = imported(fresh(), GOOD)
    rows = read_table(write_table(reviewed.segments), "t.csv")
    assert decisions_from(rows, review.state, Importer("Sara", AT), used=review.used_ids, whole=False) == ()


def test_an_edit_takes_approval_back_and_leaves_the_rest() -> None:
    review, _ = imported(fresh(), GOOD)
    _, reviewed = imported(
        review, GOOD.replace("Grandma greets me", "Granny greets me").replace('"yes","Omid"', '"","Omid"')
    )
    first, second = reviewed.segments
    assert reviewed.revision == 2
    assert [a.by for a in first.approved] == ["Sara"]
    assert second.approved == ()
    assert second.translation == "Granny greets me"


def test_an_emptied_approval_is_withdrawn() -> None:
    review, _ = imported(fresh(), GOOD)
    _, reviewed = imported(review, GOOD.replace('"yes","Omid"', '"","Omid"'))
    assert reviewed.segments[1].approved == ()


def test_a_second_reader_is_another_name() -> None:
    review, _ = imported(fresh(), GOOD)
    _, reviewed = imported(review, GOOD.replace('"yes","",""', '"yes","Leila",""'))
    assert [a.by for a in reviewed.segments[0].approved] == ["Sara", "Leila"]


def test_a_row_without_an_id_is_a_new_segment() -> None:
    review, reviewed = imported(fresh(), GOOD + row("", "0:00:07.000", "0:00:08.000", "", "بله", "Yes", "yes", "", ""))
    added = reviewed.segments[-1]
    assert (added.id, added.span, added.original, added.translation) == ("h0001", Span(7000, 8000), "بله", "Yes")
    assert "h0001" in review.used_ids


def test_whole_removes_what_the_table_lacks_and_without_it_that_is_refused() -> None:
    short = HEADER + row("", "0:00:00.000", "0:00:02.690", "", "مادر بزرگ من", "My grandma.", "yes", "", "")
    with pytest.raises(ReviewError, match="lacks 2 of the item's segments: s0001, s0002"):
        imported(fresh(), short)
    review, reviewed = imported(fresh(), short, whole=True)
    assert [segment.id for segment in reviewed.segments] == ["h0001"]
    again = short.replace('"",', '"s0001",', 1)
    with pytest.raises(ReviewError, match="was removed earlier"):
        imported(review, again, whole=True)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "lacks id"),
        ("id,start,end,original,translation,mood\n", "has mood"),
        (HEADER + row("s0001", "x", "0:00:01", "", "a", "b", "", "", ""), r"not a time: 'x' \(t.csv:2\)"),
        (HEADER + row("s0001", "0:00:02", "0:00:01", "", "a", "b", "", "", ""), "before it starts"),
        (HEADER + row("s0001", "0:00:61", "0:01:10", "", "a", "b", "", "", ""), "not a time"),
        (HEADER + row("S 1", "0:00:00", "0:00:01", "", "a", "b", "", "", ""), "not a segment id"),
        (HEADER + row("s0001", "0:00:00", "0:00:01", "", "a", "b", "maybe", "", ""), "approved is 'maybe'"),
        (HEADER + "s0001,0:00:00,0:00:01\n", "more or fewer cells"),
        (HEADER + 's0001,"0:00\n', "cannot be read"),
    ],
)
def test_a_table_at_fault_is_refused_with_its_place(text: str, complaint: str) -> None:
    with pytest.raises(ReviewError, match=complaint):
        read_table(text, "t.csv")


def test_an_id_used_twice_is_refused() -> None:
    doubled = GOOD + GOOD.partition("\n")[2].partition("\n")[0] + "\n"
    with pytest.raises(ReviewError, match=r"s0001 stands twice, first at t.csv:2 \(t.csv:4\)"):
        imported(fresh(), doubled)


def test_nobody_is_named() -> None:
    with pytest.raises(ReviewError, match=r"names nobody \(t.csv:2\)"):
        imported(fresh(), GOOD, by=" ")


def test_an_empty_translation_is_an_honest_draft_and_cannot_be_approved() -> None:
    empty = HEADER + row("s0001", "0:00:00", "0:00:02.690", "", "مادر بزرگ من", "", "yes", "", "")
    with pytest.raises(ReviewError, match="no translation"):
        imported(fresh(), empty, whole=True)


def test_a_desk_in_the_language_spoken_approves_without_translation() -> None:
    review = Review("grandma", TRANSCRIPT, None, "fa")
    rows = read_table(HEADER + row("s0001", "0:00:00", "0:00:02.690", "", "متن", "", "yes", "", ""), "t.csv")
    decisions = decisions_from(rows, review.state, Importer("Sara", AT), used=review.used_ids, whole=True)
    _, reviewed = next_revision(review, decisions, 1)
    assert reviewed.segments[0].approved


def test_captions_speak_of_one_side_only() -> None:
    review, reviewed = imported(fresh(), GOOD)
    text = write_captions(reviewed.segments, "original").replace("سلام", "درود")
    rows = read_captions(text, "t.vtt", "original", review.state)
    decisions = decisions_from(rows, review.state, Importer("Sara", AT), used=review.used_ids, whole=False)
    _, after = next_revision(review, decisions, 2)
    assert len(decisions) == 1
    assert after.segments[1].original == "به من درود میکند."
    assert after.segments[1].translation == "Grandma greets me"
    assert after.segments[1].approved == ()


def test_captions_of_an_untranslated_side_change_nothing() -> None:
    review = fresh()
    text = write_captions(review.state.values(), "translation")
    rows = read_captions(text, "t.vtt", "translation", review.state)
    assert decisions_from(rows, review.state, Importer("Sara", AT), used=review.used_ids, whole=False) == ()


def test_nothing_decided_is_no_revision() -> None:
    with pytest.raises(ReviewError, match="nothing is decided"):
        next_revision(fresh(), (), 1)


plain = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r"), max_size=30)


@given(st.lists(st.tuples(plain, plain, plain), min_size=1, max_size=6), st.booleans())
def test_any_text_survives_the_table(texts: Sequence[tuple[str, str, str]], tabs: bool) -> None:
    segments = tuple(
        ReviewedSegment(f"s{n:04d}", Span(n * 1000, n * 1000 + 999), speaker, original, "human", translation, "human")
        for n, (speaker, original, translation) in enumerate(texts)
    )
    rows = read_table(write_table(segments, tabs=tabs), "t.csv")
    assert [(r.id, r.span, r.speaker, r.original, r.translation) for r in rows] == [
        (s.id, s.span, s.speaker, s.original, s.translation) for s in segments
    ]


def test_decisions_carry_who_and_when() -> None:
    review, _ = imported(fresh(), GOOD)
    assert {(d.by, d.at) for d in review.batches[0].decisions} == {("Sara", AT), ("Omid", AT)}
    with pytest.raises(ValueError, match="name"):
        Decision("s0001", review.batches[0].decisions[0].change, " ", AT)
