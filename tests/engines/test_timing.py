"""Whatever an engine says, times are whole milliseconds inside the sound and in order."""

import math
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from dragoman.engines.timing import Timekeeper

seconds = st.floats(min_value=-5, max_value=60, allow_nan=False)


@dataclass
class RawWord:
    start: float
    end: float
    word: str
    probability: float


@dataclass
class RawSegment:
    start: float
    end: float
    text: str
    avg_logprob: float
    words: list[RawWord] | None


raw_words = st.builds(RawWord, seconds, seconds, st.sampled_from([" a", " ", "b.", ""]), st.floats(-0.1, 1.1))
raw_segments = st.builds(
    RawSegment,
    seconds,
    seconds,
    st.sampled_from([" a b.", "", "  "]),
    st.floats(-5, 0),
    st.none() | st.lists(raw_words, max_size=4),
)


@given(st.integers(1, 50_000), st.lists(raw_segments, max_size=8), st.sampled_from([0.0, 1000.5]))
def test_segments_lie_inside_and_in_order(length: int, raws: list[RawSegment], offset: float) -> None:
    keeper = Timekeeper(length)
    made = [segment for raw in raws if (segment := keeper.segment(raw, offset)) is not None]
    assert len(made) == sum(bool(raw.text.strip()) for raw in raws)
    assert [segment.id for segment in made] == [f"s{number:04d}" for number in range(1, len(made) + 1)]
    starts = [segment.span.start for segment in made]
    assert starts == sorted(starts)
    for segment in made:
        assert 0 <= segment.span.start < segment.span.end <= length
        for word in segment.words:
            assert segment.span.start <= word.span.start < word.span.end <= segment.span.end
            assert word.text == word.text.strip() != "" and 0 <= word.probability <= 1000


def test_seconds_are_rounded_once() -> None:
    raw = RawSegment(1.2346, 2.0004, " two words ", -0.4886, [RawWord(1.2346, 1.5, " two", 0.5234)])
    segment = Timekeeper(10_000).segment(raw, 500.25)
    assert segment is not None
    assert (segment.span.start, segment.span.end, segment.text) == (1735, 2501, "two words")
    assert segment.log_probability == -489
    assert (segment.words[0].text, segment.words[0].probability) == ("two", 523)
    assert math.isclose(segment.words[0].span.end, 2000, abs_tol=0.5)
