"""A small real store: footage that travels with the repository, a page, and every kind of record."""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from dragoman.model.capture import Blob, Capture, Hop, Item, Media, Preserved, Tool
from dragoman.model.digest import digest, of_bytes, of_file
from dragoman.model.edition import Checked, Dispatch, Edition, SourceRef
from dragoman.model.review import Approve, Decision, Decisions, EditTranslation, Reviewed, ReviewedSegment
from dragoman.model.sighting import Archive, Distractor, Fingerprint, Place, Sighting, Sightings, Verdict
from dragoman.model.time import Span
from dragoman.model.transcript import Line, Segment, Transcript, Translation
from dragoman.vault import keeping
from dragoman.vault.layout import Layout
from dragoman.vault.problem import Problem
from dragoman.vault.signing import Signer
from dragoman.vault.vault import Vault
from dragoman.vault.verify import verify_store

FOOTAGE = Path(__file__).resolve().parents[2] / "examples" / "fa_0130.mp4"
AT = "2026-11-22T10:00:00Z"
LATER = "2026-11-23T11:30:00Z"
TOOL = Tool("hand", "1")
PAGE = '<!doctype html><html lang="fa" dir="rtl"><title>سدّ</title><p>سد را نمی\u200cبندیم.</p></html>\n'.encode()
PAGE_ADDRESS = "https://example.org/speech"


@dataclass(frozen=True)
class Signed:
    """Hold a signed store, its signer, and the allowed signers."""

    root: Path
    signer: Signer
    allowed: Path


def footage_capture(name: str = "20261122-footage") -> Capture:
    """State that the footage was taken from a file."""
    blob = Blob("media/fa_0130.mp4", of_file(FOOTAGE), FOOTAGE.stat().st_size, "video/mp4")
    return Capture(name, "file:///footage/fa_0130.mp4", "file", AT, TOOL, (blob,))


def page_capture(name: str = "20261122-page", page: bytes = PAGE) -> Capture:
    """State that a page was fetched, by way of a redirection."""
    blob = Blob("صفحه\u200cها.html", of_bytes(page), len(page), "text/html")
    hops = (
        Hop("http://example.org/speech", "192.0.2.1:80", 301, AT, (("Location", PAGE_ADDRESS),)),
        Hop(PAGE_ADDRESS, "192.0.2.1:443", 200, AT),
    )
    return Capture(name, "http://example.org/speech", "http", AT, TOOL, (blob,), hops)


def preserve_footage(vault: Vault, capture: Capture, *, at: str = AT) -> Preserved:
    """Fetch the footage into the staging area and preserve it."""
    with vault.staging() as folder:
        (folder / "media").mkdir()
        shutil.copyfile(FOOTAGE, folder / "media" / "fa_0130.mp4")
        return vault.preserve(capture, folder, at=at)


def preserve_page(vault: Vault, capture: Capture, page: bytes = PAGE, *, at: str = AT) -> Preserved:
    """Fetch the page into the staging area and preserve it."""
    with vault.staging() as folder:
        (folder / capture.blobs[0].path).write_bytes(page)
        return vault.preserve(capture, folder, at=at)


def transcript_of(preserved: Preserved, text: str = "سد را نمی\u200cبندیم.") -> Transcript:
    """Hear one segment."""
    segment = Segment("s1", Span(0, 2400), text, "Minister")
    return Transcript(digest(preserved), preserved.blobs[0].digest, "fa", None, TOOL, (segment,))


def review_of(
    preserved: Preserved,
    transcript: Transcript,
    before: Reviewed | None = None,
    text: str = "We will not close the dam.",
) -> tuple[Decisions, Reviewed]:
    """Decide on the one segment, upon what was reviewed before."""
    decision = Decision("s1", EditTranslation(text), "R. Eviewer", AT)
    approval = Decision("s1", Approve(), "R. Eviewer", AT)
    decisions = Decisions(
        "address", digest(transcript), None, before.decisions if before else None, (decision, approval)
    )
    segment = ReviewedSegment(
        "s1", Span(0, 2400), "Minister", transcript.segments[0].text, "machine", text, "human", ()
    )
    revision = before.revision + 1 if before else 1
    reviewed = Reviewed(
        "address", revision, digest(preserved), digest(transcript), None, digest(decisions), "fa", "en", (segment,)
    )
    return decisions, reviewed


