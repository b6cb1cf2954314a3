"""Prove a published site from its own folder: every file, every record, every page, offline."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from dragoman import __version__
from dragoman.model.digest import canonical, of_bytes, of_file
from dragoman.model.errors import DragomanError, NotInVault
from dragoman.model.records import Record, decode
from dragoman.model.settings import DeskSettings
from dragoman.publish.addresses import MANIFEST, SIGNATURE, SUMS
from dragoman.publish.build import render
from dragoman.publish.footage import Footage
from dragoman.publish.manifest import SIGNATURE_NAMESPACE, Manifest, seal
from dragoman.publish.needs import Asset, Need, plan
from dragoman.steps.chain import closure
from dragoman.steps.material import site_of
from dragoman.steps.proof import Bar, Proof
from dragoman.steps.reprove import faults
from dragoman.steps.words import counted
from dragoman.vault import signing
from dragoman.vault.armour import read_armour

_RECORD = re.compile(r"records/([0-9a-f]{64})\.json")
LIMITS = (
    "what this does not prove: that the clips were cut from the preserved footage (its desk can prove that), "
    "that the source sent those bytes (no digest can), or that the clock was right"
)


def prove_site(root: Path, signers: Path | None, progress: Bar) -> Proof:
    """Prove the site in the folder `root`; without its manifest nothing can be proved, and that is a problem."""
    proof = Proof(f"the site at {root}")
    manifest = _manifest(root, proof)
    if manifest is None:
        return proof
    _files(root, manifest, proof, progress)
    _signature(root, signers, proof)
    records = _records(root, manifest, proof)
    if not proof.problems:
        _consequences(manifest, records, proof)
    if not proof.problems:
        _pages(root, manifest, records, proof)
    proof.remarks.append(LIMITS)
    return proof


def _manifest(root: Path, proof: Proof) -> Manifest | None:
    path = root / MANIFEST
    try:
        data = path.read_bytes()
        manifest = msgspec.json.decode(data, type=Manifest)
    except OSError:
        proof.problem(MANIFEST, "missing: without it nothing can be proved")
        return None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        proof.problem(MANIFEST, f"not a manifest: {error}")
        return None
    if canonical(manifest) != data:
        proof.problem(MANIFEST, "its JSON is not canonical: it was changed after it was made")
        return None
    return manifest


def _files(root: Path, manifest: Manifest, proof: Proof, progress: Bar) -> None:
    """Hold every file against the manifest, and SHA256SUMS against what it must say."""
    sealed = {MANIFEST, SUMS, SIGNATURE}
    every = (path for path in root.rglob("*") if path.is_symlink() or not path.is_dir())
    found = {path.relative_to(root).as_posix(): path for path in every}
    for name in sorted(found.keys() - manifest.files.keys() - sealed):
        proof.problem(name, "not part of the site: the manifest does not list it")
    for done, (name, file) in enumerate(manifest.files.items()):
        progress(done, len(manifest.files))
        path = found.get(name)
        if path is None or path.is_symlink():
            proof.problem(name, "missing, though the manifest lists it")
        elif path.stat().st_size != file.size or of_file(path) != file.digest:
            proof.problem(name, "its bytes are not those that were published")
    signature = (root / SIGNATURE).read_bytes() if SIGNATURE in found else None
    expected = seal(manifest, signature)[-1].data
    if SUMS not in found:
        proof.problem(SUMS, "missing")
    elif (root / SUMS).read_bytes() != expected:
        proof.problem(SUMS, "does not say what the manifest says")
    proof.lines.append(f"{counted(len(manifest.files), 'file')}: as published, and nothing else stands there")


def _signature(root: Path, signers: Path | None, proof: Proof) -> None:
    path = root / SIGNATURE
    if not path.is_file():
        if signers is not None:
            proof.problem(SIGNATURE, "missing, though signers were named")
        else:
            proof.remarks.append("the site is not signed: whoever can write to it can replace all of it")
        return
    try:
        read_armour(path.read_bytes(), SIGNATURE)
    except DragomanError as error:
        proof.problem(SIGNATURE, error.message)
        return
    if not signing.installed():
        proof.remarks.append("the signature was not judged: ssh-keygen is not installed")
        return
    data = (root / MANIFEST).read_bytes()
    if signers is None:
        if not signing.fits(data, path, SIGNATURE_NAMESPACE):
            proof.problem(SIGNATURE, "it does not fit the manifest")
        proof.remarks.append("who signed was not judged: name the desk's allowed_signers with --signers")
        return
    complaint = signing.fault(data, path, signers, SIGNATURE_NAMESPACE)
    if complaint:
        proof.problem(SIGNATURE, complaint)
    else:
        proof.lines.append("the manifest is signed by a signer you named")


def _records(root: Path, manifest: Manifest, proof: Proof) -> Mapping[str, Record]:
    """Read the published records: each named by its digest, all that they rest on among them."""
    records: dict[str, Record] = {}
    for name in manifest.files:
        match = _RECORD.fullmatch(name)
        if match is None or not (root / name).is_file():
            continue
        data = (root / name).read_bytes()
        try:
            records["sha256:" + match[1]] = decode(data, name)
        except DragomanError as error:
            proof.problem(name, error.message)
        if of_bytes(data) != "sha256:" + match[1]:
            proof.problem(name, "its name is not the digest of its bytes")
    if tuple(sorted(records)) != manifest.records:
        proof.problem(MANIFEST, "its list of records is not what stands under records/")
    return records


def _consequences(manifest: Manifest, records: Mapping[str, Record], proof: Proof) -> None:
    """Make again what follows from the records, from the editions down to the captures."""

    def get(name: str) -> Record:
        if name not in records:
            raise NotInVault("a record that the chain needs was not published", place=name)
        return records[name]

    try:
        reached = dict(closure(manifest.editions, get))
    except DragomanError as error:
        proof.problem("records", str(error))
        return
    for name in sorted(records.keys() - reached.keys()):
        proof.problem(f"records/{name[7:]}.json", "no edition rests on this record")
    for name, record in reached.items():
        for fault in faults(name, record, get):
            proof.problem(f"records/{name[7:]}.json", fault)
    editions = counted(len(manifest.editions), "edition")
    proof.lines.append(
        f"{counted(len(reached), 'record')} from {editions} down to the captures: each follows from the rest"
    )


def _pages(root: Path, manifest: Manifest, records: Mapping[str, Record], proof: Proof) -> None:
    """Render the site again from its records and compare every byte, where this is the version that made it."""
    if manifest.by.version != __version__:
        made_by = f"pages were made by dragoman {manifest.by.version}"
        proof.remarks.append(f"{made_by}; this is {__version__}, which did not compare them")
        return
    about = manifest.desk
    desk = DeskSettings(name=about.name, language=about.language, signer=about.signer)
    site = site_of(manifest.editions, records.__getitem__, desk, manifest.settings)
    assets = PublishedFootage(root, manifest)
    missing = [need for need in plan(site) if need not in assets]
    if missing:
        proof.problem(MANIFEST, f"footage that the pages need is not listed: {missing[0]}")
        return
    made = {output.path: output.data for output in render(site, Footage(assets))}
    for name in sorted(manifest.files.keys() ^ made.keys()):
        proof.problem(name, "the records make no such page" if name in manifest.files else "a page is missing")
    for name in sorted(made.keys() & manifest.files.keys()):
        if of_bytes(made[name]) != manifest.files[name].digest:
            proof.problem(name, "shows something else than the records say")
    proof.lines.append(f"{counted(len(made), 'file')} made again from those records: equal byte for byte")


class PublishedFootage(Mapping[Need, Asset]):
    """Offer the footage that a site published, by need, reading each file when it is asked for."""

    def __init__(self, root: Path, manifest: Manifest) -> None:
        self._root = root
        self._pieces = {piece.need: piece for piece in manifest.footage}

    def __getitem__(self, need: Need) -> Asset:
        """Return the published piece; raise KeyError where there is none."""
        piece = self._pieces[need]
        data = (self._root / piece.path).read_bytes()
        return Asset(data, piece.media_type, piece.width, piece.height, piece.start, piece.end)

    def __iter__(self) -> Iterator[Need]:
        """Yield the needs in the order of the manifest."""
        return iter(self._pieces)

    def __len__(self) -> int:
        """Return how many pieces there are."""
        return len(self._pieces)
