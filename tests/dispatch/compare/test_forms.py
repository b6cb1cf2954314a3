"""Words that are the same but for their form, and words that are alike."""

import pytest

from dragoman.dispatch.compare.forms import are_alike, bones


@pytest.mark.parametrize(
    ("one", "other"),
    [("The", "the"), ("adopción", "adopcio\u0301n"), ("نسلي", "نسلی"), ("كتاب", "کتاب"), ("می\u200cشود", "میشود")],
)
def test_forms_of_one_word_have_the_same_bones(one: str, other: str) -> None:
    assert bones(one) == bones(other)
    assert are_alike(one, other)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("hampering", "hampered", True),
        ("électron", "électroniques", True),
        ("می‌بندیم", "نمی‌بندیم", True),
        ("hausse", "hautes", False),
        ("now", "not", False),
        ("water", "winter", False),
    ],
)
def test_words_are_alike_by_their_stem_or_nearly_all_letters(one: str, other: str, alike: bool) -> None:
    assert are_alike(one, other) is alike
