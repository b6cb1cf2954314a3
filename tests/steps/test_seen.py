"""An archive asked what of an item's footage stands in it: real footage, and an excerpt of it encoded anew."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.steps.desks import TINY
from tests.steps.excerpts import excerpt

from dragoman.doors.cli.app import run
from dragoman.model.errors import BadInput
from dragoman.model.sighting import Sightings, Verdict
from dragoman.model.time import Span
from dragoman.steps.desk import Desk, open_desk
from dragoman.steps.fingerprints import fingerprint
from dragoman.steps.listening import Listener
from dragoman.steps.seen import seen, seen_all
from dragoman.steps.seen_report import Report, look
from dragoman.steps.verdicts import Judging, Teaching, judge, teach, unteach
from dragoman.vault.vault import Vault

Cli = Callable[..., int]
EXAMPLE = Path(__file__).parents[2] / "examples" / "fa_0130.mp4"
FIRST, LAST = 5_000, 15_000


def deaf() -> Listener:
    return Listener(lambda text: None, lambda done, total: None)


def said_to(listened: list[str]) -> Listener:
    return Listener(listened.append, lambda done, total: None)


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory, footage: Path) -> Path:
    """Return a desk with the story and ten seconds of it, asked about the ten seconds."""
    root = tmp_path_factory.mktemp("archive") / "desk"
    clip = excerpt(footage, root.parent / "clip.mp4", FIRST / 1000, LAST / 1000)
    assert run(["init", str(root), "--name", "The Test Desk"]) == 0
    (root / "dragoman.toml").write_text(TINY, encoding="utf-8")
    for path, name in ((footage, "story"), (clip, "clip")):
        assert run(["--desk", str(root), "capture", str(path), "--name", name]) == 0
    with open_desk(root) as desk:
        assert not seen(desk, "clip", deaf()).before
    return root


@pytest.fixture
def asked(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the archive, to be changed; commands are typed in it."""
    root = tmp_path / "desk"
    shutil.copytree(archive, root)
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def own(asked: Path) -> Desk:
    """Return the copy, open."""
    return open_desk(asked)


def told(desk: Desk, name: str = "clip") -> Report:
    report = look(desk, name)
    assert report is not None
    return report


def near(one: Span, start: int, end: int) -> bool:
    return abs(one.start - start) < 700 and abs(one.end - end) < 700


def test_the_excerpt_is_found_where_it_was_cut(own: Desk) -> None:
    report = told(own)
    best = max(report.found, key=lambda one: one.sighting.here.length)
    assert (best.state, best.sighting.channel, [each.name for each in best.there]) == ("suggested", "both", ["story"])
    assert near(best.sighting.here, 0, LAST - FIRST) and near(best.sighting.there.span, FIRST, LAST)
    assert (report.sightings.archive.items, report.sightings.archive.waiting, report.stale) == (1, 0, "")
    assert "new" not in report.sentence and "archive of 1 item, 22 seconds" in report.sentence


def test_what_has_not_changed_is_not_asked_again(own: Desk) -> None:
    lines = own.vault.index.count()
    listened: list[str] = []
    again = seen(own, "clip", said_to(listened))
    assert again.before and not listened and own.vault.index.count() == lines


def test_the_other_way_round_shares_the_verdict(own: Desk) -> None:
    number = max(told(own).found, key=lambda one: one.sighting.here.length).number
    verdict = judge(own, "clip", number, Judging("confirmed", " Sara  N. ", "the same page turns"))
    assert (verdict.by, verdict.judgement) == ("Sara N.", "confirmed")
    assert told(own).found[number - 1].state == "confirmed"
    other = seen(own, "story", deaf()).report
    held = [one for one in other.found if near(one.sighting.here, FIRST, LAST)]
    assert [one.state for one in held] == ["confirmed"] and held[0].verdict == verdict
    judge(own, "clip", number, Judging("rejected", "Omid"))
    assert told(own).found[number - 1].state == "rejected"
    assert len(own.vault.index.verdicts(told(own).sightings.media)) == 2