def item_of(preserved: Preserved, media: Media | None = None, name: str = "address", title: str = "A speech") -> Item:
    """Name the footage."""
    return Item(name, digest(preserved), digest(media) if media else None, title, "fa")


def edition_of(item: Item, reviewed: Reviewed, number: int = 1) -> tuple[Dispatch, Checked, Edition]:
    """Publish a dispatch."""
    source = SourceRef("address", "address", digest(item), (digest(reviewed),))
    dispatch = Dispatch(
        "dispatches/1.md", "# text\n", "Dispatch", number, "2026-11-23", "T", (), "en", (source,), (), ()
    )
    checked = Checked(digest(dispatch), TOOL, ("QUO001",))
    return dispatch, checked, Edition("Dispatch", number, 1, digest(checked), None, LATER)


def populate(vault: Vault) -> None:
    """Put one of everything into a new vault, with something adopted and something set aside."""
    footage = preserve_footage(vault, footage_capture())
    preserve_page(vault, page_capture())
    media = Media(footage.blobs[0].digest, TOOL, "mp4", 22_000, 0, None, None)
    item = item_of(footage, media)
    vault.put([media, item], what="item", at=AT)
    transcript = transcript_of(footage)
    vault.put([transcript], what="transcript", at=AT)
    translation = Translation(digest(transcript), "en", TOOL, (Line("s1", "We will close the dam."),))
    vault.put([translation], what="translation", at=AT)
    first = review_of(footage, transcript)
    vault.put(first, what="reviewed", at=AT)
    second = review_of(footage, transcript, first[1], "We won't close the dam.")
    vault.put(second, what="reviewed", at=LATER)
    see(vault, media)
    vault.put(edition_of(item, second[1]), what="edition", at=LATER)


def see(vault: Vault, media: Media) -> None:
    """Put a fingerprint of footage, a report on it, a verdict and a distractor into a vault."""
    fingerprint = Fingerprint(digest(media), "picture", TOOL, media.duration, bytes(range(38)))
    vault.put([fingerprint], what="fingerprint", at=LATER)
    found = Sighting(Span(0, 5_000), Place(of_bytes(b"elsewhere"), Span(60_000, 65_000)), "picture", 5, 0)
    archive = Archive(1, 60_000, of_bytes(b"fingerprints"))
    taught = Distractor(Place(digest(media), Span(20_000, 22_000)), "ident", "R. Eviewer", LATER)
    vault.put([taught], what="distractor", at=LATER)
    report = Sightings(digest(media), (digest(fingerprint),), archive, TOOL, LATER, (found,), (digest(taught),))
    vault.put([report], what="sightings", at=LATER)
    here = Place(digest(media), found.here)
    verdict = Verdict(digest(report), here, found.there, "confirmed", "R. Eviewer", LATER)
    vault.put([verdict], what="verdict", at=LATER)


def leave_strays(root: Path) -> None:
    """Leave what a crash and a careless hand leave: a whole record without a line, and a file out of place."""
    loose = Media(of_bytes(b"elsewhere"), TOOL, "mp4", 1, 0, None, None)
    keeping.keep(Layout(root), loose)
    (root / "captures" / "notes.txt").write_bytes(b"not ours\n")


def make_key(folder: Path) -> tuple[Signer, Path]:
    """Make an SSH key in `folder`; return its signer and the file of allowed signers."""
    key = folder / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(key)], check=True)
    signer = Signer(key, "desk@example.org")
    allowed = folder / "allowed_signers"
    allowed.write_text(signer.allowed_line(), encoding="utf-8")
    return signer, allowed


def problems(root: Path, signers: Path | None = None) -> list[Problem]:
    """Return all problems of a store."""
    return [one for one in verify_store(root, signers=signers) if isinstance(one, Problem)]


def tree(root: Path) -> dict[str, bytes]:
    """Return every evidence file of a store with its bytes."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and is_evidence(path.relative_to(root))
    }


def is_evidence(path: Path) -> bool:
    """Tell the evidence from the index, the lock and the staging area, which are none."""
    return path.parts[0] not in ("tmp", "lock") and not path.parts[0].startswith("index.sqlite")
