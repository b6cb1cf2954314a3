"""A forger who keeps every digest consistent: what verify sees without a key, and what only a key stops."""

import json
import re
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec
import pytest
from tests.steps.published import publish_grandma, sign_desk

from dragoman.model.digest import canonical, of_bytes
from dragoman.model.edition import Checked, Dispatch, Edition
from dragoman.model.records import Record, decode
from dragoman.model.review import Approval, Reviewed
from dragoman.publish.manifest import File, Manifest, seal
from dragoman.steps.proof import Proof
from dragoman.steps.verify_site import prove_site

Cli = Callable[..., int]


def proved(site: Path, signers: Path | None = None) -> Proof:
    return prove_site(site, signers, lambda done, total: None)


def reseal(site: Path, **changed: object) -> None:
    """Make manifest and sums agree with what stands in the folder, as a forger would."""
    manifest = msgspec.json.decode((site / "manifest.json").read_bytes(), type=Manifest)
    sealed = {"manifest.json", "manifest.json.sig", "SHA256SUMS"}
    paths = {p.relative_to(site).as_posix(): p for p in site.rglob("*") if p.is_file()}
    files = {
        name: File(of_bytes(path.read_bytes()), path.stat().st_size)
        for name, path in sorted(paths.items())
        if name not in sealed
    }
    records = tuple(sorted("sha256:" + Path(name).stem for name in files if name.startswith("records/")))
    forged = msgspec.structs.replace(manifest, files=files, records=records, **changed)
    signature = paths.get("manifest.json.sig")
    for output in seal(forged, signature.read_bytes() if signature else None):
        (site / output.path).write_bytes(output.data)


def swap_records(site: Path, new: Mapping[str, Record]) -> Mapping[str, str]:
    """Put other records in the place of those named, renaming up the chain; return new names by old."""
    names: dict[str, str] = {}
    records = {"sha256:" + p.stem: decode(p.read_bytes(), p.name) for p in (site / "records").glob("*.json")}
    records.update(new)
    text = {name: canonical(record).decode() for name, record in records.items()}
    while True:
        renamed = {name: of_bytes(body.encode()) for name, body in text.items()}
        stale = {name: to for name, to in renamed.items() if names.get(name, name) != to}
        if not stale:
            break
        for name, to in stale.items():
            was = names.get(name, name)
            text = {key: body.replace(was, to) for key, body in text.items()}
            names[name] = to
    for path in (site / "records").glob("*.json"):
        path.unlink()
    for body in text.values():
        (site / "records" / f"{of_bytes(body.encode())[7:]}.json").write_bytes(body.encode())
    return names


@pytest.fixture
def site(desk: Path, cli: Cli, footage: Path) -> Path:
    publish_grandma(desk, cli, footage)
    return desk / "site"


def find(site: Path, kind: type[Record]) -> tuple[str, Record]:
    for path in (site / "records").glob("*.json"):
        record = decode(path.read_bytes(), path.name)
        if isinstance(record, kind):
            return "sha256:" + path.stem, record
    raise AssertionError(kind)


def test_the_untouched_site_holds_anywhere(site: Path, tmp_path: Path) -> None:
    moved = site.rename(tmp_path / "elsewhere")
    proof = proved(moved)
    assert proof.problems == []
    assert any("equal byte for byte" in line for line in proof.lines)


def test_a_page_changed_with_every_digest_mended_is_seen(site: Path) -> None:
    page = site / "d" / "dispatch-1" / "index.html"
    page.write_text(page.read_text(encoding="utf-8").replace("very tired", "very angry"), encoding="utf-8")
    reseal(site)
    assert [fault.path for fault in proved(site).problems] == ["d/dispatch-1/index.html"]


