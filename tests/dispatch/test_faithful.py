"""The contract, case by case: what is faithful, what is altered and how, what nobody can tell."""

import pytest

from dragoman.dispatch.faithful import Verdict, judge
from dragoman.dispatch.wording import Wording

SPEECH = (
    "We will not close the dam, whatever they say. The farmers of the lower valley have waited long enough. "
    "He said: “Don't wait — act now!” It was 35.7 million m³, not 35.8; the well-known −5 °C night."
)
# From "مادر بزرگ من" by Augustine Napagi, African Storybook, translated by Saeed Nazari, CC BY 3.0.
PERSIAN = "ما دویدیم تا به گاو مادر بزرگ سربزنیم. من دارم آواز می‌خوانم."


def verdict(quotation: str, text: str = SPEECH, language: str = "en", *, heading: bool = False) -> Verdict:
    return judge(quotation, [Wording("translation", language, text)], heading=heading)


@pytest.mark.parametrize(
    "quotation",
    [
        "We will not close the dam",
        "we will not close the dam!",
        "We will not close the dam.",
        "The farmers of the lower valley have waited long enough",
        "the dam, whatever they say. The farmers",
        "  We  will\nnot close\u00a0the dam  ",
        "We will not close the dam... have waited long enough",
        "We will not close the dam … have waited",
        "We will not close the dam [...] have waited",
        "We will not close the dam […] have waited",
        "We will not close the dam (…) have waited",
        "We will not close the dam.... Have waited long enough",
        "...the dam, whatever they say...",
        "The farmers [in the south] of the lower valley",
        "The farmers of [that place] have waited",
        "The farmers [of there]... have waited",
        "The farmers... [of the north] have waited",
        "[Those] farmers of the lower valley",
        "The farmers of the lower valley have waited [for years].",
        "[T]he lower valley",
        "[F]armers of the lower valley",
        "farmers of [t]he lower valley",
        "Don’t wait—act now",
        "'Don't wait – act now!'",
        "wait - act",
        "It was 35.7 million m³, not 35.8",
        "the well‑known −5 °C night",
        "the well-known -5 °C night",
        "He said: 'Don't wait",
        "waited long enough... It was",
    ],
)
def test_licences_of_the_contract(quotation: str) -> None:
    assert verdict(quotation).name == "faithful"


@pytest.mark.parametrize(
    ("quotation", "fault", "difference"),
    [
        ("We will close the dam", "cut", ("dropped", "", "not")),
        ("We will not move the dam", "words", ("changed", "move", "close")),
        ("We will not ever close the dam", "words", ("inserted", "ever", "")),
        ("the dam whatever they say", "words", ("dropped", "", ",")),
        ("the dam; whatever they say", "words", ("changed", ";", ",")),
        ("We will not close the Dam, whatever they say", "words", ("changed", "Dam", "dam")),
        ("We will not close the dam... the Farmers", "words", ("changed", "Farmers", "farmers")),
        ("It was 35.8 million", "words", ("changed", "35.8", "35.7")),
        ("It was 35,7 million", "words", ("changed", "35,7", "35.7")),
        ("Dont wait — act now", "words", ("changed", "Dont", "Don't")),
        ("the well known −5 °C night", "words", ("dropped", "", "-")),
        ("the well-known 5 °C night", "words", ("changed", "5", "−5")),
        ("known −5 °C night", "words", None),
        ("The farmers [down there] have waited", "cut", ("dropped", "", "of the lower valley")),
        ("The farmers [a] [b] have waited", "cut", ("dropped", "", "of the lower valley")),
        ("The farmers have waited long enough", "cut", ("dropped", "", "of the lower valley")),
        ("have waited... The farmers of", "order", None),
        ("the dam... the dam", "order", None),
        ("long enough... We will not close", "order", None),
        ("waited have long enough", "words", None),
        ("The farmers, of the lower valley", "words", ("inserted", ",", "")),
        ("farmer of the lower valley", "words", ("changed", "farmer", "farmers")),
        ("un[f]armers of the lower", "words", None),
    ],
)
def test_what_alters_a_quotation(quotation: str, fault: str, difference: tuple[str, str, str] | None) -> None:
    result = verdict(quotation)
    assert (result.name, result.fault) == ("altered", fault)
    if difference:
        assert difference in [(one.kind, one.quoted, one.target) for one in result.differences]


@pytest.mark.parametrize("quotation", ["", "dam", "never", "...", "[the ministry]", "!?", "[^1]", "[", "]", "… …"])
def test_fewer_than_two_words_cannot_be_told(quotation: str) -> None:
    assert verdict(quotation).name == "cannot tell"


