"""The machine's draft is found for any quotation, however people cut the text."""

import dataclasses

import msgspec

from dragoman.model.review import Reviewed
from dragoman.model.time import Span
from dragoman.model.transcript import Line, Segment, Transcript, Translation, Word
from dragoman.publish.material import ItemMaterial, Site
from dragoman.publish.views.draft import drafts


def grandma(site: Site) -> tuple[ItemMaterial, Reviewed]:
    item = site.editions[0].items["grandma"]
    [reviewed] = item.revisions.values()
    return item, reviewed


def test_one_by_one_where_the_machine_had_the_same_segments(site: Site) -> None:
    item, reviewed = grandma(site)
    three, four = drafts(item, reviewed, ("s3", "s4"))
    assert three.draft.words == "ما دویدیم تا به کاوه مادر بزرگ سر بزنیم"
    assert three.change is not None
    assert "کاوه" in next(piece.words for piece in three.change.pieces if piece.kind == "out")
    assert not three.by_time
    assert four.what == "heard"


def test_nothing_heard_is_said_to_be_nothing(site: Site) -> None:
    item, reviewed = grandma(site)
    [five] = drafts(item, reviewed, ("s5",))
    assert five.change is None


def test_by_time_where_people_cut_anew(site: Site) -> None:
    item, reviewed = grandma(site)
    words = tuple(
        Word(Span(at, at + 400), text, 900)
        for at, text in ((6100, "میکند"), (6800, "ما"), (7600, "دویدیم"), (12100, "سربزنیم"), (12300, "من"))
    )
    heard = Segment("m1", Span(2700, 15000), "میکند ما دویدیم سربزنیم من", words=words)
    transcript = msgspec.structs.replace(item.heard, segments=(heard,))
    translation = Translation("sha256:" + "0" * 64, "en", transcript.by, (Line("m1", "We ran"),))
    recut = dataclasses.replace(item, transcript=transcript, translation=translation)
    spoken, rendered = drafts(recut, reviewed, ("s3",))
    assert spoken.by_time
    assert spoken.draft.words == "ما دویدیم", "words whose middle lies in 6.740-12.220"
    assert rendered.draft.words == "We ran"
    untimed = msgspec.structs.replace(transcript, segments=(msgspec.structs.replace(heard, words=()),))
    assert drafts(dataclasses.replace(recut, transcript=untimed), reviewed, ("s3",))[0].draft.words == heard.text


def test_a_transcript_without_segments(site: Site) -> None:
    item, reviewed = grandma(site)
    silent: Transcript = msgspec.structs.replace(item.heard, segments=())
    [draft] = drafts(dataclasses.replace(item, transcript=silent), reviewed, ("s3",))
    assert draft.change is None
