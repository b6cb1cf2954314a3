"""Prove a store again, offline: the ledger's chain and head, every record, every bag, and that nothing else is there.

Not judged, because they are no evidence: the index, the lock, and the staging area. A verification reads
each file once. It takes the lock, shared, only for the moment in which it reads the ledger and in which it
judges what nothing accounts for, so that a capture going on at the same time is no finding.
"""

from collections.abc import Generator, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from dragoman.model.capture import Preserved
from dragoman.model.errors import Damaged, NotInVault
from dragoman.model.ledger import Entry, Head
from dragoman.vault import aside, ledger, sealing, seals
from dragoman.vault.layout import Layout
from dragoman.vault.ledger import Tip
from dragoman.vault.lock import held
from dragoman.vault.problem import Note, Problem, Progress
from dragoman.vault.survey import Kept, Survey, reach, read_kept, survey

_CURE = "dragoman rebuild puts in order what a crash left"
_EVERY = 200


@dataclass(slots=True)
class _Proof:
    """Hold what a verification knows so far: the ledger's lines, the records read, those that lines lead to."""

    layout: Layout
    entries: list[Entry] = field(default_factory=list)
    kept: dict[str, Kept] = field(default_factory=dict)
    reached: dict[str, str] = field(default_factory=dict)

    def roots(self) -> dict[str, Entry]:
        """Return the record that each line names, with its first line."""
        return {entry.record: entry for entry in reversed(self.entries) if entry.what != "mended"}

    def mended(self) -> list[str]:
        """Return the digest of each list of things set aside."""
        return [entry.record for entry in self.entries if entry.what == "mended"]


def verify_store(root: Path, *, signers: Path | None = None) -> Iterator[Problem | Note | Progress]:
    """Yield everything in the store at `root` that does not hold, and how far the proof has come.

    `signers` is an `allowed_signers` file: given one, a head without a good signature is a problem.
    Raise NotInVault where there is no store at all.
    """
    proof = _Proof(Layout(root.absolute()))
    if not proof.layout.ledger.parent.is_dir():
        raise NotInVault("there is no store here", place=str(root), hint="dragoman init makes one")
    yield from _ledger(proof, signers)
    yield from seals.former_signatures(proof.layout, proof.entries)
    bags = yield from _records(proof)
    yield from _bags(proof, bags)
    for name in proof.mended():
        yield from aside.list_problems(proof.layout, name)
    yield from _unaccounted(proof)


def _ledger(proof: _Proof, signers: Path | None) -> Iterator[Problem | Note]:
    with _quiet(proof.layout):
        lines = list(_read_ledger(proof))
        head = list(_judge_head(proof, signers, broken=bool(lines)))
    yield from lines
    yield from head


def _judge_head(proof: _Proof, signers: Path | None, *, broken: bool) -> Iterator[Problem | Note]:
    layout = proof.layout
    place = layout.below(layout.head)
    try:
        head = ledger.read_head(layout.head)
    except NotInVault:
        yield Problem(place, "missing")
        return
    except Damaged as fault:
        yield Problem(place, fault.message)
        return
    if not broken:
        yield from _end(layout, head)
    yield from seals.head_signature(layout, head, proof.entries, signers)


def _end(layout: Layout, head: Head) -> Iterator[Problem]:
    try:
        end = ledger.read_end(layout.ledger, head)
    except Damaged as fault:
        yield Problem(layout.below(layout.head), fault.message, fault.hint or "")
        return
    if end.ahead is not None:
        message = f"the head does not name line {end.ahead.number}: left by an interrupted write"
        yield Problem(layout.below(layout.head), message, _CURE)
    if end.torn:
        message = f"{end.torn} bytes beyond line {head.count} are no line: left by an interrupted write"
        yield Problem(layout.below(layout.ledger), message, _CURE)


def _read_ledger(proof: _Proof) -> Iterator[Problem]:
    """Read the lines into the proof; past the first break, whatever still reads as a line."""
    path = proof.layout.ledger
    if not path.is_file():
        yield Problem(proof.layout.below(path), "missing")
        return
    try:
        for entry, _ in ledger.entries(path, Tip()):
            proof.entries.append(entry)
    except Damaged as fault:
        yield Problem(f"ledger/{fault.place}", fault.message)
        for line in path.read_bytes().split(b"\n")[len(proof.entries) :]:
            further = ledger.loose(line)
            if further is not None:
                proof.entries.append(further)


