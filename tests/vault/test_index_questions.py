"""What the index answers, on one of everything, and from where it cannot be written."""

import os
import subprocess
import sys
from pathlib import Path
from typing import cast

import pytest
from msgspec.structs import replace
from tests.vault.stores import AT, FOOTAGE, LATER, PAGE, footage_capture, item_of, preserve_footage, tree

from dragoman.model.capture import Item, Media, Preserved
from dragoman.model.digest import digest, of_bytes, of_file
from dragoman.model.edition import Edition
from dragoman.model.errors import VaultError
from dragoman.model.ledger import EntryKind
from dragoman.model.review import Reviewed
from dragoman.model.sighting import Distractor, Fingerprint, Place, Sightings, Verdict
from dragoman.model.transcript import Transcript, Translation
from dragoman.vault.index import KeptFingerprint, KeptFootage
from dragoman.vault.vault import Vault


def test_one_of_everything_is_found(full: Path) -> None:
    with Vault.open(full) as vault:
        index = vault.index
        assert (index.count(), index.size(), index.names()) == (14, (20, 2), ["address"])
        item = vault.get_as(index.item("address") or "", Item)
        footage = vault.get_as(item.preserved, Preserved)
        assert index.captures_of_blob(of_file(FOOTAGE)) == [digest(footage)]
        assert index.captures_of_address("file:///footage/fa_0130.mp4") == [digest(footage)]
        (page,) = index.captures_of_blob(of_bytes(PAGE))
        assert index.captures() == [digest(footage), page]
        assert index.media(footage.blobs[0].digest) == item.media
        (transcript,) = index.transcripts(item.preserved)
        (translation,) = index.translations(item.preserved)
        assert index.translations_of(transcript) == [translation]
        assert vault.get_as(transcript, Transcript).preserved == item.preserved
        assert vault.get_as(translation, Translation).transcript == transcript
        first, second = index.revisions("address")
        assert [vault.get_as(one, Reviewed).revision for one in (first, second)] == [1, 2]
        assert index.reviewed("address") == index.reviewed("address", 2) == second
        assert index.reviewed("address", 1) == first
        (edition,) = index.editions()
        assert index.edition("Dispatch", 1) == edition
        assert vault.get_as(edition, Edition).number == 1


def test_what_was_seen_is_found(full: Path) -> None:
    with Vault.open(full) as vault:
        index = vault.index
        item = vault.get_as(index.item("address") or "", Item)
        media = item.media or ""
        (footage,) = index.footage()
        kept = vault.get_as(media, Media)
        assert footage == KeptFootage("address", digest(item), media, kept.blob)
        (fingerprint,) = index.fingerprints(media)
        assert index.fingerprints() == [fingerprint]
        record = vault.get_as(fingerprint.digest, Fingerprint)
        assert fingerprint == KeptFingerprint(
            digest(record), media, "picture", record.by.name, record.by.version, kept.duration
        )
        (report,) = index.sightings(media)
        found = vault.get_as(report, Sightings)
        assert (found.fingerprints, index.sightings()) == ((fingerprint.digest,), [report])
        (verdict,) = index.verdicts(media)
        there = vault.get_as(verdict, Verdict).there.media
        assert index.verdicts(there) == index.verdicts() == [verdict]
        assert list(found.taught) == index.distractors()


def test_footage_is_named_by_its_latest_record(full: Path) -> None:
    with Vault.open(full) as vault:
        item = vault.get_as(vault.index.item("address") or "", Item)
        vault.put([replace(item, title="Another title")], what="item", at=LATER)
        (footage,) = vault.index.footage()
        assert vault.get_as(footage.item, Item).title == "Another title"
        vault.put([replace(item, name="page", media=None)], what="item", at=LATER)
        assert [each.name for each in vault.index.footage()] == ["address"]


def test_a_sighting_record_that_dangles_is_refused(full: Path) -> None:
    nothing = of_bytes(b"nothing")
    with Vault.open(full) as vault:
        report = vault.get_as(vault.index.sightings()[0], Sightings)
        verdict = vault.get_as(vault.index.verdicts()[0], Verdict)
        for record, what in (
            (replace(report, fingerprints=(nothing,)), "sightings"),
            (replace(verdict, sightings=nothing), "verdict"),
            (Distractor(Place(nothing, report.found[0].here), "ident", "R. Eviewer", LATER), "distractor"),
        ):
            with pytest.raises(VaultError, match="not kept"):
                vault.put([record], what=cast(EntryKind, what), at=LATER)
        with pytest.raises(VaultError, match="cannot call this"):
            vault.put([verdict], what="sightings", at=LATER)


