"""The words for time before and after a date, by language: English at length, six others in their plainest forms.

Arabic and Hebrew have only their words for yesterday and tomorrow, the names of which stand in CLDR: their duals
and the endings of counted nouns are not read. Urdu has one word for yesterday and tomorrow, and is left alone. A word
for today that is a newspaper's or a channel's name in that language is not here.
"""

from dragoman.check.dates.grammar import Grammar, counted, lengths, manners

# Words between "a month after" and a date by which the date is another's, or may be what something is about: "the
# report on May 5, 2014", "the airing of the recording of May 5, 2014".
# fmt: off
_ELSEWHERE = frozenset([
    "who", "whom", "whose", "which", "where", "when", "while", "since", "until", "till", "from", "between",
    "to", "for", "by", "and", "or", "nor", "but", "not", "as", "if", "because", "before", "after", "than",
    "whether", "with", "about", "over", "into", "against", "within", "without", "in", "at", "during", "under",
    "like", "near", "through", "upon", "amid", "among", "anniversary", "birthday", "centenary", "jubilee",
    "commemoration", "deadline", "scheduled", "planned", "expected", "due", "set", "starting", "beginning",
    "ending", "expiry", "expiration", "another", "more", "further", "aged", "born", "dated", "report", "book",
    "film", "documentary", "hearing", "inquiry", "article", "essay", "statement", "briefing", "debate",
    "programme", "program", "podcast", "exhibition", "testimony", "dossier", "study", "series", "footage",
    "video", "tape", "tapes", "recording", "recordings", "clip", "clips", "letter", "diary",
])
# fmt: on
# Words of a sentence by which its date is not what the next sentence's "a month later" is counted from, or not surely.
# fmt: off
_UNSURE = frozenset([
    "who", "whom", "whose", "which", "that", "where", "when", "while", "since", "until", "till", "from", "between",
    "as", "if", "because", "before", "after", "than", "whether", "or", "nor", "but", "not", "no", "never", "to",
    "although", "though", "once", "had", "hadn't", "will", "would", "shall", "should", "may", "might", "could",
    "must", "can", "said", "says", "told", "announced", "announces", "claimed", "claims", "promised", "planned",
    "scheduled", "expected", "due", "set", "later", "earlier", "ago", "soon", "then", "again", "eventually",
    "finally", "anniversary", "birthday", "centenary", "jubilee", "deadline", "born", "dated", "signed", "starting",
    "beginning", "ending", "day", "days", "week", "weeks", "month", "months", "year", "years", "decade", "decades",
    "spring", "summer", "autumn", "winter", "yesterday", "today", "tomorrow", "meanwhile", "previously", "already",
    "still", "during", "within", "another", "both", "first", "second", "report", "article", "letter", "footage",
    "video", "recording", "entry",
])
# fmt: on

ENGLISH = Grammar(
    numbers=counted(
        "a|an|one|the,two,three,four,five,six,seven,eight,nine,ten,eleven,twelve,thirteen,fourteen,fifteen,sixteen,"
        "seventeen,eighteen,nineteen,twenty"
    )
    | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100},
    units=lengths("day|days,week|weeks,month|months,year|years,decade|decades,century|centuries"),
    after="after|following|later than",
    before="before|prior to|earlier than|ahead of",
    later="later|after|afterward|afterwards|thereafter",
    earlier="earlier|before|previously|beforehand",
    manners=manners(
        exactly="exactly|precisely",
        about="about|around|roughly|approximately|some|nearly|almost|close to",
        over="more than|over|at least|well over|just over|a little over",
        under="less than|under|within|not even|barely|at most|up to",
        plain="just|only|a mere|a full",
    ),
    on="on",
    joins="and|but|then|and then",
    lead="was|is|came|fell|took place|happened|occurred|was held|was given|which was|which is|that is|i.e.,|i.e.",
    yesterday="yesterday|Yesterday",
    today="today",
    tomorrow="tomorrow|Tomorrow",
    ago="ago",
    to_the_day="to the day",
    next_day="the next day|the following day",
    previous_day="the previous day|the preceding day",
    never_counted_from=frozenset(["born", "since"]),
    unsure=_UNSURE,
    between=6,
    articles=frozenset(["the", "a", "an", "its", "his", "her", "their", "our", "that", "this"]),
    pronouns=frozenset(["he", "she", "it", "they", "we"]),
    closers=frozenset(["on", "of"]),
    verbs="was|were|is|are|had|has|have|came|became|went|began|ended|surfaced|leaked|appeared|emerged|aired",
    never_between=_ELSEWHERE,
)

