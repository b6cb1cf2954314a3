"""Which words left out turn what is kept: a table of elisions, faithful ones and others."""

from itertools import pairwise

import pytest

from dragoman.dispatch.faithful import judge
from dragoman.dispatch.languages.dropped import Gap, turned
from dragoman.dispatch.wording import Wording


def lost(text: str, quotation: str, language: str = "en") -> list[str]:
    """Return the turning words that the elisions of a faithful quotation leave out, at its ends too."""
    verdict = judge(quotation, [Wording("translation", language, text)])
    assert verdict.name == "faithful"
    stretches = verdict.stretches
    gaps = [Gap(0, stretches[0][0], before=False), Gap(stretches[-1][1], len(text), after=False)]
    gaps += (Gap(one[1], two[0]) for one, two in pairwise(stretches))
    return [turn.phrase for gap in gaps for turn in turned(text, gap, language)]


@pytest.mark.parametrize(
    ("text", "quotation", "word"),
    [
        ("We will not close the dam.", "We will ... close the dam", "not"),
        ("We will not, while I am here, close the dam.", "We will ... close the dam", "not"),
        ("We, in truth, have never closed it.", "We ... closed it", "never"),
        ("We will attack only if they attack first.", "We will attack", "only if"),
        ("If they pay, we will sign.", "we will sign", "If"),
        ("We will sign, if they pay, and go home.", "We will sign ... and go home", "if"),
        ("We will sign, but only if they pay.", "We will sign", "only if"),
        ("We will stay until they leave.", "We will stay", "until"),
        ("I do not believe that the dam is safe.", "the dam is safe", "not"),
        ("Nobody who knows the river wants the dam.", "wants the dam", "Nobody"),
        ("We will, perhaps, close the dam.", "We will ... close the dam", "perhaps"),
        ("We will almost certainly win.", "We will ... certainly win", "almost"),
        ("Some of the farmers came.", "farmers came", "Some of"),
        ("He came first. We will not close the dam.", "He came first ... close the dam", "not"),
        ("Two balconies separated by only 69 centimeters.", "Two balconies separated ... centimeters", "only"),
        ("There is only one way out.", "There is ... way out", "only"),
        ("He left it only for five years.", "He left it ... five years", "only"),
        ("They built in stone and stayed until 1958 there.", "They built in stone and stayed ... 1958 there", "until"),
        ("It went on in stone until the end of the war.", "It went on ... the end of the war", "until"),
        ("It can only be traveled by specialized tractors.", "It can ... traveled by specialized tractors", "only"),
        ("It is subject only to such limits as we set.", "It is subject ... limits as we set", "only"),
        ("It is the only real danger of the valley.", "It is the ... danger of the valley", "only"),
        ("It is known only because of its water.", "It is known ... of its water", "only"),
        ("He likes it even when it has no real use.", "He likes it even ... real use", "no"),
    ],
)
def test_a_word_that_turns_what_is_kept(text: str, quotation: str, word: str) -> None:
    assert lost(text, quotation) == [word]


@pytest.mark.parametrize(
    ("text", "quotation"),
    [
        ("We came. We did not stay. We left early.", "We came ... We left early"),
        ("The ministry, which has never built a dam, will build one.", "The ministry ... will build one"),
        ("The dam is old and nobody has mended it and the river is dry.", "The dam is old ... and the river is dry"),
        ("We did not find the pump but we looked for the key.", "We ... looked for the key"),
        ("He did not answer but stayed.", "He ... stayed"),
        ("We have waited long enough, and they will not wait.", "We have waited long enough"),
        ("We will come, and if they pay we will sing, and the dam holds.", "We will come ... and the dam holds"),
        ("He gave us some bread and we left.", "He gave us ... and we left"),
        ("He left because nobody came.", "He left"),
        ("He gave bread to the poor, not to us.", "He gave bread to the poor"),
        ("We will close the dam. If they pay, we open it.", "We will close the dam"),
        ("We have a plan; we will not tell it.", "We have a plan"),
        ("Not only the north is dry.", "the north is dry"),
        ("The only hope was to retreat.", "The ... to retreat"),
        ("There were only 69 in the village.", "There were ... in the village"),
        ("We sold only the old pumps and left.", "We sold ... and left"),
        ("We walked from the village to the dam.", "We walked ... the dam"),
        ("It stands by only 69 centimeters of stone.", "It stands ... of stone"),
        ("It is parted by only 69 centimeters and stands.", "It is parted by ... and stands"),
        ("We came by only 69 centimeters nearer the house.", "We came by ... nearer the house"),
        ("He came only for bread, because he was hungry.", "He came ... because he was hungry"),
    ],
)
def test_words_left_out_that_turn_nothing(text: str, quotation: str) -> None:
    assert lost(text, quotation) == []


