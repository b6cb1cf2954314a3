"""What every index of pictures does alike, in files or on a server, exactly: one contract over both."""

import functools
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import numpy as np
import pytest
from tests.sightings.index.made import alike, by_id, exported, nearest, told
from tests.sightings.index.server import milvus

from dragoman.sightings.index import ids as numbering
from dragoman.sightings.index.container import SightingsIndex
from dragoman.sightings.index.protocol import PictureIndex

_EVERY_BIT = 256


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with milvus(tmp_path_factory.mktemp("milvus")) as address:
        yield address


@pytest.fixture(params=["files", pytest.param("milvus", marks=pytest.mark.slow)])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[PictureIndex]:
    """Yield an empty index of each kind."""
    if request.param == "files":
        with SightingsIndex.open(tmp_path / "index") as container:
            yield container.pictures
        return
    from dragoman.sightings.index.milvus import MilvusPictures

    with MilvusPictures.connect(request.getfixturevalue("server"), f"test_{next(_NAMES)}") as pictures:
        yield pictures


_NAMES = count()


def put(index: PictureIndex, number: int, rows: int, seed: int = 0) -> dict[int, bytes]:
    """Add an item and return its rows by id."""
    random = np.random.default_rng((number, seed))
    hashes = alike(random, rows)
    times = np.arange(rows, dtype=np.uint32) * 1000
    ids = numbering.ids(number, np.arange(rows, dtype=np.uint8) % 6, times)
    order = random.permutation(rows)
    index.add(ids[order], hashes[order])
    return by_id(ids, hashes)


def test_an_empty_index_finds_nothing(index: PictureIndex) -> None:
    assert told(index.search(np.zeros((3, 32), np.uint8), 5, _EVERY_BIT)) == []
    assert exported(index.export()) == {}
    assert index.delete(1) == 0


def test_the_nearest_are_found_as_when_counted_one_by_one(index: PictureIndex) -> None:
    rows = functools.reduce(dict.__or__, (put(index, number, 70) for number in (5, 2, 9)))
    hashes = alike(np.random.default_rng(1), 9)
    for k, most in [(1, 256), (3, 0), (7, 4), (64, 6), (500, 256)]:
        assert told(index.search(hashes, k, most)) == nearest(rows, hashes, k, most)


def test_all_bits_and_the_largest_numbers_are_kept(index: PictureIndex) -> None:
    ids = numbering.ids(numbering.MOST_NUMBERS - 1, np.array([0, 255], np.uint8), np.array([0, 2**32 - 1], np.uint32))
    hashes = np.array([[0] * 32, [255] * 32], np.uint8)
    index.add(ids, hashes)
    found = index.search(hashes, 2, _EVERY_BIT)
    assert told(found) == [(0, 0, ids[0]), (0, 256, ids[1]), (1, 0, ids[1]), (1, 256, ids[0])]
    assert found.rows.dtype == np.int32 and found.ids.dtype == np.int64 and found.distances.dtype == np.uint16
    assert exported(index.export()) == by_id(ids, hashes)


def test_many_rows_alike_do_not_hide_the_least_ids(index: PictureIndex) -> None:
    ids = numbering.ids(1, np.zeros(900, np.uint8), np.arange(900, dtype=np.uint32))
    index.add(ids[::-1].copy(), np.zeros((900, 32), np.uint8))
    assert index.search(np.zeros((1, 32), np.uint8), 4, 0).ids.tolist() == ids[:4].tolist()


def test_what_is_deleted_is_not_found_and_hides_nothing(index: PictureIndex) -> None:
    rows = {number: put(index, number, 40) for number in (1, 2, 3)}
    hashes = alike(np.random.default_rng(2), 4)
    assert index.delete(2) == 40
    assert index.delete(2) == 0
    left = rows[1] | rows[3]
    assert exported(index.export()) == left
    assert told(index.search(hashes, 25, 256)) == nearest(left, hashes, 25, 256)


def test_a_number_can_be_used_again_once_deleted(index: PictureIndex) -> None:
    put(index, 1, 30)
    index.delete(1)
    again = put(index, 1, 20, seed=1)
    assert exported(index.export()) == again


def test_ids_are_taken_apart_as_they_were_put_together() -> None:
    variants, times = np.array([0, 5, 255], np.uint8), np.array([0, 1, 2**32 - 1], np.uint32)
    ids = numbering.ids(77, variants, times)
    assert numbering.numbers(ids).tolist() == [77] * 3
    assert numbering.variants(ids).tolist() == variants.tolist()
    assert numbering.times(ids).tolist() == times.tolist()
    assert numbering.first_id(77) <= ids.min() and ids.max() < numbering.first_id(78)
