"""A desk with one item that is captured, transcribed and translated, ready for people to sit over."""

import os
import shutil
from pathlib import Path

from tests.vault.stores import AT, TOOL, footage_capture, item_of, preserve_footage

from dragoman.model.digest import digest
from dragoman.model.time import Span
from dragoman.model.transcript import Line, Segment, Transcript, Translation, Word
from dragoman.steps.desk import make_desk, open_desk

NAME = "address"
PERSIAN = ("سد را", "نمی\u200cبندیم", "کشاورزان", "درهٔ پایین", "بسیار", "صبر کرده\u200cاند")
ENGLISH = ("We will not", "close the dam", "the farmers", "of the lower valley", "have waited", "long enough")


def copy_desk(laid: Path, root: Path, *, readers: int = 1) -> Path:
    """Copy a desk to `root`, and ask for that many readers there."""
    shutil.copytree(laid, root, copy_function=_copy)
    if readers != 1:
        with (root / "dragoman.toml").open("a", encoding="utf-8") as file:
            file.write(f"\n[review]\nreaders = {readers}\n")
    return root


def _copy(source: str, target: str) -> None:
    """Copy a file; footage, which nobody changes, is linked."""
    if source.endswith(".mp4"):
        os.link(source, target)
    else:
        shutil.copy2(source, target)


def lay_desk(root: Path, *, segments: int = 6, words: int = 0) -> Path:
    """Make a desk at `root` with an item of that many segments, `words` timed words in each."""
    make_desk(root, "The Test Desk", "en")
    with open_desk(root) as desk:
        footage = preserve_footage(desk.vault, footage_capture())
        desk.vault.put([item_of(footage)], what="item", at=AT)
        heard = transcript(digest(footage), footage.blobs[0].digest, segments, words)
        desk.vault.put([heard], what="transcript", at=AT)
        lines = tuple(Line(segment.id, ENGLISH[n % 6]) for n, segment in enumerate(heard.segments))
        desk.vault.put([Translation(digest(heard), "en", TOOL, lines)], what="translation", at=AT)
    return root


def transcript(preserved: str, blob: str, segments: int, words: int) -> Transcript:
    """Hear segments of three seconds, one after another, two people taking turns."""
    return Transcript(
        preserved,
        blob,
        "fa",
        None,
        TOOL,
        tuple(_segment(n, words) for n in range(segments)),
    )


def _segment(n: int, words: int) -> Segment:
    start = n * 3000
    spans = [Span(start + w * 100, start + w * 100 + 90) for w in range(words)]
    return Segment(
        f"s{n + 1:04d}",
        Span(start, start + 2800),
        PERSIAN[n % 6],
        "Speaker 1" if n % 2 == 0 else "Speaker 2",
        tuple(Word(span, PERSIAN[w % 6], 900) for w, span in enumerate(spans)),
    )
