"""The whole way, as a person types it: capture, read, review, check, publish, verify."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.steps.published import lay_example

from dragoman.model.digest import of_file
from dragoman.model.time import now
from dragoman.testing.local_server import LocalServer, answer

Cli = Callable[..., int]
GRANDMA = Path(__file__).resolve().parents[2] / "examples" / "grandma"


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_the_faithful_dispatch_is_published_and_verifies(
    reviewed_desk: Path, cli: Cli, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli("check") == 0
    assert cli("publish") == 0
    assert cli("verify", "site") == 0
    assert cli("verify") == 0
    assert cli("verify", "dispatches/0001-grandma.md") == 0
    assert "holds" in capsys.readouterr().out
    pages = files(reviewed_desk / "site")
    assert {"index.html", "feed.xml", "manifest.json", "SHA256SUMS"} <= set(pages)
    dispatch = pages["d/dispatch-1/index.html"].decode()
    for words in ("We ran to look at grandma’s cow", "We ran to look at grandma's cow"):
        if words in dispatch:
            break
    else:
        pytest.fail("the quotation is not on the page")
    assert "ما دویدیم تا به گاو مادر بزرگ سربزنیم." in dispatch
    assert 'dir="rtl"' in dispatch


def test_anyone_can_check_the_site_with_coreutils(reviewed_desk: Path, cli: Cli) -> None:
    assert cli("publish") == 0
    sums = ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"]
    assert subprocess.run(sums, cwd=reviewed_desk / "site", check=False).returncode == 0


def test_the_unfaithful_twin_is_refused_and_shown_why(
    reviewed_desk: Path, cli: Cli, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli("publish") == 0
    before = files(reviewed_desk / "site")
    twin = reviewed_desk / "twin.md"
    lay_example("unfaithful.md", twin)
    capsys.readouterr()
    assert cli("check", "twin.md") == 1
    text = capsys.readouterr().out
    for code in ("QUO001", "QUO002", "QUO008", "NOTE001"):
        assert code in text
    assert "angry" in text and "tired" in text, "both wordings are shown"
    assert cli("publish", "twin.md") == 1
    assert files(reviewed_desk / "site") == before


def test_findings_are_data_too(reviewed_desk: Path, cli: Cli, capsys: pytest.CaptureFixture[str]) -> None:
    twin = reviewed_desk / "twin.md"
    lay_example("unfaithful.md", twin)
    capsys.readouterr()
    assert cli("check", "twin.md", "--json") == 1
    findings = json.loads(capsys.readouterr().out)
    lines = twin.read_text(encoding="utf-8").splitlines()
    assert {f["code"] for f in findings} >= {"QUO001", "QUO002", "QUO008", "NOTE001"}
    for finding in findings:
        assert finding["path"] == "twin.md"
        assert 1 <= finding["column"] <= len(lines[finding["line"] - 1]) + 1


def test_an_edited_dispatch_is_a_new_edition_and_the_old_one_stays(reviewed_desk: Path, cli: Cli) -> None:
    assert cli("publish") == 0
    first = files(reviewed_desk / "site")
    path = reviewed_desk / "dispatches" / "0001-grandma.md"
    path.write_text(path.read_text(encoding="utf-8").replace("It opens with a greeting", "It begins with a greeting"))
    assert cli("publish") == 0
    second = files(reviewed_desk / "site")
    assert "It begins with" in second["d/dispatch-1/index.html"].decode()
    assert "It opens with" in second["d/dispatch-1/e1/index.html"].decode()
    assert "It begins with" in second["d/dispatch-1/e2/index.html"].decode()
    assert "d/dispatch-1/e2/index.html" not in first
    assert cli("verify", "site") == 0


def test_publishing_twice_changes_no_byte(reviewed_desk: Path, cli: Cli, tmp_path: Path) -> None:
    assert cli("publish") == 0
    ledger = (reviewed_desk / "store" / "ledger" / "ledger.jsonl").read_bytes()
    assert cli("publish", "--out", tmp_path / "elsewhere") == 0
    assert files(reviewed_desk / "site") == files(tmp_path / "elsewhere")
    assert (reviewed_desk / "store" / "ledger" / "ledger.jsonl").read_bytes() == ledger


def test_two_builds_in_other_zones_and_locales_are_equal(reviewed_desk: Path, cli: Cli, tmp_path: Path) -> None:
    """Build again in another process, folder, time zone, locale and hash seed, with an empty cache."""
    assert cli("publish") == 0
    environment = os.environ | {
        "TZ": "Pacific/Apia",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "12345",
        "XDG_CACHE_HOME": str(tmp_path / "empty"),
    }
    command = [sys.executable, "-c", "from dragoman.doors.cli.app import main; main()", "publish", "--out"]
    done = subprocess.run([*command, str(tmp_path / "b")], cwd=reviewed_desk, env=environment, check=False)
    assert done.returncode == 0
    assert files(reviewed_desk / "site") == files(tmp_path / "b")


def test_a_lost_index_is_made_again(reviewed_desk: Path, cli: Cli, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert cli("items", "--json") == 0
    before = capsys.readouterr().out
    for path in (reviewed_desk / "store").glob("index.sqlite*"):
        path.unlink()
    assert cli("rebuild") == 0
    capsys.readouterr()
    assert cli("items", "--json") == 0
    assert capsys.readouterr().out == before


def test_done_work_is_recognised(reviewed_desk: Path, cli: Cli, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert cli("read", "grandma") == 0
    assert "done before" in capsys.readouterr().out


def test_an_import_that_decides_nothing_makes_no_revision(
    reviewed_desk: Path, cli: Cli, capsys: pytest.CaptureFixture[str]
) -> None:
    ledger = reviewed_desk / "store" / "ledger" / "ledger.jsonl"
    before = ledger.read_bytes()
    assert cli("review", "grandma", "--export", "out.csv") == 0
    assert cli("review", "grandma", "--import", "out.csv", "--by", "Tester") == 0
    assert "nothing is decided" in capsys.readouterr().err
    assert ledger.read_bytes() == before


def test_a_still_of_footage_that_nobody_read_can_be_published(desk: Path, cli: Cli, footage: Path) -> None:
    assert cli("capture", footage, "--name", "silent") == 0
    head = f"---\nnumber: 1\ndate: {now()[:10]}\ntitle: A picture\nsources:\n  film: silent\n---\n\n"
    (desk / "dispatches" / "1.md").write_text(f"{head}![The race to the cow](film#t=9.000)\n", encoding="utf-8")
    assert cli("check") == 0
    assert cli("publish") == 0
    assert cli("verify", "site") == 0
    assert (desk / "site" / "items" / "silent" / "index.html").is_file()


def test_media_at_an_address_is_captured_with_its_log(
    desk: Path, cli: Cli, footage: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = desk / "dragoman.toml"
    whole = answer(footage.read_bytes(), headers={"Content-Type": "video/mp4"})
    with LocalServer(lambda asked: [whole]) as server:
        address = f"{server.address}/talk.mp4"
        assert cli("capture", address, "--name", "talk", "--language", "fa") == 2
        assert "allow_private" in capsys.readouterr().err
        allowed = '\n[capture]\nallow_private = ["127.0.0.1"]\n'
        settings.write_text(settings.read_text(encoding="utf-8") + allowed, encoding="utf-8")
        assert cli("capture", address, "--name", "talk", "--language", "fa", "--json") == 0
    got = json.loads(capsys.readouterr().out)
    assert [hop["status"] for hop in got["capture"]["hops"]] == [200]
    assert got["capture"]["blobs"][0]["digest"] == of_file(footage)
    assert cli("verify") == 0


def test_a_stale_pin_says_what_changed(reviewed_desk: Path, cli: Cli, capsys: pytest.CaptureFixture[str]) -> None:
    table = reviewed_desk / "grandma.csv"
    assert cli("review", "grandma", "--export", table) == 0
    table.write_text(table.read_text(encoding="utf-8").replace("Grandma got very tired.", "Granny grew very tired."))
    assert cli("review", "grandma", "--import", table, "--by", "Tester") == 0
    capsys.readouterr()
    assert cli("check") == 1
    text = capsys.readouterr().out
    assert "PIN003" in text and "Granny grew very tired" in text


def test_unreviewed_text_never_escapes(desk: Path, cli: Cli, footage: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli("capture", footage, "--name", "grandma", "--language", "fa") == 0
    assert cli("read", "grandma") == 0
    table = desk / "grandma.csv"
    text = (GRANDMA / "review.csv").read_text(encoding="utf-8").replace(",yes,", ",,")
    table.write_text(text, encoding="utf-8")
    assert cli("review", "grandma", "--import", table, "--whole", "--by", "Tester") == 0
    lay_example("faithful.md", desk / "dispatches" / "0001-grandma.md")
    capsys.readouterr()
    assert cli("check") == 1
    assert "PIN002" in capsys.readouterr().out
    assert cli("publish") == 1
    assert not (desk / "site").exists()


def test_same_bytes_twice_are_two_captures(
    reviewed_desk: Path, cli: Cli, footage: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert cli("capture", footage, "--name", "again") == 0
    assert "in the vault already" in capsys.readouterr().err
    assert len(list((reviewed_desk / "store" / "captures").glob("*/*/*"))) == 2


def test_a_new_dispatch_from_approved_segments_passes(reviewed_desk: Path, cli: Cli) -> None:
    assert cli("new", "grandma", "--title", "A child's race") == 0
    assert (reviewed_desk / "dispatches" / "0002-grandma.md").exists()
    assert cli("check", "dispatches/0002-grandma.md") == 0
