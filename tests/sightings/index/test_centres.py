"""Rows by centres: near copies are found though not every row is looked at, and all of them exactly when asked."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.sightings.index.made import contents, told

from dragoman.model.errors import Damaged
from dragoman.sightings.frames import Frames
from dragoman.sightings.index.container import Entry, SightingsIndex

ITEMS, ROWS = 8, 1500


def item(number: int) -> Entry:
    """Return an item of scenes: runs of pictures that differ in few bits."""
    random = np.random.default_rng(number)
    scenes = random.integers(0, 256, (ROWS // 15, 32), dtype=np.uint8)
    hashes = np.repeat(scenes, 15, axis=0)
    hashes[:, random.integers(0, 32, 3)] ^= random.integers(0, 256, (ROWS, 3), dtype=np.uint8)
    flat = np.zeros(ROWS, np.uint8)
    return Entry(str(number), (), ("m",), 1, pictures=Frames(np.arange(ROWS, dtype=np.uint32), flat, flat, hashes))


def copies(number: int, flips: int) -> NDArray[np.uint8]:
    """Return every tenth hash of an item with some bits changed."""
    taken = item(number).pictures
    assert taken is not None
    bits = np.unpackbits(taken.hashes[::10], axis=1)
    random = np.random.default_rng(99)
    for row in bits:
        row[random.choice(256, flips, replace=False)] ^= 1
    return np.packbits(bits, axis=1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with SightingsIndex.open(tmp_path, centred_from=1000) as index:
        index.add([item(number) for number in range(ITEMS)])
        index.compact()
    return tmp_path


def found(index: SightingsIndex, number: int, *, exact: bool = False) -> float:
    """Return the share of an item's copies that are found in it."""
    hits = index.pictures.search(copies(number, 12), 64, 30, exact=exact)
    media = {one.number: one.media for one in index.members().values()}
    own = [int(id_) >> 40 for id_ in hits.ids]
    return len({row for row, of in zip(hits.rows.tolist(), own, strict=True) if media[of] == str(number)}) / 150


def test_copies_are_found_near_the_centres(folder: Path) -> None:
    with SightingsIndex.open(folder) as index:
        assert not index.pictures.exact
        assert found(index, 3, exact=True) == 1.0
        assert found(index, 3) > 0.6


def test_exactly_is_as_without_centres(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    with SightingsIndex.open(tmp_path_factory.mktemp("flat")) as flat, SightingsIndex.open(folder) as index:
        flat.add([item(number) for number in range(ITEMS)])
        asked = copies(5, 12)
        assert told(index.pictures.search(asked, 9, 60, exact=True)) == told(flat.pictures.search(asked, 9, 60))


def test_what_was_taken_out_is_not_found_and_what_came_since_is(folder: Path) -> None:
    with SightingsIndex.open(folder) as index:
        index.remove(["3"])
        assert found(index, 3) == found(index, 3, exact=True) == 0.0
        assert found(index, 4) > 0.6
        index.add([item(3)])
        assert found(index, 3) == 1.0


def test_centres_go_with_their_segment(folder: Path) -> None:
    with SightingsIndex.open(folder, centred_from=1000) as index:
        index.remove(str(number) for number in range(6))
        assert index.pictures.exact
        assert not [name for name in contents(folder) if name.endswith(".lists")]
        index.compact()
        assert len([name for name in contents(folder) if name.endswith(".lists")]) == 1
        index.compact()
        assert found(index, 7) > 0.6


def test_a_file_of_centres_that_is_cut_is_refused(folder: Path) -> None:
    path = next(folder.glob("*.lists"))
    data = path.read_bytes()
    path.unlink()
    path.write_bytes(data[:100])
    with pytest.raises(Damaged, match="damaged"):
        SightingsIndex.open(folder)
