"""Verify names exactly what is wrong: this file, for this reason, and nothing else."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.vault.stores import (
    AT,
    item_of,
    page_capture,
    preserve_page,
    problems,
    review_of,
    transcript_of,
    tree,
)

from dragoman.model.capture import Item, Preserved
from dragoman.model.digest import canonical, digest, of_bytes
from dragoman.model.errors import NotInVault
from dragoman.model.ledger import Entry, Head
from dragoman.model.review import Reviewed
from dragoman.vault import keeping, ledger
from dragoman.vault.bags import verify_bag
from dragoman.vault.layout import Layout
from dragoman.vault.lock import held
from dragoman.vault.problem import Progress
from dragoman.vault.vault import Vault
from dragoman.vault.verify import verify_store

BAG = "captures/2026/11/20261122-footage"


def record_file(root: Path, kind: str) -> Path:
    """Return the file of the first record of a kind."""
    return next(
        p for p in sorted((root / "records").rglob("*.json")) if f'"kind":"{kind}/1"'.encode() in p.read_bytes()
    )


def overwrite(path: Path, data: bytes) -> None:
    path.chmod(0o644)
    path.write_bytes(data)


def test_a_good_store_has_no_problem_and_shows_progress(full: Path) -> None:
    before = tree(full)
    found = list(verify_store(full))
    assert all(isinstance(one, Progress) for one in found)
    assert [(one.done, one.total) for one in found if isinstance(one, Progress)] == [(20, 20), (1, 2), (2, 2)]
    assert tree(full) == before


def test_there_must_be_a_store(tmp_path: Path) -> None:
    with pytest.raises(NotInVault):
        list(verify_store(tmp_path))


def _flip_payload(root: Path) -> list[str]:
    path = root / BAG / "data/media/fa_0130.mp4"
    data = bytearray(path.read_bytes())
    data[1000] ^= 1
    overwrite(path, bytes(data))
    return [f"{BAG}/data/media/fa_0130.mp4"]


def _lose_payload(root: Path) -> list[str]:
    (root / BAG / "data/media/fa_0130.mp4").unlink()
    return [f"{BAG}/data/media/fa_0130.mp4"]


def _lose_bag(root: Path) -> list[str]:
    shutil.rmtree(root / BAG)
    return [BAG]


def _add_to_bag(root: Path) -> list[str]:
    (root / BAG / "notes.txt").write_bytes(b"x")
    (root / BAG / "data/media/more").write_bytes(b"x")
    return [f"{BAG}/data/media/more", f"{BAG}/notes.txt"]


def _second_tagmanifest(root: Path) -> list[str]:
    (root / BAG / "tagmanifest-sha512.txt").write_bytes(b"")
    return [f"{BAG}/tagmanifest-sha512.txt"]


def _link_in_bag(root: Path) -> list[str]:
    (root / BAG / "data/link").symlink_to("/etc/hostname")
    return [f"{BAG}/data/link"]


def _resealed_bag(root: Path) -> list[str]:
    """Change the payload and write every manifest anew, so that the bag is whole in itself."""
    import hashlib

    bag = root / BAG
    overwrite(bag / "data/media/fa_0130.mp4", b"forged")
    for name in ("sha256", "sha512"):
        lines = (bag / f"manifest-{name}.txt").read_text().splitlines()
        forged = f"{hashlib.new(name, b'forged').hexdigest()}  data/media/fa_0130.mp4"
        overwrite(bag / f"manifest-{name}.txt", "".join(f"{x}\n" for x in [lines[0], forged]).encode())
    tags = ["bag-info.txt", "bagit.txt", "manifest-sha256.txt", "manifest-sha512.txt"]
    info = (bag / "bag-info.txt").read_text()
    overwrite(bag / "bag-info.txt", info.encode())
    seal = "".join(f"{hashlib.sha256((bag / t).read_bytes()).hexdigest()}  {t}\n" for t in tags)
    overwrite(bag / "tagmanifest-sha256.txt", seal.encode())
    return [f"{BAG}/data/media/fa_0130.mp4", f"{BAG}/tagmanifest-sha256.txt"]


def _copied_bag(root: Path) -> list[str]:
    shutil.copytree(root / BAG, root / "captures/2026/11/copy")
    return ["captures/2026/11/copy"]


def _flip_record(root: Path) -> list[str]:
    path = record_file(root, "reviewed")
    overwrite(path, path.read_bytes().replace(b"close the dam", b"clone the dam"))
    return [path.relative_to(root).as_posix()]


def _lose_record(root: Path) -> list[str]:
    """Lose the record that alone led to another, which then stands there unaccounted for."""
    path, only_by_it = record_file(root, "checked"), record_file(root, "dispatch")
    path.unlink()
    return [path.relative_to(root).as_posix(), only_by_it.relative_to(root).as_posix()]


def _swap_records(root: Path) -> list[str]:
    one, two = record_file(root, "transcript"), record_file(root, "translation")
    first, second = one.read_bytes(), two.read_bytes()
    overwrite(one, second)
    overwrite(two, first)
    return sorted(p.relative_to(root).as_posix() for p in (one, two))


def _good_stranger_record(root: Path) -> list[str]:
    page = keeping.read(Layout(root), of_bytes(record_file(root, "preserved").read_bytes()))
    assert isinstance(page, Preserved)
    name = keeping.keep(Layout(root), item_of(page, name="forged"))
    return [Layout(root).below(Layout(root).record(name))]


def _record_in_the_wrong_folder(root: Path) -> list[str]:
    path = record_file(root, "item")
    (root / "records/zz").mkdir()
    shutil.copy(path, root / "records/ab" if (root / "records/ab").is_dir() else root / "records/zz")
    shutil.copy(path, path.with_suffix(".txt"))
    strangers = ["records/zz", path.with_suffix(".txt").relative_to(root).as_posix()]
    if (root / "records/ab" / path.name).exists() and path.parent.name != "ab":
        strangers.append(f"records/ab/{path.name}")
    return strangers


def _files_out_of_place(root: Path) -> list[str]:
    places = ["x", "captures/x", "captures/2026/x", "captures/2026/11/x", "records/x", "ledger/x", "set-aside/x"]
    for place in places:
        (root / place).write_bytes(b"x")
    (root / "folder").mkdir()
    return [*places, "folder"]


def _no_set_aside_list(root: Path) -> list[str]:
    path = next((root / "set-aside").glob("*.json"))
    path.unlink()
    inside = [p.relative_to(root).as_posix() for p in (root / "set-aside").rglob("*") if p.is_file()]
    return [path.relative_to(root).as_posix(), *inside]


def _changed_set_aside(root: Path) -> list[str]:
    path = next(p for p in (root / "set-aside").rglob("*") if p.is_file() and p.suffix != ".json")
    overwrite(path, b"changed")
    return [path.relative_to(root).as_posix()]


def _edited_line(root: Path) -> list[str]:
    path = root / "ledger/ledger.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"number":3', b'"number":3 ', 1))
    return ["ledger/ledger.jsonl:3"]


def _rolled_back(root: Path) -> list[str]:
    """Take the last line and its head away: the records that only it led to give it away."""
    path, head = root / "ledger/ledger.jsonl", root / "ledger/head.json"
    lines = path.read_bytes().splitlines(keepends=True)
    last = _entry(lines[-1])
    path.write_bytes(b"".join(lines[:-1]))
    head.write_bytes(canonical(Head(len(lines) - 1, of_bytes(lines[-2][:-1]))))
    assert last.what == "mended"
    return [p.relative_to(root).as_posix() for p in (root / "set-aside").rglob("*") if p.is_file()]


def _entry(line: bytes) -> Entry:
    found = ledger.loose(line.rstrip(b"\n"))
    assert found is not None
    return found


def _rolled_back_ledger_alone(root: Path) -> list[str]:
    path = root / "ledger/ledger.jsonl"
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))
    return [
        "ledger/head.json",
        *(p.relative_to(root).as_posix() for p in (root / "set-aside").rglob("*") if p.is_file()),
    ]


def _edited_head(root: Path) -> list[str]:
    (root / "ledger/head.json").write_bytes(canonical(Head(3, of_bytes(b"x"))))
    return ["ledger/head.json"]


def _no_head(root: Path) -> list[str]:
    (root / "ledger/head.json").unlink()
    return ["ledger/head.json"]


def _head_behind(root: Path) -> list[str]:
    lines = (root / "ledger/ledger.jsonl").read_bytes().splitlines()
    (root / "ledger/head.json").write_bytes(canonical(Head(len(lines) - 1, of_bytes(lines[-2]))))
    return ["ledger/head.json"]


def _torn_line(root: Path) -> list[str]:
    with (root / "ledger/ledger.jsonl").open("ab") as file:
        file.write(b'{"at":"2026')
    return ["ledger/ledger.jsonl"]


def _wrong_kind(root: Path) -> list[str]:
    """Append a whole, well-chained line that calls an item a transcript."""
    lines = (root / "ledger/ledger.jsonl").read_bytes().splitlines()
    line = canonical(
        Entry(len(lines) + 1, of_bytes(lines[-1]), AT, "transcript", of_bytes(record_file(root, "item").read_bytes()))
    )
    with (root / "ledger/ledger.jsonl").open("ab") as file:
        file.write(line + b"\n")
    (root / "ledger/head.json").write_bytes(canonical(Head(len(lines) + 1, of_bytes(line))))
    return [f"ledger/ledger.jsonl:{len(lines) + 1}"]


HARM = [
    _flip_payload, _lose_payload, _lose_bag, _add_to_bag, _second_tagmanifest, _link_in_bag, _resealed_bag, _copied_bag,
    _flip_record, _lose_record, _swap_records, _good_stranger_record, _record_in_the_wrong_folder, _files_out_of_place,
    _no_set_aside_list, _changed_set_aside, _edited_line, _rolled_back, _rolled_back_ledger_alone, _edited_head,
    _no_head, _head_behind, _torn_line, _wrong_kind,
]  # fmt: skip


@pytest.mark.parametrize("harm", HARM, ids=lambda harm: harm.__name__.strip("_"))
def test_what_is_wrong_is_named(full: Path, harm: Callable[[Path], list[str]]) -> None:
    expected = harm(full)
    found = problems(full)
    assert sorted({problem.path for problem in found}) == sorted(set(expected)), found
    assert all(problem.message for problem in found)


def test_one_bag_is_proved_against_its_record(full: Path) -> None:
    with Vault.open(full) as vault:
        item = vault.get_as(vault.index.item("address") or "", Item)
        preserved = vault.get_as(item.preserved, Preserved)
        assert list(vault.prove(preserved)) == []
        expected = _resealed_bag(full)
        assert list(verify_bag(full / BAG)) == [], "in itself the forged bag is whole"
        assert {problem.path for problem in vault.prove(preserved)} == set(expected)


def test_what_a_crash_left_is_named_with_its_cure(full: Path) -> None:
    for harm in (_head_behind, _torn_line):
        copy = Path(shutil.copytree(full, full.parent / harm.__name__))
        harm(copy)
        (problem,) = problems(copy)
        assert "left by an interrupted write" in problem.message
        assert "dragoman rebuild" in problem.hint


def test_work_going_on_is_no_problem(full: Path) -> None:
    """Commit while a verification has begun and not ended; it must neither fail nor accuse."""
    with Vault.open(full) as vault:
        running = verify_store(full)
        found = [next(running)]
        page = preserve_page(vault, page_capture("20261124-page"))
        vault.put([transcript_of(page)], what="transcript", at=AT)
        vault.put(review_of(page, transcript_of(page), _second(vault)), what="reviewed", at=AT)
        found += list(running)
    assert [one for one in found if not isinstance(one, Progress)] == []
    assert problems(full) == []


def _second(vault: Vault) -> Reviewed:
    return vault.get_as(vault.index.reviewed("address") or "", Reviewed)


def test_verify_waits_for_a_write_that_is_half_done(full: Path) -> None:
    """Hold the lock as a reader: nothing in the way of verifying."""
    with held(full / "lock", shared=True):
        assert problems(full) == []


def test_a_copy_without_lock_index_and_staging_verifies(full: Path) -> None:
    for name in ("lock", "index.sqlite"):
        (full / name).unlink(missing_ok=True)
    shutil.rmtree(full / "tmp")
    assert problems(full) == []


def test_digest_of_the_page_is_what_the_record_says(full: Path) -> None:
    with Vault.open(full) as vault:
        (name,) = vault.index.captures_of_blob(page_capture().blobs[0].digest)
        assert digest(vault.get(name)) == name
