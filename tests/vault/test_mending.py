"""A rebuild puts in order what a crash left, deletes nothing, and makes the same index again."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest
from tests.vault.stores import (
    AT,
    LATER,
    Signed,
    footage_capture,
    item_of,
    page_capture,
    preserve_footage,
    preserve_page,
    problems,
    review_of,
    transcript_of,
    tree,
)

from dragoman.model.capture import Preserved
from dragoman.model.digest import canonical, digest, of_bytes
from dragoman.model.errors import Damaged
from dragoman.model.ledger import Entry, Head
from dragoman.vault import keeping, ledger
from dragoman.vault.layout import Layout
from dragoman.vault.vault import Vault


def kinds(root: Path) -> list[str]:
    lines = (root / "ledger/ledger.jsonl").read_bytes().splitlines()
    return [json.loads(line)["what"] for line in lines]


def test_a_lost_index_is_made_again_the_same(full: Path) -> None:
    with Vault.open(full) as vault:
        before = vault.index.dump()
        assert before.count("\n") == 38
    for path in full.glob("index.sqlite*"):
        path.unlink()
    with Vault.open(full) as vault:
        assert vault.index.dump() == before
        assert vault.rebuild(at=LATER).set_aside == 0
        assert vault.index.dump() == before


@pytest.mark.parametrize("junk", [b"", b"not a database at all" * 100, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_index_is_made_again(full: Path, junk: bytes) -> None:
    with Vault.open(full) as vault:
        before = vault.index.dump()
    (full / "index.sqlite").write_bytes(junk)
    with Vault.open(full) as vault:
        assert vault.index.dump() == before


def test_an_index_of_another_ledger_is_made_again(full: Path, vault: Vault, tmp_path: Path) -> None:
    preserve_page(vault, page_capture())
    vault.close()
    with Vault.open(full) as other:
        before = other.index.dump()
    shutil.copy(tmp_path / "store/index.sqlite", full / "index.sqlite")
    with Vault.open(full) as other:
        assert other.index.dump() == before


def test_an_index_behind_the_ledger_catches_up(full: Path) -> None:
    with Vault.open(full) as vault:
        vault.index.count()
    shutil.copy(full / "index.sqlite", full.parent / "old")
    with Vault.open(full) as vault:
        page = preserve_page(vault, page_capture("20261124-page"))
    shutil.copy(full.parent / "old", full / "index.sqlite")
    with Vault.open(full) as vault:
        assert digest(page) in vault.index.captures()


def test_a_clean_store_is_left_as_it_is(full: Path) -> None:
    before = tree(full)
    with Vault.open(full) as vault:
        rebuilt = vault.rebuild(at=LATER)
    assert (rebuilt.entries, rebuilt.records, rebuilt.captures) == (14, 20, 2)
    assert (rebuilt.adopted, rebuilt.set_aside) == (0, 0)
    assert tree(full) == before


def test_the_next_writer_takes_in_a_line_that_the_head_does_not_know(full: Path) -> None:
    lines = (full / "ledger/ledger.jsonl").read_bytes().splitlines()
    (full / "ledger/head.json").write_bytes(canonical(Head(len(lines) - 1, of_bytes(lines[-2]))))
    with Vault.open(full) as vault:
        preserve_page(vault, page_capture("20261124-page"))
        assert vault.index.count() == len(lines) + 1
    assert problems(full) == []


@pytest.mark.parametrize("torn", [b"{", b'{"at":"2026-11-22T10:00:00Z"', b"\0" * 300, b"{}\n"])
def test_the_next_writer_cuts_a_torn_line(full: Path, torn: bytes) -> None:
    path = full / "ledger/ledger.jsonl"
    before = path.read_bytes()
    path.write_bytes(before + torn)
    with Vault.open(full) as vault:
        count = vault.index.count() if torn[-1:] != b"\n" else 14
        assert count == 14
        preserve_page(vault, page_capture("20261124-page"))
        assert vault.index.count() == 15
    assert path.read_bytes().startswith(before + b'{"at"')
    assert problems(full) == []


def test_a_broken_chain_is_refused_and_not_mended(full: Path) -> None:
    path = full / "ledger/ledger.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"what":"transcript"', b'"what":"translation"', 1))
    before = tree(full)
    with Vault.open(full) as vault, pytest.raises(Damaged):
        vault.rebuild(at=LATER)
    assert tree(full) == before


def test_a_damaged_record_stays_where_it_is(full: Path) -> None:
    path = next(p for p in (full / "records").rglob("*.json") if b'"kind":"item/1"' in p.read_bytes())
    path.chmod(0o644)
    path.write_bytes(b"damaged")
    with Vault.open(full) as vault, pytest.raises(Damaged, match="differ from its name"):
        vault.rebuild(at=LATER)
    assert path.read_bytes() == b"damaged"


def test_a_whole_bag_without_a_line_is_adopted_and_stays_inert(vault: Vault, tmp_path: Path) -> None:
    root = tmp_path / "store"
    first = preserve_footage(vault, footage_capture())
    ledger_before, head = (root / "ledger/ledger.jsonl").read_bytes(), (root / "ledger/head.json").read_bytes()
    page = preserve_page(vault, page_capture())
    (root / "ledger/ledger.jsonl").write_bytes(ledger_before)
    (root / "ledger/head.json").write_bytes(head)
    for record in (digest(page), page.capture):
        Layout(root).record(record).unlink()
    rebuilt = vault.rebuild(at=LATER)
    assert (rebuilt.adopted, rebuilt.set_aside, rebuilt.captures) == (1, 0, 2)
    assert problems(root) == []
    assert vault.get_as(digest(page), Preserved) == page
    assert vault.index.captures() == [digest(first)]
    assert vault.index.captures_of_address("https://example.org/speech") == []
    assert vault.index.is_listed(digest(page)) and not vault.index.is_live(digest(page))
    assert preserve_page(vault, page_capture()) == page
    assert vault.index.captures() == [digest(first), digest(page)]
    assert kinds(root) == ["preserved", "adopted", "preserved"]


def test_an_interrupted_review_is_adopted_and_its_revision_stays_free(vault: Vault, tmp_path: Path) -> None:
    root = tmp_path / "store"
    footage = preserve_footage(vault, footage_capture())
    transcript = transcript_of(footage)
    vault.put([transcript], what="transcript", at=AT)
    for record in review_of(footage, transcript):
        keeping.keep(Layout(root), record)
    assert len(problems(root)) == 2
    rebuilt = vault.rebuild(at=LATER)
    assert (rebuilt.adopted, rebuilt.set_aside) == (2, 0)
    assert kinds(root) == ["preserved", "transcript", "adopted"]
    assert vault.index.reviewed("address") is None
    vault.put(review_of(footage, transcript, text="A better reading."), what="reviewed", at=LATER)
    assert problems(root) == []


def _odd_name(root: Path) -> Path:
    return Path(os.fsdecode(os.fsencode(root / "captures") + b"/\xff\n\\ odd"))


def _stray_file(root: Path) -> None:
    (root / "captures/2026/notes.txt").write_bytes(b"notes")


def _stray_folder(root: Path) -> None:
    (root / "mine/deep/er").mkdir(parents=True)
    (root / "mine/deep/a").write_bytes(b"a")
    (root / "mine/deep/er/b").write_bytes(b"b")


def _stray_link(root: Path) -> None:
    (root / "records/link").symlink_to("/etc/hostname")


def _stray_oddity(root: Path) -> None:
    _odd_name(root).write_bytes(b"odd")
    os.mkfifo(root / "pipe")


def _broken_bag(root: Path) -> None:
    bag = root / "captures/2026/11/half"
    shutil.copytree(root / "captures/2026/11/20261122-page", bag)
    shutil.rmtree(bag / "data")


def _moved_bag(root: Path) -> None:
    shutil.copytree(root / "captures/2026/11/20261122-page", root / "captures/2026/11/elsewhere")


def _bad_records(root: Path) -> None:
    (root / "records/ab").mkdir(exist_ok=True)
    (root / "records/ab" / f"ab{'0' * 62}.json").write_bytes(b"{}")
    dangling = item_of(Preserved(of_bytes(b"x"), "captures/2026/11/x", of_bytes(b"y"), (), AT))
    keeping.keep(Layout(root), dangling)


def _stray_signature(root: Path) -> None:
    (root / "ledger/signatures").mkdir()
    (root / "ledger/signatures" / f"{'0' * 64}.sig").write_bytes(b"x")


def _bad_signature(root: Path) -> None:
    (root / "ledger/head.json.sig").write_bytes(b"x")


def _unlisted_set_aside(root: Path) -> None:
    (root / "set-aside/more").mkdir()
    (root / "set-aside/more/0001").write_bytes(b"x")


STRAYS = [
    _stray_file, _stray_folder, _stray_link, _stray_oddity, _broken_bag, _moved_bag, _bad_records, _stray_signature,
    _unlisted_set_aside,
]  # fmt: skip


@pytest.mark.parametrize("stray", STRAYS, ids=lambda stray: stray.__name__.strip("_"))
def test_what_has_no_place_is_set_aside_and_listed(full: Path, stray: Callable[[Path], None]) -> None:
    before = tree(full)
    stray(full)
    added = [data for name, data in tree(full).items() if name not in before]
    assert problems(full) != []
    with Vault.open(full) as vault:
        rebuilt = vault.rebuild(at=LATER)
        assert rebuilt.set_aside > 0
        again = vault.rebuild(at=LATER)
    assert (again.adopted, again.set_aside) == (0, 0)
    assert problems(full) == []
    after = tree(full)
    assert all(after[name] == data for name, data in before.items() if name.startswith(("captures/", "records/")))
    assert all(data in after.values() for data in added), "set aside is not deleted"
    with Vault.open(full) as vault:
        preserve_page(vault, page_capture("20261124-page"))
    assert problems(full) == []


def test_the_list_says_where_things_stood(full: Path) -> None:
    _stray_oddity(full)
    before = set(full.glob("set-aside/*.json"))
    with Vault.open(full) as vault:
        vault.rebuild(at=LATER)
    (path,) = set(full.glob("set-aside/*.json")) - before
    moved = {unquote(one["origin"], errors="surrogateescape"): one for one in json.loads(path.read_bytes())["moved"]}
    odd = _odd_name(full).relative_to(full).as_posix()
    assert moved.keys() == {odd, "pipe"}
    assert (full / moved[odd]["path"]).read_bytes() == b"odd"
    assert moved["pipe"]["form"] == "other"


def test_a_signed_store_is_mended_and_stays_signed(signed: Signed) -> None:
    _stray_file(signed.root)
    _broken_bag(signed.root)
    (signed.root / "ledger/head.json.sig").write_bytes(b"x")
    with Vault.open(signed.root, signer=signed.signer) as vault:
        assert vault.rebuild(at=LATER).set_aside > 2
    assert problems(signed.root, signed.allowed) == []


def test_every_crash_between_the_steps_of_a_signed_commit_is_finished(signed: Signed) -> None:
    """Put together by hand each state that a commit can be cut off in, and let the next writer finish it."""
    root = signed.root
    files = ("ledger/ledger.jsonl", "ledger/head.json", "ledger/head.json.sig")
    old = {name: (root / name).read_bytes() for name in files}
    kept_before = set((root / "ledger/signatures").iterdir())
    with Vault.open(root, signer=signed.signer) as vault:
        preserve_page(vault, page_capture("20261124-page"))
    new = {name: (root / name).read_bytes() for name in files}
    (sealed,) = set((root / "ledger/signatures").iterdir()) - kept_before
    seal = sealed.read_bytes()
    for steps in range(4):
        if steps == 0:
            continue
        now = {name: (new if number < steps else old)[name] for number, name in enumerate(files)}
        for name, data in now.items():
            (root / name).write_bytes(data)
        expected = 0 if steps == 3 else 1
        assert len({p.path for p in problems(root, signed.allowed)}) >= expected
        with Vault.open(root, signer=signed.signer) as vault, vault.staging():
            vault.rebuild(at=LATER)
        assert problems(root, signed.allowed) == []
        assert {name: (root / name).read_bytes() for name in files} == new
    assert sealed.read_bytes() == seal


def test_an_adopted_line_changes_no_state(full: Path) -> None:
    """Append an adopted line for each record there is; the state stays what the other lines made it."""
    with Vault.open(full) as vault:
        before = [line for line in vault.index.dump().splitlines() if not line.startswith("tip")]
    path = full / "ledger/ledger.jsonl"
    lines = path.read_bytes().splitlines()
    for record in sorted((full / "records").rglob("*.json")):
        entry = Entry(len(lines) + 1, of_bytes(lines[-1]), LATER, "adopted", f"sha256:{record.stem}")
        lines.append(ledger.line_of(entry))
    path.write_bytes(b"".join(line + b"\n" for line in lines))
    (full / "ledger/head.json").write_bytes(canonical(Head(len(lines), of_bytes(lines[-1]))))
    assert problems(full) == []
    with Vault.open(full) as vault:
        assert [line for line in vault.index.dump().splitlines() if not line.startswith("tip")] == before


def test_a_bag_that_a_crash_left_broken_is_not_taken_for_the_capture(vault: Vault, tmp_path: Path) -> None:
    """Leave half a bag where the same capture is to go: refused until a rebuild has set it aside."""
    bag = tmp_path / "store/captures/2026/11/20261122-page"
    (bag / "data").mkdir(parents=True)
    (bag / "data/capture.json").write_bytes(canonical(page_capture()))
    with pytest.raises(Damaged, match="no bag"):
        preserve_page(vault, page_capture())
    assert vault.rebuild(at=LATER).set_aside == 1
    preserve_page(vault, page_capture())
    assert problems(tmp_path / "store") == []
