"""A writer that is killed leaves the index as it was or as it was to be; a full disk leaves it as it was."""

import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.sightings.index import victim
from tests.sightings.index.made import contents, entry, exported

from dragoman.model.errors import VaultError
from dragoman.sightings.index.container import SightingsIndex
from dragoman.sightings.index.manifest import NAME, read

ROOT = Path(__file__).resolve().parents[3]
State = tuple[object, ...]


def state(folder: Path) -> State:
    """Return all that an index holds, read through its own door, each item by its media and not by its number."""
    with SightingsIndex.open(folder) as index:
        index.check()
        members = index.members().values()
        media = {one.number: one.media for one in members}
        found = zip(*(part.tolist() for part in index.sound.find(_KEYS)), strict=True)
        rows = [
            sorted((media[id_ >> 40], id_ % (1 << 40), data) for id_, data in exported(pictures.export()).items())
            for pictures in (index.pictures, index.crops)
        ]
        return (
            {one.media: one.fingerprints for one in members},
            *rows,
            sorted((row, media[number], step) for row, number, step in found),
        )


_KEYS = entry("", 0, landmarks=300).landmarks[0]  # type: ignore[index]


def base(folder: Path) -> Path:
    """Make an index of three items, one of which was there before."""
    with SightingsIndex.open(folder) as index:
        index.add([entry("a", 1), entry("b", 2)])
        index.add([entry("c", 3)])
        index.add([entry("b", 5)])
    return folder


def run(folder: Path, work: str, point: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.sightings.index.victim", str(folder), work, str(point)]
    alone = os.environ | {"OMP_NUM_THREADS": "1"}
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env=alone)


def killed(folder: Path, work: str, points: slice) -> int:
    """Kill one kind of work at some of its points, judge what is left, and return how many kills there were."""
    before = base(folder / "base")
    after = Path(shutil.copytree(before, folder / "after"))
    done = run(after, work, 0)
    assert done.returncode == 0, done.stderr
    wanted = {"before": state(before), "after": state(after)}
    every = range(1, int(done.stdout) + 1)[points]
    for point in every:
        copy = Path(shutil.copytree(before, folder / f"killed-{point}"))
        assert run(copy, work, point).returncode == -9
        assert state(copy) in wanted.values(), (work, point)
        assert run(copy, work, 0).returncode == 0
        assert state(copy) == wanted["after"], (work, point)
        assert contents(copy) == read(copy).files() | {NAME}, "what the killed writer left is swept away"
    return len(every)


@pytest.mark.slow
@pytest.mark.parametrize("work", sorted(victim.WORK))
def test_a_killed_writer_leaves_the_old_or_the_new_index(tmp_path: Path, work: str) -> None:
    assert killed(tmp_path, work, slice(1, None, 9)) >= 2


@pytest.mark.promise
@pytest.mark.parametrize("work", sorted(victim.WORK))
def test_a_writer_killed_anywhere_leaves_the_old_or_the_new_index(tmp_path: Path, work: str) -> None:
    assert killed(tmp_path, work, slice(None)) >= 10


def test_a_full_disk_is_named_and_changes_nothing(tmp_path: Path) -> None:
    folder = base(tmp_path / "index")
    before = state(folder)
    with SightingsIndex.open(folder) as index, pytest.raises(VaultError, match="is not to be used: File too large"):
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, hard))
        try:
            index.add([entry("large", 8, rows=2000)])
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert state(folder) == before
    with SightingsIndex.open(folder) as index:
        index.add([entry("small", 8)])
    assert contents(folder) == read(folder).files() | {NAME}


def test_a_folder_that_cannot_be_one_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(VaultError, match="is not to be used: Not a directory"):
        SightingsIndex.open(tmp_path / "file" / "index")
