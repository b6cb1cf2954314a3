"""Prove the chain again, offline, for a desk, one dispatch or a published site."""

from pathlib import Path

from dragoman.model.capture import Capture, Preserved
from dragoman.model.errors import BadInput
from dragoman.model.review import Reviewed
from dragoman.model.time import Span, seconds
from dragoman.publish.addresses import MANIFEST, SUMS
from dragoman.steps.chain import as_kind, closure
from dragoman.steps.check import check
from dragoman.steps.desk import Desk, find_desk, open_desk, signers_file
from dragoman.steps.proof import Bar, Proof
from dragoman.steps.reprove import faults
from dragoman.steps.verify_site import prove_site
from dragoman.steps.words import counted
from dragoman.vault.problem import Note, Problem, Progress
from dragoman.vault.verify import verify_store

LIMITS = (
    "what this does not prove: that the source sent these bytes (no digest can), that a person's approval was wise, "
    "or that the clock was right"
)


def verify(path: Path, *, signers: Path | None, progress: Bar) -> Proof:
    """Prove what lies at `path`: a published site, a dispatch of a desk, or the desk itself.

    `signers` is an `allowed_signers` file; a desk's own is used where none is named. Raise BadInput where
    there is nothing to prove.
    """
    if signers is not None and not signers.is_file():
        raise BadInput("no such file of signers", place=str(signers), hint="name an allowed_signers file")
    if path.is_dir() and any((path / name).is_file() for name in (MANIFEST, SUMS)):
        return prove_site(path, signers, progress)
    if path.is_file() and path.suffix == ".md":
        return _prove_dispatch(path, progress)
    root = find_desk(path) if path.is_dir() else None
    if root is None:
        raise BadInput(
            "nothing to verify here",
            place=str(path),
            hint="name a desk, one of its dispatches (.md), or a published site's folder",
        )
    return _prove_desk(root, signers or signers_file(root), progress)


def _prove_desk(root: Path, signers: Path | None, progress: Bar) -> Proof:
    proof = Proof(f"the desk {root.name}")
    for event in verify_store(root / "store", signers=signers):
        match event:
            case Progress():
                progress(event.done, event.total)
            case Note():
                proof.remarks.append(f"{event.path}: {event.message}")
            case Problem():
                proof.problem(f"store/{event.path}", event.message, event.hint)
    if proof.problems:
        proof.remarks.append("what follows from the records was not proved: the store itself does not hold")
        return proof
    with open_desk(root) as desk:
        _prove_consequences(desk, proof)
    proof.remarks.append(LIMITS)
    return proof


def _prove_consequences(desk: Desk, proof: Proof) -> None:
    index, get = desk.vault.index, desk.vault.get
    seen = [*(one.digest for one in index.fingerprints()), *index.sightings(), *index.verdicts(), *index.distractors()]
    roots = [name for item in index.names() for name in index.revisions(item)] + index.editions()
    count = 0
    for name, record in closure([*roots, *seen], get):
        count += 1
        for fault in faults(name, record, get):
            proof.problem(f"store/records/{name[7:9]}/{name[7:]}.json", fault)
    editions = len(index.editions())
    captures, lines = counted(len(index.captures()), "sealed capture"), counted(index.count(), "ledger line")
    proof.lines.append(f"{captures}, {lines}: as kept, and nothing else stands there")
    revisions, published = counted(len(roots) - editions, "revision"), counted(editions, "edition")
    roots_told = [revisions, published, *([f"{counted(len(seen), 'record')} of what was seen"] if seen else [])]
    below = f"{', '.join(roots_told[:-1])} and {roots_told[-1]}"
    proof.lines.append(f"{counted(count, 'record')} below {below}: each follows from the rest")


def _prove_dispatch(path: Path, progress: Bar) -> Proof:
    proof = Proof(f"the dispatch {path}")
    with open_desk(path.resolve().parent) as desk:
        judged = check(desk, [path])[0]
        for finding in judged.findings:
            place = f"{finding.path}:{finding.line}:{finding.column}"
            if finding.severity == "error":
                proof.problem(place, f"{finding.code} {finding.message}", finding.hint)
            else:
                proof.remarks.append(f"{place}: {finding.code} {finding.message}")
        proven: dict[str, str] = {}
        total = len(judged.resolved.quotations)
        for done, held in enumerate(judged.resolved.quotations, start=1):
            if held.passage is not None:
                proof.lines += [f'"{held.mark.text}"', *_chain(desk, held.passage.reviewed_digest, proof, proven)]
                span = Span(held.passage.pin.start, held.passage.pin.end or held.passage.pin.start + 1)
                proof.lines.append(f"  {held.verdict.name}, at {seconds(span.start)}-{seconds(span.end)} s")
            progress(done, total)
    proof.remarks.append(LIMITS)
    return proof


def _chain(desk: Desk, name: str, proof: Proof, proven: dict[str, str]) -> list[str]:
    """Return the chain from reviewed text to bytes, a line each, having made each again or hashed it."""
    get = desk.vault.get
    reviewed = as_kind(get(name), Reviewed)
    names = {"reviewed": name, "decisions": reviewed.decisions, "transcript": reviewed.transcript}
    for fault in faults(name, reviewed, get):
        proof.problem(name, fault)
    preserved = as_kind(get(reviewed.preserved), Preserved)
    if reviewed.preserved not in proven:
        for problem in desk.vault.prove(preserved):
            proof.problem(f"store/{problem.path}", problem.message, problem.hint)
        proven[reviewed.preserved] = as_kind(get(preserved.capture), Capture).address
    names |= {"preserved": reviewed.preserved, "capture": preserved.capture, "bytes": preserved.blobs[0].digest}
    return [f"  {kind:<11}{digest}" for kind, digest in names.items()]
