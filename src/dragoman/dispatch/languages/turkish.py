"""Turkish.

SOURCE: compiled by hand for Dragoman, from no other list. Tuned on the dev half of FLORES-200 (CC BY-SA 4.0).
Numerals are held to num2words 0.5.14. Verbs that deny or set a condition are known by their suffixes, -mA-, -mAz and
-sA. The kinds of words are described in, for instance, A. Göksel and C. Kerslake, Turkish: A Comprehensive Grammar
(2005).
"""

from dragoman.dispatch.languages.lexicon import Lexicon

TURKISH = Lexicon(
    code="tr",
    negation="""
    değil | değildi | değildir | değiller | değiliz | değilim | değilse | yok | yoktur | yoktu | hayır | asla |
    hiçbir | hiç kimse
    """,
    soft="hiç | olmadan | olmaksızın | nadiren",
    condition="""
    eğer | şayet | yeter ki | şartıyla | koşuluyla | olduğu sürece | takdirde | meğerki | halinde | sürece | ancak
    ve ancak
    """,
    limit="kadar | dek | dışında | hariç | haricinde | başka",
    focus="sadece | yalnızca | yalnız | ancak | neredeyse | hemen hemen | kısmen",
    exclusive="sadece | yalnızca | yalnız",
    doubt="belki | belki de | muhtemelen | galiba | herhalde | sözde | iddiaya göre | olabilir | sanki",
    amount="bazı | birkaç | bir kısmı | kimi | bir takım | çoğu",
    innocent="""
    yalnızca değil | en az | hiç şüphesiz | yok et | yok etti | yok eden | yok etmek | yok edebilir | yok edebilirdi
    | yok edildi | yok edilen | yok olan | yok oldu | yok olma | unutmayın | unutmayınız | sadece değil
    """,
    hints="""
    hiç | nadiren | sadece | yalnızca | dışında | hariç | yoksun | eksik | eksikliği | yerine | reddetti | reddetmiş
    | reddeden | reddetmek | inkar | önlemek | önleme | engellemek | engelledi | engelleyen | kaçınmak | kaçının |
    kaçınılması | başarısız | imkansız | imkânsız | yasak | yasaklandı | aykırı | yokluğu | yoksa | hiçbir | ret |
    gayri
    """,
    denial=(
        r"\w{2,}m[ae](?:d[ıi](?:m|n|k|lar|ler|n[ıi]z|yd[ıi]\w*)?|m[ıi]ş(?:t[ıi]\w*|t[ıi]r|lar|ler)?|yaca[kğ]\w*|yece[kğ]\w*"
        r"|d[ıi]ğ\w+|yan|yen|yanlar\w*|yenler\w*|mal[ıi]\w*|meli\w*)"
        r"|\w{2,}m[ıiuü]yor\w*|(?!yılmaz)\w{3,}m[ae]z(?:lar|ler|sa|se|d[ıi]\w*|s[ae]\w*|lar[ıi]n?|l[ae]r\w*)?|\w{2,}[ae]m[ae]z\w*"
        r"|\w{2,}m[ae](?:y[ıi]p|y[ıi]nca|yalım|yelim|yın|yin|yınız|yiniz)"
    ),
    conditional=r"\w{2,}(?:[ıiuüae]r|yor|acak|ecek|m[ıiuü]ş|m[ae]z)(?:l[ae]r)?s[ae](?:m|n|k|n[ıi]z)?|\w{2,}m[ae]d[ıi]kça",
    hinted=(
        r"\w{2,}m[ae](?:d[ıi]|z|s[ae]|yan|yen|yac|yec|y[ıi]p|y[ıi]nc|dan|den|m[ae]|m[ıi]ş)\w*|\w+m[ıiuü]yor\w*|\w+mak?s[ıi]z[ıi]n|\w+meksizin"
        r"|\w+(?<!fran)s[ıiuü]z(?:l\w+|ca|ce|d\w*)?|değil\w*|yok\w*|redde\w+|engel\w+|önle\w+|kaç[ıi]n\w+|yasak\w*|eksik\w*|durdur\w*|başarısız\w*"
    ),
    and_but="ve | ama | fakat | oysa",
    because="çünkü | zira",
    small="bir | bu | şu | o",
    common="""
    ve | bir | bu | da | de | için | ile | olarak | olan | en | daha | çok | gibi | kadar | ancak | sonra | var | ne
    | ya | veya | her | o | ama | tarafından | değil | olduğu | oldu | olduğunu | ise | iki | ilk | şu | biz | ben |
    onun | bunu | göre | mi | mı | diye | şey
    """,
    numbers="""
    0 sıfır | 1 bir birinci ilk | 2 iki ikinci ikisi çift | 3 üç üçüncü üçte üçü | 4 dört dördüncü dörtte dördü
    çeyrek | 5 beş beşinci beşte beşi | 6 altı altıncı altısı | 7 yedi yedinci yedisi | 8 sekiz sekizinci sekizi | 9
    dokuz dokuzuncu dokuzu | 10 on onuncu onlarca | 20 yirmi yirminci | 30 otuz otuzuncu | 40 kırk kırkıncı | 50
    elli ellinci | 60 altmış altmışıncı | 70 yetmiş yetmişinci | 80 seksen sekseninci | 90 doksan doksanıncı | 100
    yüz yüzüncü yüzlerce | 1000 bin bininci binlerce binin binden bine | 1000000 milyon milyonlarca milyonun
    milyondan | 1000000000 milyar milyarlarca milyarın | 1000000000000 trilyon trilyonluk | 0.5 yarım yarısı yarı
    buçuk | 12 düzine
    """,
    vague="""
    sıfır bir birinci ilk çeyrek altı altısı on yedi yüz onlarca yüzlerce bin binlerce binin binden bine milyon
    milyonlarca milyonun milyondan milyar milyarlarca milyarın trilyon yarım yarısı yarı buçuk düzine kırk elli çift
    üçte dörtte beşte ikinci üçüncü
    """,
    spans="100 yüzyıl yüzyılda yüzyılın yüzyılı asır yüzyıldır yüzyıllarda | 12 düzine | 7 hafta | 10 onyıl",
    glued=True,
    postposed=True,
)
