"""The rules on claims, links, verses and names over 600 news and travel texts in seven languages, ten lines each."""

from pathlib import Path

import pytest
from tests.check.documents import found_in

from dragoman.check.rules import name_varies, novelty_unproven, promise_without_link, verse_impossible

RULES = (novelty_unproven, promise_without_link, verse_impossible, name_varies)
# Each was looked at: the texts do spell these names in two ways.
TRUE = {
    "en": {"Zhabdrung Ngawang Namgyal"},
    "fr": {"Zhabdrung Ngawang Namgyal"},
    "es": {"Zhabdrung Ngawang Namgyal", "Velociráptor", "Pitman"},
    "tr": {"Venezuelalıların"},
    "fa": {"Zhabdrung Ngawang Namgyal"},
    "ar": set(),
    "ru": set(),
    "he": set(),
}


@pytest.mark.parametrize("language", TRUE)
def test_faithful_texts_stay_silent(language: str, shared: Path) -> None:
    pair = "fa" if language == "en" else language
    path = shared / "flores-mozilla-eval" / f"{pair}-en" / f"flores-dev.{language}"
    lines = path.read_text(encoding="utf-8").splitlines()
    texts = ["\n\n".join(lines[start : start + 10]) for start in range(0, len(lines), 10)]
    found = {words for text in texts for rule in RULES for words, _ in found_in(rule, text, language=language)}
    assert found == TRUE[language]
