"""A running desk with a speech in Persian or Arabic that is transcribed and translated, ready to be reviewed."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.doors.desk.visiting import Served, Visitor, served

from dragoman.doors.cli.app import run
from dragoman.model.capture import Media, Tool
from dragoman.model.digest import digest
from dragoman.model.time import Span
from dragoman.model.transcript import Line, Segment, Transcript, Translation
from dragoman.steps.desk import open_desk

HAND = Tool("hand", "1")
AT = "2026-11-22T10:00:00Z"
SPEECH = (
    (0, 2600, "Narrator", "مادر بزرگ من", "My grandmother."),
    (2600, 6700, "", "مادر بزرگ به من سلام می\u200cکند.", "Grandma greets me."),
    (6700, 12200, "", "ما دویدیم تا به گاو مادر بزرگ سر بزنیم.", "We ran to look at grandma's cow."),
    (12200, 15300, "Narrator", "iPhone را ۳ بار گفت!", "She said iPhone three times!"),
    (15300, 18900, "", "من از دست او فرار کردم.", ""),
    (18900, 21900, "", "مادر بزرگ خیلی خسته شد.", "Grandma got very tired."),
)
API = "/api/items/grandma"


def lay_speech(root: Path, footage: Path) -> Path:
    """Make a desk at `root` with the item `grandma`, its six segments drafted in both languages."""
    assert run(["init", str(root), "--name", "The Test Desk"]) == 0
    facts = ("--name", "grandma", "--language", "fa", "--fact", "title=مادربزرگ")
    assert run(["--desk", str(root), "capture", str(footage), *facts]) == 0
    with open_desk(root) as desk:
        item = desk.item("grandma")
        assert item.media is not None
        blob = desk.vault.get_as(item.media, Media).blob
        heard = tuple(
            Segment(f"s{n:04d}", Span(start, end), said, speaker)
            for n, (start, end, speaker, said, _) in enumerate(SPEECH, start=1)
        )
        transcript = Transcript(item.preserved, blob, "fa", None, HAND, heard)
        desk.vault.put([transcript], what="transcript", at=AT)
        lines = tuple(Line(f"s{n:04d}", english) for n, (*_, english) in enumerate(SPEECH, start=1))
        desk.vault.put([Translation(digest(transcript), "en", HAND, lines)], what="translation", at=AT)
    return root


@contextmanager
def speech(root: Path, laid: Path, *, readers: int = 1) -> Iterator[Served]:
    """Run a copy of the desk `laid` by lay_speech."""
    shutil.copytree(laid, root / "desk")
    if readers > 1:
        with (root / "desk" / "dragoman.toml").open("a", encoding="utf-8") as settings:
            settings.write(f"\n[review]\nreaders = {readers}\n")
    with served(root / "desk") as running:
        yield running


class Reviewer:
    """Do over HTTP what the review page does, and remember what it was told."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.segments: dict[str, Any] = {}
        self.told: dict[str, Any] = {}
        self.take(visitor.get(f"{API}/sitting").json)

    def take(self, told: dict[str, Any]) -> None:
        if told.get("whole"):
            self.segments = {}
        self.segments |= {each["id"]: each for each in told.get("segments", ())}
        for identity in told.get("removed", ()):
            del self.segments[identity]
        self.told = {**self.told, **told}

    def ask(self, what: str, status: int = 200, **body: object) -> Any:
        answer = self.visitor.send("POST", f"{API}/{what}", {"stamp": self.told["stamp"], **body})
        assert answer.status == status, answer.text
        if status == 200:
            self.take(answer.json)
        return answer.json

    def decide(self, status: int = 200, *, seen: tuple[str, ...] = (), **gesture: object) -> Any:
        names = seen or (str(gesture["segment"]),)
        return self.ask(
            "decide", status, gesture=gesture, seen={name: self.segments[name]["version"] for name in names}
        )

    def type(self, segment: str, text: str, status: int = 200, field: str = "translation") -> Any:
        body = {"segment": segment, "field": field, "text": text, "seen": self.segments[segment]["version"]}
        answer = self.visitor.send("POST", f"{API}/type", body)
        assert answer.status == status, answer.text
        return answer.json


def start_again(root: Path, address: str) -> "subprocess.Popen[str]":
    """Run the desk at `root` in a process of its own, on the port of `address`, and return once it answers."""
    port = address.rpartition(":")[2]
    command = [sys.executable, str(Path(__file__).with_name("alone.py")), str(root), port]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert running.stdout is not None
    with running.stdout as said:
        assert said.readline() == "ready\n"
    return running
