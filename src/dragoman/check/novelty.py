"""Claims that footage was never shown before, in ten languages: the claim, and the footage it is about."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from dragoman.check.near import matches_near, present

# `We had never seen the footage` says who saw it, not that it is new.
_NOBODY_SAW = r"(?<!\bhad\s)(?<!\bhas\s)(?<!\bhave\s)(?<!['’]ve\s)"
# Of each language: words of novelty that stand at the footage, and `first time` with the verbs of showing.
_FORMS = (
    (  # english
        rf"{_NOBODY_SAW}never[- ]before[- ](?:seen|published|released|shown|broadcast|aired|screened|heard)"
        r"|(?:has|have|had|was|were)\snever\s(?:before\s)?been\s(?:publicly\s)?(?:seen|shown|published|released|aired|broadcast"
        r"|screened|made\spublic)(?:\s(?:before|publicly|in\spublic))?"
        rf"|{_NOBODY_SAW}never\s(?:publicly\s)?(?:seen|shown|published|released|aired|broadcast|screened)"
        r"(?:\s(?:before|publicly|in\spublic))?"
        r"|(?:previously|hitherto)[- ](?:unseen|unreleased|unpublished|unaired|unbroadcast|unheard)"
        r"|\b(?:unseen|unreleased|unpublished|unaired|exclusive|first-ever)(?=\s)|\bexclusively\b"
        r"|(?:shown|seen|published|publishes|released?|releases|aired|airs|broadcasts?|screened|made\spublic)\b[^.;!?]{0,40}?"
        r"\bfor\sthe\sfirst\stime\b(?!\s(?:in|since)\b)"
        r"|\bfor\sthe\sfirst\stime,?\s(?!in\b|since\b)[^.;!?]{0,50}?\b(?:shown|seen|published|released|aired|broadcast|made\spublic)\b"
        r"|\bfirst\stime\s(?:that\s)?[^.;!?]{0,40}?\b(?:been|was|were|is|are)\s(?:shown|seen|published|released|aired|broadcast)\b",
        r"\b(?:footage|videos?|clips?|recordings?|tapes?|audio|photos?|photographs?|images?|pictures?|film\sfootage|stills?"
        r"|home\smovies?|documents?|letters?)\b",
    ),
    (  # french
        r"\bjamais\s(?:vue?s?|montrée?s?|diffusée?s?|publiée?s?|dévoilée?s?)\b|\binédite?s?\b|\bexclusi(?:f|ve)s?\b"
        r"|(?:diffus|montr|publi|dévoil)[\wé]+\s[^.;!?]{0,30}?pour\sla\spremière\sfois|pour\sla\spremière\sfois[^.;!?]{0,30}?"
        r"(?:diffus|montr|publi|dévoil)[\wé]+",
        r"\b(?:images|vidéos?|séquences?|enregistrements?|rushes|photos?|photographies|clips?)\b",
    ),
    (  # spanish
        r"\b(?:nunca|jamás)\s(?:antes\s)?(?:vist|mostrad|publicad|emitid|difundid)[oa]s?\b|\binédit[oa]s?\b|\bexclusiv[oa]s?\b"
        r"|(?:vist|mostrad|publicad|emitid|difundid)[oa]s?\s[^.;!?]{0,30}?por\sprimera\svez"
        r"|por\sprimera\svez[^.;!?]{0,30}?(?:vist|mostrad|publicad|emitid|difundid|muestr|public|emit|difund)\w+",
        r"\b(?:imágenes|vídeos?|videos?|grabaci(?:ón|ones)|metraje|fotos?|fotografías?|cintas?|secuencias?)\b",
    ),
    (  # german
        r"\b(?:nie\szuvor|noch\snie|bisher\snie|nie)\s(?:gesehen|gezeigt|veröffentlicht|ausgestrahlt)\w*|\bunveröffentlicht\w*"
        r"|\bbisher\sungesehen\w*|\bexklusiv\w*|\b(?:zum\sersten\smal|erstmals)\s[^.;!?]{0,30}?(?:gezeigt|veröffentlicht"
        r"|ausgestrahlt|zu\ssehen)",
        r"\b(?:aufnahmen?|filmmaterial|filmaufnahmen|videos?|videoaufnahmen|bilder|fotos?|mitschnitte?|clips?|tonband\w*)\b",
    ),
    (  # russian
        r"(?:никогда\s(?:ранее|прежде)?|ранее|прежде)\s?не\s(?:публиковавш|показанн|показывавш|виденн|издававш)\w+"
        r"|\bнеопубликованн\w+|\bневиданн\w+|\bэксклюзивн\w+|\bвпервые\s[^.;!?]{0,20}?(?:показ|опубликов|обнародов)\w+"
        r"|(?:показ|опубликов|обнародов)\w+\s[^.;!?]{0,20}?впервые",
        r"\b(?:кадр(?:ы|ов|ах|ами)|видео\w*|запис[ьией]\w*|съ[её]мк\w+|фотографи\w+|снимк\w+|пл[её]нк\w+)\b",
    ),
    (  # turkish
        r"\bdaha\sönce\s(?:hiç\s)?(?:görülmemiş|yayınlanmamış|yayımlanmamış|gösterilmemiş)"
        r"|\bilk\s(?:kez|defa)\s[^.;!?]{0,20}?(?:yayınlan|yayımlan|gösteril)\w+|\bözel(?=\sgörüntü)",
        r"\b(?:görüntü\w*|video\w*|kayıt\w*|kayd\w*|fotoğraf\w*)\b",
    ),
    (  # persian
        r"(?:تاکنون|تا\sکنون|هرگز|پیش\sاز\sاین|قبلا|قبلاً)?\s?(?:دیده|منتشر|پخش)[\u200c\s]?نشده|\bاختصاصی\b"
        r"|برای\s(?:نخستین|اولین)\sبار\s[^.؛!؟]{0,30}?(?:منتشر|پخش|نمایش|دیده)",
        r"(?:تصاویر|تصویری|فیلم|ویدیو|ویدئو|کلیپ|صوتی|عکس)",
    ),
    (  # arabic
        r"لم\s(?:يسبق\s)?(?:نشر|عرض|بث|تنشر|تُنشر|تعرض|تُعرض|ينشر|يُنشر|يعرض|يُعرض|تبث)\w*(?:\sمن\sقبل|\sسابقا)?|\bحصري\w*"
        r"|غير\sمنشور\w*|(?:تنشر|تعرض|تبث|ينشر|يعرض|نشر|عرض|بث)\w*\s[^.؛!؟]{0,30}?(?:لأول\sمرة|للمرة\sالأولى)"
        r"|(?:لأول\sمرة|للمرة\sالأولى)[^.؛!؟]{0,30}?\b(?:تنشر|تعرض|تبث|ينشر|يعرض|نشر|عرض|بث)",
        r"(?:مشاهد|لقطات|فيديو|تسجيل|صور\b|مقطع|مقاطع)",
    ),
    (  # hebrew
        r"(?:שטרם|שמעולם\sלא|שלא)\s(?:פורס[מם]|נרא|נחש[פף]|שודר|הוצג)\w*|\bבלעדי(?:ים|ות|ת)?\b"
        r"|(?:פורס[מם]|נחש[פף]|שודר|מוצג|הוצג)\w*\s[^.;!?]{0,20}?לראשונה|לראשונה\s[^.;!?]{0,20}?(?:פורס[מם]|נחש[פף]|שודר|מוצג|הוצג)\w*",
        r"(?:תיעוד|סרטון|סרטונים|צילומים|תמונות|הקלט)",
    ),
    (  # urdu
        r"پہلے\sکبھی\sنہ(?:یں)?\s(?:دیکھ|دکھا|نشر)\w*|غیر\sمطبوعہ|پہلی\sبار\s[^۔!؟]{0,20}?(?:نشر|شائع|دکھا)\w*",
        r"(?:ویڈیو|فوٹیج|تصاویر|ریکارڈنگ)",
    ),
)
_STEMS: dict[str | tuple[str, ...], tuple[str, ...]] = {
    "eaio": (
        *("unseen", "unreleased", "unpublished", "unaired", "exclusive", "first-ever", "first time", "unheard"),
        *("unbroadcast", "jamais ", "exclusif", "primera vez", "nunca ", "exklusiv", "noch nie", "ersten mal"),
        *("erstmals", "ungesehen", "ilk kez", "ilk defa"),
    ),
    ("never",): (
        *("never before", "never-before", "never been", "never seen", "never shown", "never published"),
        *("never released", "never aired", "never broadcast", "never screened"),
    ),
    ("nie ",): ("nie zuvor", "nie gesehen", "nie gezeigt"),
    "éèáö": ("inédit", "première fois", "jamás ", "unveröffentlicht", "daha önce", "özel görüntü"),
    "оеаи": ("не публиков", "не показ", "не виден", "не издав", "неопубликов", "невидан", "эксклюзив", "впервые"),
    "ايیو": (
        *(
            "نشده",
            "اختصاصی",
            "نخستین بار",
            "اولین بار",
            "لم يسبق",
            "لم تنشر",
            "لم تُنشر",
            "لم تعرض",
            "لم تُعرض",
            "لم ينشر",
        ),
        *("لم يعرض", "لم تبث", "حصري", "غير منشور", "لأول مرة", "للمرة الأولى"),
    ),
    "ויהל": ("שטרם", "שמעולם", "שלא פורס", "בלעדי", "לראשונה"),
    "یکن": ("پہلے کبھی", "غیر مطبوعہ", "پہلی بار"),
}
# Words that stand beside what they praise: `exclusive footage`, not `exclusive rights to sell the footage`.
_BESIDE = re.compile(
    r"exclus|exklus|эксклюз|unseen|unpubl|unrel|unaired|first-ever|unver|inédit|невидан|неопубл|özel|اختصاص|حصري|בלעד",
    re.I,
)
_BESIDE_WORDS = re.compile(r"\W*(?:[\w'’-]+\s+){0,2}\W*")
_AFTER_WORDS = re.compile(r"\W*(?:(?!(?:in|on|by|from|with|at)\b)[\w'’-]+\s+){0,3}\W*", re.IGNORECASE)
_BEFORE_WORDS = re.compile(r"\W*(?:[\w'’-]+\W+){0,8}")
# What footage shows may be new, where the footage is not: `images show a galaxy never seen before`.
_SHOWING = re.compile(
    r"\b(?:shows?|showed|showing|reveal\w*|depict\w*|captur\w*|document\w+|of\san?|montr\w+|muestra\w*|revela\w*|zeig\w+"
    r"|показыва\w+|نشان|تظهر|يظهر|gösteren)\b",
    re.IGNORECASE,
)
# `Never published` is of the footage before it; what follows is what somebody never published.
_PARTICIPLE = re.compile(r"never\s(?!before)\w+", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?؟۔;؛]\s|\n\n")
_REACH = 70
_TOLD_REACH = 200
# Another's claim, told as such, and a claim denied.
_TOLD = re.compile(
    r"\b(?:describ\w+|call(?:s|ed|ing)|claim\w*|alleg\w+|purport\w*|so-called|billed|tout\w+|advertis\w+|according\sto"
    r"|presented\sas|said|says?|saying|announced|reported\w*|boast\w+|promis\w+"
    r"|not|no\slonger|(?:is|was|were|are)n['’]t|nor|ce\squ|n['’]est|ne\ssont|no\s(?:es|son)|nicht"
    r"|selon|d['’]après|según|laut|nach\sangaben|по\s(?:словам|данным)|göre)\b|به\s(?:گفته|گزارش)|بحسب|وفقا|לדברי|کے\sمطابق",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Claim:
    """Hold a claim of novelty: where its words stand in their text, and the footage that it is about."""

    start: int
    end: int
    footage: str


def claiming(folded: str) -> list[str]:
    """Return the words of a text without letter case by which it may claim novelty; most have none."""
    return present(_STEMS, folded)


def claims(text: str, near: Sequence[str]) -> Iterator[Claim]:
    """Yield the claims in a paragraph that footage is new, near what `claiming` found in its document."""
    for match in matches_near(_claim(), text, near) if near else ():
        start, end = _sentence(text, match)
        if _TOLD.search(text, start, match.start()):
            continue
        if footage := _footage(text, match, (max(start, match.start() - _REACH), end)):
            yield Claim(_start(match), match.end(), footage)


# Made when the first claim may stand in a text: most texts have none, and the forms are many.
@cache
def _claim() -> re.Pattern[str]:
    return re.compile("|".join(claim for claim, _ in _FORMS), re.IGNORECASE)


@cache
def _footage_words() -> re.Pattern[str]:
    return re.compile("|".join(footage for _, footage in _FORMS), re.IGNORECASE)


def _sentence(text: str, match: re.Match[str]) -> tuple[int, int]:
    """Return the bounds of the sentence around a match, no further than what matters is sought."""
    first, last = max(0, match.start() - _TOLD_REACH), min(len(text), match.end() + _REACH)
    ends = [end.end() for end in _SENTENCE.finditer(text, first, match.start())]
    following = _SENTENCE.search(text, match.end(), last)
    return (ends[-1] if ends else first), (following.start() if following else last)


def _start(match: re.Match[str]) -> int:
    return match.end() - len(match[0].lstrip())


def _footage(text: str, match: re.Match[str], bounds: tuple[int, int]) -> str:
    """Return the word for the footage that a claim is about; empty where it is about something else."""
    pattern = _footage_words()
    participle = _PARTICIPLE.match(match[0]) is not None
    beside = participle or _BESIDE.search(match[0]) is not None
    if not beside and (inside := pattern.search(match[0])):
        return inside[0]
    after = pattern.search(text, match.end(), bounds[1])
    if (
        after
        and not participle
        and (_BESIDE_WORDS if beside else _AFTER_WORDS).fullmatch(text, match.end(), after.start())
    ):
        return after[0]
    for before in reversed(list(pattern.finditer(text, bounds[0], match.start()))):
        gap = before.end(), _start(match)
        if (_BESIDE_WORDS if beside else _BEFORE_WORDS).fullmatch(text, *gap) and not _SHOWING.search(text, *gap):
            return before[0]
    return ""
