"""AcoustID's fingerprints, by `fpcalc`: a query's codes laid along an item's, where the fewest bits differ."""

import json
import shutil
import subprocess
from pathlib import Path

import numpy as np
from bench.sightings.peers.reply import Absent, Replies, Reply, Shelf
from numpy.typing import NDArray

MOST_ERRORS = 0.30
"""The share of bits that may differ in what counts as found."""
_LEAST = 8
_MS_A_CODE = 4096 / 3 / 11_025 * 1000


def version() -> str:
    """Return what `fpcalc` says of itself; raise Absent where there is none."""
    if shutil.which("fpcalc") is None:
        raise Absent("chromaprint: no fpcalc on this machine (Debian: libchromaprint-tools)")
    said = subprocess.run(["fpcalc", "-version"], capture_output=True, text=True, check=True).stdout
    return " ".join(said.split()[:3])


def asked(shelf: Shelf) -> Replies:
    """Return, for each clip, the item and place in it that differ least, where that is little enough."""
    version()
    items = {name: _codes(path) for name, path in {**shelf.sources, **shelf.heard}.items()}
    return {clip.name: _nearest(_codes(clip.path), items) for clip in shelf.clips}


def _codes(path: Path) -> NDArray[np.uint32]:
    done = subprocess.run(["fpcalc", "-raw", "-json", "-length", "0", str(path)], capture_output=True, check=False)
    # It complains about an AAC file's last frame, and answers all the same.
    said = json.loads(done.stdout) if done.stdout.strip() else {"fingerprint": [], "duration": 0}
    return np.array(said["fingerprint"], np.uint32)


def _nearest(codes: NDArray[np.uint32], items: dict[str, NDArray[np.uint32]]) -> Reply | None:
    best: Reply | None = None
    for name, theirs in items.items():
        if _LEAST <= len(codes) <= len(theirs):
            errors = _errors(codes, theirs)
            at = int(errors.argmin())
            if errors[at] < MOST_ERRORS and (best is None or -errors[at] > best.score):
                best = Reply(name, round(at * _MS_A_CODE), -float(errors[at]))
    return best


def _errors(codes: NDArray[np.uint32], theirs: NDArray[np.uint32]) -> NDArray[np.float64]:
    """Return the share of bits that differ at each offset."""
    places = len(theirs) - len(codes) + 1
    wrong = np.zeros(places)
    for number, code in enumerate(codes):
        wrong += np.bitwise_count(theirs[number : number + places] ^ code)
    return wrong / (32 * len(codes))
