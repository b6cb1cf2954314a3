"""Bytes of a published site never change unnoticed: a thousand changes over every file, signed and not."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.steps.published import publish_grandma, sign_desk
from tests.vault.mutations import KINDS, Tally, is_named, mutated

from dragoman.steps.verify_site import prove_site

pytestmark = pytest.mark.promise

SEAL = {"manifest.json", "manifest.json.sig", "SHA256SUMS"}
"""The list, its signature and its sums agree or not: which of them changed, they cannot tell."""


def run(root: Path, count: int, signers: Path | None) -> Tally:
    """Try `count` mutations, each kind on each file in turn, and count those that verify does not see."""
    chance = random.Random(7)
    originals = {path: path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}
    turns = [(path, kind) for kind in KINDS for path in originals]
    chance.shuffle(turns)
    tally = Tally()
    for done in range(count):
        path, kind = turns[done % len(turns)]
        with mutated(path, kind, originals, chance) as touched:
            named = {fault.path for fault in prove_site(root, signers, lambda done, total: None).problems}
            label = f"{kind} {path.relative_to(root)}"
            if not named:
                tally.escaped.append(label)
            elif not any(is_named_in_site(one.relative_to(root).as_posix(), named) for one in touched):
                tally.unnamed.append(f"{label}: {sorted(named)}")
        tally.tried[kind] += 1
        tally.files.add(path.relative_to(root).as_posix())
    assert prove_site(root, signers, lambda done, total: None).problems == [], "every mutation was undone"
    return tally


def is_named_in_site(path: str, named: set[str]) -> bool:
    return is_named(path, named) or (path in SEAL and not SEAL.isdisjoint(named))


@pytest.mark.parametrize("signed", [False, True])
def test_no_mutation_of_a_site_escapes(desk: Path, cli: Callable[..., int], footage: Path, *, signed: bool) -> None:
    signers = sign_desk(desk) if signed else None
    publish_grandma(desk, cli, footage)
    site = Path(shutil.copytree(desk / "site", desk.parent / "copy"))
    tally = run(site, 1000, signers)
    print(f"\n{'signed ' if signed else ''}site: {tally}")
    assert tally.escaped == []
    assert tally.unnamed == []