def test_what_is_rejected_is_not_seen(own: Desk) -> None:
    assert not told(own).unseen
    for one in told(own).found:
        judge(own, "clip", one.number, Judging("rejected", "Sara"))
    (left,) = told(own).unseen
    assert near(left, 0, LAST - FIRST)


def test_a_stretch_that_proves_nothing_counts_no_more(own: Desk) -> None:
    before = told(own)
    taught = teach(own, "story", Teaching(Span(FIRST - 200, LAST + 200), " the  story ", "Sara"))
    assert taught.label == "the story"
    assert {one.state for one in told(own).found if one.sighting.here.length > 3_000} == {"distractor"}
    assert told(own).stale and not told(own).unseen and told(own).marked
    listened: list[str] = []
    answer = seen(own, "clip", said_to(listened))
    assert not answer.before and not any("searching" in text for text in listened)
    assert not answer.report.stale and answer.report.sightings.taught
    digest = told(own, "clip").sightings.taught[0]
    with pytest.raises(BadInput, match="nothing of that digest"):
        unteach(own, "clip", digest, "Sara")
    unteach(own, "story", digest, "Sara")
    last = seen(own, "clip", said_to(listened)).report
    assert any("searching" in text for text in listened)
    assert [one.state for one in last.found] == [one.state for one in before.found]


def test_an_archive_that_grew_makes_a_report_stale(asked: Path, own: Desk, footage: Path, tmp_path: Path) -> None:
    more = excerpt(footage, tmp_path / "more.mp4", 0, 4)
    assert run(["capture", str(more), "--name", "more"]) == 0
    listened: list[str] = []
    answers = {answer.report.item.name: answer for answer in seen_all(own, said_to(listened))}
    assert "searching what came since for clip: 1 item" in listened
    assert set(answers) == {"clip", "more", "story"} and not any(answer.before for answer in answers.values())
    assert {each.name for one in answers["more"].report.found for each in one.there} >= {"story"}
    assert all(answer.before for answer in seen_all(own, deaf()))
    assert run(["capture", str(more), "--name", "again"]) == 0
    same = seen(own, "again", deaf()).report
    assert same.same_bytes == ("more",) and "more" not in {each.name for one in same.found for each in one.there}
    assert told(own).stale == ""


def test_a_report_says_when_the_archive_has_grown(own: Desk, footage: Path, tmp_path: Path) -> None:
    assert run(["capture", str(excerpt(footage, tmp_path / "more.mp4", 0, 4)), "--name", "more"]) == 0
    assert told(own).stale == ""
    seen(own, "more", deaf())
    assert told(own).stale == "the archive has grown by 1 item since"


def test_numbers_of_another_report_are_refused(own: Desk) -> None:
    with pytest.raises(BadInput, match="a later report"):
        judge(own, "clip", 1, Judging("confirmed", "Sara", report="sha256:" + "0" * 64))
    with pytest.raises(BadInput, match="no sighting 99"):
        judge(own, "clip", 99, Judging("confirmed", "Sara"))
    with pytest.raises(BadInput, match="nobody is named"):
        judge(own, "clip", 1, Judging("confirmed", "  "))
    with pytest.raises(BadInput, match="nobody has asked"):
        judge(own, "story", 1, Judging("confirmed", "Sara"))
    with pytest.raises(BadInput, match="ends at 0:22"):
        teach(own, "story", Teaching(Span(0, 30_000), "ident", "Sara"))
    assert own.vault.index.verdicts() == own.vault.index.distractors() == []


