"""Peers beside Dragoman: what each finds of the same clips of 5 s, and how often it names another item."""

import wave
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from zlib import crc32

import msgspec
import numpy as np
from bench.sightings.chatter import RATE, chatter
from bench.sightings.clips import Clip
from bench.sightings.edits import PROTOCOL
from bench.sightings.footage import Source
from bench.sightings.material import Half
from bench.sightings.peers import audfprint, chromaprint, videohash, vpdq
from bench.sightings.peers.reply import Absent, Replies, Reply, Shelf
from bench.sightings.programmes import programme
from bench.sightings.report import Asked, recall
from bench.sightings.sound_edits import SOUND_EDITS
from numpy.typing import NDArray

LENGTH, NEAR = 5000, 1000
PROGRAMMES, SECONDS = 4, 1800
_SEEN: dict[str, Callable[[Shelf], Replies]] = {"vPDQ's method": vpdq.asked, "videohash 3.0.1": videohash.asked}
_HEARD: dict[str, Callable[[Shelf], Replies]] = {
    "chromaprint": chromaprint.asked,
    "audfprint2 0.1.2": audfprint.asked,
    "audfprint2, dense query": lambda shelf: audfprint.asked(shelf, audfprint.DENSE),
}


def peers(clips: Sequence[Clip], queried: Sequence[Source], half: Half, asked: Sequence[Asked]) -> list[str]:
    """Return the tables: pictures against vPDQ and videohash, sound against chromaprint and audfprint."""
    folder = Path.home() / ".cache" / "dragoman" / "sightings-bench" / "peers"
    short = [one for one in clips if one.excerpt.length == LENGTH]
    sources = {one.name: one.path for one in queried}
    seen = {f"seen-{number}": _seen(number, half) for number in range(PROGRAMMES)}
    heard = {f"heard-{number}": _heard(number, half, folder) for number in range(PROGRAMMES)}
    names = {edit.name for edit in PROTOCOL}
    pictures = [one for one in short if one.kind == "picture" and one.edit in names]
    sounds = [one for one in short if one.kind == "sound" and one.loud]
    shelves = (Shelf(sources, heard, seen, folder, pictures), Shelf(sources, heard, seen, folder, sounds))
    return [
        f"Their archive: the same footage, and {PROGRAMMES * SECONDS / 3600:.0f} hours of the programmes "
        "(videohash: the footage alone). A peer that gives times has found a clip where it places it within a second; "
        "of vPDQ and videohash naming the source is enough, and vPDQ names the item in which the most frames match, "
        "however few, which is the threshold that suits it best.",
        "",
        *_table(shelves[0], _SEEN, asked, "picture", [edit.name for edit in PROTOCOL]),
        "",
        *_table(shelves[1], _HEARD, asked, "sound", [edit.name for edit in SOUND_EDITS if edit.kept]),
    ]


def _table(
    shelf: Shelf,
    each: Mapping[str, Callable[[Shelf], Replies]],
    asked: Sequence[Asked],
    channel: str,
    edits: Sequence[str],
) -> list[str]:
    replies: dict[str, Replies] = {}
    absent: list[str] = []
    for name, ask in each.items():
        try:
            replies[name] = _kept(name, ask, shelf)
        except Absent as why:
            absent.append(f"{name} was not asked: {why}.")
    names = {one.name for one in shelf.clips}
    own = [one for one in asked if one.channel == channel and one.clip.name in names]
    lines = [f"| {channel} | Dragoman | {' | '.join(replies)} |", "|---" * (2 + len(replies)) + "|"]
    for edit in (*edits, ""):
        its = [one for one in own if not edit or edit in (one.clip.edit, one.clip.sound)]
        cells = [_found([one.clip for one in its], its_replies) for its_replies in replies.values()]
        lines.append(f"| {edit or '**all**'} | {recall(its)} | {' | '.join(cells)} |")
    wrong = [str(sum(_named(clip, one) is False for clip in shelf.clips)) for one in replies.values()]
    lines.append(f"| another item named, clips | {sum(bool(one.answer.wrong) for one in own)} | {' | '.join(wrong)} |")
    return [*lines, *(["", *absent] if absent else [])]


def _kept(name: str, ask: Callable[[Shelf], Replies], shelf: Shelf) -> Replies:
    """Return what a peer answered to these very clips before, or ask it: no change to Dragoman changes it."""
    asked: list[str | int] = [
        name,
        *sorted(shelf.sources),
        *sorted(map(str, shelf.heard.values())),
        *(crc32(b"".join(one.tobytes() for one in pictures)) for pictures in shelf.seen.values()),
        *(str(one.path) for one in shelf.clips),
    ]
    path = shelf.folder / f"replies-{crc32(repr(asked).encode()):08x}.json"
    if path.exists():
        return msgspec.json.decode(path.read_bytes(), type=dict[str, Reply | None])
    replies = ask(shelf)
    path.write_bytes(msgspec.json.encode(replies))
    return replies


def _found(clips: Sequence[Clip], replies: Replies) -> str:
    return f"{sum(_named(clip, replies) is True for clip in clips) / len(clips):.2f}" if clips else ""


def _named(clip: Clip, replies: Replies) -> bool | None:
    """Tell whether a peer named the right item and place, or a wrong one; None where it named nothing."""
    reply = replies[clip.name]
    if reply is None:
        return None
    is_there = reply.offset is None or abs(reply.offset - clip.excerpt.start) <= NEAR
    return reply.item == clip.excerpt.source.name and is_there


def _seen(number: int, half: Half) -> list[NDArray[np.uint8]]:
    """Return one picture a second of a programme, in three equal colours."""
    lumas = (luma for _, batch in programme(number, half.pictures, SECONDS) for luma in batch[::4])
    return [np.repeat(luma[..., None], 3, axis=2) for luma in lumas]


def _heard(number: int, half: Half, folder: Path) -> Path:
    path = folder / f"heard-{len(half.recordings)}-{number}.wav"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with wave.open(str(path), "wb") as made:
            made.setnchannels(1)
            made.setsampwidth(2)
            made.setframerate(RATE)
            for piece in chatter(number, half.recordings, SECONDS):
                made.writeframesraw(piece)
    return path
