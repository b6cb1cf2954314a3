"""What a step may do with a vault, and what it is refused."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.vault.stores import (
    AT,
    LATER,
    PAGE,
    PAGE_ADDRESS,
    TOOL,
    edition_of,
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

from dragoman.model.capture import Blob, Capture, Item, Preserved
from dragoman.model.digest import canonical, digest, of_bytes
from dragoman.model.errors import Damaged, NotInVault, VaultError
from dragoman.model.records import Record
from dragoman.model.transcript import Transcript
from dragoman.vault.vault import Vault


def test_a_store_is_not_made_over_another(vault: Vault, tmp_path: Path) -> None:
    with pytest.raises(VaultError, match="stands here already"):
        Vault.create(tmp_path / "store")
    with pytest.raises(NotInVault, match="no store here"):
        Vault.open(tmp_path / "elsewhere")


def test_a_capture_is_kept_byte_for_byte(vault: Vault, tmp_path: Path, footage: Path) -> None:
    capture = footage_capture()
    preserved = preserve_footage(vault, capture)
    path = vault.blob_path(preserved, preserved.blobs[0])
    assert path.read_bytes() == footage.read_bytes()
    assert preserved.bag == "captures/2026/11/20261122-footage"
    assert vault.get_as(preserved.capture, Capture) == capture
    assert vault.get(digest(preserved)) == preserved
    assert (vault.bag_path(preserved) / "data/capture.json").read_bytes() == canonical(capture)
    assert path.stat().st_mode & 0o222 == 0
    assert path.parent.stat().st_mode & 0o222 == 0
    assert vault.bag_path(preserved).stat().st_mode & 0o222 == 0
    assert not list((tmp_path / "store/tmp").iterdir())
    assert problems(tmp_path / "store") == []


def test_preserving_again_changes_nothing(vault: Vault, tmp_path: Path) -> None:
    first = preserve_footage(vault, footage_capture())
    before = tree(tmp_path / "store")
    assert preserve_footage(vault, footage_capture(), at=LATER) == first
    assert tree(tmp_path / "store") == before


def test_an_id_belongs_to_one_capture(vault: Vault) -> None:
    preserve_page(vault, page_capture())
    with pytest.raises(VaultError, match="another capture stands under this id"):
        preserve_page(vault, page_capture(page=b"other"), b"other")


def _change(folder: Path) -> None:
    (folder / "صفحه\u200cها.html").write_bytes(PAGE[:-1] + b" ")


def _lose(folder: Path) -> None:
    (folder / "صفحه\u200cها.html").unlink()


def _add(folder: Path) -> None:
    (folder / "extra").write_bytes(b"")


def _add_folder(folder: Path) -> None:
    (folder / "extra").mkdir()


def _link(folder: Path) -> None:
    (folder / "extra").symlink_to("/etc/passwd")


@pytest.mark.parametrize("hurt", [_change, _lose, _add, _add_folder, _link])
def test_only_what_the_capture_names_is_preserved(vault: Vault, tmp_path: Path, hurt: Callable[[Path], None]) -> None:
    before = tree(tmp_path / "store")
    with vault.staging() as folder:
        (folder / page_capture().blobs[0].path).write_bytes(PAGE)
        hurt(folder)
        with pytest.raises(Damaged):
            vault.preserve(page_capture(), folder, at=AT)
    assert tree(tmp_path / "store") == before
    assert not list((tmp_path / "store/tmp").iterdir())


@pytest.mark.parametrize(
    "path",
    ["../out", "/etc/x", "a/../b", "./a", "a//b", "a/", "", "capture.json", "Capture.JSON", "a\\b", "50%", "a\nb",
     "a\u2028b", "e\u0301.html", "~x", "a/ b", "a.", "a ", "\u202ea", "x" * 201],
)  # fmt: skip
def test_names_that_tools_read_differently_are_refused(vault: Vault, path: str) -> None:
    capture = Capture("c", "a", "file", AT, TOOL, (Blob(path, of_bytes(b"x"), 1, "text/plain"),))
    with vault.staging() as folder, pytest.raises(VaultError, match="cannot be kept as"):
        vault.preserve(capture, folder, at=AT)


def test_two_names_that_differ_in_case_alone_are_refused(vault: Vault) -> None:
    blobs = (Blob("a.txt", of_bytes(b"x"), 1, "text/plain"), Blob("A.txt", of_bytes(b"x"), 1, "text/plain"))
    with vault.staging() as folder, pytest.raises(VaultError, match="case alone"):
        vault.preserve(Capture("c", "a", "file", AT, TOOL, blobs), folder, at=AT)


@pytest.mark.parametrize("name", ["", "..", "../x", "a/b", ".hidden", "a b", "ا"])
def test_ids_that_are_no_folder_names_are_refused(vault: Vault, name: str) -> None:
    with pytest.raises(VaultError, match="a capture's id"):
        preserve_page(vault, page_capture(name))


def test_only_a_staging_folder_is_preserved(vault: Vault, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    with pytest.raises(VaultError, match="gave out"):
        vault.preserve(page_capture(), tmp_path / "mine", at=AT)


def test_records_come_back_as_they_were_put(vault: Vault, tmp_path: Path) -> None:
    footage = preserve_footage(vault, footage_capture())
    transcript = transcript_of(footage)
    name = vault.put([transcript], what="transcript", at=AT)
    assert name == digest(transcript)
    assert vault.get_as(name, Transcript) == transcript
    with pytest.raises(VaultError, match="not a Item but a Transcript"):
        vault.get_as(name, Item)
    with pytest.raises(NotInVault):
        vault.get(of_bytes(b"nothing"))
    path = tmp_path / "store/records" / name[7:9] / f"{name[7:]}.json"
    path.chmod(0o644)
    path.write_bytes(path.read_bytes().replace(b"Minister", b"minister"))
    with pytest.raises(Damaged):
        vault.get(name)
    with pytest.raises(Damaged):
        vault.put([transcript], what="transcript", at=AT)


def test_a_batch_must_hang_together(vault: Vault, tmp_path: Path) -> None:
    footage = preserve_footage(vault, footage_capture())
    transcript = transcript_of(footage)
    decisions, reviewed = review_of(footage, transcript)
    before = tree(tmp_path / "store")
    cases: list[tuple[list[Record], str]] = [
        ([], "nothing to keep"),
        ([reviewed, decisions], "cannot call this reviewed"),
        ([footage], "cannot call this reviewed"),
        ([decisions, reviewed], "made from a record that is not kept"),
        ([transcript, reviewed], "made from a record that is not kept"),
        ([item_of(footage), transcript, decisions, reviewed], "does not lead to this item"),
    ]
    for records, message in cases:
        with pytest.raises(VaultError, match=message):
            vault.put(records, what="reviewed", at=AT)
    with pytest.raises(VaultError, match="cannot call this preserved"):
        vault.put([footage], what="preserved", at=AT)
    assert tree(tmp_path / "store") == before


def test_a_revision_and_an_edition_are_taken_once(vault: Vault) -> None:
    footage = preserve_footage(vault, footage_capture())
    transcript, item = transcript_of(footage), item_of(footage)
    vault.put([transcript], what="transcript", at=AT)
    vault.put([item], what="item", at=AT)
    _, first = batch = review_of(footage, transcript)
    vault.put(batch, what="reviewed", at=AT)
    vault.put(batch, what="reviewed", at=AT)
    with pytest.raises(VaultError, match="has this number already"):
        vault.put(review_of(footage, transcript, text="Another reading."), what="reviewed", at=AT)
    vault.put(edition_of(item, first), what="edition", at=AT)
    other = review_of(footage, transcript, first)
    vault.put(other, what="reviewed", at=AT)
    with pytest.raises(VaultError, match="has this number already"):
        vault.put(edition_of(item, other[1]), what="edition", at=AT)


def test_the_same_line_is_not_written_twice_over(vault: Vault) -> None:
    footage = preserve_footage(vault, footage_capture())
    item, changed = item_of(footage), item_of(footage, title="Another title")
    for record, count in [(item, 2), (item, 2), (changed, 3), (item, 4)]:
        vault.put([record], what="item", at=AT)
        assert vault.index.count() == count
    assert vault.index.item("address") == digest(item)


def test_a_blob_that_is_not_there_is_said(vault: Vault) -> None:
    page = preserve_page(vault, page_capture())
    stranger = Blob("x", of_bytes(b"x"), 1, "text/plain")
    with pytest.raises(NotInVault, match="does not hold this blob"):
        vault.blob_path(page, stranger)
    lost = Preserved(page.capture, "../../etc", page.tagmanifest, page.blobs, AT)
    with pytest.raises(VaultError, match="outside captures"):
        vault.blob_path(lost, page.blobs[0])


def test_many_writers_lose_nothing(vault: Vault, tmp_path: Path) -> None:
    """Let eight threads, each with a vault of its own, write while readers read."""
    footage = preserve_footage(vault, footage_capture())
    names = [f"item-{writer}-{n}" for writer in range(4) for n in range(5)]
    faults: list[BaseException] = []

    def write(mine: list[str]) -> None:
        try:
            with Vault.open(tmp_path / "store") as own:
                for name in mine:
                    own.put([item_of(footage, name=name)], what="item", at=AT)
        except BaseException as fault:
            faults.append(fault)
            raise

    def read() -> None:
        try:
            with Vault.open(tmp_path / "store") as own:
                seen = 0
                while seen < len(names):
                    now = len(own.index.names())
                    assert now >= seen
                    seen = now
        except BaseException as fault:
            faults.append(fault)
            raise

    threads = [threading.Thread(target=write, args=[names[at : at + 5]]) for at in range(0, 20, 5)]
    threads += [threading.Thread(target=read) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert vault.index.names() == sorted(names)
    assert problems(tmp_path / "store") == []


def test_an_address_is_found_by_any_hop(vault: Vault) -> None:
    page = preserve_page(vault, page_capture())
    for address in ("http://example.org/speech", PAGE_ADDRESS):
        assert vault.index.captures_of_address(address) == [digest(page)]
    assert vault.index.captures_of_address("https://example.org/") == []
