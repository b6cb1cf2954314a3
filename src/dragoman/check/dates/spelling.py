"""Names of months and weekdays as people spell them: letter variants that mean the same, to one form."""

import unicodedata

# A word with the marks and joiners that stand inside words: harakat, hamza above, ZWNJ, geresh. It may hold digits, and
# is then no name of any table.
WORD = "[\\w\u0300-\u036f\u064b-\u0655\u0670\u200c'’׳]+"

_SAME = {
    ord(written): meant
    for variants, meant in (
        ("أإآٱ", "ا"),
        ("يى", "ی"),
        ("ك", "ک"),
        ("ةۀەہ", "ه"),
        ("ı", "i"),
        # Dropped: ZWNJ, direction marks, harakat, hamza above, the dot that casefold leaves of a capital İ.
        ("\u200c\u200e\u200f\u0654\u0307" + "".join(map(chr, range(0x064B, 0x0653))), None),
        ("'’׳.", None),
    )
    for written in variants
}


def folded(name: str) -> str:
    """Return `name` in the one form that tables are looked up by: `أبريل` and `ابریل`, `Sept.` and `sept`."""
    return unicodedata.normalize("NFC", name).casefold().translate(_SAME)
