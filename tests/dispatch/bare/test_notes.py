"""Notes of plain text and of Markdown: believed where they are certain, and left as text where not."""

import pytest
from tests.dispatch.bare.shapes import check_places

from dragoman.dispatch.bare.read import read_bare

BODY = "The dam was built in 1955 by the ministry"


def found(text: str, path: str) -> tuple[list[str], list[str]]:
    document = read_bare(text, path)
    check_places(document)
    return [mark.label for mark in document.note_marks], [note.label for note in document.notes]


@pytest.mark.parametrize("suffix", ["txt", "md"])
@pytest.mark.parametrize(
    ("text", "marks", "notes"),
    [
        (f"{BODY}.[1] So.[2]\n\n[1] One.\n\n[2] Two.", ["1", "2"], ["1", "2"]),
        (f"{BODY}.[1] So.[2]\n\nNotes\n\n[1] One.\n[2] Two.", ["1", "2"], ["1", "2"]),
        (f"{BODY}.[1] So.[3]\n\n[1] One.\n[2] Two.", ["1", "3"], ["1", "2"]),
        (f"{BODY}.[1] So.[2] [3]\n\n[1] One.\n\nMore.\n\n[2] Two.\n\n[3] Three.", ["1", "2", "3"], ["1", "2", "3"]),
        (f"{BODY}.¹ So.²\n\n¹ One.\n² Two.", ["1", "2"], ["1", "2"]),
        (f"{BODY}.(1) So.(2)\n\n(1) One.\n\n(2) Two.", ["1", "2"], ["1", "2"]),
        (f"{BODY}.[^a] So.[^b]\n\n[^a]: One.", ["a", "b"], ["a"]),
        # Numbered paragraphs that are cited, a list, an editor's number: no notes.
        ("[1] The court sat.\n\n[2] It heard, see [1].\n\n[3] It rose.\n\n[4] It slept.\n\n[5] It ate.", [], []),
        (f"{BODY} for (1) bread and (2) peace.\n\nIt is so.\n\n(1) Bread is baked.\n\n(3) Peace is made.", [], []),
        (f"{BODY} with [12] men and 5 m² of ground.", [], []),
        (f"{BODY}.[1] So.[2] With [12] men.\n\n[1] One.\n[2] Two.", ["1", "2"], ["1", "2"]),
    ],
)  # fmt: skip
def test_notes(text: str, marks: list[str], notes: list[str], suffix: str) -> None:
    assert found(text, f"1.{suffix}") == (marks, notes)


def test_marks_are_no_part_of_the_words() -> None:
    document = read_bare('She said "we will not[1] close it". [2] So.\n\n[1] One.\n[2] Two.', "1.txt")
    assert [each.text for each in document.bare] == ["we will not close it"]
    assert document.paragraphs[0].words.text == 'She said "we will not close it". So.'
    assert [document.text[note.at.start : note.at.end] for note in document.note_marks] == ["[1]", "[2]"]
    assert [(note.text, document.text[note.at.start : note.at.end]) for note in document.notes] == [
        ("One.", "[1] "),
        ("Two.", "[2] "),
    ]


def test_a_raised_number_that_leads_nowhere_is_apparatus() -> None:
    document = read_bare('She said "we will not close the water⁴ works, 5 m² of them".', "1.txt")
    assert [each.text for each in document.bare] == ["we will not close the water works, 5 m² of them"]


def test_markdown_of_any_desk() -> None:
    text = (
        "---\ntitle: A dam\nlayout: post\ndate: 2026-11-24 10:00:00\n---\n\n# The dam\n\nIt holds,[^1] see https://example.org.\n\n"
        "> We will not.\n>\n> — The Minister, Nairobi\n\n[^1]: [Speech](https://example.org/s).\n"
    )
    document = read_bare(text, "1.markdown")
    assert [(each.kind, each.words.text) for each in document.paragraphs] == [
        ("title", "A dam"),
        ("heading", "The dam"),
        ("body", "It holds, see https://example.org."),
        ("quote", "We will not."),
        ("body", "— The Minister, Nairobi"),
        ("note", "Speech."),
    ]
    assert document.day == "2026-11-24"
    assert [link.target for link in document.paragraphs[2].words.links] == ["https://example.org"]
    check_places(document)
