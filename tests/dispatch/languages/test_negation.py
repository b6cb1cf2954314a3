"""Denials in ten languages, and what a translation keeps of them."""

import pytest
from tests.dispatch.languages.parallel import FLORES_LANGUAGES, UDHR_FILES, articles, flores

from dragoman.dispatch.languages.kept import lost_negations, lost_numbers
from dragoman.dispatch.languages.negation import negated


@pytest.mark.parametrize(
    ("language", "text", "plain"),
    [
        ("en", "We won't go", ("won't",)),
        ("en", "Not only the north", ()),
        ("fa", "ما نمی‌رویم", ("نمی‌رویم",)),
        ("fa", "نه نفر", ()),
        ("tr", "Gitmeyeceğiz", ("Gitmeyeceğiz",)),
        ("fr", "Il n'est pas là", ("pas",)),
        ("ar", "لا يزال هنا", ()),
    ],
)
def test_plain_denials(language: str, text: str, plain: tuple[str, ...]) -> None:
    denied = negated(text, language)
    assert denied is not None and denied.plain == plain


@pytest.mark.parametrize(
    ("language", "text", "english", "differs"),
    [
        ("fa", "ما سد را نمی‌بندیم", "We will close the dam", True),
        ("fa", "ما سد را نمی‌بندیم", "We refuse to close the dam", False),
        ("fa", "ما سد را می‌بندیم", "We will never close the dam", True),
        ("ar", "لن نغلق السد", "We will close the dam", True),
        ("fr", "Nous ne fermerons pas le barrage", "We will close the dam", True),
        ("es", "No cerraremos la presa", "We will close the dam", True),
        ("ru", "Мы не закроем плотину", "We will close the dam", True),
        ("tr", "Barajı kapatmayacağız", "We will close the dam", True),
        ("he", "לא נסגור את הסכר", "We will close the dam", True),
        ("ur", "ہم ڈیم بند نہیں کریں گے", "We will close the dam", True),
        ("de", "Wir schließen den Damm nicht", "We will close the dam", True),
        ("de", "Wir gehen ohne ihn", "We do not take him along", False),
        ("it", "Non chiuderemo la diga", "We will close the dam", False),
    ],
)
def test_a_denial_that_got_lost(language: str, text: str, english: str, *, differs: bool) -> None:
    assert (
        bool(lost_negations(text, language, english, "en") or lost_negations(english, "en", text, language)) is differs
    )


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("language", sorted(set(UDHR_FILES) - {"en"}))
def test_the_universal_declaration_is_faithful_in_every_language(language: str) -> None:
    for theirs, ours in zip(articles(language), articles("en"), strict=True):
        for lost in (lost_negations, lost_numbers):
            assert not lost(theirs, language, ours, "en")
            assert not lost(ours, "en", theirs, language)


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("language", FLORES_LANGUAGES)
def test_at_most_one_translation_in_a_hundred_is_spoken_of(language: str) -> None:
    pairs = flores(language)
    for lost in (lost_negations, lost_numbers):
        spoken = sum(
            bool(lost(theirs, language, ours, "en") or lost(ours, "en", theirs, language)) for theirs, ours in pairs
        )
        assert spoken <= 0.01 * len(pairs)