def _records(proof: _Proof) -> Generator[Problem | Progress, None, list[Preserved]]:
    """Judge every record's file, what the ledger leads to, and what each line says it is; return the bags' records."""
    layout = proof.layout
    names = sorted(survey(layout).records)
    for done, name in enumerate(names, 1):
        place = layout.below(layout.record(name))
        try:
            proof.kept[name] = read_kept(layout, name)
        except OSError as error:
            proof.kept[name] = Kept("", (), f"it cannot be read: {error.strerror}")
        if proof.kept[name].fault:
            yield Problem(place, proof.kept[name].fault)
        if done % _EVERY == 0 or done == len(names):
            yield Progress(place, done, len(names))
    proof.reached = reach(proof.roots(), proof.kept)
    yield from _missing(proof)
    yield from _kinds(proof)
    found = (proof.kept[name].preserved for name in proof.reached if name in proof.kept)
    return [preserved for preserved in found if preserved is not None]


def _missing(proof: _Proof) -> Iterator[Problem]:
    roots = proof.roots()
    for name, child in proof.reached.items():
        if name not in proof.kept and not (child and proof.kept[child].fault):
            why = f"{child} was made from it" if child else f"line {roots[name].number} of the ledger names it"
            yield Problem(proof.layout.below(proof.layout.record(name)), f"missing, though {why}")


def _kinds(proof: _Proof) -> Iterator[Problem]:
    for entry in proof.entries:
        kept = proof.kept.get(entry.record)
        if kept is not None and not kept.fault and entry.what not in ("adopted", "mended", kept.kind):
            message = f"the line calls it {entry.what}, and the record it names is {kept.kind}"
            yield Problem(f"ledger/ledger.jsonl:{entry.number}", message)


def _bags(proof: _Proof, bags: list[Preserved]) -> Iterator[Problem | Progress]:
    for done, preserved in enumerate(sorted(bags, key=lambda one: one.bag), 1):
        try:
            yield from sealing.verify_preserved(proof.layout.root, preserved)
        except OSError as error:
            yield Problem(preserved.bag, f"it cannot be read: {error.strerror}")
        yield Progress(preserved.bag, done, len(bags))


def _unaccounted(proof: _Proof) -> Iterator[Problem]:
    """Yield what stands in the store and no line of the ledger accounts for, as it is at this moment."""
    with _quiet(proof.layout):
        found = survey(proof.layout)
        _read_on(proof, found)
    layout = proof.layout
    named = {kept.preserved.bag for name in proof.reached if (kept := proof.kept.get(name)) and kept.preserved}
    sealed = {seal for entry in proof.entries for seal in entry.seals}
    faulty = {name for name, kept in proof.kept.items() if kept.fault}
    loose = "no line of the ledger leads to this record"
    if proof.reached.keys() - proof.kept.keys():
        loose += ", unless by one that is missing"
    yield from (Problem(path, "it has no place in a store", _CURE) for path in sorted(found.strangers))
    for name in sorted(found.records - proof.reached.keys() - faulty):
        yield Problem(layout.below(layout.record(name)), loose, _CURE)
    yield from (Problem(bag, "no record names this bag", _CURE) for bag in sorted(found.bags - named))
    for name in sorted(found.signatures - sealed):
        yield Problem(layout.below(layout.former_signature(name)), "no line of the ledger seals it", _CURE)
    for path in sorted(found.set_aside - _listed(proof)):
        yield Problem(path, "it is on no list of what was set aside", _CURE)


def _read_on(proof: _Proof, found: Survey) -> None:
    """Take in the lines written since the verification began, and the records that they lead to."""
    written = proof.layout.ledger.read_bytes() if proof.layout.ledger.is_file() else b""
    for line in written.split(b"\n"):
        newer = ledger.loose(line)
        if newer is not None and newer.number > len(proof.entries):
            proof.entries.append(newer)
    for name in found.records - proof.kept.keys():
        proof.kept[name] = read_kept(proof.layout, name)
    proof.reached = reach(proof.roots(), proof.kept)


def _listed(proof: _Proof) -> set[str]:
    paths: set[str] = set()
    for name in proof.mended():
        try:
            paths |= aside.listed(proof.layout, [name])
        except Damaged:
            # Its own fault is reported already; what it listed cannot be told from what was added.
            paths.add(proof.layout.below(proof.layout.set_aside_list(name)))
    return paths


def _quiet(layout: Layout) -> AbstractContextManager[None]:
    """Keep writers out for a moment, where there is a lock to take."""
    return held(layout.lock, shared=True) if layout.lock.is_file() else nullcontext()
