"""Shorter quotations held to longer ones: what stands, what differs, and what nobody can tell."""

import time

import pytest

from dragoman.dispatch.bare.read import read_bare
from dragoman.dispatch.compare.compare import compare
from dragoman.dispatch.compare.sayings import claims
from dragoman.dispatch.reading import Quoted

SPEECH = (
    "I tell you today, before all the farmers of this valley, that we will not close the dam in May. We waited four "
    "years for the water. If the rain fails, we shall open the second gate, and only then will we ask the villages "
    "of the lower valley to wait for their turn."
)


def held(text: str, language: str = "en") -> dict[str, Quoted]:
    """Return what was held in a plain text whose first paragraph is the speech, by the words quoted."""
    reading = compare(read_bare(f'He said: "{SPEECH}"\n\n{text}\n', "old.txt"), language)
    return {one.text: one for one in reading.quoted}


@pytest.mark.parametrize(
    "quotation",
    [
        "we will not close the dam",
        "We will not close the dam.",
        "We Will Not Close the Dam in May",
        "we waited four years ... we shall open the second gate",
        "we waited four years [...] We shall open the second gate,",
        "We waited [in this valley] for the water",
        "[O]nly then will we ask the villages",
        "before all the farmers of this valley, that we [the ministry] will not close the dam",
    ],
)
def test_what_the_contract_allows_stands(quotation: str) -> None:
    assert held(f'The paper has "{quotation}" on its front page.')[quotation].verdict.name == "faithful"


@pytest.mark.parametrize(
    ("quotation", "fault"),
    [
        ("we will never close the dam", "words"),
        ("we will close the dam in May", "cut"),
        ("We Waited Five Years for the Water", "words"),
        ("we waited four years for water", "cut"),
        ("we waited for four years the water", "words"),
        ("I tell you today that we will not close the dam in May", "cut"),
        ("we shall open the second gate ... we will not close the dam", "order"),
        ("we shall open the second gate and if the rain fails", "order"),
        ("we will not close the dam. We shall open the second gate", "cut"),
        ("ask the villages in the lower valley to wait", "words"),
    ],
)
def test_what_differs_is_told(quotation: str, fault: str) -> None:
    verdict = held(f'The paper has "{quotation}" on its front page.')[quotation].verdict
    assert (verdict.name, verdict.fault) == ("altered", fault)


@pytest.mark.parametrize(
    "quotation",
    [
        "the dam",
        "we will see",
        "I tell you that I will go home and sleep",
        "we will not come back to this town in June",
        "we shall ask the mayor and the clerk",
        "it is not the first time",
        "and then we wait for the rain to come",
    ],
)
def test_what_resembles_nothing_is_left_alone(quotation: str) -> None:
    assert quotation not in held(f'Another speaker said "{quotation}" on that day.')


def test_a_quotation_broken_by_he_said_is_one_speech_with_or_without_its_comma() -> None:
    found = held(
        '"We will dig," she said, "and we will plant trees on the hills."\n\nSo: "We will dig and we will plant trees".'
    )
    assert found["We will dig and we will plant trees"].verdict.name == "faithful"


def test_neither_of_two_quotations_of_one_length_is_evidence() -> None:
    found = held('"The bridge stays shut in June," one said.\n\nAnother had it as "the bridge stays open in June".')
    assert [one.equal for one in found.values() if one.verdict.name == "altered"] == [True]


def test_words_left_out_of_the_longer_quotation_may_be_those_of_the_shorter() -> None:
    text = (
        'She said: "the bridges of the northern towns ... will be shut for the whole of the coming winter."\n\n'
        'Elsewhere: "the bridges of the northern towns and villages will be shut".'
    )
    assert "the bridges of the northern towns and villages will be shut" not in held(text)


def test_a_correction_quotes_the_wrong_words_on_purpose() -> None:
    assert not held('A correction: we printed "we will surely close the dam in May".')


def altered(speech: str, text: str) -> list[str]:
    """Return which quotations of a plain text are altered, where its first paragraph quotes the speech."""
    reading = compare(read_bare(f"He said: “{speech}”\n\n{text}\n", "old.txt"), "en")
    return [one.text for one in reading.quoted if one.verdict.name == "altered"]


def test_a_speaker_who_tells_of_an_amendment_corrects_nothing() -> None:
    law = "The law, after being amended twice, is now in the hands of the council of the valley."
    assert altered(law, "So: “The law, after being amended often, is now in the hands”.")


COUNCIL = "That day Anna Weiss swore in a new Provisional Council on the steps of Ankara Castle, and left."


