"""The folding before word error is measured."""

import pytest

from dragoman.testing.measuring import plain


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("And so, my Fellow-Americans!", "and so my fellow americans"),
        ("يكتب كِتَابًا", "یکتب کتابا"),
        ("می‌خوانم", "می خوانم"),
        ("الأُمّة إلى آخر", "الامه الی اخر"),
        ("مسئول، مؤمن", "مسیول مومن"),
        ("كـــتاب", "کتاب"),
        ("۱۲ ٣٤ 56", "12 34 56"),
        ("ﻻ", "لا"),
        ("¿Qué?", "qué"),
        ("...", ""),
    ],
)
def test_spelling_is_folded_and_hearing_is_not(text: str, folded: str) -> None:
    assert plain(text) == folded
    assert plain(folded) == folded