FRENCH = Grammar(
    numbers=counted("un|une,deux,trois,quatre,cinq,six,sept,huit,neuf,dix,onze,douze,treize,quatorze,quinze,seize"),
    units=lengths("jour|jours,semaine|semaines,mois,an|ans|année|années"),
    after="après",
    before="avant",
    later="plus tard|après",
    earlier="plus tôt|auparavant|avant",
    manners=manners(exactly="exactement", about="environ|près de|presque", over="plus de|plus d'", under="moins de"),
    on="le",
    joins="et|puis|mais",
    lead="soit",
    yesterday="hier",
    today="aujourd'hui|aujourd’hui",
    tomorrow="demain",
    ago_opens="il y a",
)

SPANISH = Grammar(
    numbers=counted("un|una,dos,tres,cuatro,cinco,seis,siete,ocho,nueve,diez,once,doce,trece,catorce,quince"),
    units=lengths("día|días,semana|semanas,mes|meses,año|años,década|décadas"),
    after="después del|tras el|después de|después de el",
    before="antes del|antes de",
    later="después|más tarde",
    earlier="antes",
    manners=manners(
        exactly="exactamente|justo", about="unos|unas|casi|aproximadamente", over="más de", under="menos de"
    ),
    on="el",
    joins="y|pero",
    yesterday="ayer",
    today="hoy",
    tomorrow="mañana",
    ago_opens="hace",
)

GERMAN = Grammar(
    numbers=counted(
        "ein|eine|einen|einem|einer,zwei,drei,vier,fünf,sechs,sieben,acht,neun,zehn,elf,zwölf,dreizehn,vierzehn,fünfzehn"
    ),
    units=lengths("Tag|Tage|Tagen,Woche|Wochen,Monat|Monate|Monaten,Jahr|Jahre|Jahren,Jahrzehnt|Jahrzehnte"),
    after="nach dem",
    before="vor dem",
    later="später|danach",
    earlier="früher|zuvor|davor",
    manners=manners(
        exactly="genau|exakt", about="etwa|rund|ungefähr|fast|knapp", over="mehr als|über", under="weniger als"
    ),
    on="am",
    joins="und|aber",
    lead="also",
    yesterday="gestern",
    today="heute",
    tomorrow="morgen",
    ago_opens="vor",
)

RUSSIAN = Grammar(
    numbers=counted(
        "один|одну|одна,два|две,три,четыре,пять,шесть,семь,восемь,девять,десять,одиннадцать,двенадцать,тринадцать,"
        "четырнадцать,пятнадцать"
    ),
    units=lengths("день|дня|дней,неделю|недели|недель|неделя,месяц|месяца|месяцев,год|года|лет"),
    after="после",
    before="до",
    later="спустя",
    earlier="",
    manners=manners(exactly="ровно", about="примерно|около|почти", over="более|больше", under="менее|меньше"),
    in_later="через|спустя",
    joins="и|а|но|а уже",
    tail="года|году|г.",
    yesterday="вчера",
    today="сегодня",
    tomorrow="завтра",
)

TURKISH = Grammar(
    numbers=counted("bir,iki,üç,dört,beş,altı,yedi,sekiz,dokuz,on,on bir,on iki,on üç,on dört,on beş"),
    units=lengths("gün,hafta,ay,yıl|sene"),
    later="sonra",
    earlier="önce",
    manners=manners(exactly="tam", about="yaklaşık|neredeyse", over="", under=""),
    joins="ve|ama|fakat",
    tail="tarihinde|günü",
    yesterday="dün",
    tomorrow="yarın",
)

PERSIAN = Grammar(
    numbers=counted("یک,دو,سه,چهار,پنج,شش,هفت,هشت,نه,ده,یازده,دوازده,سیزده,چهارده,پانزده"),
    units=lengths("روز,هفته,ماه,سال,دهه"),
    after="پس از|بعد از",
    before="پیش از|قبل از",
    later="بعد|پس از آن",
    earlier="قبل|پیش از آن|پیشتر",
    manners=manners(exactly="دقیقا|دقیقاً", about="حدود|تقریبا|تقریباً|نزدیک به", over="بیش از", under="کمتر از"),
    on="در",
    joins="و|اما",
    lead="یعنی",
    yesterday="دیروز",
    tomorrow="فردا",
)

GRAMMARS = {
    "en": ENGLISH,
    "fr": FRENCH,
    "es": SPANISH,
    "de": GERMAN,
    "ru": RUSSIAN,
    "tr": TURKISH,
    "fa": PERSIAN,
    "ar": Grammar({}, {}, yesterday="أمس|امس", tomorrow="غدا|غداً"),
    "he": Grammar({}, {}, yesterday="אתמול", tomorrow="מחר"),
}
