"""Numbers: in figures and words, in every custom; num2words says what the words are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words  # type: ignore[import-untyped]

from dragoman.dispatch.languages.kept import lost_numbers
from dragoman.dispatch.languages.numbers import numbers

IN_WORDS = ("en", "fa", "ar", "fr", "es", "ru", "tr", "he", "de")
DIGITS = {"fa": "۰۱۲۳۴۵۶۷۸۹", "ar": "٠١٢٣٤٥٦٧٨٩"}


def values(text: str, language: str) -> list[float]:
    return [value for number in numbers(text, language) if number.sure for value in number.readings[0]]


@pytest.mark.parametrize("language", IN_WORDS)
def test_every_number_below_a_thousand_is_read_from_its_words(language: str) -> None:
    for number in range(1000):
        # num2words gives the construct form here, مئتا, which no text has alone.
        if (language, number) != ("ar", 200):
            whole = numbers(num2words(number, lang=language), language)[0]
            assert float(number) in whole.readings[0], num2words(number, lang=language)


@pytest.mark.parametrize("language", IN_WORDS)
@pytest.mark.parametrize("number", [1000, 1234, 1999, 2024, 12345, 999_999, 3_000_000, 2_500_000, 10**9])
def test_thousands_and_millions(language: str, number: int) -> None:
    words = num2words(number, lang=language)
    assert numbers(words, language)[0].readings[0] == (float(number),), words


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "1,500,000 and 1.5 million", [1_500_000, 1_500_000]),
        ("fa", "۱٬۵۰۰٬۰۰۰ یا ۱٫۵ میلیون", [1_500_000, 1_500_000]),
        ("ar", "١٫٥ مليون", [1_500_000]),
        ("fr", "1 500 000 et 1,5 million", [1_500_000, 1_500_000]),
        ("de", "1.500.000", [1_500_000]),
        ("en", "1,50,000 rupees", [150_000]),
        ("en", "twenty-three, quatre", [23]),
        ("fr", "quatre-vingt-dix-sept", [97]),
        ("ur", "پچیس لوگ", [25]),
        ("en", "three and a half million", [3_500_000]),
        ("fa", "سه و نیم میلیون", [3_500_000]),
        ("fa", "بیست‌وپنج نفر", [25]),
        ("en", "one, two, 1 and 2", []),
        ("en", "the Six Flags, A320, COVID-19, 3/4, 4x4, 1941-45 (1,000 mi), three-dimensional", [1941]),
        ("fa", "سه‌شنبه", []),
        ("he", "יום רביעי", []),
    ],
)
def test_numbers_are_read(language: str, text: str, expected: list[float]) -> None:
    assert values(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "english"),
    [
        ("fa", "هفت نفر", "7 people"),
        ("fa", "در دهه ۱۹۸۰", "in the eighties"),
        ("ar", "في القرن التاسع عشر", "in the 1800s"),
        ("fr", "au XIXe siècle", "in the nineteenth century"),
        ("fa", "سال ۱۳۵۷", "in 1979"),
        ("fa", "ساعت ۲۱:۳۰", "at 9:30 pm"),
        ("ru", "от 340 до 500 миллионов", "340 million to 500 million"),
        ("tr", "yirmi yıl", "two decades"),
        ("es", "cuarenta y ocho", "four dozen"),
        ("fr", "à 160 km", "100 miles away"),
        ("fa", "۶٫۵", "six and a half"),
        ("he", "שתים עשרה דקות", "twelve minutes"),
        ("de", "fünfundzwanzig Jahre", "25 years"),
        ("ur", "ایک کروڑ", "10 million"),
    ],
)
def test_the_same_number_said_in_another_way(language: str, text: str, english: str) -> None:
    assert lost_numbers(text, language, english, "en") == ()
    assert lost_numbers(english, "en", text, language) == ()


@pytest.mark.parametrize(
    ("language", "text", "english"),
    [
        ("fa", "هفتاد نفر", "seventeen"),
        ("ru", "в 1977 году", "in 1997"),
        ("es", "1,5 millones", "1.5 billion"),
        ("ar", "ثلاثة", "four"),
    ],
)
def test_another_number(language: str, text: str, english: str) -> None:
    assert lost_numbers(text, language, english, "en")
    assert lost_numbers(english, "en", text, language)


def test_where_a_language_is_not_known_nothing_is_lost() -> None:
    assert lost_numbers("sette", "it", "nine", "en") == lost_numbers("nine", "en", "sette", "it") == ()


@given(st.integers(3, 10**12), st.sampled_from(["fa", "ar"]))
def test_digits_of_any_script_are_the_same_number(number: int, language: str) -> None:
    theirs = str(number).translate({ord(str(digit)): DIGITS[language][digit] for digit in range(10)})
    assert lost_numbers(theirs, language, f"{number:,}", "en") == ()
    assert lost_numbers(str(number), "en", theirs, language) == ()


@given(st.text(), st.sampled_from([*IN_WORDS, "ur", "und"]))
def test_no_text_breaks_the_reader(text: str, language: str) -> None:
    for number in numbers(text, language):
        assert 0 <= number.start < number.end <= len(text)
