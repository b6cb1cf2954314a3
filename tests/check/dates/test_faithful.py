"""Faithful sentences full of dates, as newsrooms write them: the rules have nothing to say of any."""

import pytest
from tests.check.dates.readings import messages

ENGLISH = """
On Monday, the ministry said that talks would resume in March; they did not.
The ministry has said since 1979 that it would, and on November 24, 2026, it did.
The conference runs November 23-24, 2026, from Monday to Tuesday.
The conference runs Monday and Tuesday, November 23 and 24, 2026.
Polls open Sunday, November 22, 2026, and close on Monday, November 23, 2026, at 10:30.
The hearing, set for Friday, was moved; the November 24, 2026 date stands.
He was born on Friday, 13 October 1950, and died on a Sunday.
Call +49 30 1234 2026 on Monday; room 24, building 11/2026.
Version 2026.11.24 was released on Monday, version 2.0 on Tuesday.
Quran 22:78 was recited on Friday; the recording is dated 24 November 2026.
Between Monday, November 23, 2026, and Friday, November 27, 2026, nobody came.
The Mail on Sunday, 24 November 2026, p. 4.
Reuters, Tuesday, November 24, 2026; AFP, Wednesday, November 25, 2026.
Sheffield Wednesday, 24 November 2026, lost at home.
The Sun, 24 November 2026; Sunday Times, 24 November 2026; Wednesday Review, 24 November 2026.
Bloody Sunday, 30 January 1972, and Easter Monday, 24 April 1916, are remembered.
"Blue Monday", 24 November 2026, was played again.
Friday prayers, November 24, 2026, were cancelled.
Each Monday (November 24, 2026 excepted) the shop is closed.
It was published November 24, 2026. Monday morning, it was gone.
On November 24, 2026, Monday's paper was already wrapping fish.
On November 24, 2026 (Wednesday in Tokyo) the market fell.
In the night of Monday, November 23-24, 2026, the bridge fell.
The week of Monday, November 23, 2026, to Sunday, November 29, 2026, was quiet.
Sunday, 9 January 1905, by the old calendar.
The deadline is 5 p.m. on Tuesday, 3/11/2026 or Wednesday, 11/3/2026, by whichever order you read it.
He left on March 3, 2018, a week after the man who had been born on May 5, 1960 arrived.
He left on March 3, 2018, a month before the tenth anniversary of the March 3, 2008 strike.
He left on March 3, 2018, a month before elections scheduled for June 24, 2018 were called off.
He left on March 3, 2018. Ten years earlier, on May 5, 2001, somebody else had.
He was born on March 3, 1950, studied, married, and ten years later, on June 1, 1984, was elected.
He was born on March 3, 1950, and ten years after the war, on May 8, 1955, went to school.
Ten years after the war, on May 8, 1955, he went to school, and on June 1, 1984, was elected.
The contract of March 3, 2018, two years in the making, was signed on May 5, 2019.
A week before, he had said so; on March 3, 2018, he denied it, and on May 5, 2019, he said it again.
It lasted from March 3, 2018, to May 5, 2019, a year and two months.
On March 3, 2018, two years and three months after June 1, 2015, he was freed, one year before May 5, 2019.
He was freed on March 3, 2018, almost two years after his arrest on June 1, 2016.
On March 3, 2018, more than ten years after the August 2004 flood, they came home.
He was arrested on March 3, 2018, and, three hours later, on March 4, 2018, at one in the morning, freed.
He was arrested on December 30, 2017, and freed two years later, on January 2, 2020.
The day after the vote of March 3, 2018, on March 4, 2018, they met; the day before, March 2, 2018, they had not.
The first draft is of March 3, 2018, the second of May 5, 2019, a week before the session.
They met twice a year on March 3, 2018, standards; a year on, May 5, 2019 looks the same.
He spoke yesterday; on November 1, 2026, he had been silent.
Yesterday he quoted the speech of November 1, 2026.
USA Today, November 1, 2026; Russia Today, November 2, 2026.
Last Monday he spoke of November 1, 2026; last week, of May 2020.
On the last Monday, October 26, 2026, of the month, and next Monday, November 30, 2026.
It was last seen a year ago, in November 2025, and ten years ago, on November 20, 2016.
Yesterday, November 22, 1963, the President was shot, the old front page reads.
See https://example.org/2026/11/24/monday and doi:10.1000/2026.11.24.
Apollo 11 landed on Sunday, July 20, 1969, eight years after the speech of May 25, 1961.
He resigned on March 3, 2018, two days after his mother, born on May 5, 1940, died.
Filmed on March 3, 2018, one year before the sequel, released on May 5, 2020, it flopped.
The treaty was signed on March 3, 2018, three years after the 2015 deal, and took effect on May 5, 2019.
Speaking on March 3, 2018, a day after he returned from a June 1, 2017 posting, he said so.
On March 3, 2018, five years after she filed the May 5, 2011 complaint, she won.
It was first shown on March 3, 2018, a month before its planned June 1, 2018 release.
On March 3, 2018, a week after publishing the May 5, 2017 memo, the paper closed.
On March 3, 2018, a month after losing the June 2016 referendum case, he quit.
On March 3, 2018, two years after reading the diary of May 5, 1942, she wrote.
On March 3, 2018, a year after the discovery of a letter dated May 5, 1942, he wrote.
On March 3, 2018, a week after leaked video of the May 5, 2016 raid surfaced, he fled.
On March 3, 2018, a month after footage from January 1, 2015 appeared, he fled.
On March 3, 2018, a month after the release of the August 2015 tapes, he fled.
On March 3, 2018, two months after the trial over the May 5, 2014 bombing, he fled.
On March 3, 2018, ten days after the verdict in the May 5, 2014 case, he fled.
On March 3, 2018, ten days after the airing of the May 5, 2014 speech, he fled.
On March 3, 2018, ten days after the report on the May 5, 2014 attack, he fled.
The speech of March 3, 2018 came ten days after a rebroadcast of the May 5, 2014 speech.
On March 3, 2018, a week after the May 5, 2014 video surfaced, he fled.
On March 3, 2018, a week after the vote on May 5, 2014, was annulled, he fled.
On March 3, 2018, a week after the speech of May 5, 2014 leaked, he fled.
""".strip().splitlines()