def test_a_damaged_index_is_made_again_and_said_so(own: Desk) -> None:
    before = told(own)
    teach(own, "story", Teaching(Span(20_000, 22_000), "the end", "Sara"))
    teach_back = own.vault.index.distractors()[0]
    seen(own, "clip", deaf())
    unteach(own, "story", teach_back, "Sara")
    (own.root / "work" / "sightings" / "manifest").write_bytes(b"nonsense")
    listened: list[str] = []
    answer = seen(own, "clip", said_to(listened))
    assert any("made again" in text for text in listened)
    assert answer.report.sightings.found == before.sightings.found


def test_the_index_can_be_lost(own: Desk) -> None:
    before = told(own).sightings.found
    shutil.rmtree(own.root / "work" / "sightings")
    assert look(own, "story") is None
    seen(own, "story", deaf())
    assert told(own).sightings.found == before


def test_what_is_no_footage_or_cannot_be_decoded_is_named(asked: Path, own: Desk, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<p>a page</p>")
    assert run(["capture", str(page), "--name", "page", "--document"]) == 0
    with pytest.raises(BadInput, match="no footage"):
        look(own, "page")
    assert run(["seen", "page"]) == 2
    assert seen(own, "clip", deaf()).before


def test_the_command_line(asked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["seen", "clip"]) == 0
    shown = capsys.readouterr().out
    assert "story 0:0" in shown and "suggested" in shown and "clip: sha256:" in shown and "new" not in shown.lower()
    assert run(["seen", "clip", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["before"] and answer["report"]["found"][0]["stood"]["state"] == "suggested"
    assert run(["seen", "clip", "--confirm", "1", "--by", "Sara N.", "--note", "by eye"]) == 0
    assert "confirmed by Sara N." in capsys.readouterr().out
    assert run(["seen", "--all"]) == 0
    assert "nothing has changed" in capsys.readouterr().out
    for wrong in (["seen"], ["seen", "clip", "--all"], ["seen", "--all", "--confirm", "1"], ["seen", "nobody"]):
        assert run(wrong) == 2
    capsys.readouterr()
    assert run(["distractor", "story#t=4.800,15.200", "--label", "the story", "--by", "Sara"]) == 0
    assert "proves nothing" in capsys.readouterr().err
    assert run(["distractor", "story#t=4.800,15.200", "--by", "Sara", "--remove"]) == 0
    for wrong in (["distractor", "story"], ["distractor", "story#t=1,2", "--by", "Sara"]):
        assert run(wrong) == 2


def test_reading_makes_fingerprints_once(asked: Path, own: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    (asked / "dragoman.toml").write_text(TINY.replace("at_read = false", "at_read = true"), encoding="utf-8")
    shutil.rmtree(asked / "store")
    Vault.create(asked / "store").close()
    assert run(["capture", str(asked.parent.parent / "nothing"), "--name", "x"]) == 2
    clip = excerpt(EXAMPLE, asked.parent / "c.mp4", 0, 3)
    assert run(["capture", str(clip), "--name", "clip", "--language", "fa"]) == 0
    assert run(["read", "clip"]) == 0
    with open_desk(asked) as desk:
        kept = desk.vault.index.fingerprints()
        assert [one.channel for one in kept] == ["picture", "sound"] and all(2_500 < one.length < 3_500 for one in kept)
    assert run(["read", "clip"]) == 0
    with open_desk(asked) as desk:
        assert desk.vault.index.fingerprints() == kept


def test_what_cannot_be_fingerprinted_costs_no_draft_and_is_said(
    asked: Path, own: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    # A limit set after the capture stands for footage that cannot be decoded any more.
    small = TINY.replace("at_read = false", "at_read = true") + "\n[media]\nmax_pixels = 1000\n"
    shutil.rmtree(asked / "store")
    Vault.create(asked / "store").close()
    for name in ("story", "clip"):
        film = EXAMPLE if name == "story" else excerpt(EXAMPLE, asked.parent / "c.mp4", 5, 12)
        assert run(["capture", str(film), "--name", name, "--language", "fa"]) == 0
    assert run(["read", "story"]) == 0
    with open_desk(asked) as desk:
        assert len(fingerprint(desk, desk.item("clip"), deaf()).kept) == 2
    (asked / "dragoman.toml").write_text(small, encoding="utf-8")
    capsys.readouterr()
    assert run(["read", "story"]) == 0
    assert "no fingerprint was made: picture" in capsys.readouterr().err
    assert run(["seen", "story"]) == 2
    assert "no fingerprint can be made" in capsys.readouterr().err
    with open_desk(asked) as desk:
        answer = seen(desk, "clip", deaf())
        assert {each.name for each in answer.waiting} == {"story"} and "over the cap" in answer.waiting[0].why
        assert (answer.report.sightings.archive.items, answer.report.sightings.archive.waiting) == (0, 1)
        assert "archive of 0 items, 0 seconds (1 more could not be searched)" in answer.report.sentence


def test_everything_verifies_and_rebuilds(own: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    judge(own, "clip", 1, Judging("confirmed", "Sara"))
    teach(own, "story", Teaching(Span(20_000, 22_000), "the end", "Sara"))
    assert run(["verify"]) == 0
    assert "records of what was seen" in capsys.readouterr().out
    before = own.vault.index.dump()
    own.vault.rebuild()
    assert own.vault.index.dump() == before


def test_a_report_that_does_not_follow_is_found(own: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    from msgspec.structs import replace

    report = told(own).sightings
    own.vault.put(
        [replace(report, fingerprints=(report.fingerprints[0],) * 2, at="2026-11-24T10:00:00Z")],
        what="sightings",
        at="2026-11-24T10:00:00Z",
    )
    verdict = Verdict(told(own).digest, told(own).found[0].sighting.there, told(own).found[0].sighting.there,
                      "confirmed", "Sara", "2026-11-24T10:00:00Z")  # fmt: skip
    own.vault.put([verdict], what="verdict", at="2026-11-24T10:00:00Z")
    assert run(["verify"]) == 1
    out = capsys.readouterr()
    assert "two of one channel" in out.out + out.err and "a sighting that its report does not have" in out.out + out.err


def test_a_dispatch_cites_what_was_confirmed(own: Desk, asked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = told(own)
    assert isinstance(own.vault.get(report.digest), Sightings)
    path = asked / "dispatches" / "0001.md"
    head = f"---\nnumber: 1\ndate: {report.sightings.at[:10]}\ntitle: A clip\nsources:\n  clip: clip\n"
    cited = f"{head}seen:\n  clip: {report.digest}\n---\n\nThe channel released WORDS.\n"
    path.write_text(cited.replace("WORDS", "a clip"), encoding="utf-8")
    assert run(["check"]) == 1
    assert "nobody has judged" in capsys.readouterr().out
    for one in report.found:
        judge(own, "clip", one.number, Judging("confirmed", "<b>Sara</b>"))
    path.write_text(cited.replace("WORDS", "a never-before-seen clip"), encoding="utf-8")
    assert run(["check"]) == 1
    assert "stands in `story` at 0:0" in capsys.readouterr().out
    path.write_text(cited.replace("WORDS", "a clip"), encoding="utf-8")
    assert run(["publish"]) == 0
    page = (asked / "site" / "d" / "dispatch-1" / "index.html").read_text(encoding="utf-8")
    assert "Seen before" in page and "confirmed by" in page and "archive of 1 item" in page
    assert "<b>Sara" not in page and "&lt;b&gt;Sara" in page
    assert run(["verify", "site"]) == 0
    for one in report.found:
        judge(own, "clip", one.number, Judging("rejected", "Omid"))
    path.write_text(cited.replace("WORDS", "a never-before-seen clip"), encoding="utf-8")
    assert run(["check"]) == 0
    assert run(["publish"]) == 0
    assert run(["verify", "site"]) == 0
    page = (asked / "site" / "d" / "dispatch-1" / "index.html").read_text(encoding="utf-8")
    assert "not seen before in this archive of 1 item, 22 seconds" in page and "confirmed by" not in page
