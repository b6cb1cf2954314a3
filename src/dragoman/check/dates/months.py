"""The names of months in ten languages: those of CLDR (by Babel 2.18.0), and those that writers use besides.

The Arabic rows hold the names of Egypt and the Gulf, of the Levant and of the Maghreb. The Persian solar months
(Iran's since 1925) are their own calendar. Hijri months are absent on purpose: their first day depends on a sighting
of the moon, so no weekday can be held against them with certainty.
"""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from dragoman.check.dates.spelling import folded

Calendar = Literal["gregorian", "solar"]


@dataclass(frozen=True, slots=True)
class Month:
    """Hold a month by its number from 1, the calendar it belongs to, and the languages that name it so."""

    number: int
    calendar: Calendar
    languages: frozenset[str]


# One line a language, months parted by commas, the spellings of one month by bars. A full stop after an
# abbreviation is not written here.
_GREGORIAN = {
    "en": "january|jan,february|feb,march|mar,april|apr,may,june|jun,july|jul,august|aug,"
    "september|sept|sep,october|oct,november|nov,december|dec",
    "fa": "ژانویه|جنوری,فوریه|فبروری,مارس|مارچ,آوریل|آپریل|اپریل,مه|می,ژوئن|ژوین|جون,ژوئیه|ژوییه|جولای,"
    "اوت|آگوست|اگست,سپتامبر|سپتمبر,اکتبر|اکتوبر,نوامبر|نومبر,دسامبر|دسمبر",
    "ar": "يناير|كانون الثاني|جانفي,فبراير|شباط|فيفري,مارس|آذار,أبريل|نيسان|أفريل,مايو|أيار|ماي,"
    "يونيو|يونيه|حزيران|جوان,يوليو|يوليه|تموز|يوليوز|جويلية,أغسطس|آب|غشت|أوت,سبتمبر|أيلول|شتنبر,"
    "أكتوبر|تشرين الأول,نوفمبر|تشرين الثاني|نونبر,ديسمبر|كانون الأول|دجنبر",
    "fr": "janvier|janv,février|févr,mars,avril|avr,mai,juin,juillet|juil,août|aout,septembre|sept,"
    "octobre|oct,novembre|nov,décembre|déc",
    "es": "enero|ene,febrero|feb,marzo|mar,abril|abr,mayo|may,junio|jun,julio|jul,agosto|ago,"
    "septiembre|setiembre|sept|sep,octubre|oct,noviembre|nov,diciembre|dic",
    "ru": "января|январь|янв,февраля|февраль|февр,марта|март|мар,апреля|апрель|апр,мая|май,июня|июнь|июн,"
    "июля|июль|июл,августа|август|авг,сентября|сентябрь|сент,октября|октябрь|окт,ноября|ноябрь|нояб,"
    "декабря|декабрь|дек",
    "tr": "ocak|oca,şubat|şub,mart|mar,nisan|nis,mayıs|may,haziran|haz,temmuz|tem,ağustos|ağu,eylül|eyl,"
    "ekim|eki,kasım|kas,aralık|ara",
    "he": "ינואר|ינו,פברואר|פבר,מרץ|מרס,אפריל|אפר,מאי,יוני,יולי,אוגוסט|אוג,ספטמבר|ספט,אוקטובר|אוק,נובמבר|נוב,דצמבר|דצמ",
    "ur": "جنوری,فروری,مارچ,اپریل,مئی,جون,جولائی,اگست,ستمبر,اکتوبر,نومبر,دسمبر",
    "de": "januar|jänner|jan,februar|feb,märz|mär,april|apr,mai,juni|jun,juli|jul,august|aug,september|sept|sep,"
    "oktober|okt,november|nov,dezember|dez",
}
_SOLAR = "فروردین,اردیبهشت,خرداد,تیر,مرداد|امرداد,شهریور,مهر,آبان,آذر,دی,بهمن,اسفند"
# Hebrew writes "in" as one letter before the name.
_BEFORE = {"he": "ב"}


def month(name: str) -> Month | None:
    """Return the month that `name` means in every language that has it, None where it is none or languages differ."""
    return _months().get(folded(name))


@cache
def _months() -> dict[str, Month | None]:
    rows = [(language, "gregorian", row) for language, row in _GREGORIAN.items()]
    found: dict[str, Month | None] = {}
    for language, calendar, row in (*rows, ("fa", "solar", _SOLAR)):
        for number, spellings in enumerate(row.split(","), 1):
            for spelling in spellings.split("|"):
                for name in (spelling, _BEFORE.get(language, "") + spelling):
                    _enter(
                        found,
                        folded(name),
                        Month(number, "solar" if calendar == "solar" else "gregorian", frozenset([language])),
                    )
    return found


def _enter(found: dict[str, Month | None], name: str, month: Month) -> None:
    """Enter a name; one that means two months in two languages means neither."""
    known = found.get(name, month)
    if known is None or (known.number, known.calendar) != (month.number, month.calendar):
        found[name] = None
    else:
        found[name] = Month(month.number, month.calendar, known.languages | month.languages)
