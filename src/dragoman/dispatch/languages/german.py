"""German.

SOURCE: compiled by hand for Dragoman, from no other list. Numerals are held to num2words 0.5.14. The shared parallel
texts hold no German: it is checked on sentences written for the tests alone. The kinds of words are described in, for
instance, Duden, Die Grammatik.
"""

from dragoman.dispatch.languages.lexicon import Lexicon

GERMAN = Lexicon(
    code="de",
    negation="""
    nicht | nie | niemals | nein | niemand | niemandem | niemanden | niemandes | nichts | nirgends | nirgendwo |
    kein | keine | keinen | keinem | keiner | keines | keinerlei | keineswegs | keinesfalls | weder | nimmer | nicht
    mehr
    """,
    soft="ohne | kaum | selten",
    condition="""
    wenn | falls | sofern | es sei denn | vorausgesetzt | unter der bedingung | solange | nur wenn | nur dann | im
    falle | außer wenn | angenommen
    """,
    limit="bis | außer | ausgenommen | mit ausnahme | abgesehen von | bis auf | erst wenn | erst",
    governs="bis | außer | ausgenommen",
    that="dass | daß",
    focus="nur | lediglich | bloß | fast | beinahe | kaum | teilweise",
    exclusive="nur | lediglich | bloß",
    doubt="""
    vielleicht | möglicherweise | wahrscheinlich | vermutlich | angeblich | wohl | eventuell | mutmaßlich | offenbar
    | anscheinend
    """,
    amount="""
    einige | einigen | einiger | manche | manchen | mancher | ein paar | etliche | ein teil | teile der | mehrere
    """,
    innocent="""
    nicht nur | nicht zuletzt | nicht allein | wenn auch | auch wenn | als wenn | nicht einmal | ohne zweifel
    """,
    hints="""
    ohne | kaum | selten | wenig | wenige | nur | außer | fehlt | fehlen | fehlte | fehlten | mangel | mangels |
    verweigert | verweigerte | verweigern | verhindern | verhindert | vermeiden | vermied | statt | anstatt |
    leugnet | leugnete | bestreitet | lehnt | lehnte | abgelehnt | verboten | verbietet | verbot
    """,
    hinted=(
        r"un(?!d|s|t|ter|g|gefähr|ivers|iform|ion)\w{3,}|nicht\w{3,}|\w{3,}los(?:e[nmrs]?|ig\w*)?|\w{3,}frei(?:e[nmrs]?)?"
    ),
    and_but="und | aber | doch | sondern | jedoch | denn",
    because="weil | da | obwohl | während | als | nachdem | bevor",
    small="""
    der | die | das | den | dem | des | ein | eine | einen | einem | einer | von | unserer | unsere | ihrer | in |
    im
    """,
    common="""
    der | die | das | und | ist | nicht | ein | eine | zu | den | von | mit | sich | auf | für | dem | des | im |
    auch | es | sie | wir | ich | dass | daß | wird | werden | hat | als | einen | bei | oder | aus | nach | wie |
    einer | über | so | war | haben | sind
    """,
    numbers="""
    0 null | 1 ein eins eine einen einem einer eines erste ersten erster erstes | 2 zwei zweite zweiten zweiter
    beide beiden zweimal doppelt | 3 drei dritte dritten dritter drittes drittel dreimal dreifach | 4 vier vierte
    vierten vierter viertes viertel viermal | 5 fünf fünfte fünften fünfter fünftel | 6 sechs sechste sechsten
    sechster | 7 sieben siebte siebten siebter siebente siebenten | 8 acht achte achten achter | 9 neun neunte
    neunten neunter | 10 zehn zehnte zehnten zehnter | 11 elf elfte elften elfter | 12 zwölf zwölfte zwölften
    zwölfter dutzend | 13 dreizehn dreizehnte dreizehnten | 14 vierzehn vierzehnte vierzehnten | 15 fünfzehn
    fünfzehnte fünfzehnten | 16 sechzehn sechzehnte sechzehnten | 17 siebzehn siebzehnte siebzehnten | 18 achtzehn
    achtzehnte achtzehnten | 19 neunzehn neunzehnte neunzehnten | 20 zwanzig zwanzigste zwanzigsten zwanziger | 30
    dreißig dreissig dreißigste dreißigsten dreißiger | 40 vierzig vierzigste vierzigsten vierziger | 50 fünfzig
    fünfzigste fünfzigsten fünfziger | 60 sechzig sechzigste sechzigsten sechziger | 70 siebzig siebzigste
    siebzigsten siebziger | 80 achtzig achtzigste achtzigsten achtziger | 90 neunzig neunzigste neunzigsten
    neunziger | 100 hundert hundertste | 1000 tausend tausendste | 1000000 million millionen | 1000000000 milliarde
    milliarden | 1000000000000 billion billionen | 0.5 halb halbe halben halbes hälfte | 1.5 anderthalb eineinhalb
    """,
    vague="""
    null ein eins eine einen einem einer eines erste ersten erster erstes acht achte achten achter elf dutzend
    drittel viertel fünftel million millionen milliarde milliarden billion billionen halb halbe halben halbes hälfte
    anderthalb eineinhalb dreifach dritte dritten dritter drittes hundert tausend
    """,
    spans="""
    10 jahrzehnt jahrzehnte jahrzehnten | 100 jahrhundert jahrhunderte jahrhunderten | 12 dutzend | 7 woche wochen |
    1000 jahrtausend jahrtausende
    """,
    joins="und",
    glued=True,
)
