"""Quotations in the custom of each language: found whole, in all three formats, and nothing called unclosed."""

import html

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.dispatch.bare.shapes import quoted

from dragoman.dispatch.bare.read import read_bare
from dragoman.dispatch.quotemarks import MARKS

CUSTOMS = [
    ('She said "we will not close it" and left.', ["we will not close it"]),
    ("“We will not,” he said—“not ever”—and left.", ["We will not,", "not ever"]),
    ('"Who?" "Me." "\'You?\'"', ["Who?", "Me.", "'You?'"]),
    ("‘We won’t close the farmers’ dam,’ she said.", ["We won’t close the farmers’ dam,"]),
    ("'We won't close the farmers' dam,' she said.", ["We won't close the farmers' dam,"]),
    ("“He said ‘go’ and I went.”", ["He said ‘go’ and I went."]),
    ('He bought "a 5" pipe" yesterday.', ['a 5" pipe']),
    ('6\'2" and 5\'10", 12" x 4", 35°12\'30"N', []),
    ("Muhammad, ‘Ali, and ‘Umar; the Qur'an, 'Abbas, and 'Umar", []),
    ("the ’90s, the ’tis, rock ’n’ roll, O’Neill, 'em all", []),
    ('("Agreement”) means this.', ["Agreement"]),
    ('a full stop ("."), a mark (") and "words"', [".", "words"]),
    ("L’« affaire » et l’“autre” ; qu’“il” dit", ["affaire", "autre", "il"]),
    ("«\u202fNous ne fermerons pas\u202f», dit-elle.", ["Nous ne fermerons pas"]),
    ("«Dijo “el ‘no’ es ‘no’” y salió»", ["Dijo “el ‘no’ es ‘no’” y salió"]),
    ("dell’«opera» e un’“altra”", ["opera", "altra"]),
    ("„Wir schließen nicht“, sagte er. „‚Nie‘, sagte sie.“", ["Wir schließen nicht", "‚Nie‘, sagte sie."]),
    ("»Wir schließen ›nie‹«, sagte er.", ["Wir schließen ›nie‹"]),
    ("«Wir schliessen ‹nie›», sagte er.", ["Wir schliessen ‹nie›"]),
    ("”Vi stänger inte”, sade han. »Emme sulje», hän sanoi.", ["Vi stänger inte", "Emme sulje"]),
    ("„Nie zamkniemy «nigdy»”, „A »szó« itt”-ban", ["Nie zamkniemy «nigdy»", "A »szó« itt"]),
    ("Он сказал: «Я читал „Войну и мир“ вчера».", ["Я читал „Войну и мир“ вчера"]),
    ("Он сказал: «Я читал «Войну и мир».", ["Я читал «Войну и мир"]),
    ("об’єкт «п’ять»", ["п’ять"]),
    ('dün "Hürriyet"e göre, “Nutuk”ta', ["Hürriyet", "Nutuk"]),
    ("그는 “가자”고 말했고 '가자'고 썼다", ["가자", "가자"]),
    ('他说：“不，‘永远’不。”他说"不"，然后"走"了。', ["不，‘永远’不。", "不", "走"]),
    ("彼は「『はい』と言え」と言った", ["『はい』と言え"]),
    ('כתב ב"הארץ" כי צה"ל נסוג', ["הארץ"]),
    ('"הוא כתב ב"הארץ" כי צה"ל נסוג"', ['הוא כתב ב"הארץ" כי צה"ל נסוג']),
    ("״שלום״ אמר מנכ״ל", ["שלום"]),
    ('قناة "العربية" و"الجزيرة" قالتا', ["العربية", "الجزيرة"]),
    ('قال"نعم" ثم خرج', ["نعم"]),
    ("او گفت: «ما سد را نمی‌بندیم»ی که", ["ما سد را نمی‌بندیم"]),
    ("اس نے کہا ”ہم نہیں“ اور", ["ہم نہیں"]),
]
OVER_PARAGRAPHS = [
    (["“One.", "“Two.”"], "One.\n\nTwo."),
    (["“‘One.", "“‘Two,’ he said.”"], "‘One.\n\n‘Two,’ he said."),
    (["« Un.", "» Deux. »"], "Un.\n\n Deux."),
    (["«Uno.", "»Dos».", "Y nada más."], "Uno.\n\nDos"),
    (["“Uno.", "”Dos”."], "Uno.\n\nDos"),
    (["「行く。", "「戻る。」"], "行く。\n\n戻る。"),
    (["„Eins.", "„Zwei.“"], "Eins.\n\nZwei."),
]
FORMATS = ("txt", "md", "html")


def document(paragraphs: list[str], suffix: str) -> tuple[str, str]:
    """Return paragraphs as a text of the format, under words that make no title of the first, and its path."""
    if suffix == "html":
        return "".join(f"<p>{html.escape(each)}</p>\n" for each in paragraphs), "page.html"
    return "\n\n".join(["It began on that day.", *paragraphs]), f"page.{suffix}"


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize(("text", "words"), CUSTOMS)
def test_customs(text: str, words: list[str], suffix: str) -> None:
    found = read_bare(*document([text], suffix))
    assert quoted(found) == words
    assert found.unclosed == ()


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize(("paragraphs", "words"), OVER_PARAGRAPHS)
def test_a_mark_set_again_goes_on(paragraphs: list[str], words: str, suffix: str) -> None:
    found = read_bare(*document(paragraphs, suffix))
    assert quoted(found) == [words]
    assert found.unclosed == ()


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize(
    ("paragraphs", "marks"),
    [
        (['"We will not close it, he said.'], ['"']),
        (["“We will not.", "He said so.”"], ["“", "”"]),
        (["She said «we will not"], ["«"]),
        (["Он читал «Войну и «мир» вчера."], ["«"]),
        (['כתב ב"הארץ כי צה"ל נסוג', 'נסוג" היום'], ['"']),
        (["she asked, ‘why not close it"], ["‘"]),
    ],
)
def test_what_is_not_closed_is_found(paragraphs: list[str], marks: list[str], suffix: str) -> None:
    assert [one.mark for one in read_bare(*document(paragraphs, suffix)).unclosed] == marks


def test_the_marks_of_typewriters_and_wires() -> None:
    text = "He said ``we will not,'' and she: `never'. It is 5'10'' high.\n"
    found = read_bare(text, "wire.txt")
    assert quoted(found) == ["we will not,", "never"]
    assert [each.raw for each in found.bare] == ["``we will not,''", "`never'"]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["“{}”", "„{}“", "«{}»", "»{}«", '"{}"', "「{}」", "‘{}’", "”{}”"]), st.integers(1, 5)
        ),
        min_size=1,
        max_size=6,
    ),
    st.sampled_from(FORMATS),
)
@settings(max_examples=150)
def test_every_closed_quotation_is_found(quotations: list[tuple[str, int]], suffix: str) -> None:
    words = [" ".join(["dam"] * count) for _, count in quotations]
    text = ", and ".join(mark.format(each) for (mark, _), each in zip(quotations, words, strict=True))
    found = read_bare(*document([f"So {text} it went on."], suffix))
    assert quoted(found) == words
    assert found.unclosed == ()


@given(st.text(alphabet=[*sorted(MARKS), *"ab1 ,.:\n", "ה", "و", "가"], max_size=80))
def test_a_quotation_never_reaches_over_its_own_end(text: str) -> None:
    for each in read_bare(text, "page.txt").quotations:
        assert each.words.start < each.words.end
        assert each.raw == text[each.words.start : each.words.end]
