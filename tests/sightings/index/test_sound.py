"""Postings: keys that prove nothing are left out, and no segment holds more places than it can count."""

from pathlib import Path

import numpy as np
import pytest
from tests.sightings.index.made import entry

from dragoman.sightings.index import sound
from dragoman.sightings.index.container import Entry, SightingsIndex
from dragoman.sightings.index.postings import MOST_PLACES, Sounding, groups


def _heard(media: str, keys: list[int], steps: list[int]) -> Entry:
    return Entry(media, (), (), 1000, landmarks=(np.array(keys, np.uint32), np.array(steps, np.uint32)))


def test_a_key_that_stands_everywhere_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sound, "RARE", 5)
    keys = np.array([7, 3, 7], np.uint32)
    with SightingsIndex.open(tmp_path) as index:
        index.add([_heard("a", [7] * 3 + [3], [1, 2, 3, 4])])
        assert index.sound.common(keys).tolist() == [False, False, False]
        assert len(index.sound.find(keys)[0]) == 7
        index.add([_heard("b", [7] * 3, [1, 2, 3])])
        assert index.sound.most == 5
        assert index.sound.common(keys).tolist() == [True, False, True]
        rows, _, steps = index.sound.find(keys)
        assert (rows.tolist(), steps.tolist()) == ([1], [4])


def test_the_last_key_and_step_are_kept(tmp_path: Path) -> None:
    last = 2**32 - 1
    with SightingsIndex.open(tmp_path) as index:
        index.add([_heard("a", [last, 0], [last - 1, 0])])
        index.add([_heard("b", [last], [5])])
        index.compact()
        rows, numbers, steps = index.sound.find(np.array([last], np.uint32))
        assert sorted(zip(rows.tolist(), numbers.tolist(), steps.tolist(), strict=True)) == [
            (0, 1, last - 1),
            (0, 2, 5),
        ]


def test_items_are_grouped_so_that_each_place_has_a_number() -> None:
    none = Sounding(9, np.empty(0, np.uint32), np.empty(0, np.uint32))
    long = [Sounding(n, np.zeros(1, np.uint32), np.array([2**30 - 1], np.uint32)) for n in range(9)]
    made = [[one.number for one in group] for group in groups([none, *long])]
    assert made == [[0, 1, 2, 3], [4, 5, 6, 7], [8]]
    assert MOST_PLACES == 4 << 30


def test_merging_keeps_every_posting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Enough items that segments are merged several times over, some of them removed."""
    monkeypatch.setattr(sound, "RARE", 1_000_000)
    with SightingsIndex.open(tmp_path) as index:
        for number in range(70):
            index.add([entry(str(number), number, rows=1, landmarks=2000)])
        index.remove(str(number) for number in range(0, 70, 3))
        index.compact()
        left = [number for number in range(70) if number % 3]
        assert len(index.sound) == 2000 * len(left)
        found = index.sound.find(np.arange(50, dtype=np.uint32))
        assert set(found[1].tolist()) == {number + 1 for number in left}
        assert np.bincount(found[1])[1 + left[0]] == 2000
