"""Turn the bytes of old documents into text, and back."""

import codecs
import re
from dataclasses import dataclass, replace

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The encoding that an HTML or XML page declares in its first kilobyte, as browsers look for it.
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE
)
_LOOKED_AT = 1024
# What browsers read where a page declares Latin 1 (WHATWG Encoding), and where nothing tells.
_OLD = "cp1252"
_LATIN = frozenset(["iso-8859-1", "iso8859-1", "iso_8859-1", "latin-1", "latin1", "us-ascii", "ascii"])
# What desks of the ten languages wrote in before UTF-8.
_GUESSED = ["cp1252", "cp1256", "cp1251", "koi8_r", "cp1254", "cp1255", "iso8859_6", "iso8859_8", "iso8859_5", "cp866"]


@dataclass(frozen=True)
class Decoded:
    """Hold a document's text, the encoding it was in, and the byte order mark before it.

    `exact` tells whether writing the text gives the bytes that were read.
    """

    text: str
    encoding: str
    mark: bytes = b""
    exact: bool = True

    def encode(self, text: str) -> bytes:
        """Return another text as bytes of the same kind."""
        return self.mark + text.encode(self.encoding, errors="surrogateescape")


def decode(data: bytes) -> Decoded:
    """Return the text of a document: by its byte order mark, as UTF-8, or in the encoding that it declares.

    Where a file is not UTF-8 and declares nothing, charset-normalizer tells its encoding by its letters. A
    byte that an encoding does not have becomes a lone surrogate, so that it is there when the text is written.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _exactly(data, encoding, mark)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        encoding = _declared(data) or _told_by_letters(data)
        return _exactly(data, encoding, b"")


def _exactly(data: bytes, encoding: str, mark: bytes) -> Decoded:
    decoded = Decoded(_text(data.removeprefix(mark), encoding), encoding, mark)
    try:
        exact = decoded.encode(decoded.text) == data
    except UnicodeEncodeError:
        exact = False
    return replace(decoded, exact=exact)


def _text(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding, errors="surrogateescape")
    except UnicodeDecodeError:
        # A character cut in half, in an encoding of several bytes a character.
        return data.decode(encoding, errors="replace")


def _declared(data: bytes) -> str:
    declared = _DECLARED.search(data[:_LOOKED_AT])
    name = declared[1].decode("ascii").lower() if declared else ""
    if name in _LATIN:
        return _OLD
    try:
        # Codecs such as rot13 and zip turn no bytes into text, and are refused here.
        b"".decode(name or "-")
    except LookupError:
        return ""
    return "" if name.replace("-", "") in ("utf8", "utf16", "utf32") else name


def _told_by_letters(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=_GUESSED).best()
    return best.encoding if best is not None else _OLD
