"""The names of weekdays in ten languages: those of CLDR (by Babel 2.18.0), and those that writers use besides."""

from dataclasses import dataclass
from functools import cache

from dragoman.check.dates.spelling import folded

ENGLISH = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Weekday:
    """Hold a weekday by its number, Monday being 0, and the languages that name it so."""

    number: int
    languages: frozenset[str]


# One line a language, from Monday; the spellings of one day by bars. Abbreviations stand only where nothing else is
# spelt so: German "So" is "thus", and "The Sun, 24 November" is a newspaper.
_NAMES = {
    "en": "monday|mon,tuesday|tues|tue,wednesday|wed,thursday|thurs|thur|thu,friday|fri,saturday|sat,sunday",
    "fa": "دوشنبه|دو شنبه,سه‌شنبه|سه شنبه,چهارشنبه|چهار شنبه,پنجشنبه|پنج شنبه,جمعه|آدینه,شنبه,یکشنبه|یک شنبه",
    "ar": "الاثنين|يوم اثنين,الثلاثاء,الأربعاء,الخميس,الجمعة,السبت,الأحد",
    "fr": "lundi,mardi,mercredi,jeudi,vendredi,samedi,dimanche",
    "es": "lunes,martes,miércoles,jueves,viernes,sábado,domingo",
    "ru": "понедельник|понедельника|понедельнику,вторник|вторника|вторнику,среда|среду|среды|среде,"
    "четверг|четверга|четвергу,пятница|пятницу|пятницы|пятнице,суббота|субботу|субботы|субботе,"
    "воскресенье|воскресенья|воскресенью",
    "tr": "Pazartesi,Salı,Çarşamba,Perşembe,Cuma,Cumartesi,Pazar",
    "he": "יום שני|יום ב,יום שלישי|יום ג,יום רביעי|יום ד,יום חמישי|יום ה,יום שישי|יום ו,יום שבת|שבת,יום ראשון|יום א",
    "ur": "پیر|سوموار,منگل,بدھ,جمعرات,جمعہ,ہفتہ|سنیچر,اتوار",
    "de": "Montag,Dienstag,Mittwoch,Donnerstag,Freitag,Samstag|Sonnabend,Sonntag",
}
# Hebrew writes "on" as one letter before the name.
_BEFORE = {"he": "ב"}


def weekday(name: str) -> Weekday | None:
    """Return the weekday that `name` means, None where it is none or languages differ."""
    return _weekdays().get(folded(name))


def said(number: int, language: str) -> str:
    """Return weekday `number` in English, and in `language` where that is another: `Tuesday (mardi)`."""
    if language == "en" or language not in _NAMES:
        return ENGLISH[number]
    return f"{ENGLISH[number]} ({_NAMES[language].split(',')[number].partition('|')[0]})"


@cache
def _weekdays() -> dict[str, Weekday | None]:
    found: dict[str, Weekday | None] = {}
    for language, row in _NAMES.items():
        for number, spellings in enumerate(row.split(",")):
            for spelling in spellings.split("|"):
                for name in (folded(spelling), folded(_BEFORE.get(language, "") + spelling)):
                    known = found.get(name, Weekday(number, frozenset()))
                    same = known is not None and known.number == number
                    found[name] = Weekday(number, known.languages | {language}) if known and same else None
    return found
