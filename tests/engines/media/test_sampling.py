"""Sampled pictures stand at their own times, a steady few a second, turned as a viewer sees them."""

import io
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from av.video.frame import VideoFrame
from numpy.typing import NDArray

from dragoman.engines.media.decode import pictures, sound, sounds
from dragoman.engines.media.payload import Pieces, Rows
from dragoman.engines.media.sampling import _in_order, sample
from dragoman.engines.media.wire import ROW_TIME, PicturesTask, Sampled, Sender, receive
from dragoman.model.errors import DecodeError, NotMedia
from dragoman.model.settings import MediaSettings
from dragoman.model.time import Span
from dragoman.testing.footage import SHADE_STEP, Make, Recipe, shade, steady

SIZE = 16
Times = NDArray[np.uint32]
Lumas = NDArray[np.uint8]


class Taken:
    """Keep what is handed over."""

    def __init__(self) -> None:
        self.batches: list[tuple[Times, Lumas]] = []

    def __call__(self, times: Times, lumas: Lumas) -> None:
        self.batches.append((times, lumas))

    @property
    def times(self) -> list[int]:
        return [int(at) for times, _ in self.batches for at in times]

    @property
    def lumas(self) -> Lumas:
        return np.concatenate([lumas for _, lumas in self.batches])


def sampled(path: Path, rate: int = 4) -> tuple[Sampled, Taken]:
    """Sample without a child."""
    pipe = io.BytesIO()
    made = sample(str(path), 1 << 26, PicturesTask(rate, SIZE), Sender(pipe))
    pipe.seek(0)
    taken = Taken()
    rows = Rows(taken, SIZE)
    for part in receive(pipe):
        if isinstance(part, bytes):
            rows.write(part)
    rows.finish()
    assert made.count == len(taken.times)
    return made, taken


SLOW = tuple(range(0, 3000, 110))
UNEVEN = (0, 10, 240, 260, 700, 740, 1500, 1501, 1740, 1760)


