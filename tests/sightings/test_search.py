from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from tests.sightings.shown import Hashes, frames, scenes, worn
from tests.sightings.sound.sounds import Samples, story
from tests.sightings.sound.sounds import peaks as heard

from dragoman.model.digest import of_bytes
from dragoman.sightings.frames import BYTES, Frames
from dragoman.sightings.index.container import Entry, SightingsIndex
from dragoman.sightings.index.protocol import PictureIndex
from dragoman.sightings.index.sound import SoundIndex
from dragoman.sightings.peaks import Peaks
from dragoman.sightings.picture.making import indexed
from dragoman.sightings.picture.transform import mirrored
from dragoman.sightings.search import Query, method, search
from dragoman.sightings.sound.landmarks import indexed as landmarks
from dragoman.sightings.sound.spectrum import RATE

MINUTE = 60_000


SLIDES = np.repeat(np.random.default_rng(8).integers(0, 256, (12, BYTES), dtype=np.uint8), 40, axis=0)
"""Twelve pictures that are held for ten seconds each."""


class Shelf:
    """Hold items whose pictures and sound a search may ask for."""

    def __init__(self, index: SightingsIndex, items: dict[str, tuple[Frames | None, Peaks | None]]) -> None:
        self.pictures: PictureIndex = index.pictures
        self.crops: PictureIndex | None = index.crops
        self.sound: SoundIndex = index.sound
        self.numbered = {media: member.number for media, member in index.members().items()}
        self.numbers = sorted(self.numbered.values())
        self._items = {self.numbered[media]: item for media, item in items.items()}
        self._media = {number: media for media, number in self.numbered.items()}

    def media(self, number: int) -> str:
        return self._media[number]

    def frames(self, number: int) -> Frames | None:
        return self._items[number][0]

    def peaks(self, number: int) -> Peaks | None:
        return self._items[number][1]


@pytest.fixture(scope="module")
def spoken(shared: Path) -> Samples:
    """Return minutes of speech by one reader."""
    return np.concatenate([story(shared / "asp-stories" / "ar" / name) for name in ("0001", "0006", "0008", "0027")])


def cut(samples: Samples, start: int, seconds: int) -> Samples:
    return samples[start * RATE : (start + seconds) * RATE]


@pytest.fixture(scope="module")
def shelf(spoken: Samples, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    items: dict[str, tuple[Frames | None, Peaks | None]] = {
        of_bytes(b"talk"): (frames(scenes(1, 120)), heard(cut(spoken, 0, 120))),
        of_bytes(b"film"): (frames(scenes(2, 120)), None),
        of_bytes(b"slides"): (frames(SLIDES), None),
        of_bytes(b"radio"): (None, heard(cut(spoken, 130, 60))),
    }
    with SightingsIndex.open(Path(tmp_path_factory.mktemp("index"))) as index:
        index.add([_entry(media, *item) for media, item in items.items()])
        yield Shelf(index, items)


def _entry(media: str, shown: Frames | None, sound: Peaks | None) -> Entry:
    marks = landmarks(sound) if sound is not None else None
    pictures = indexed(shown) if shown is not None else None
    return Entry(media, (), (), 2 * MINUTE, pictures, None, (marks.keys, marks.steps) if marks else None)


def of(*parts: Hashes) -> Frames:
    return frames(np.concatenate(parts))


def test_a_programme_of_several_excerpts_yields_each_of_them(shelf: Shelf) -> None:
    talk, film = scenes(1, 120), scenes(2, 120)
    programme = of(scenes(90, 10), worn(5, talk[80:120], 20), scenes(91, 10), mirrored(film[200:240]), scenes(92, 10))
    first, second = search(Query(programme, None, 50_000), shelf)
    assert first.there.media == of_bytes(b"talk")
    assert (first.here.start, first.here.end) == pytest.approx((10_000, 20_000), abs=260)
    assert (first.there.span.start, first.there.span.end) == pytest.approx((20_000, 30_000), abs=260)
    assert (first.channel, first.mirrored, first.speed, first.certain) == ("picture", False, 1000, True)
    assert second.there.media == of_bytes(b"film")
    assert second.mirrored
    assert (second.here.start, second.there.span.start) == pytest.approx((30_000, 50_000), abs=260)


def test_unrelated_footage_is_found_nowhere(shelf: Shelf, spoken: Samples) -> None:
    assert search(Query(of(scenes(70, 60)), heard(cut(spoken, 200, 30)), MINUTE), shelf) == ()


def test_sound_under_other_pictures_is_found_by_itself(shelf: Shelf, spoken: Samples) -> None:
    (found,) = search(Query(of(scenes(71, 10)), heard(cut(spoken, 140, 10)), 10_000), shelf)
    assert (found.channel, found.there.media, found.moments) == ("sound", of_bytes(b"radio"), 0)
    assert (found.here.start, found.here.end) == pytest.approx((0, 10_000), abs=400)
    assert found.there.span.start == pytest.approx(10_000, abs=400)


def test_pictures_and_sound_of_one_moment_are_one_sighting(shelf: Shelf, spoken: Samples) -> None:
    talk = scenes(1, 120)
    (found,) = search(Query(of(worn(6, talk[160:200], 40)), heard(cut(spoken, 40, 10)), 10_000), shelf)
    assert (found.channel, found.certain) == ("both", True)
    assert found.there.span.start == pytest.approx(40_000, abs=300)
    assert found.moments >= 3
    assert found.landmarks > 20


def test_items_left_out_are_not_named(shelf: Shelf, spoken: Samples) -> None:
    talk = scenes(1, 120)
    query = Query(of(talk[80:120]), heard(cut(spoken, 20, 10)), 10_000, frozenset({shelf.numbered[of_bytes(b"talk")]}))
    assert search(query, shelf) == ()


def test_a_picture_held_is_marked_as_a_still(shelf: Shelf) -> None:
    held = np.repeat(worn(7, SLIDES[130:131], 5), 40, axis=0)
    (found,) = search(Query(of(held), None, 10_000), shelf)
    assert (found.still, found.certain, found.moments, found.speed) == (True, False, 1, 1000)


def test_footage_without_anything_is_found_nowhere(shelf: Shelf) -> None:
    empty = of(scenes(1, 1)).where(np.zeros(4, dtype=np.bool_))
    assert search(Query(None, None, 0), shelf) == ()
    assert search(Query(empty, Peaks.unpacked(b""), 1000), shelf) == ()


def test_progress_is_told_to_its_end(shelf: Shelf) -> None:
    told: list[tuple[int, int]] = []
    search(Query(of(scenes(70, 4)), None, 4000), shelf, lambda done, total: told.append((done, total)))
    assert told[0] == (0, told[0][1])
    assert told[-1] == (told[0][1], told[0][1])


def test_the_method_states_what_it_asks_for() -> None:
    assert method().name == "sightings"
    assert {"most", "moments", "pictures", "sound", "together"} <= method().settings.keys()
