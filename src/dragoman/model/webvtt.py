"""WebVTT in and out: our own reader and writer, because the common libraries damage valid files.

Source: W3C WebVTT, https://www.w3.org/TR/webvtt1/ (sections 4 and 6). What we write, we read back with
the text byte for byte; a line break that would end the cue is written as the character reference `&#10;`.
Two things are normalised: U+0000 becomes U+FFFD, as the standard asks, and white space in a speaker's
name is one space.
"""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dragoman.model.errors import BadInput
from dragoman.model.time import Span

_ARROW = "-->"
_TIME = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMING = re.compile(rf"[ \t]*{_TIME}[ \t]*-->[ \t]*{_TIME}(?:[ \t]+(.*))?")
_SKIPPED = re.compile(r"(NOTE|STYLE|REGION)(?:[ \t].*)?")
_TAG = re.compile(r"<[^>]*>")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?[ \t\n]+([^>]*)>")
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\u200e": "&lrm;", "\u200f": "&rlm;", "\u00a0": "&nbsp;"}
_ESCAPES = str.maketrans(_NAMED | {"\r": "&#13;", "\0": "\ufffd"})


@dataclass(frozen=True)
class Cue:
    """Hold one cue: its id (empty for none), its span, plain text, speaker and layout settings as written."""

    id: str
    span: Span
    text: str
    speaker: str = ""
    settings: str = ""


@dataclass(frozen=True)
class _Block:
    """Hold the lines between two blank lines, with the number of the first."""

    line: int
    lines: tuple[str, ...]


def read(text: str, place: str) -> tuple[Cue, ...]:
    """Return the cues of a WebVTT file; raise BadInput with `place:line` where it cannot be read.

    Comments, styles and regions are passed over. Tags are stripped and character references resolved; a
    cue in which two people speak is refused, for a segment has one speaker.
    """
    blocks = _blocks(text.removeprefix("\ufeff").replace("\0", "\ufffd"), place)
    return tuple(_cue(block, place) for block in blocks if not _is_skipped(block))


def write(cues: Iterable[Cue]) -> str:
    """Return the cues as a WebVTT file, in the order given; raise BadInput for an id no file can carry."""
    return "\n".join(["WEBVTT\n", *map(_written, cues)])


def _blocks(text: str, place: str) -> Iterator[_Block]:
    lines = re.split(r"\r\n|\r|\n", text)
    if re.fullmatch(r"WEBVTT(?:[ \t].*)?", lines[0]) is None:
        hint = "the first line of a WebVTT file is WEBVTT"
        raise BadInput("not a WebVTT file", place=f"{place}:1", hint=hint)
    held: list[str] = []
    in_header = True
    for number, line in enumerate([*lines[1:], ""], start=2):
        if in_header and line and _ARROW not in line:
            continue
        in_header = False
        # A timing line after the first two lines of a block opens the next cue, blank line or not.
        if held and (not line or (_ARROW in line and any(_ARROW in before for before in held))):
            yield _Block(number - len(held), tuple(held))
            held = []
        if line:
            held.append(line)


def _is_skipped(block: _Block) -> bool:
    return _SKIPPED.fullmatch(block.lines[0]) is not None and not any(_ARROW in line for line in block.lines[:2])


def _cue(block: _Block, place: str) -> Cue:
    timed = 0 if _ARROW in block.lines[0] else 1
    where = f"{place}:{block.line + timed}"
    if timed >= len(block.lines) or _ARROW not in block.lines[timed]:
        hint = "a cue is an optional id, a line `00:01.000 --> 00:02.000`, then its text"
        raise BadInput("a block without a timing line", place=f"{place}:{block.line}", hint=hint)
    span, settings = _timing(block.lines[timed], where)
    payload = "\n".join(block.lines[timed + 1 :])
    identifier = block.lines[0] if timed else ""
    return Cue(identifier, span, _plain(payload, where), _speaker(payload, where), settings)


def _timing(line: str, place: str) -> tuple[Span, str]:
    match = _TIMING.fullmatch(line)
    if match is None:
        hint = "write it as `00:01.000 --> 00:02.000`, hours in front where needed"
        raise BadInput("a timing line that cannot be read", place=place, hint=hint)
    start, end = _millis(match.groups()[:4]), _millis(match.groups()[4:8])
    if end <= start:
        raise BadInput("a cue must end after it starts", place=place, hint="change one of its two times")
    return Span(start, end), (match[9] or "").strip()


def _millis(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, thousandths = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths


def _plain(payload: str, place: str) -> str:
    pieces = _TAG.split(payload)
    if any("<" in piece for piece in pieces):
        raise BadInput("a `<` that opens no tag in the cue", place=place, hint="write it as &lt;")
    return "".join(html.unescape(piece) for piece in pieces)


def _speaker(payload: str, place: str) -> str:
    found = {" ".join(html.unescape(name).split()) for name in _VOICE.findall(payload)} - {""}
    if len(found) > 1:
        hint = "split the cue: a segment has one speaker"
        raise BadInput(f"{len(found)} speakers in one cue", place=place, hint=hint)
    return found.pop() if found else ""


def _written(cue: Cue) -> str:
    speaker = " ".join(cue.speaker.split())
    named = speaker.translate(_ESCAPES)
    # A name that ends in two hyphens would make an arrow of the tag's end.
    named = named[:-1] + "&#45;" if named.endswith("--") else named
    voice = f"<v {named}>" if named else ""
    timing = f"{_clock(cue.span.start)} {_ARROW} {_clock(cue.span.end)}"
    head = f"{timing} {_carried(' '.join(cue.settings.split()))}".rstrip()
    name = f"{_carried(cue.id)}\n" if cue.id else ""
    return f"{name}{head}\n{voice}{_payload(cue.text)}\n"


def _payload(text: str) -> str:
    """Return escaped text with no line that is empty: such a line would end the cue."""
    lines = text.translate(_ESCAPES).split("\n")
    joined = lines[0]
    for position, line in enumerate(lines[1:], start=1):
        is_safe = lines[position - 1] and line
        joined += ("\n" if is_safe else "&#10;") + line
    return joined


def _carried(name: str) -> str:
    if _ARROW in name or re.search(r"[\r\n\0]", name):
        raise BadInput(f"a cue id or setting that WebVTT cannot carry: {name!r}", hint="use letters, digits and dashes")
    return name


def _clock(at: int) -> str:
    seconds, thousandths = divmod(at, 1000)
    minutes, second = divmod(seconds, 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours:02d}:{minute:02d}:{second:02d}.{thousandths:03d}"
