"""Words that promise a link, in ten languages: `click here`, `the video below`, and where each must be kept."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from dragoman.check.near import matches_near, present

Kept = Literal["here", "below", "above"]

_THING = (
    r"(?:clip|video|footage|film|recording|audio|report|article|text|transcript|statement|document|study|interview"
    r"|speech|story|version|series|episode|broadcast)s?"
)
# Words to the reader: `he read the statement here` says where he stood. What they begin with is looked for before this,
# which is dear: `(?=[wv])`.
_ORDER = r"(?:^|(?<=[.!?:;(\[>]\s)|(?<=[(\[>])|(?<=\bto\s)|(?<=\bcan\s)|(?<=\bmay\s)|(?<=\bor\s)|(?<=\bplease\s))"
_SEEN = r"(?:clip|video|footage|recording|link|screenshot|image|photo|photograph|picture)s?"
_ENDS = r"(?=\s*(?:[.,;:!?)\]»]|$|\n))"

_HERE = (
    r"\b(?:click(?:ing)?|tap|press)\s+(?:on\s+)?(?:here\b|(?:this|the)\s+(?:following\s+)?link\b)",
    rf"(?=[wvsrdfhl]){_ORDER}(?:watch|view|see|read|download|find|hear|listen\s+to)\s+(?:(?:the|this|our|its|his|her|their|a)\s+)?"
    rf"(?:\w+\s+){{0,2}}{_THING}\s+(?:\w+\s+){{0,3}}?here{_ENDS}",
    rf"(?=[tfcoe]){_ORDER}(?:the\s+)?(?:full|complete|original|entire)\s+{_THING}\s+(?:is\s+)?(?:available\s+)?here{_ENDS}",
    rf"\b{_THING}\s+(?:(?:is|are)\s+available|can\s+be\s+(?:seen|watched|found|read|viewed))\s+here{_ENDS}",
    r"\b(?:follow|see)\s+this\s+link\b",
    r"\bcliquez(?:\s+(?:ici|sur\s+(?:ce|le)\s+lien))|\bcliquer\s+ici\b",
    r"\b(?:haga|haz|hacer|haciendo)\s+clic[k]?\s+(?:aquí|en\s+(?:este|el)\s+enlace)|\b(?:pulse|pinche|pincha)\s+aquí\b",
    r"\bklicke?n?\s+(?:sie\s+)?(?:bitte\s+)?(?:hier\b|auf\s+(?:diesen|den)\s+link)|\bhier\s+klicken\b",
    r"\b(?:нажмите|кликните|нажми|щелкните|щёлкните)\s+(?:здесь|сюда|тут|на\s+(?:эту\s+)?ссылку)",
    r"\b(?:buraya|bu\s+(?:linke|bağlantıya)|linke|bağlantıya)\s+t[ıi]klay[ıi]n",
    r"(?:اضغط|انقر|اضغطوا|انقروا)\s+(?:هنا|على\s+(?:هذا\s+)?الرابط)",
    r"این\s?‌?جا\s+(?:را\s+)?کلیک\s+(?:کنید|نمایید|نمائید)|روی\s+(?:این\s+)?(?:لینک|پیوند)\s+کلیک",
    r"(?:לחצו|לחץ|לחצי|הקליקו|הקישו)\s+(?:כאן|על\s+הקישור)",
    r"یہاں\s+کلک\s+(?:کریں|کیجیے)",
)
_BELOW = (
    rf"\b(?:the\s+|this\s+)?{_SEEN}\s+below(?:{_ENDS}|(?=\s+(?:shows?|for|to)\b))",
    rf"(?=[wvcl]){_ORDER}(?:watch|view|click|listen)\s+(?:it\s+|them\s+)?below{_ENDS}",
    r"\b(?:lien|vidéo|clip|photo|image|enregistrement)s?\s+ci-dessous\b",
    r"\b(?:enlace|vídeo|video|foto|imagen|grabación)\s+(?:de\s+abajo|a\s+continuación)|\bsiguiente\s+enlace\b",
    r"\b(?:link|video|clip|foto|bild)\s+unten\b|\bunten(?:stehende[nrsm]?)?\s+(?:link|video|clip)\b",
    r"\b(?:ссылк[аеу]|видео|фото|ролик[еа]?)\s+ниже\b|\bниже\s+(?:ссылк|видео)",
    r"\başağıdaki\s+(?:link|bağlantı|video|fotoğraf|görüntü)",
    r"(?:الرابط|الفيديو|المقطع|الصورة|التسجيل)\s+(?:أدناه|ادناه|التالي|في\s+الأسفل)",
    r"(?:لینک|پیوند|ویدیو|ویدئو|کلیپ|فیلم|عکس|تصویر)(?:ی|\u200cی)?\s+زیر(?!\w)",
    r"(?:בקישור|בסרטון|בווידאו|בתמונה)\s+(?:למטה|שלמטה|הבא|שלהלן|מטה)",
    r"نیچے\s+(?:دیے\s+گئے\s+|دی\s+گئی\s+)?(?:لنک|ویڈیو|تصویر)",
)
_ABOVE = (
    rf"\b(?:watch|view|see|in|from|at|via)\s+(?:the|this)\s+{_SEEN}\s+above{_ENDS}",
    r"\b(?:lien|vidéo|clip|photo|image)s?\s+ci-dessus\b",
    r"\b(?:enlace|vídeo|video|foto|imagen)\s+de\s+arriba\b",
    r"\b(?:link|video|clip|foto|bild)\s+oben\b",
    r"\b(?:ссылк[аеу]|видео|фото)\s+выше\b",
    r"\byukarıdaki\s+(?:link|bağlantı|video|fotoğraf)",
    r"(?:الرابط|الفيديو|المقطع|الصورة)\s+(?:أعلاه|اعلاه)",
    r"(?:لینک|پیوند|ویدیو|ویدئو|کلیپ|عکس)(?:ی|\u200cی)?\s+بالا(?!\w)",
    r"(?:בקישור|בסרטון|בתמונה)\s+(?:למעלה|שלמעלה)",
    r"اوپر\s+(?:دیے\s+گئے\s+|دی\s+گئی\s+)?(?:لنک|ویڈیو)",
)
_STEMS: dict[str | tuple[str, ...], tuple[str, ...]] = {
    "eaio": (
        *("click", "tap on", "this link", " below", " above", "cliqu", " clic ", "enlace", "de abajo", "de arriba"),
        *("klick", "unten", " oben", "tikla"),
    ),
    (" here",): ("tap here", "press here", " here.", " here:", " here)", " here,", " here!", " here\n"),
    ("ci-dess",): ("ci-dessous", "ci-dessus"),
    "íó": ("aquí", "a continuación"),
    "ı": ("tıkla", "aşağıdaki", "yukarıdaki"),
    "еоаи": ("нажми", "кликни", "щелкни", "щёлкни", " ниже", " выше"),
    "ايیو": (
        *("اضغط", "انقر", "أدناه", "ادناه", "الرابط", "الفيديو", "المقطع التالي", "الصورة التالي", "التسجيل التالي"),
        *("الأسفل", "أعلاه", "اعلاه", "کلیک", "لینک", "پیوند", "ویدی", "ویدئ", "کلیپ", "فیلم زیر", "عکس زیر"),
        *("تصویر زیر", "عکس بالا"),
    ),
    "یکن": ("یہاں کلک", "نیچے", "اوپر"),
    "ויהל": ("לחצו", "לחץ", "לחצי", "הקליקו", "הקישו", "בקישור", "בסרטון", "בתמונה", "בווידאו"),
}


@dataclass(frozen=True, slots=True)
class Promise:
    """Hold words that promise a link: where they stand in their text, and where the link must be."""

    start: int
    end: int
    kept: Kept


def promising(folded: str) -> list[str]:
    """Return the words of a text without letter case by which it may promise a link; most have none."""
    return present(_STEMS, folded)


def promises(text: str, near: Sequence[str]) -> Iterator[Promise]:
    """Yield the words of a paragraph that promise a link, near what `promising` found in its document."""
    for match in matches_near(_pattern(), text + "\n", near):
        kept: Kept = "here" if match["here"] else "below" if match["below"] else "above"
        yield Promise(match.start(), min(match.end(), len(text)), kept)


# Made when the first promise may stand in a text: most texts have none, and the forms are many.
@cache
def _pattern() -> re.Pattern[str]:
    forms = (("here", _HERE), ("below", _BELOW), ("above", _ABOVE))
    return re.compile("|".join(f"(?P<{kept}>{'|'.join(each)})" for kept, each in forms), re.IGNORECASE | re.MULTILINE)
