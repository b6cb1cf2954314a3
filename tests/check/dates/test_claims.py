"""Phrases between two dates: silent for every distance that they can mean, found for every other, in every form."""

from datetime import date, timedelta

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st
from tests.check.dates.readings import messages

from dragoman.check.dates.tolerance import Length, Unit

# One sentence a form: `at` is counted from `of`, a length `by`; a minus before the language: it lies before.
FORMS = [
    ("en", "He left on {at}, {by} after the vote on {of}.", 1),
    ("en", "He left on {at}, {by} following {of}.", 1),
    ("en", "The talks of {at} took place {by} before the {of} vote.", -1),
    ("en", "He left on {at} ({by} earlier than the one of {of}).", -1),
    ("en", "He was arrested on {of}, and was released {by} later, on {at}.", 1),
    ("en", "He was arrested on {of} and, {by} after, on {at}, released.", 1),
    ("en", "{by} before the ceremony on {of}, on {at}, he left.", -1),
    ("en", "The bridge opened on {of}. {by} later, on {at}, it closed.", 1),
    ("en", "On {of}, the bridge opened in the north of Ambria. {by} later, on {at}, it closed.", 1),
    ("fr", "Le {at}, {by} après le {of}.", 1),
    ("fr", "Le {of}, et {by} plus tard, le {at}.", 1),
    ("es", "El {at}, {by} antes del {of}.", -1),
    ("es", "El {of} y {by} después, el {at}.", 1),
    ("de", "Am {at}, {by} nach dem {of}.", 1),
    ("de", "Am {of} und {by} später, am {at}.", 1),
    ("ru", "{of}, а через {by}, {at}.", 1),
    ("tr", "{of} tarihinde ve {by} sonra, {at}.", 1),
    ("fa", "در {of} و {by} بعد، در {at}.", 1),
    ("fa", "در {at}، {by} پیش از {of}.", -1),
]
# fmt: off
SAID: dict[str, dict[tuple[int, Unit], str]] = {
    "en": {(1, "day"): "a day", (3, "day"): "three days", (1, "week"): "a week", (5, "week"): "5 weeks",
           (1, "month"): "one month", (4, "month"): "four months", (1, "year"): "a year"},
    "fr": {(3, "day"): "trois jours", (1, "week"): "une semaine", (1, "month"): "un mois", (1, "year"): "un an"},
    "es": {(3, "day"): "tres días", (1, "week"): "una semana", (1, "month"): "un mes", (1, "year"): "un año"},
    "de": {(1, "week"): "eine Woche", (1, "month"): "einen Monat", (1, "year"): "ein Jahr"},
    "ru": {(3, "day"): "три дня", (1, "week"): "неделю", (1, "month"): "месяц", (1, "year"): "год"},
    "tr": {(3, "day"): "üç gün", (1, "week"): "bir hafta", (1, "month"): "bir ay", (1, "year"): "bir yıl"},
    "fa": {(3, "day"): "سه روز", (1, "week"): "یک هفته", (1, "month"): "یک ماه", (1, "year"): "یک سال"},
}
# fmt: on


@given(st.data(), st.sampled_from(FORMS), st.dates(date(1930, 1, 1), date(2150, 1, 1)))
def test_a_phrase_is_found_where_the_dates_cannot_be_what_it_says(
    data: st.DataObject, form: tuple[str, str, int], of: date
) -> None:
    language, sentence, sign = form
    (count, unit), said = data.draw(st.sampled_from(list(SAID[language].items())))
    least, most = Length(count, unit).bounds()
    days = data.draw(st.integers(-700, 900))
    at = of + timedelta(sign * days)
    written = {"at": format_date(at, "long", locale=language), "of": format_date(of, "long", locale=language)}
    found = messages(sentence.format(by=said, **written), language=language)
    assert bool(found) != (least <= days <= most), found


@pytest.mark.parametrize(
    ("sentence", "holds"),
    [
        ("He left on January 5, 2019, three years after the vote on December 20, 2016.", True),
        ("He left on January 5, 2019, three years after the vote on December 20, 2017.", False),
        ("He left on March 3, 2018, exactly ten years after March 3, 2008.", True),
        ("He left on March 3, 2018, exactly ten years after March 13, 2008.", False),
        ("He left on March 3, 2018, a month to the day after February 3, 2018.", True),
        ("He left on March 3, 2018, a month to the day after February 13, 2018.", False),
        ("He left on March 3, 2018, a decade after the war of May 1, 2009.", True),
        ("He left on March 3, 2018, a decade after the war of May 1, 1999.", False),
        ("He left on 3/4/2018, a month after 3/3/2018.", True),
        ("He left on 3/4/2018, a year after 3/3/2018.", False),
        ("He came on March 3, 2018, and the following day, March 4, 2018, left.", True),
        ("He came on March 3, 2018, and the following day, April 4, 2018, left.", False),
        ("He came on March 3, 2018, more than a year after the August 2015 vote.", True),
        ("He came on March 3, 2018, more than two years after the August 2017 vote.", False),
        ("The clip is of last week, November 17, 2026.", True),
        ("The clip is of last week, November 7, 2026.", False),
        ("It was on the air next Friday, November 27, 2026.", True),
        ("It was on the air next Friday, November 13, 2026.", False),
        ("He left last year, on March 3, 2025.", True),
        ("Five days ago, on Thursday, November 12, 2026, he left.", False),
        ("Five days ago, on Wednesday, November 18, 2026, he left.", True),
    ],
)
def test_a_phrase_holds_or_does_not(sentence: str, holds: bool) -> None:
    assert (messages(sentence) == ()) == holds


@pytest.mark.parametrize(
    "sentences",
    [
        "The bridge opened on March 1, 2018. The next day, March 12, 2018, it closed.",
        "It rained. The bridge opened on Thursday, March 1, 2018. Three days after, on March 12, 2018, it fell.",
    ],
)
def test_the_next_sentence_counts_from_the_one_date_told(sentences: str) -> None:
    assert len(messages(sentences)) == 1


@pytest.mark.parametrize(
    "sentences",
    [
        "The bridge opened on March 1, 2018. The next day, March 2, 2018, it closed.",
        "The bridge, which had opened on March 1, 2018, closed. A month later, on December 2, 2018, it fell.",
        "He said it would open on March 1, 2018. A month later, on December 2, 2017, he left.",
        "The bridge opened on March 1, 2018, and closed in autumn. A month later, on December 2, 2018, it fell.",
        "The bridge opened on March 1, 2018. Three days after March 5, 2018, it closed.",
        "The bridge opened on March 1, 2018. It closed in autumn. A month later, on December 2, 2018, it fell.",
        "A treaty followed on March 1, 2018 in Washington D.C. A month later, on December 2, 2018, it was broken.",
        "It, as said by Gov. Smith, was seen on March 1, 2018. A month later, on December 2, 2018, it fell.",
        '"We opened on March 1, 2018." A month later, on December 2, 2018, he left.',
        "The bridge (opened on March 1, 2018) fell. A month later, on December 2, 2018, he left.",
        "The bridge opened on March 1, 2018, in an April rain. A month later, on December 2, 2018, it fell.",
        "The bridge opened on March 1, 2018. A month earlier, on December 2, 2016, it had fallen.",
        "The fire of March 1, 2018 was put out. A month later, on December 2, 2018, he left.",
    ],
)
def test_the_next_sentence_may_count_from_something_else(sentences: str) -> None:
    assert messages(sentences) == ()
