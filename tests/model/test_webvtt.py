"""Our WebVTT against the standard's own traps, and against itself."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dragoman.model import webvtt
from dragoman.model.errors import BadInput
from dragoman.model.time import Span
from dragoman.model.webvtt import Cue

TRAPS = """\ufeffWEBVTT - a title\r
Kind: captions\r
\r
STYLE\r
::cue(.loud) { color: red }\r
\r
REGION\r
id:fred width:40%\r
\r
NOTE two lines\r
of comment\r
\r
s1\r
00:02.690 --> 00:06.740 align:start line:0\r
<v.loud Narrator &amp; Sons>مادر بزرگ به من <i>سلام</i> می\u200cکند.\r
A second line: &lt;script&gt; &amp;amp; 5&nbsp;%&lrm;&rlm;\r
\r
100:00:00.000 --> 100:00:01.500\r
<00:00:01.000>hundred <c.a.b>hours</c> later\r
s3\r
100:00:02.000 --> 100:00:03.000\r
no blank line before this cue\r
\r
00:00:09.000 --> 00:00:10.000"""


def test_reads_what_the_standard_allows() -> None:
    first, hundred, glued, empty = webvtt.read(TRAPS, "traps.vtt")
    assert first == Cue(
        "s1",
        Span(2690, 6740),
        "مادر بزرگ به من سلام می\u200cکند.\nA second line: <script> &amp; 5\u00a0%\u200e\u200f",
        "Narrator & Sons",
        "align:start line:0",
    )
    # The standard makes a line before an unannounced timing line part of the text before it.
    assert hundred == Cue("", Span(360_000_000, 360_001_500), "hundred hours later\ns3")
    assert glued.text == "no blank line before this cue"
    assert empty == Cue("", Span(9000, 10000), "")


def test_writes_a_file_that_people_can_edit() -> None:
    cues = [Cue("s1", Span(0, 2690), "مادر بزرگ من", "Narrator"), Cue("s2", Span(2690, 362_690_007), "a --> b\n\n<c>")]
    assert webvtt.write(cues) == (
        "WEBVTT\n\ns1\n00:00:00.000 --> 00:00:02.690\n<v Narrator>مادر بزرگ من\n\n"
        "s2\n00:00:02.690 --> 100:44:50.007\na --&gt; b&#10;&#10;&lt;c&gt;\n"
    )


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "not a WebVTT file"),
        ("WEBVTTX\n", 1, "not a WebVTT file"),
        ("1\n00:00:01,000 --> 00:00:02,000\nSubRip", 1, "not a WebVTT file"),
        ("WEBVTT\n\ns1\n00:01 --> 00:02\nx", 4, "timing"),
        ("WEBVTT\n\ns1\n00:00:01,000 --> 00:00:02,000\nx", 4, "timing"),
        ("WEBVTT\n\n00:61.000 --> 00:62.000\nx", 3, "timing"),
        ("WEBVTT\n\n00:02.000 --> 00:02.000\nx", 3, "end after"),
        ("WEBVTT\n\n\n\nlost words\nand more", 5, "without a timing line"),
        ("WEBVTT\n\nlost", 3, "without a timing line"),
        ("WEBVTT\n\nNOTE fine\n\n00:01.000 --> 00:02.000\n5 < 6", 5, "opens no tag"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n<v A>x</v> <v B>y", 3, "2 speakers"),
    ],
)
def test_refuses_with_a_line(text: str, line: int, message: str) -> None:
    with pytest.raises(BadInput, match=message) as caught:
        webvtt.read(text, "in.vtt")
    assert caught.value.place == f"in.vtt:{line}"
    assert caught.value.hint


@pytest.mark.parametrize("name", ["a --> b", "two\nlines", "return\r"])
def test_refuses_an_id_no_file_can_carry(name: str) -> None:
    with pytest.raises(BadInput, match="cannot carry"):
        webvtt.write([Cue(name, Span(0, 1), "")])


TEXTS = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_characters="\0")),
    st.text(st.sampled_from("ab <>&;#-\n\r\t\u200c\u200e\u200f\u00a0\u2028\ufeffم")),
    st.lists(st.sampled_from(["-->", "&amp;", "&lt", "<v X>", "</v>", "\n\n", "NOTE", "STYLE", "می\u200cکند"])).map(
        "".join
    ),
)
NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\0\r\n")).filter(lambda name: "-->" not in name)


@example([("", 0, 1, "", "--")])
@example([("", 0, 1, "", "a--- -->--")])
@given(st.lists(st.tuples(NAMES, st.integers(0, 10**9), st.integers(1, 10**7), TEXTS, TEXTS)))
def test_round_trip_keeps_every_character(rows: list[tuple[str, int, int, str, str]]) -> None:
    cues = tuple(
        Cue(name, Span(start, start + length), text, " ".join(speaker.split()))
        for name, start, length, text, speaker in rows
    )
    written = webvtt.write(cues)
    assert webvtt.read(written, "round.vtt") == cues
    assert webvtt.read(written.replace("\n", "\r\n"), "crlf.vtt") == cues


@given(st.text(st.characters(codec="utf-8")))
def test_any_text_is_read_or_refused_by_name(text: str) -> None:
    for whole in (text, "WEBVTT\n\n" + text, "WEBVTT\n\n00:01.000 --> 00:02.000\n" + text):
        try:
            webvtt.read(whole, "any.vtt")
        except BadInput as error:
            assert error.place is not None
            assert error.place.startswith("any.vtt:")