def test_a_text_without_words_tells_nothing() -> None:
    assert judge("We will not", [Wording("translation", "en", "  ")]).name == "cannot tell"
    assert judge("We will not", []).name == "cannot tell"


@pytest.mark.parametrize(
    ("quotation", "name"),
    [
        ("ما دویدیم تا به گاو", "faithful"),
        ("مـا دویـدیم تا به گاو", "faithful"),
        ("من دارم آواز می‌خوانم", "faithful"),
        ("من دارم آواز میخوانم", "altered"),
        ("من دارم آواز می خوانم", "altered"),
        ("گاو مادر بزرك", "altered"),
        ("ما دويديم تا", "altered"),
        ("ما دویدیم تا به بز", "altered"),
    ],
)
def test_persian(quotation: str, name: str) -> None:
    assert verdict(quotation, PERSIAN, "fa").name == name


@pytest.mark.parametrize(
    ("quotation", "text", "language", "name"),
    [
        ("WE WILL NOT CLOSE", SPEECH, "en", "faithful"),
        ("We Will Not Close The Dam", SPEECH, "en", "faithful"),
        ("We Will Close The Dam", SPEECH, "en", "altered"),
        ("IŞIK VE SU", "ışık ve su", "tr", "faithful"),
        ("ISIK VE SU", "ışık ve su", "tr", "altered"),
        ("İKİ KİŞİ", "iki kişi", "tr", "faithful"),
        ("DIE STRASSE", "die Straße", "de", "faithful"),
    ],
)
def test_case_folds_in_headings(quotation: str, text: str, language: str, name: str) -> None:
    assert verdict(quotation, text, language, heading=True).name == name


@pytest.mark.parametrize(
    ("quotation", "text", "name"),
    [
        ("我们不会关闭大坝", "我们不会关闭大坝。他们等了很久。", "faithful"),
        ("不会关闭", "我们不会关闭大坝。", "faithful"),
        ("我们会关闭大坝", "我们不会关闭大坝。", "altered"),
        ("不会", "我们不会关闭大坝。", "cannot tell"),
        ("เราจะไม่ปิดเขื่อน", "เราจะไม่ปิดเขื่อน", "faithful"),
        ("เราจะปิดเขื่อน", "เราจะไม่ปิดเขื่อน", "altered"),
    ],
)
def test_scripts_without_spaces(quotation: str, text: str, name: str) -> None:
    assert verdict(quotation, text, "zh").name == name


def test_composed_and_decomposed_letters_are_one() -> None:
    assert verdict("le cafe\u0301 du coin", "Le café du coin").name == "faithful"
    assert verdict("le cafe du coin", "Le café du coin").name == "altered"


def test_words_said_twice_mislead_nobody() -> None:
    text = "we wait and we wait and then we go and we wait no more"
    assert verdict("we wait [and] we wait no more", text).name == "altered"
    assert verdict("we wait... we go... we wait no more", text).name == "faithful"
    assert verdict("we wait [now] we wait [too] then we go", text).name == "faithful"
    assert verdict("then we go [so] we wait no more", text).name == "faithful"
    assert verdict("we wait... we wait... we wait... we wait", text).name == "altered"


def test_brackets_of_the_text_itself_may_be_quoted() -> None:
    text = "We will not [the crowd chants for a full minute] close the dam."
    assert verdict("We will not [the crowd chants for a full minute] close the dam", text).name == "faithful"
    assert verdict("We will not [they chant] close the dam", text).fault == "cut"


def test_the_verdict_says_where_the_words_stand_and_what_comes_nearest() -> None:
    result = verdict("We will not close... long enough")
    assert [SPEECH[start:end] for start, end in result.stretches] == ["We will not close", "long enough"]
    result = verdict("The farmers of the upper valley have waited")
    assert result.nearest == "The farmers of the lower valley have waited"
    assert [(one.quoted, one.target) for one in result.differences] == [("upper", "lower")]
    assert result.same == 7


def test_either_language_will_do_and_the_nearer_one_is_shown() -> None:
    both = [Wording("translation", "en", "I ran away from her."), Wording("original", "fa", "من از دست او فرار کردم.")]
    assert judge("I ran away", both).held_to == "translation"
    assert judge("از دست او فرار کردم", both).held_to == "original"
    result = judge("از دست من فرار کردم", both)
    assert (result.name, result.held_to, result.nearest) == ("altered", "original", "از دست او فرار کردم")


def test_words_moved_are_told_as_moved() -> None:
    result = verdict("We will close the dam not, whatever they say")
    assert [(one.kind, one.quoted) for one in result.differences] == [("moved", "not")]
