"""Paragraphs that quote a wrong wording on purpose: to put it right."""

import re

from dragoman.dispatch.document import Paragraph

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


def corrects(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph says of a wording that it was wrong, or was changed."""
    return _CUES.search(paragraph.words.text) is not None