@pytest.mark.parametrize(
    ("frames", "expected"),
    [
        (SLOW, (0, 330, 550, 770, 1100, 1320, 1540, 1760, 2090, 2310, 2530, 2750)),
        (UNEVEN, (0, 260, 700, 1500, 1760)),
        ((0, 5000, 5040), (0, 5000)),
    ],
)
def test_the_first_frame_of_each_quarter_second_keeps_its_own_time(
    make: Make, frames: tuple[int, ...], expected: tuple[int, ...]
) -> None:
    """Frames too few to spare any are all decoded."""
    made, taken = sampled(make("a.mkv", Recipe(frames)))
    assert taken.times == list(expected)
    for at, luma in zip(taken.times, taken.lumas, strict=True):
        assert abs(int(luma[SIZE * 3 // 4, SIZE // 2]) - shade(frames.index(at))) < SHADE_STEP
    assert frames[-1] < made.length <= frames[-1] + 200


def test_frames_that_no_others_rest_on_are_left_out_and_no_quarter_second_is(make: Make) -> None:
    _, taken = sampled(make("a.mp4", Recipe(steady(100, 40))))
    assert [at // 250 for at in taken.times] == list(range(16))
    assert all(at % 250 <= 120 for at in taken.times)


def test_time_starts_where_the_footage_is_first_presented(make: Make) -> None:
    _, taken = sampled(make("late.mkv", Recipe(steady(50, 40), (Span(0, 100),), 2000, clock=7000)))
    assert taken.times[0] <= 5 and taken.times[-1] < 2000


@pytest.mark.parametrize(("rotation", "corner"), [(0, (0, 0)), (90, (1, 0)), (-90, (0, 1)), (180, (1, 1))])
def test_a_telephone_held_upright_is_sampled_upright(make: Make, rotation: int, corner: tuple[int, int]) -> None:
    """The white quarter, top left as recorded, stands where the turn brings it."""
    _, taken = sampled(make("turned.mp4", Recipe(steady(5, 40), rotation=rotation)))
    luma = taken.lumas[0]
    ends = {
        (row, column): luma[-2 * row + (row == 0), -2 * column + (column == 0)] for row in (0, 1) for column in (0, 1)
    }
    assert max(ends, key=lambda end: int(ends[end])) == corner


def test_one_wild_time_stamp_hides_no_others() -> None:
    frame = VideoFrame(16, 16, "gray")
    times = [0, 1, 90_000, 2, 3, 3, 2, 4]
    kept = [int(at) for _, at in _in_order((frame, Fraction(at)) for at in times)]
    assert kept == [0, 1, 2, 3, 2, 4]


def test_sound_alone_has_no_pictures(make: Make, limits: MediaSettings) -> None:
    path = make("a.mp3", Recipe((), (Span(0, 100),), 500, audio_codec="libmp3lame"))
    with pytest.raises(NotMedia, match="no pictures"):
        pictures(path, limits, Taken())


def test_what_decodes_of_damaged_footage_is_handed_over_and_its_end_told(make: Make, limits: MediaSettings) -> None:
    """A stream cut in the middle of a frame; the length that comes back is what could be looked at."""
    path = make("cut.ts", Recipe(steady(100, 40)))
    whole, cut = Taken(), Taken()
    full = pictures(path, limits, whole, size=SIZE)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) * 6 // 10])
    length = pictures(path, limits, cut, size=SIZE)
    assert 3900 <= full <= 4000
    assert 1500 < length < 3000
    assert cut.times == whole.times[: len(cut.times)] and length - 300 <= cut.times[-1] < length


def test_nothing_that_decodes_is_refused_by_name(make: Make, limits: MediaSettings) -> None:
    path = make("a.ts", Recipe(steady(25, 40)))
    data = bytearray(path.read_bytes())
    for packet in range(0, len(data), 188):
        if packet > 188 * 4:
            data[packet + 20 : packet + 188] = bytes(168)
    path.write_bytes(bytes(data))
    with pytest.raises(DecodeError):
        pictures(path, limits, Taken(), size=SIZE)


def test_real_footage_through_the_child(footage: Path, limits: MediaSettings) -> None:
    taken = Taken()
    length = pictures(footage, limits, taken)
    assert abs(length - 22_000) < 1000
    assert taken.lumas.shape[1:] == (128, 128) and max(len(times) for times, _ in taken.batches) <= 128
    assert [at // 250 for at in taken.times] == list(range(len(taken.times)))


def test_sound_in_pieces_is_the_sound_of_the_file(
    footage: Path, make: Make, tmp_path: Path, limits: MediaSettings
) -> None:
    """Also where it begins late, led by silence that the child does not spell out."""
    late = make("late.mkv", Recipe(steady(75, 40), (Span(1500, 1700),), 3000, sound_from=1000))
    for path in (footage, late):
        pieces: list[bytes] = []
        samples = sounds(path, limits, pieces.append)
        heard = sound(path, tmp_path / "sound.s16", limits)
        assert samples == heard.samples
        assert b"".join(pieces)[: 2 * samples] == heard.path.read_bytes()
        assert all(len(piece) % 2 == 0 and 0 < len(piece) <= 1 << 20 for piece in pieces)


ROW = ROW_TIME.size + SIZE * SIZE


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (bytes(ROW - 1), "part of a picture"),
        (ROW_TIME.pack(5) + bytes(SIZE * SIZE) + ROW_TIME.pack(5) + bytes(SIZE * SIZE), "out of order"),
    ],
)
def test_a_child_that_sends_nonsense_is_refused(sent: bytes, words: str) -> None:
    rows = Rows(Taken(), SIZE)
    rows.write(sent)
    with pytest.raises(DecodeError, match=words):
        rows.finish()
    with pytest.raises(DecodeError, match="zero bytes"):
        rows.skip(1)


def test_a_child_may_not_send_silence_without_end() -> None:
    pieces = Pieces(lambda piece: None)
    with pytest.raises(DecodeError, match="more than it may"):
        pieces.skip(1 << 40)
    half = Pieces(lambda piece: None)
    half.write(b"x")
    with pytest.raises(DecodeError, match="half a sample"):
        half.finish()


@pytest.mark.slow
def test_memory_is_flat_in_the_length(make: Make) -> None:
    """A quarter of an hour passes in the address space that one second takes."""
    tight = MediaSettings(max_memory=300_000_000, max_cpu=60, sandbox="off")
    for seconds in (1, 900):
        path = make(f"{seconds}.mkv", Recipe(steady(seconds * 5, 200)))
        taken = Taken()
        pictures(path, tight, taken, size=SIZE)
        assert len(taken.times) == seconds * 5 - seconds