def test_what_is_not_there_is_none(full: Path) -> None:
    with Vault.open(full) as vault:
        index = vault.index
        nothing = of_bytes(b"nothing")
        assert (index.item("x"), index.media(nothing), index.reviewed("x"), index.edition("Dispatch", 9)) == (None,) * 4
        assert index.reviewed("address", 9) is None
        assert index.captures_of_blob(nothing) == index.captures_of_address("x") == index.revisions("x") == []
        assert index.transcripts(nothing) == index.sightings(nothing) == [] and not index.fingerprints(nothing)
        assert index.verdicts(nothing) == index.translations(nothing) == index.translations_of(nothing) == []
        assert not index.is_listed(nothing) and not index.is_live(nothing)


def test_the_same_bytes_twice_are_two_captures(vault: Vault) -> None:
    one, two = (preserve_footage(vault, footage_capture(name)) for name in ("one", "two"))
    assert vault.index.captures_of_blob(one.blobs[0].digest) == [digest(one), digest(two)]


def test_the_latest_in_the_ledger_is_the_latest(vault: Vault) -> None:
    footage = preserve_footage(vault, footage_capture())
    old, new = item_of(footage, title="Old"), item_of(footage, title="New")
    for item in (new, old):
        vault.put([item], what="item", at=AT)
    assert vault.index.item("address") == digest(old)
    media = [Media(footage.blobs[0].digest, footage_capture().by, c, 1, 0, None, None) for c in ("a", "b", "a")]
    for one in media:
        vault.put([one], what="media", at=AT)
    assert vault.index.media(footage.blobs[0].digest) == digest(media[0])


def test_where_the_index_cannot_be_written_it_is_made_in_memory(full: Path) -> None:
    with Vault.open(full) as vault:
        before = vault.index.dump()
    for path in full.glob("index.sqlite*"):
        path.unlink()
    (full / "index.sqlite").mkdir()
    with Vault.open(full) as vault:
        assert vault.index.dump() == before
    assert list((full / "index.sqlite").iterdir()) == []


@pytest.mark.skipif(os.getuid() != 0, reason="needs to become another user")
@pytest.mark.parametrize("with_index", [True, False])
def test_another_user_reads_a_store_that_is_not_theirs(full: Path, with_index: bool) -> None:
    """Read and verify as nobody, who may write nowhere in the store; root reads past every mode."""
    with Vault.open(full) as vault:
        before = vault.index.dump()
    if not with_index:
        for path in full.glob("index.sqlite*"):
            path.unlink()
    for folder in [full, *full.parents][:5]:
        folder.chmod(0o755)
    files = tree(full)
    code = (
        "import os, sys; from pathlib import Path\n"
        "from dragoman.vault.vault import Vault; from dragoman.vault.verify import verify_store\n"
        "from dragoman.vault.problem import Problem; from dragoman.model.errors import VaultError\n"
        "import bagit\n"
        "os.setgid(65534); os.setuid(65534)\n"
        "root = Path(sys.argv[1]); vault = Vault.open(root)\n"
        "sys.stdout.write(vault.index.dump())\n"
        "assert not [p for p in verify_store(root) if isinstance(p, Problem)]\n"
        "try:\n    vault.rebuild()\nexcept VaultError as error:\n    assert 'could not be written' in str(error)\n"
        "else:\n    raise SystemExit('nobody wrote')\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(full)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout == before
    assert tree(full) == files


@pytest.mark.skipif(os.getuid() != 0, reason="needs to become another user")
def test_a_user_without_privilege_writes_and_mends(tmp_path: Path) -> None:
    """Create, preserve, and set a sealed bag aside as nobody: root would not notice a missing permission."""
    for folder in [tmp_path, *tmp_path.parents][:4]:
        folder.chmod(0o755)
    (tmp_path / "own").mkdir()
    os.chown(tmp_path / "own", 65534, 65534)
    code = (
        "import os, sys, bagit, codecs; from pathlib import Path; codecs.lookup('utf-8-sig')\n"
        "from dragoman.vault.vault import Vault\n"
        "from tests.vault.stores import footage_capture, preserve_footage, page_capture, preserve_page, problems\n"
        "os.setgid(65534); os.setuid(65534)\n"
        "root = Path(sys.argv[1]); vault = Vault.create(root)\n"
        "preserve_page(vault, page_capture()); bag = root / preserve_footage(vault, footage_capture()).bag\n"
        "bag.chmod(0o755); bag.rename(bag.parent / 'elsewhere'); (bag.parent / 'elsewhere').chmod(0o555)\n"
        "assert len(problems(root)) == 2, problems(root)\n"
        "assert vault.rebuild(at='2026-11-23T00:00:00Z').set_aside == 7\n"
        "assert [p.path for p in problems(root)] == [bag.relative_to(root).as_posix()]\n"
    )
    root = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-c", code, str(tmp_path / "own/store")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=root)
    assert done.returncode == 0, done.stderr