@pytest.mark.parametrize(
    ("language", "text", "quotation"),
    [
        ("fa", "اگر پول بدهند، امضا می‌کنیم.", "امضا می‌کنیم"),
        ("fa", "ما حمله می‌کنیم اگر آنها حمله کنند.", "ما حمله می‌کنیم"),
        ("ar", "لن نغلق السد", "نغلق السد"),
        ("fr", "Nous ne fermerons pas le barrage.", "Nous ne fermerons ... le barrage"),
        ("es", "Firmaremos mañana si pagan.", "Firmaremos mañana"),
        ("ru", "Мы не закроем плотину.", "Мы ... закроем плотину"),
        ("tr", "Öderlerse imzalarız biz.", "imzalarız biz"),
        ("he", "לא נסגור את הסכר", "נסגור את הסכר"),
        ("ur", "ہم ڈیم بند نہیں کریں گے", "ہم ڈیم بند ... کریں گے"),
        ("de", "Ich sehe den Mann nicht.", "Ich sehe den Mann"),
        ("de", "Wir glauben nicht, dass der Damm sicher ist.", "dass der Damm sicher ist"),
        ("ru", "Мы не считаем, что плотина надежна.", "что плотина надежна"),
        ("ru", "Мы видели всех, кроме мэра города.", "Мы видели всех ... мэра города"),
        ("fr", "Il est resté jusqu'à la fin.", "Il est resté ... la fin"),
        ("ar", "نحن هنا فلن نغلق السد", "نحن هنا ... نغلق السد"),
        ("ar", "جاء الناس وليس معهم ماء", "جاء الناس ... معهم ماء"),
        ("ar", "حضر القوم إلّا رئيس البلدية", "حضر القوم ... رئيس البلدية"),
        ("ar", "نزلنا ثلاثين سنة، ولم نطلب إلا ما يطلبه غيرنا: أن يرى يده", "نزلنا ثلاثين سنة ... أن يرى يده"),
        ("he", "אמר שלא נסגור את הסכר", "אמר ... נסגור את הסכר"),
        ("ur", "وہ آئے اور نہ ہی انہوں نے کام کیا", "وہ آئے ... انہوں نے کام کیا"),
    ],
)
def test_ten_languages(language: str, text: str, quotation: str) -> None:
    assert len(lost(text, quotation, language)) == 1


@pytest.mark.parametrize(
    ("language", "text", "quotation"),
    [
        ("de", "Er war nicht müde und sagte, dass der Damm sicher ist.", "dass der Damm sicher ist"),
        ("ru", "Он не устал, он сказал, что плотина надежна.", "что плотина надежна"),
        (
            "ru",
            "Скорость становится не так важна, тогда как сила растет.",
            "Скорость становится ... тогда как сила растет",
        ),
        ("ar", "لم ننزل أمس، وقلنا له: أن يرى يده", "أن يرى يده"),
        ("es", "Vinieron todos hasta los niños del valle.", "los niños del valle"),
    ],
)
def test_ten_languages_that_turn_nothing(language: str, text: str, quotation: str) -> None:
    assert lost(text, quotation, language) == []


def test_a_verb_left_out_with_its_own_negation_turns_nothing() -> None:
    assert lost("ما سد را نمی‌بندیم.", "ما سد را", "fa") == []


def test_a_language_that_is_not_known_has_no_turning_words() -> None:
    assert turned("Non chiuderemo la diga.", Gap(0, 4, before=False), "it") == ()
