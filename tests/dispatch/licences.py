"""Quotations made from a text by the licences of the contract, and faults put into them."""

import unicodedata
from dataclasses import dataclass

from hypothesis import strategies as st

from dragoman.dispatch.words import Word, words

# From "مادر بزرگ من" (A. Napagi, S. Nazari), "Anansi and Wisdom" (Ghanaian folktale, A. Wafa) and
# "Goat, Dog and Cow" (F. Wakholi, H. Tesheh), African Storybook, CC BY 3.0.
TEXTS = (
    ("en", "Long long ago people didn't know anything. They didn't know how to plant crops, or how to weave cloth, or "
           "how to make iron tools. The god Nyame up in the sky had all the wisdom of the world."),
    ("en", "When they reached the end of their journey, the driver asked them to pay their fares. Cow paid her fare. "
           "Dog paid a bit extra, because he did not have the correct money: 35.7 - not 36 - in well-worn coins."),
    ("fa", "مادر بزرگ به من سلام میکند. ما دویدیم تا به گاو مادر بزرگ سربزنیم. من به او رسیدم. من از دست او فرار "
           "کردم. مادر بزرگ خیلی خسته شد. من دارم آواز می‌خوانم."),
    ("ar", "في قديم الزمان، كان الناس لا يعرفون شيئا. كانوا لا يعرفون طريقة زراعة المحاصيل، أو نسج الأقمشة، أو صناعة "
           "الأدوات الحديدية. دفع الكلب زيادة ،لأنه لم يكن يعرف المبلغ المطلوب."),
)  # fmt: skip
ELISIONS = ("...", "…", "[...]", "[…]", "....", " … ")
INSERTIONS = ("[the ministry]", "[in the south, that is]", "[در جنوب]", "[sic]")
ENDINGS = ("", ".", "!", "?", ",", ";", "؟", "،", "!?")
FOREIGN = {"en": "zeppelin", "fa": "زرافه", "ar": "زرافة"}


@dataclass(frozen=True)
class Made:
    """Hold a quotation and the text that it was made from."""

    quotation: str
    text: str
    language: str


def _cuts(found: tuple[Word, ...]) -> list[int]:
    """Return the indexes of words that a fragment may begin with, or end before."""
    joined = {at for index, word in enumerate(found) if word.joins for at in (index, index + 1)}
    return [index for index, word in enumerate(found) if word.weight and index not in joined]


@st.composite
def faithful(draw: st.DrawFn) -> Made:
    """Make a quotation by the licences: fragments, elisions, insertions, and everything that folds."""
    language, text = draw(st.sampled_from(TEXTS))
    found = words(text)
    starts = _cuts(found)
    count = draw(st.integers(1, 3))
    bounds = sorted(
        draw(st.lists(st.integers(0, len(starts) - 1), min_size=2 * count, max_size=2 * count, unique=True))
    )
    pieces: list[str] = []
    last = 0
    for number in range(count):
        first, end = bounds[2 * number], bounds[2 * number + 1]
        if number and draw(st.booleans()) and _bridged(found, last, starts[first]):
            pieces[-1] = pieces[-1].rstrip(".,;:!?؟،")
            pieces.append(draw(st.sampled_from(INSERTIONS)))
            pieces.append(text[found[starts[first]].start : found[starts[end] - 1].end])
        else:
            if number:
                pieces[-1] = pieces[-1].rstrip(".,;:!?؟،") + draw(st.sampled_from(ENDINGS))
                pieces.append(draw(st.sampled_from(ELISIONS)))
            piece = text[found[starts[first]].start : found[starts[end] - 1].end]
            pieces.append(_case(piece, swap=draw(st.booleans())))
        last = starts[end]
    pieces[-1] = pieces[-1].rstrip(".,;:!?؟،") + draw(st.sampled_from(ENDINGS))
    return Made(draw(_dressed(" ".join(pieces))), text, language)


def _bridged(found: tuple[Word, ...], end: int, start: int) -> bool:
    """Tell whether an insertion may stand for what is between: three words at most, and no mark but those."""
    return sum(word.weight for word in found[end:start]) <= 6 and bool(found[end - 1].weight)


def _case(piece: str, *, swap: bool) -> str:
    return piece[:1].swapcase() + piece[1:] if swap and len(piece[:1].swapcase()) == 1 else piece


@st.composite
def _dressed(draw: st.DrawFn, quotation: str) -> str:
    """Change what folds: the form of letters, apostrophes, dashes, spaces, tatweel."""
    quotation = quotation.replace("'", draw(st.sampled_from("'’ʼ")))
    quotation = quotation.replace(" - ", draw(st.sampled_from([" - ", " – ", " — ", "—"])))
    quotation = quotation.replace(" ", draw(st.sampled_from([" ", "  ", "\u00a0", "\u2009"])))
    if draw(st.booleans()):
        quotation = unicodedata.normalize("NFD", quotation)
    return quotation.replace("ست", "سـت") if draw(st.booleans()) else quotation


@st.composite
def faulty(draw: st.DrawFn) -> Made:
    """Make a quotation of one fragment with one word changed, put in, left out, doubled or moved."""
    language, text = draw(st.sampled_from(TEXTS))
    found = words(text)
    starts = _cuts(found)
    first = draw(st.integers(0, len(starts) - 6))
    chosen = [text[found[at].start : found[at].end] for at in range(starts[first], starts[first + 5])]
    inner = [at for at, word in enumerate(found[starts[first] : starts[first + 5]]) if word.weight][1:-1]
    at = draw(st.sampled_from(inner))
    fault = draw(st.sampled_from(["change", "insert", "drop", "double", "swap", "shorten"]))
    if fault == "change":
        chosen[at] = FOREIGN[language]
    elif fault == "insert":
        chosen.insert(at, FOREIGN[language])
    elif fault == "drop":
        del chosen[at]
    elif fault == "double":
        chosen.insert(at, chosen[at])
    elif fault == "swap":
        chosen[at], chosen[at - 1] = chosen[at - 1], chosen[at]
    else:
        chosen[at] = chosen[at][:-1] + ("ن" if chosen[at][-1] != "ن" and language != "en" else "q")
    return Made(" ".join(chosen), text, language)