@pytest.mark.parametrize(
    ("text", "is_altered"),
    [
        ("The paper has “Anna Weiss Swore in a new Provisional Council” there.", True),
        ("The paper has “Anna Weiss ... left on the Steps of Ankara Castle” there.", True),
        ("The paper has “Anna Weiss Swore In a New Provisional Council” there.", False),
        ("The paper has “ANNA WEISS SWORE IN A NEW PROVISIONAL COUNCIL” there.", False),
        ("The paper has “Provisional Council on the steps of Ankara Castle” there.", False),
        ("The paper has “35 STEPS OF ANKARA CASTLE” there.", True),
        ("The paper has “NEW PROVISIONAL” and “COUNCIL ON” there, and “IN A NEW”.", False),
        ("“Anna Weiss Swore in a new Provisional Council”", False),
    ],
)
def test_capitals_that_names_have_anyway_make_no_title(text: str, *, is_altered: bool) -> None:
    assert bool(altered(COUNCIL, text)) is is_altered


SKIERS = "Four skiers in the women's sitting group failed to finish their runs, and all of them went home that night."


def test_words_said_again_do_not_go_on_from_those_before() -> None:
    again = "“Yes,” he replied; then: “in the women's sitting group”."
    reading = compare(
        read_bare(f"“{SKIERS}”\n\n{again}\n\nSo: “to finish ... women's sitting group”.\n", "a.txt"), "en"
    )
    assert [one.verdict.fault for one in reading.quoted if one.verdict.name == "altered"] == ["order"]


@pytest.mark.parametrize(
    "quotation",
    [
        "in the women's siting group",
        "Seven skiers in the women's sitting group",
        "all of them went home",
        "skiers in group failed",
        "in the group failed to finish",
        "all of the went home",
    ],
)
def test_a_short_quotation_is_meant_where_more_agrees_than_differs(quotation: str) -> None:
    faithful = quotation in SKIERS
    assert bool(altered(SKIERS, f"The paper has “{quotation}” there.")) is not faithful


@pytest.mark.parametrize(
    "quotation", ["a group of women went", "in the group of women", "and all of it was", "to do so"]
)
def test_a_short_quotation_that_agrees_in_common_words_alone_is_left_alone(quotation: str) -> None:
    assert not altered(SKIERS, f"The paper has “{quotation}” there.")


def test_one_paragraph_rather_goes_on_than_says_a_thing_again() -> None:
    told, again = "“It is of a man with a bucket, and he is asleep,” she said.", "“It is of a bucket.”"
    close = compare(read_bare(f"{told} {again}\n", "a.txt"), "en")
    apart = compare(read_bare(f"{told}\n\nLater: {again}\n", "a.txt"), "en")
    assert [len(each.quoted) for each in (close, apart)] == [0, 1]


def test_a_capital_is_told_as_one_though_the_word_stands_with_one_further_on() -> None:
    speech = "Needless to say, if you know a Romance language, it will be easier for you to learn. You may ask."
    reading = compare(read_bare(f"“{speech}”\n\nSo: “Needless to say, if You”.\n", "a.txt"), "en")
    assert [one.verdict.fault for one in reading.quoted] == ["words"]


def test_a_finding_says_on_which_line_the_longer_wording_stands() -> None:
    quoted = held('"We will never close the dam," said the headline.')["We will never close the dam,"]
    assert quoted.evidence.where("translation", quoted.verdict.stretches) == "line 1"


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("# The Minister: The dam stays open", ["The dam stays open"]),
        ("# The Minister: two words", []),
        ("# Chapter 3: what became of the dam", []),
        ("# Nobody: the dam stays open for ever", []),
        ('# The Minister: "The dam stays open"', []),
        ("# At 10:30 the dam was opened", []),
        ("# وزیر: سد را هرگز نمی‌بندیم", ["سد را هرگز نمی‌بندیم"]),
    ],
)
def test_a_heading_speaks_where_a_name_of_the_text_stands_before_a_colon(heading: str, said: list[str]) -> None:
    document = read_bare(f"{heading}\n\nThe minister spoke. وزیر سخن گفت.\n", "old.md")
    assert [claim.text for claim in claims(document)] == said


def test_many_quotations_in_a_long_text_are_held_in_time() -> None:
    words = [f"w{number * 7919 % 5003}" for number in range(50_000)]
    long = [" ".join(words[at : at + 400]) for at in range(0, 50_000, 500)]
    short = [" ".join(words[at + 100 : at + 112]) for at in range(0, 50_000, 125)]
    short = [each if number % 2 else each.replace(" ", " x", 1) for number, each in enumerate(short)]
    text = "\n\n".join(f'"{each}"' for each in (*long, *short))
    document = read_bare(text, "old.txt")
    started = time.process_time()
    found = compare(document, "en").quoted
    print(f"{len(document.quotations)} quotations, {len(found)} held, {time.process_time() - started:.2f} s")
    assert sum(one.verdict.name == "altered" for one in found) >= 100