OTHERS = [
    ("ar", "عقد المؤتمر يوم الثلاثاء 24 نوفمبر 2026، وبدأ يوم الاثنين."),
    ("ar", "الثلاثاء 14 جمادى الآخرة 1448 هـ الموافق 24 نوفمبر/تشرين الثاني 2026."),
    ("ar", "نشرت صحيفة المصري اليوم، 2 نوفمبر 2026، الخبر نفسه."),
    ("ar", "من الأحد إلى الثلاثاء 25 نوفمبر 2026."),
    ("fa", "او روز سه‌شنبه ۳ آذر ۱۴۰۵ سخن گفت و از سال ۱۳۵۷ یاد کرد."),
    ("fa", "از شنبه تا چهارشنبه ۳ آذر ۱۴۰۵ بارید."),
    ("fa", "روزنامه ایران امروز، ۲ آبان ۱۴۰۵."),
    ("fa", "پیر مردی در ۲۴ نوامبر ۲۰۲۶ آمد و شماره ۰۲۱۲۰۲۶ را گرفت."),
    ("fr", "Le mardi 24 novembre 2026, de lundi à vendredi, et dans la nuit du lundi 23 au mardi 24 novembre 2026."),
    ("fr", "Le 3 mars 2018, un mois après son élection, il parlait déjà du 5 mai 2020."),
    ("fr", "Né le 3 mars 1950, il part trois ans plus tard ; le 5 mai 1968, il revient."),
    ("es", "El martes 24 de noviembre de 2026, de lunes a viernes. El lunes, no; el 25 de noviembre de 2026, sí."),
    ("es", "Nació el 3 de marzo de 1950; diez años después de la guerra, el 5 de mayo de 1949, no había pan."),
    ("de", "Am Dienstag, dem 24. November 2026, und von Montag bis Freitag, 27. November 2026."),
    ("de", "Welt am Sonntag, 24. November 2026, S. 4; So, 24. November 2026 ist es nun."),
    ("de", "Am 3. März 2018, drei Jahre nach dem Krieg, dachte er an den 5. Mai 1945."),
    ("ru", "Во вторник, 24 ноября 2026 года, и с понедельника по пятницу, 27 ноября 2026 года."),
    ("ru", "3 марта 2018 года, через три года после войны, он вспомнил 5 мая 1945 года."),
    ("tr", "24 Kasım 2026 Salı, 25 Kasım 2026 Çarşamba; pazartesiden cumaya."),
    ("tr", "24 Kasım 2026. Pazartesi geldiler. 24 Kasım 2026 pazar yeri doluydu."),
    ("he", "ביום שלישי, 24 בנובמבר 2026, ומיום ראשון עד יום שלישי, 24 בנובמבר 2026."),
    ("he", "ישראל היום, 2 בנובמבר 2026. יום שני ליווה את 24 בנובמבר 2026."),
    ("ur", "منگل، 24 نومبر 2026ء کو؛ پیر سے جمعہ، 27 نومبر 2026ء تک۔ کل، 1 نومبر 2026ء۔"),
]


@pytest.mark.parametrize("sentence", ENGLISH)
def test_a_faithful_english_sentence_is_left_in_peace(sentence: str) -> None:
    assert messages(sentence) == ()


@pytest.mark.parametrize(("language", "sentence"), OTHERS)
def test_a_faithful_sentence_of_another_language_is_left_in_peace(language: str, sentence: str) -> None:
    assert messages(sentence, language=language) == ()


def test_a_faithful_page_is_left_in_peace() -> None:
    assert messages("\n\n".join([*ENGLISH, *(sentence for _, sentence in OTHERS)])) == ()
