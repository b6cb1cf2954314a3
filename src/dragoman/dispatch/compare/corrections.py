"""Paragraphs that quote a wrong wording on purpose: to put it right."""

import re

from dragoman.dispatch.document import Document, Paragraph

# What a column of corrections says, in the ten languages known; compiled by hand from such columns' own usage.
_CUES = re.compile(
    r"\b(?:errat(?:um|a)|corrections?|corrected|clarifications?|misquot\w*|should (?:have )?read|should (?:have )?been"
    r"|and not,? as|(?:the )?quotation was wrong|amendments?|amended|wrongly|mistranslat\w*"
    r"|rectificati(?:f|on)\w*|il fallait lire|au lieu de|à tort"
    r"|fe de erratas|rectificaci\w+|debe decir|donde dice|en lugar de"
    r"|berichtigung\w*|korrektur\w*|richtigstellung\w*|statt dessen|muss es heißen"
    r"|düzeltme\w*|yanlışlıkla|yerine)\b"
    r"|опечатк|поправк|следует читать|вместо"
    r"|تصحيح|خطأ مطبعي|الصواب|بدلا من|اصلاحیه|تصحیح|درست آن|به‌جای|تصحیح|درست یہ"
    r"|תיקון|טעות|צריך להיות|במקום",
    re.IGNORECASE,
)
# Letters that each cue has some of; few texts have any, so that most need not be searched with care.
_STEMS = (
    *("errat", "correct", "clarif", "misquot", "should ", "and not", "quotation was", "amend", "wrongly", "mistransl"),
    *("rectif", "il fallait", "au lieu de", "à tort", "debe decir", "donde dice", "en lugar de"),
    *("berichtig", "korrektur", "richtigstell", "statt dessen", "muss es", "düzeltme", "yanl", "yerine"),
    *("опечатк", "поправк", "следует", "вместо", "תיקון", "טעות", "צריך", "במקום"),
    *("تصحيح", "خطأ", "الصواب", "بدلا", "اصلاحیه", "تصحیح", "درست", "به‌جای"),
)
# Letters that the pattern takes for others, where case is no matter, and small letters are not: those of Turkish, ſ, ᲀ.
_ODD = re.compile("[ıİſ\u1c80-\u1c8a]")


def corrects(document: Document, paragraph: Paragraph) -> bool:
    """Tell whether a paragraph says of a wording that it was wrong, or was changed.

    What a speaker says of a bill that was amended is no word of the desk: a cue counts outside quotations alone.
    """
    text = paragraph.words.text
    small = text.lower()
    if not any(stem in small for stem in _STEMS) and not _ODD.search(text):
        return False
    starts = paragraph.words.starts
    return any(not document.is_quoted(starts[cue.start()]) for cue in _CUES.finditer(text))
