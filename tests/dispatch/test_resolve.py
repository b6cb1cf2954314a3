"""Pins led to segments, and the record made of a dispatch that holds."""

import json
from pathlib import Path

import pytest
from tests.dispatch.shelves import library

from dragoman.dispatch.library import Library
from dragoman.dispatch.parse import parse
from dragoman.dispatch.resolve import Resolved, resolve
from dragoman.dispatch.settle import settle
from dragoman.model.digest import canonical
from dragoman.model.errors import DispatchError
from dragoman.model.records import decode

# From "مادر بزرگ من" by Augustine Napagi, African Storybook, read and translated by Saeed Nazari, CC BY 3.0.
ROWS = """
grandma@1 fa 22.240 s
6.740 12.220 | The narrator | ما دویدیم تا به گاو مادر بزرگ سربزنیم. | We ran to look at grandma's cow.
12.220 15.350 | The narrator | من به او رسیدم. | I caught up with her.
15.350 18.900 | The child | من از دست او فرار کردم. | I ran away from her.
"""
FRONT = """---
number: 1
date: 2026-11-23
title: 'A child: "I RAN away"'
topics: [Cows]
sources:
  story: grandma
---
"""


def led(body: str, rows: str = ROWS, front: str = FRONT) -> Resolved:
    return resolve(parse(front + body, "1.md"), library(rows))


def chosen(pin: str) -> list[str]:
    held = led(f'["I ran away"]({pin})').quotations[0]
    return [segment.id for segment in held.passage.segments] if held.passage else []


@pytest.mark.parametrize(
    ("times", "segments"),
    [
        ("12.220,15.350", ["s2"]),
        ("12.219,15.351", ["s1", "s2", "s3"]),
        ("13.000,13.001", ["s2"]),
        ("15.349,15.350", ["s2"]),
        ("0.000,6.741", ["s1"]),
        ("0.000,6.740", []),
        ("18.900,20.000", []),
        ("0.000,22.240", ["s1", "s2", "s3"]),
    ],
)
def test_the_times_choose_the_segments(times: str, segments: list[str]) -> None:
    assert chosen(f"story@1#t={times}") == segments


@pytest.mark.parametrize(("end", "lost"), [("18.900", False), ("18.901", True)])
def test_a_segment_may_end_a_little_after_its_footage(end: str, lost: bool) -> None:
    held = led(f'["I ran away"](story@1#t=15.350,{end})', ROWS.replace("22.240 s", "18.880 s")).quotations[0]
    assert bool(held.lost) is lost


def test_the_record_of_a_dispatch_that_holds() -> None:
    body = """Says: ["I caught up with her"](story@1#t=12.220,15.350), [«من از دست او فرار کردم»](story@1#t=15.350,18.9)

> We ran to look at grandma's cow.
>
> [The narrator](story@1#t=6.740,12.220)

![The cow](story#t=8.000,9.500)
"""
    resolved = led(body)
    record = settle(resolved)
    shelf = resolved.library.shelves["grandma"]
    digest, _ = shelf.revisions[1]
    assert [(one.form, one.text, one.held_to, one.segments, one.line, one.column) for one in record.quotations] == [
        ("title", "I RAN away", "translation", ("s3",), 4, 18),
        ("inline", "I caught up with her", "translation", ("s2",), 9, 8),
        ("inline", "من از دست او فرار کردم", "original", ("s3",), 9, 59),
        ("block", "We ran to look at grandma's cow.", "translation", ("s1",), 11, 3),
    ]
    assert str(record.quotations[0].pin) == "story@1#t=15.350,18.900"
    assert {one.reviewed for one in record.quotations} == {digest}
    assert [(one.name, one.item_name, one.item, one.reviewed) for one in record.sources] == [
        ("story", "grandma", shelf.item_digest, (digest,))
    ]
    assert [(one.caption, str(one.pin), one.line) for one in record.stills] == [("The cow", "story#t=8.000,9.500", 15)]
    assert record.text == FRONT + body
    assert decode(canonical(record), "dispatch") == record


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ('["I run away"](story@1#t=15.350,18.900)', "differs"),
        ('["I ran away"](story@9#t=15.350,18.900)', "leads nowhere"),
        ('["I ran away"](tale@1#t=15.350,18.900)', "leads nowhere"),
        ("![The cow](story#t=30.000)", "not in the footage"),
        ('## "I ran far away from her"\n\n["I ran away"](story@1#t=15.350,18.900)', "differ from what was said"),
    ],
)
def test_a_dispatch_that_does_not_hold_makes_no_record(body: str, message: str) -> None:
    with pytest.raises(DispatchError, match=message) as caught:
        settle(led(body))
    assert caught.value.place and caught.value.place.startswith("1.md:")


def test_no_record_without_a_number_an_item_or_an_approval() -> None:
    front = FRONT.replace("number: 1\n", "")
    with pytest.raises(DispatchError, match="no number"):
        settle(led("", front=front))
    with pytest.raises(DispatchError, match="no item"):
        settle(resolve(parse(FRONT, "1.md"), Library({})))
    with pytest.raises(DispatchError, match="approved"):
        settle(led('["I ran away"](story@1#t=15.350,18.900)', rows=ROWS.replace("her.\n", "her. | not approved\n")))


def test_one_word_settles_where_it_stands() -> None:
    record = settle(led('["cow"](story@1#t=6.740,12.220) [«گاو»](story@1#t=6.740,12.220)'))
    assert [one.held_to for one in record.quotations] == ["translation", "original"]


def test_real_stories_hold_and_their_twins_do_not(shared: Path) -> None:
    """Every line of six narrated stories, quoted in both languages; then the same with a word of another line."""
    stories = json.loads((shared / "asp-videos" / "truth.json").read_text(encoding="utf-8"))
    for story in stories:
        lines = [line for line in story["captions"] if line["text"].strip() and line["en"].strip()]
        rows = "\n".join(
            f"{line['start']:.3f} {line['end']:.3f} | | {line['text'].replace('|', ' ')} | {line['en']}"
            for line in lines
        )
        pins = [f"story@1#t={line['start']:.3f},{line['end']:.3f}" for line in lines]
        desk = library(f"story@1 {story['lang']} {story['duration']} s\n{rows}")
        front = "---\nnumber: 1\ndate: 2026-11-23\ntitle: A story\nsources:\n  story: story\n---\n\n"
        quoted = [
            f"> {text}\n>\n> [S]({pin})\n"
            for line, pin in zip(lines, pins, strict=True)
            for text in (line["en"], line["text"])
        ]
        resolved = resolve(parse(front + "\n".join(quoted), "1.md"), desk)
        assert len(resolved.quotations) == 2 * len(lines)
        assert all(held.verdict.name != "altered" and not held.lost for held in resolved.quotations)
        twins = [each.replace(" ", " zeppelin ", 2).replace("> zeppelin ", "> ", 1) for each in quoted]
        resolved = resolve(parse(front + "\n".join(twins), "1.md"), desk)
        assert all(held.verdict.name == "altered" for held in resolved.quotations)
