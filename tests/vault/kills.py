"""Kill a writer at every point, and see that nothing acknowledged is lost and nothing is left half done."""

import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from tests.vault import victim
from tests.vault.stores import (
    AT,
    footage_capture,
    leave_strays,
    preserve_footage,
    problems,
    review_of,
    transcript_of,
    tree,
)

from dragoman.model.capture import Preserved
from dragoman.model.digest import canonical, digest
from dragoman.vault import ledger
from dragoman.vault.ledger import Tip
from dragoman.vault.signing import Signer
from dragoman.vault.vault import Vault

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Tally:
    """Count kills by work; `there` of them found the work wholly done, the others wholly undone."""

    kills: dict[str, int] = field(default_factory=dict)
    there: int = 0
    faults: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        work = ", ".join(f"{count} in {name}" for name, count in self.kills.items())
        total = sum(self.kills.values())
        return (
            f"{total} kills ({work}): {len(self.faults)} losses; "
            f"{self.there} found the work wholly done, {total - self.there} wholly undone"
        )


def base(root: Path, signer: Signer | None) -> None:
    """Make a store with something acknowledged in it: a capture, a transcript, a revision."""
    with Vault.create(root, signer=signer) as vault:
        footage = preserve_footage(vault, footage_capture())
        vault.put([transcript_of(footage)], what="transcript", at=AT)
        vault.put(review_of(footage, transcript_of(footage)), what="reviewed", at=AT)


def run(folder: Path, points: Iterable[int] | None = None, *, signer: Signer | None = None) -> Tally:
    """Kill each work at `points`, at every one by default, in a store that is copied anew each time."""
    base(folder / "base", signer)
    tally = Tally()
    for work in victim.WORK:
        whole = Path(shutil.copytree(folder / "base", folder / f"whole-{work}"))
        done = _child(whole, work, 0, signer)
        assert done.returncode == 0, done.stderr
        name, count = done.stdout.split()
        tally.kills[work] = 0
        for point in points if points is not None else range(1, int(count) + 1):
            if point > int(count):
                continue
            copy = Path(shutil.copytree(folder / "base", folder / f"{work}-{point}"))
            killed = _child(copy, work, point, signer)
            assert killed.returncode == -9, (work, point, killed.stderr)
            tally.kills[work] += 1
            label = f"{work} killed at {point} of {count}"
            faults = _judge(folder, copy, work, name, tally, signer=signer, mend=point % 2 == 0)
            tally.faults += [f"{label}: {fault}" for fault in faults]
            subprocess.run(["rm", "-rf", str(copy)], check=True)
    return tally


def run_mending(folder: Path, points: Iterable[int] | None = None) -> Tally:
    """Kill a rebuild at `points`, in a store that a crash and a careless hand left untidy; then rebuild again."""
    root = folder / "untidy"
    base(root, None)
    leave_strays(root)
    with Vault.open(root) as vault:
        bag = vault.bag_path(vault.get_as(vault.index.captures()[0], Preserved))
    shutil.copytree(bag, bag.parent / "elsewhere")
    strays = set(tree(root).values())
    done = _child(Path(shutil.copytree(root, folder / "tidy")), "rebuild", 0, None)
    assert done.returncode == 0, done.stderr
    count = int(done.stdout.split()[1])
    tally = Tally({"rebuild": 0})
    for point in points if points is not None else range(1, count + 1):
        if point > count:
            continue
        copy = Path(shutil.copytree(root, folder / f"rebuild-{point}"))
        killed = _child(copy, "rebuild", point, None)
        assert killed.returncode == -9, (point, killed.stderr)
        tally.kills["rebuild"] += 1
        with Vault.open(copy) as vault:
            vault.rebuild(at=AT)
            faults = [str(problem) for problem in problems(copy)] + _losses(root, copy, ["captures/2026/11/elsewhere"])
            faults += ["something set aside is lost" for data in strays if data not in _all_bytes(copy)]
            if vault.rebuild(at=AT).set_aside or _state(vault) != _state_of(folder / "tidy"):
                faults.append("it is not in order")
        tally.faults += [f"rebuild killed at {point} of {count}: {fault}" for fault in faults]
        subprocess.run(["rm", "-rf", str(copy)], check=True)
    return tally


def _all_bytes(root: Path) -> set[bytes]:
    """Return the bytes of every file, the ledger's of every length that it has had."""
    found = set(tree(root).values())
    lines = (root / "ledger/ledger.jsonl").read_bytes().splitlines(keepends=True)
    grown = {b"".join(lines[:count]) for count in range(len(lines) + 1)}
    tips = Tip(), *(tip for _, tip in ledger.entries(root / "ledger/ledger.jsonl", Tip()))
    return found | grown | {canonical(tip.head) for tip in tips}


def _child(root: Path, work: str, point: int, signer: Signer | None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.vault.victim", str(root), work, str(point)]
    command += [str(signer.key)] if signer else []
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def _judge(
    folder: Path, root: Path, work: str, name: str, tally: Tally, *, signer: Signer | None, mend: bool
) -> list[str]:
    """Judge what is left: with `mend` by way of a rebuild first, else by doing the work again at once."""
    faults = []
    signers = folder / "allowed_signers" if signer else None
    with Vault.open(root, signer=signer) as vault:
        if mend:
            vault.rebuild(at=AT)
            faults += [f"after a rebuild: {problem}" for problem in problems(root, signers)]
        is_there = vault.index.is_live(name)
        tally.there += is_there
        if is_there:
            faults += _wholeness(vault, name)
        elif _state(vault) != _state_of(folder / "base"):
            faults.append("the work is half there")
        faults += _losses(folder / "base", root)
        if victim.WORK[work](vault) != name or not vault.index.is_live(name):
            faults.append("the work could not be done again")
        faults += _wholeness(vault, name)
        vault.rebuild(at=AT)
        faults += [f"at the end: {problem}" for problem in problems(root, signers)]
        if _state(vault) != _state_of(folder / f"whole-{work}"):
            faults.append("the work done again does not leave what it leaves at once")
    return faults


def _wholeness(vault: Vault, name: str) -> list[str]:
    """Return what is missing below a record that is there."""
    waiting, faults = [name], []
    while waiting:
        record = vault.get(waiting.pop())
        waiting.extend(record.made_from)
        if isinstance(record, Preserved):
            faults += [f"{b.path} is lost" for b in record.blobs if not vault.blob_path(record, b).is_file()]
            if digest(vault.get(record.capture)) != record.capture:
                faults.append("the capture is lost")
    return faults


def _losses(before: Path, after: Path, strays: Iterable[str] = ()) -> list[str]:
    """Return each file that was acknowledged before and is not as it was; the ledger may only have grown."""
    stray = ("captures/notes.txt", *strays)
    now = tree(after)
    faults = []
    for path, data in tree(before).items():
        if path.startswith(("ledger/head.json", *stray)):
            continue
        grown = path == "ledger/ledger.jsonl" and now.get(path, b"").startswith(data)
        if now.get(path) != data and not grown:
            faults.append(f"{path} is lost")
    return faults


def _state(vault: Vault) -> list[str]:
    """Return the state that follows from the ledger, without the numbers of its lines and what is only kept."""
    return sorted(
        row.rpartition(",")[0]
        for row in vault.index.dump().splitlines()
        if not row.startswith(("tip", "records", "addresses"))
    )


def _state_of(root: Path) -> list[str]:
    with Vault.open(root) as vault:
        return _state(vault)
