"""Which of the ten languages a text is in, and when nobody can say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.dispatch.languages.parallel import FLORES_LANGUAGES, UDHR_FILES, articles, flores

from dragoman.dispatch.languages.guess import guess
from dragoman.dispatch.languages.known import LANGUAGES


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("We will not close the dam, whatever they say.", "en"),
        ("Wir werden den Damm nicht schließen, was auch immer sie sagen.", "de"),
        ("Ich habe das nicht gesagt und werde es auch nicht sagen.", "de"),
        ("ہم ڈیم بند نہیں کریں گے", "ur"),
        ("", "und"),
        ("12345 ... 67", "und"),
        ("我们不会关闭大坝。", "und"),
        ("Dragoman", "und"),
        ("Ми не закриємо греблю, хоч би що вони казали, і їй це відомо.", "und"),
        ("Nie zamkniemy tamy, cokolwiek powiedzą, i już o tym wiedzą.", "und"),
        ("Não fecharemos a barragem, digam o que disserem, e eles já sabem disso.", "und"),
    ],
)
def test_a_sentence_is_known_or_left_open(text: str, language: str) -> None:
    assert guess(text) == language


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("language", FLORES_LANGUAGES)
def test_three_lines_together_are_always_known(language: str) -> None:
    lines = [pair[0] for pair in flores(language)]
    assert all(guess(" ".join(lines[at : at + 3])) == language for at in range(0, len(lines) - 2, 3))


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("language", UDHR_FILES)
def test_the_universal_declaration_is_known(language: str) -> None:
    assert guess(" ".join(articles(language))) == language


@given(st.text())
def test_every_text_has_an_answer(text: str) -> None:
    assert guess(text) in (*LANGUAGES, "und")
