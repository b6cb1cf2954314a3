"""Words that turn a sentence: in ten languages, by word, by phrase and by the form of a verb."""

import pytest

from dragoman.dispatch.languages.known import LANGUAGES, LEXICONS, lexicon
from dragoman.dispatch.languages.lexicon import phrases
from dragoman.dispatch.languages.turning import turning
from dragoman.dispatch.words import words


def found(text: str, language: str) -> list[tuple[str, str]]:
    return [(turn.phrase, turn.kind) for turn in turning(words(text), language)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "We will not go", [("not", "negation")]),
        ("en", "We don't, unless they pay", [('don"t', "negation"), ("unless", "condition")]),
        ("en", "We DON’T only if", [('DON"T', "negation"), ("only if", "condition")]),
        (
            "en",
            "as long as it rains, perhaps until May",
            [("as long as", "condition"), ("perhaps", "doubt"), ("until", "limit")],
        ),
        ("en", "Not only the north, no doubt", []),
        ("fa", "ما نمی‌رویم", [("نمی‌رویم", "negation")]),
        ("fa", "ما نمی رویم مگر اینکه بدهند", [("نمی", "negation"), ("مگر اینکه", "condition")]),
        ("fa", "نیامد و نبود و ندارد", [("نیامد", "negation"), ("نبود", "negation"), ("ندارد", "negation")]),
        ("fa", "نبرد نشست نزد نام نفر", []),
        ("ar", "لن نذهب إلا إذا دفعوا", [("لن", "negation"), ("إلا إذا", "condition")]),
        ("ar", "ولم يأت، ولا يزال هنا", [("ولم", "negation")]),
        ("fr", "Il n'est pas là, à moins que", [("pas", "negation"), ("à moins que", "condition")]),
        ("es", "No iremos a menos que paguen", [("No", "negation"), ("a menos que", "condition")]),
        ("ru", "Мы не пойдём, если только", [("не", "negation"), ("если только", "condition")]),
        (
            "tr",
            "Gitmiyoruz, gelmediler, olmayacak, gidilmez",
            [(word, "negation") for word in ("Gitmiyoruz", "gelmediler", "olmayacak", "gidilmez")],
        ),
        ("tr", "gitmesi gerekiyor, yapmak, elma, yazma", []),
        ("tr", "İmkân varsa, belki öderlerse", [("belki", "doubt"), ("öderlerse", "condition")]),
        ("he", "לא נלך אלא אם כן ישלמו", [("לא", "negation"), ("אלא אם כן", "condition")]),
        ("ur", "ہم نہیں جائیں گے اگر", [("نہیں", "negation"), ("اگر", "condition")]),
        ("de", "Wir gehen nicht, es sei denn", [("nicht", "negation"), ("es sei denn", "condition")]),
        ("de", "Nicht nur im Norden", []),
        ("it", "Non andiamo mai", []),
        ("en-GB", "never", [("never", "negation")]),
    ],
)
def test_turning_words_are_found(language: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text, language) == expected


def test_turns_say_where_they_stand() -> None:
    turn = next(turning(words("We will, as long as it rains, wait"), "en"))
    assert (turn.start, turn.end) == (3, 6)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_list_is_found_in_its_own_language(code: str) -> None:
    known = lexicon(code)
    assert known is not None
    for name in ("negation", "condition", "limit", "doubt"):
        for phrase in phrases(getattr(known, name)):
            assert found(phrase, code), (name, phrase)


@pytest.mark.parametrize("known", LEXICONS, ids=lambda known: known.code)
def test_no_list_names_a_phrase_twice(known: object) -> None:
    for name in ("negation", "condition", "limit", "doubt", "innocent", "hints", "common"):
        listed = phrases(getattr(known, name))
        assert len(set(listed)) == len(listed), (name, [each for each in listed if listed.count(each) > 1])
