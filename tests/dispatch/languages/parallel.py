"""The shared parallel texts: sentences that people translated, line by line and article by article."""

import html
import os
import re
from collections.abc import Iterator
from pathlib import Path

SHARED = Path(os.environ.get("DRAGOMAN_SHARED", Path(__file__).resolve().parents[4] / "shared")) / "data"
FLORES = SHARED / "flores-mozilla-eval"
UDHR = SHARED / "udhr"
FLORES_LANGUAGES = ("fa", "ar", "fr", "es", "ru", "tr", "he")
UDHR_FILES = {
    "ar": "arb",
    "en": "eng",
    "fr": "fra",
    "he": "heb",
    "fa": "pes_1",
    "ru": "rus",
    "es": "spa",
    "tr": "tur",
    "ur": "urd",
}


def flores(language: str, *, parts: tuple[str, ...] = ("dev", "test")) -> list[tuple[str, str]]:
    """Return the sentences of FLORES-200 in `language` with their English."""
    folder = FLORES / f"{language}-en"
    read = ((_lines(folder, part, language), _lines(folder, part, "en")) for part in parts)
    return [pair for theirs, english in read for pair in zip(theirs, english, strict=True)]


def _lines(folder: Path, part: str, language: str) -> list[str]:
    return (folder / f"flores-{part}.{language}").read_text(encoding="utf-8").splitlines()


def articles(language: str) -> list[str]:
    """Return the thirty articles of the Universal Declaration of Human Rights in `language`."""
    text = (UDHR / f"{UDHR_FILES[language]}.html").read_text(encoding="utf-8")
    return [" ".join(_paragraphs(article)) for article in re.findall(r"<article.*?</article>", text, re.DOTALL)]


def _paragraphs(article: str) -> Iterator[str]:
    for paragraph in re.findall(r"<p[^>]*>(.*?)</p>", article, re.DOTALL):
        yield " ".join(html.unescape(re.sub(r"<[^>]+>", "", paragraph)).split())
