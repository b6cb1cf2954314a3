"""English.

SOURCE: compiled by hand for Dragoman, from no other list. Tuned on the dev half of FLORES-200 (CC BY-SA 4.0).
Numerals are held to num2words 0.5.14. The kinds of words are described in, for instance, R. Huddleston and G. K.
Pullum, The Cambridge Grammar of the English Language (2002).
"""

from dragoman.dispatch.languages.lexicon import Lexicon

ENGLISH = Lexicon(
    code="en",
    negation="""
    not | never | no | nobody | no one | none | nothing | nowhere | neither | cannot | cant | dont | wont | didnt |
    doesnt | isnt | wasnt | no longer | not at all | by no means
    """,
    soft="without | nor | hardly | scarcely | barely | seldom | rarely",
    condition="""
    if | unless | provided that | provided | providing | as long as | so long as | on condition that | in case |
    assuming | supposing | only if | if only | only when
    """,
    limit="""
    until | till | except | except for | except that | save for | apart from | other than | but for | excluding |
    not until | with the exception of
    """,
    governs="until | till | except | except for | other than | excluding | save for",
    focus="only | merely | almost | nearly | hardly | scarcely | barely | rarely | seldom | partly | partially",
    exclusive="only | merely",
    doubt="""
    perhaps | maybe | possibly | probably | allegedly | supposedly | reportedly | apparently | might | presumably
    """,
    amount="some | several | a few | few | part of | most | many of | some of",
    innocent="""
    don't forget | do not forget | not forget | not uncommon | not unusual | not long after | no smaller than | no
    later than | not only | not just | not merely | not simply | no doubt | no. | no matter | whether or not | as if
    | even if | if not | without doubt | without a doubt | nothing but | no sooner | why not | if any | if anything
    | last but not least | no less than | no fewer than | not least | no other than | none other than | what if | or
    not | not to mention | some day | not unlike | no more than | not more than | as well as not | if possible | not
    even
    """,
    hints="""
    devoid | merely | separate | sans | sacked | no. | lack | lacks | lacking | lacked | fail | fails | failed |
    failing | failure | refuse | refuses | refused | refusing | refusal | deny | denies | denied | denying | avoid |
    avoids | avoided | avoiding | prevent | prevents | prevented | preventing | prevention | stop | stops | stopped
    | stopping | unable | impossible | absence | absent | missing | miss | missed | without | hardly | scarcely |
    barely | seldom | rarely | little | few | nor | only | just | unless | until | except | other than | instead |
    rather than | rather | free of | reject | rejected | rejects | forbid | forbidden | forbids | ban | bans |
    banned | banning | prohibit | prohibited | prohibits | exclude | excluded | excluding | excludes | regardless |
    otherwise | unlike | contrary | doubt | doubtful | illegal | apart | least | less | shortage | lest | out of |
    neither | ignore | ignored | ignores | ignoring | neglect | neglected | opposes | exempt | exception | rare |
    inevitable | inevitably | whether | declined | declines | false | difficult | innumerable | cancel | cancelled |
    canceled | abandon | abandoned | exhausted | run out | nil | null | exempted | deprived | free from | anything
    but | hard to | aborted | abort | deficient | intact | hard | poorly | lost
    """,
    denial=r'\w+n"t',
    hinted=(
        r"un(?!der|it|iv|ion|fortun|iq|iform|cle|til)\w{3,}|non|non\w{4,}|\w+less(?:ly|ness)?"
        r"|dis(?:agree|allow|appear|approv|continu|honest|like|obey|regard|respect|satisf)\w*"
        r"|(?:in|im|il|ir)(?:abil|access|accura|adequa|calcul|capa|complet|correct|direct|effect|equal|exact|frequen|justi|legal|legitim"
        r"|possib|precis|proper|regular|relevan|reversib|secur|sensitiv|sufficien|vali|visib|vulnerab|evitab)\w*"
    ),
    and_but="and | but | yet | so",
    because="because | since | although | though | while | whereas | when | after | before | as",
    small="""
    of the | of | the | a | an | our | your | their | his | her | its | my | those | these | that | this | to | in |
    on | at | by | for | from | with
    """,
    common="""
    the | of | and | to | in | is | that | was | for | it | with | as | on | be | by | at | this | are | from | or |
    have | an | they | which | you | were | his | their | has | not | had | but | will | he | she | we | would |
    there | been | who | our | do
    """,
    numbers="""
    0 zero | 1 one first | 2 two second | 3 three third thirds threefold | 4 four fourth fourths fourfold quarters |
    5 five fifth fifths | 6 six sixth sixths | 7 seven seventh sevenths | 8 eight eighth eighths | 9 nine ninth
    ninths | 10 ten tenth tenths | 11 eleven eleventh | 12 twelve twelfth dozen | 13 thirteen thirteenth | 14
    fourteen fourteenth | 15 fifteen fifteenth | 16 sixteen sixteenth | 17 seventeen seventeenth | 18 eighteen
    eighteenth | 19 nineteen nineteenth | 20 twenty twentieth twenties | 30 thirty thirtieth thirties | 40 forty
    fortieth forties | 50 fifty fiftieth fifties | 60 sixty sixtieth sixties | 70 seventy seventieth seventies | 80
    eighty eightieth eighties | 90 ninety ninetieth nineties | 100 hundred hundreds hundredth | 1000 thousand
    thousands thousandth | 100000 lakh lakhs | 1000000 million millions | 10000000 crore crores | 1000000000 billion
    billions | 1000000000000 trillion trillions | 0.5 half | 3 triple tripled thrice trio | 4 quarter quadruple | 2
    double twice pair couple both
    """,
    vague="""
    thirds fourths fifths sixths sevenths eighths ninths tenths dozen quarter quarters hundredth thousandth hundreds
    thousands millions billions trillions triple tripled thrice trio quadruple half double twice pair couple both
    lakh crore threefold fourfold third zero hundred thousand million billion trillion twenties thirties
    """,
    spans="""
    10 decade decades | 100 century centuries | 12 dozen dozens | 7 week weeks week-long | 1000 millennium millennia
    """,
    joins="and a",
)
