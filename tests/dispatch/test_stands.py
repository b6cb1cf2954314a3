"""Where the parts of a quotation stand: of all ways the one that leaves out least."""

import pytest

from dragoman.dispatch.fragments import split
from dragoman.dispatch.stands import find
from dragoman.dispatch.wording import laid

TEXT = "it is a map and it is a key and so it is likely that the paper was lost, that is all"


@pytest.mark.parametrize(
    ("quotation", "stand"),
    [
        ("it is ... that the paper", "it is likely that the paper"),
        ("it is … a key", "it is a key"),
        ("a map … it is", "a map and it is"),
        ("it is [he said] likely", "it is likely"),
    ],
)
def test_the_tightest_way_is_taken(quotation: str, stand: str) -> None:
    text = laid(TEXT, "en", heading=False)
    found = find(split(quotation).parts, text, "en", heading=False)
    assert found is not None
    start, end = text.words[found[0][0]].start, text.words[found[-1][1] - 1].end
    assert TEXT[start:end] == stand


def test_words_that_stand_in_no_order_stand_nowhere() -> None:
    assert find(split("a key … a map").parts, laid(TEXT, "en", heading=False), "en", heading=False) is None
