"""French.

SOURCE: compiled by hand for Dragoman, from no other list. Tuned on the dev half of FLORES-200 (CC BY-SA 4.0).
Numerals are held to num2words 0.5.14. The kinds of words are described in, for instance, M. Grevisse and A. Goosse,
Le Bon Usage.
"""

from dragoman.dispatch.languages.lexicon import Lexicon

FRENCH = Lexicon(
    code="fr",
    negation="pas | non | jamais | rien | aucun | aucune | nul | nulle | nullement | ni | guère | point du tout",
    soft="sans | rarement | plus aucun | ne | ne plus",
    condition="""
    si | s'il | s'ils | si l'on | à moins que | à moins de | à moins qu'il | à moins qu'ils | pourvu que | pourvu
    qu'il | à condition que | à condition de | à condition qu'il | tant que | au cas où | en cas de | sous réserve |
    sauf si | seulement si | dans la mesure où
    """,
    limit="""
    jusqu'à | jusqu'au | jusqu'aux | jusqu'à ce que | sauf | excepté | hormis | à l'exception | en dehors de | outre
    """,
    governs="jusqu'à | jusqu'au | jusqu'aux | sauf | excepté | hormis",
    focus="seulement | uniquement | presque | à peine | ne que | quasiment | partiellement",
    exclusive="seulement | uniquement",
    doubt="""
    peut-être | sans doute | probablement | prétendument | apparemment | soi-disant | éventuellement | possiblement
    | vraisemblablement
    """,
    amount="certains | certaines | quelques | plusieurs | une partie | la plupart",
    innocent="""
    n'oubliez pas | n'oublions pas | non seulement | pas seulement | n'importe | comme si | même si | sans aucun
    doute | si bien que | non gouvernementale | non gouvernementales | rien de moins | ne cesse | ne cessent | pas
    moins de | il n'en reste pas moins | oui ou non | ou non | non sans | pas moins
    """,
    hints="""
    ignore | ignorent | ignorait | sans | personne | rarement | peu | sauf | hors | manque | manquent | manquait |
    absence | échoué | échoue | échouer | échec | refuse | refusé | refuser | refus | nie | nié | nier | éviter |
    évite | évité | empêcher | empêche | empêché | interdit | interdite | interdire | impossible | incapable |
    incapables | seul | seule | seulement | uniquement | faute | aucunement | dépourvu | dépourvue | exclu | sinon |
    faux | rejeté | hormis | excepté
    """,
    hinted=(
        r"non|non-\w+|im(?:poss|prob|mobil|pun|prév)\w*|in(?:capab|suff|justi|util|connu|visib|complet|exact|égal|accept|attend|dispon|exist|habit|interromp)\w*"
        r'|il(?:lég|limit)\w*|ir(?:rég|rév)\w*|mécon\w+|dépourv\w+|dénu\w+|désac\w+|n".+|qu"aucun\w*|d"aucun\w*|l"absence|d"absence|l"échec|s"oppos\w+'
    ),
    and_but="et | mais | car | donc | puis",
    because="""
    parce que | puisque | bien que | quoique | tandis que | alors que | lorsque | quand | après que | avant que
    """,
    small="de | des | du | la | le | les | nos | vos | leurs | ses | mes | ces | d'entre | en | à | au | aux | dans",
    common="""
    le | la | les | de | des | du | et | est | un | une | que | qui | dans | pour | pas | sur | au | aux | ce |
    cette | ces | il | elle | nous | vous | ils | par | plus | avec | sont | ou | mais | sa | ses | son | leur |
    être | été | ont | à | ne | se | en | comme | tout
    """,
    numbers="""
    0 zéro | 1 un une premier première premiers | 2 deux deuxième second seconde double | 3 trois troisième
    troisièmes tiers triple | 4 quatre quatrième quart quarts | 5 cinq cinquième cinquièmes | 6 six sixième | 7 sept
    septième | 8 huit huitième | 9 neuf neuvième | 10 dix dixième dizaine dizaines | 11 onze onzième | 12 douze
    douzième douzaine | 13 treize treizième | 14 quatorze quatorzième | 15 quinze quinzième quinzaine | 16 seize
    seizième | 20 vingt vingts vingtième vingtaine | 30 trente trentième trentaine | 40 quarante quarantième
    quarantaine | 50 cinquante cinquantième cinquantaine | 60 soixante soixantième soixantaine | 70 septante | 80
    octante huitante | 90 nonante | 100 cent cents centième centaine centaines | 1000 mille millième millier
    milliers | 1000000 million millions | 1000000000 milliard milliards | 1000000000000 billion billions | 0.5 demi
    demie moitié | 1000 millénaire millénaires | 4 quadruple | 3 tridimensionnel tridimensionnelle
    """,
    vague="""
    zéro un une premier première tiers triple quart quarts neuf dizaine dizaines douzaine quinzaine vingtaine
    trentaine quarantaine cinquantaine soixantaine cent cents centaine centaines millier milliers million millions
    milliard milliards billion billions demi demie moitié seconde second double troisième cinquièmes troisièmes
    mille millénaire millénaires quadruple tridimensionnel tridimensionnelle
    """,
    spans="""
    10 décennie décennies | 100 siècle siècles | 12 douzaine douzaines | 7 semaine semaines | 1000 millénaire
    millénaires
    """,
    joins="et",
)
