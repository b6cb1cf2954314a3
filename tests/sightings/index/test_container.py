"""Items in and out: what is found is always what is there, whatever was added, replaced, removed and merged."""

import multiprocessing
import tempfile
import threading
from dataclasses import replace
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from tests.sightings.index.made import alike, by_id, contents, entry, exported, nearest, told

from dragoman.model.errors import Locked
from dragoman.sightings.index import ids, lock, merging, postings
from dragoman.sightings.index.container import Entry, SightingsIndex
from dragoman.sightings.index.manifest import NAME, read
from dragoman.sightings.index.members import Member

MEDIA = st.sampled_from("abcdefgh")
SEEDS = st.integers(0, 9)


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let merges happen among few rows, in many blocks."""
    least = {name: replace(kind, least=4) for name, kind in merging._KINDS.items()}
    monkeypatch.setattr(merging, "_KINDS", least)
    monkeypatch.setattr(postings, "BLOCK", 16)


class Archive(RuleBasedStateMachine):
    """Hold an index beside what should be in it."""

    def __init__(self) -> None:
        super().__init__()
        self.scratch = tempfile.TemporaryDirectory()
        self.index = SightingsIndex.open(Path(self.scratch.name, "index"))
        self.there: dict[str, Entry] = {}

    @rule(items=st.dictionaries(MEDIA, st.tuples(SEEDS, st.integers(0, 9), st.integers(0, 30)), max_size=3))
    def add(self, items: dict[str, tuple[int, int, int]]) -> None:
        entries = [entry(media, *how) for media, how in items.items()]
        self.index.add(entries)
        self.there |= {one.media: one for one in entries}

    @rule(media=st.sets(MEDIA, max_size=3))
    def remove(self, media: set[str]) -> None:
        assert self.index.remove(media) == len(media & self.there.keys())
        self.there = {name: one for name, one in self.there.items() if name not in media}

    @rule()
    def compact(self) -> None:
        self.index.compact()

    @rule()
    def reopen(self) -> None:
        folder = Path(self.scratch.name, "index")
        self.index.close()
        self.index = SightingsIndex.open(folder)

    @invariant()
    def members_are_those_added(self) -> None:
        members = self.index.members()
        assert {name: one.fingerprints for name, one in members.items()} == {
            name: one.fingerprints for name, one in self.there.items()
        }
        assert len({one.number for one in members.values()}) == len(members)

    @invariant()
    def pictures_are_those_added(self) -> None:
        for family, index in (("pictures", self.index.pictures), ("crops", self.index.crops)):
            rows: dict[int, bytes] = {}
            for name, one in self.there.items():
                held = getattr(one, family)
                rows |= by_id(ids.ids(self._number(name), held.variants, held.times), held.hashes)
            assert exported(index.export()) == rows
            assert len(index) == len(rows)
            asked = alike(np.random.default_rng(len(rows)), 2)
            assert told(index.search(asked, 6, 9)) == nearest(rows, asked, 6, 9)

    @invariant()
    def landmarks_are_those_added(self) -> None:
        keys = np.arange(-1, 60).astype(np.uint32)
        rows, numbers, steps = self.index.sound.find(np.append(keys, keys[:9]))
        wanted = []
        for name, one in self.there.items():
            assert one.landmarks is not None
            for key, step in zip(*(part.tolist() for part in one.landmarks), strict=True):
                at = [key + 1] + ([key + 62] if key < 8 else [])
                wanted += [(row, self._number(name), step) for row in at]
        assert sorted(zip(rows.tolist(), numbers.tolist(), steps.tolist(), strict=True)) == sorted(wanted)

    def _number(self, media: str) -> int:
        return self.index.members()[media].number

    def teardown(self) -> None:
        self.index.check()
        folder = Path(self.scratch.name, "index")
        if folder.exists() and (folder / NAME).exists():
            assert contents(folder) == read(folder).files() | {NAME}
        self.index.close()
        self.scratch.cleanup()


Archive.TestCase.settings = settings(max_examples=25, stateful_step_count=14, deadline=None)
TestArchive = Archive.TestCase


def test_reading_writes_nothing(tmp_path: Path) -> None:
    with SightingsIndex.open(tmp_path / "none") as index:
        assert index.members() == {}
        assert index.outdated(["any"]) == []
        assert len(index.sound.find(np.arange(9, dtype=np.uint32))[0]) == 0
    assert not (tmp_path / "none").exists()


def test_members_say_what_they_were_made_from(tmp_path: Path) -> None:
    with SightingsIndex.open(tmp_path) as index:
        index.add([entry("a", 1), replace(entry("b", 2), methods=("pictures 2", "sound 1"))])
        assert index.members()["a"] == Member("a", 1, ("a 1",), ("pictures 1", "sound 1"), 6000)
        assert [one.media for one in index.outdated(["pictures 2", "sound 1"])] == ["a"]


def test_an_item_without_a_channel_is_a_member_all_the_same(tmp_path: Path) -> None:
    with SightingsIndex.open(tmp_path) as index:
        index.add([Entry("silent", ("x",), ("y",), 10)])
        assert set(index.members()) == {"silent"}
        assert (len(index.pictures), len(index.crops), len(index.sound)) == (0, 0, 0)


def test_a_reader_sees_one_moment_until_it_refreshes(tmp_path: Path) -> None:
    with SightingsIndex.open(tmp_path) as writer:
        writer.add([entry("a", 1)])
        with SightingsIndex.open(tmp_path) as reader:
            before = exported(reader.pictures.export())
            for seed in range(20):
                writer.add([entry("a", seed)])
            writer.compact()
            assert exported(reader.pictures.export()) == before
            reader.refresh()
            assert exported(reader.pictures.export()) == exported(writer.pictures.export()) != before


def test_many_small_additions_make_few_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    with SightingsIndex.open(tmp_path) as index:
        for number in range(130):
            index.add([entry(str(number), number, rows=3)])
        assert len(index.members()) == 130
    assert len(contents(tmp_path)) <= 1 + 4 * 3 * 7


def test_writers_wait_for_each_other_and_lose_nothing(tmp_path: Path) -> None:
    def write(name: str) -> None:
        with SightingsIndex.open(tmp_path) as index:
            for number in range(8):
                index.add([entry(f"{name}{number}", number)])

    threads = [threading.Thread(target=write, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with SightingsIndex.open(tmp_path) as index:
        assert len(index.members()) == 24
        assert len({one.number for one in index.members().values()}) == 24


def test_a_writer_that_takes_too_long_is_named(tmp_path: Path) -> None:
    context: Any = multiprocessing.get_context("spawn")
    held, done = context.Event(), context.Event()
    other = context.Process(target=_hold, args=(tmp_path, held, done))
    other.start()
    assert held.wait(60)
    with SightingsIndex.open(tmp_path, wait=0.1) as index:
        with pytest.raises(Locked, match="another process is writing"):
            index.add([entry("a")])
        assert index.members() == {}
    done.set()
    other.join()


def _hold(folder: Path, held: Event, done: Event) -> None:
    with lock.held(folder / "lock", wait=1):
        held.set()
        done.wait(60)