def test_reviewed_text_that_its_decisions_do_not_make_is_seen(site: Path) -> None:
    name, record = find(site, Reviewed)
    assert isinstance(record, Reviewed)
    segments = tuple(
        msgspec.structs.replace(s, translation=s.translation.replace("tired", "angry")) for s in record.segments
    )
    names = swap_records(site, {name: msgspec.structs.replace(record, segments=segments)})
    edition, _ = find(site, Edition)
    assert edition in names.values()
    reseal(site, editions=(edition,))
    messages = [fault.message for fault in proved(site).problems]
    assert any("not what its decisions make" in message for message in messages)


def test_an_approval_that_nobody_gave_is_seen(site: Path) -> None:
    name, record = find(site, Reviewed)
    assert isinstance(record, Reviewed)
    forged = (Approval("The Minister", "2026-11-24T09:00:00Z"),)
    segments = tuple(msgspec.structs.replace(s, approved=(*s.approved, *forged)) for s in record.segments)
    swap_records(site, {name: msgspec.structs.replace(record, segments=segments)})
    reseal(site, editions=(find(site, Edition)[0],))
    assert any("not what its decisions make" in fault.message for fault in proved(site).problems)


def test_a_dispatch_whose_words_were_changed_is_seen(site: Path) -> None:
    name, record = find(site, Dispatch)
    assert isinstance(record, Dispatch)
    text = record.text.replace("Grandma got very tired", "Grandma got very angry")
    quotations = tuple(msgspec.structs.replace(q, text=q.text.replace("tired", "angry")) for q in record.quotations)
    swap_records(site, {name: msgspec.structs.replace(record, text=text, quotations=quotations)})
    reseal(site, editions=(find(site, Edition)[0],))
    assert any("QUO001" in fault.message for fault in proved(site).problems)


def test_a_record_taken_away_with_its_line_is_seen(site: Path) -> None:
    name, _ = find(site, Checked)
    (site / "records" / f"{name[7:]}.json").unlink()
    reseal(site)
    assert any(name in fault.message for fault in proved(site).problems)


def test_only_a_key_stops_who_rewrites_everything(desk: Path, cli: Cli, footage: Path) -> None:
    """Change the decisions themselves and all that follows: consistent, so only the signature tells."""
    signers = sign_desk(desk)
    publish_grandma(desk, cli, footage)
    site = desk / "site"
    assert proved(site, signers).problems == []
    page = site / "d" / "dispatch-1" / "index.html"
    page.write_bytes(page.read_bytes() + b" ")
    reseal(site)
    assert "manifest.json.sig" in [fault.path for fault in proved(site, signers).problems]
    assert "manifest.json.sig" in [fault.path for fault in proved(site).problems], "it does not fit the manifest"
    (site / "manifest.json.sig").unlink()
    reseal(site)
    assert "manifest.json.sig" in [fault.path for fault in proved(site, signers).problems]


def test_another_signer_is_not_ours(desk: Path, cli: Cli, footage: Path, tmp_path: Path) -> None:
    sign_desk(desk)
    publish_grandma(desk, cli, footage)
    other = tmp_path / "other"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(other)], check=True)
    public = other.with_suffix(".pub").read_text().split()
    strangers = tmp_path / "strangers"
    strangers.write_text(f"desk@example.org {public[0]} {public[1]}\n")
    assert [fault.path for fault in proved(desk / "site", strangers).problems] == ["manifest.json.sig"]


@pytest.mark.parametrize("data", [b"", b"{}", b"null", b"\xff", b"[]"])
def test_a_manifest_that_is_none_is_named(site: Path, data: bytes) -> None:
    (site / "manifest.json").write_bytes(data)
    assert [fault.path for fault in proved(site).problems] == ["manifest.json"]


def test_json_says_the_same(site: Path, cli: Cli, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "index.html").write_bytes(b"")
    capsys.readouterr()
    assert cli("verify", "site", "--json") == 1
    said = json.loads(capsys.readouterr().out)
    assert [problem["path"] for problem in said["problems"]] == ["index.html"]
    assert re.search("not those that were published", said["problems"][0]["message"])
