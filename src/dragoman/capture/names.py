"""Make file names and media types out of what strangers call their files."""

import mimetypes
import re
import unicodedata

_LONGEST = 120
_LONGEST_SUFFIX = 16
_TYPE = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]{0,126}/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}")
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)

# A table of our own: the system's differs from machine to machine, and so would the record.
_TYPES = mimetypes.MimeTypes(filenames=())
for _suffix, _kind in {
    ".mkv": "video/x-matroska",
    ".mka": "audio/x-matroska",
    ".m4v": "video/mp4",
    ".m4a": "audio/mp4",
    ".ogv": "video/ogg",
    ".ogg": "audio/ogg",
    ".oga": "audio/ogg",
    ".opus": "audio/opus",
    ".flac": "audio/flac",
    ".vtt": "text/vtt",
    ".srt": "application/x-subrip",
    ".md": "text/markdown",
}.items():
    _TYPES.add_type(_kind, _suffix)

UNKNOWN = "application/octet-stream"


def safe_name(name: str, otherwise: str) -> str:
    """Return `name` as a file name that every system takes, or `otherwise` where nothing is left of it.

    Letters and digits of any script, `.`, `_` and `-` stay; format characters (ZWNJ, direction marks)
    go; each run of anything else becomes one `-`. At most 120 bytes of UTF-8, the suffix kept.
    """
    kept = "".join(_kept(character) for character in unicodedata.normalize("NFC", name))
    # Letters that a format character kept apart may now compose.
    kept = re.sub(r"-{2,}", "-", unicodedata.normalize("NFC", kept)).strip("-.")
    if not kept:
        return otherwise
    return _shortened(f"_{kept}" if _RESERVED.match(kept) else kept)


def media_type(stated: str | None, name: str) -> str:
    """Return the media type as `stated` in a Content-Type, else the one that `name` ends in, else unknown."""
    bare = (stated or "").partition(";")[0].strip().lower()
    if _TYPE.fullmatch(bare):
        return bare
    return _TYPES.guess_type(name)[0] or UNKNOWN


def suffix_of(kind: str) -> str:
    """Return the usual file name suffix of a media type, with its dot, or an empty text."""
    return _TYPES.guess_extension(kind) or ""


def _kept(character: str) -> str:
    category = unicodedata.category(character)
    if character in "._-" or category[0] in "LMN":
        return character
    return "" if category == "Cf" else "-"


def _shortened(name: str) -> str:
    stem, dot, suffix = name.rpartition(".")
    if not dot or not stem or len(suffix.encode()) > _LONGEST_SUFFIX:
        stem, suffix = name, ""
    ending = f".{suffix}" if suffix else ""
    return _cut(stem, _LONGEST - len(ending.encode())) + ending


def _cut(text: str, size: int) -> str:
    return text.encode()[:size].decode(errors="ignore").rstrip("-.")
