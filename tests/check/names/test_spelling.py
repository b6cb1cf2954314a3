"""Which spellings are of one name, and which names are two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.check.documents import found_in

from dragoman.check.names.people import people
from dragoman.check.names.spelling import letters, misspelt, skeleton, slipped, sounds_alike
from dragoman.check.rules import name_varies

ONE = [
    ("Muhammad al-Sayyid", "Mohammed Al-Sayid"),
    ("Ahmad Vahidi", "Ahmed Vahidi"),
    ("Ali Khamenei", "Ali Khameini"),
    ("Qasem Soleimani", "Ghasem Soleimani"),
    ("Qassem Soleimani", "Qasem Suleimani"),
    ("Hossein Salami", "Hussein Salami"),
    ("Muammar Gaddafi", "Muammar Qaddafi"),
    ("Hassan Rouhani", "Hasan Rohani"),
    ("Mahmoud Abbas", "Mahmud Abbas"),
    ("Benjamin Netanyahu", "Benjamin Netenyahu"),
    ("Ayman al-Zawahiri", "Ayman al-Zawahri"),
    ("Sergey Lavrov", "Sergei Lavrov"),
    ("Dr. Ibrahim Raisi", "Ebrahim Raisi"),
    ("Osama Bin Laden", "Usama bin Laden"),
    ("Sayyid Hassan Nasrallah", "Hasan Nasrallah"),
    ("Ayatollah Ali Khamenei", "Khameini"),
    ("Delphine Achterberg", "Delphine Achterburg"),
    ("Israeli Prime Minister Benjamin Netanyahu", "Benjamin Netenyahu"),
]
TWO = [
    ("Ali Khamenei", "Mojtaba Khamenei"),
    ("Hassan Karimi", "Hussein Karimi"),
    ("Mohammed Karimi", "Mahmoud Karimi"),
    ("Robert Smith", "Roberta Smith"),
    ("Sergei Petrov", "Sergei Petrova"),
    ("Christian Müller", "Christina Müller"),
    ("Maria Garcia", "Mario Garcia"),
    ("John Peterson", "John Petersen"),
    ("Kamal Ahmadi", "Jamal Ahmadi"),
    ("Amin Nasiri", "Amina Nasiri"),
    ("Erdoğan Ali", "Erdogan Ali"),
    ("Abdul-Rahman Ali", "Abdul Rahman Ali"),
    ("Saudi Arabia", "Saudi Arabian"),
    ("Prime Minister", "Prime Ministers"),
    ("Air Canada", "Kanada"),
    ("Argentina", "Argentine"),
    ("Delphine Achterberg", "Josephine Achterburg"),
    ("Hassan Alizadeh", "Hussein Alizadeh"),
    ("Anna Williamson", "Anna Wilkinson"),
    ("Central Adoption", "Central Adaption"),
]
# By language: a name with an accent and without, and whether that is told.
ACCENTS = [
    ("es", "Remedios Sanchís", "Remedios Sanchis", True),
    ("es", "Remedios Sanchís", "Sanchis", True),
    ("es", "Remedios Sanchís", "REMEDIOS SANCHIS", False),
    ("es", "Air Canada", "Canadá", False),
    ("es", "Recep Erdoğan", "Recep Erdogan", False),
    ("es", "Al Sánchez", "Sánchez", False),
    ("fr", "Étienne Lefèvre", "Étienne Lefevre", True),
    ("fr", "Étienne Lefèvre", "Etienne Lefèvre", False),
    ("tr", "Nermin Çağlayan", "Nermin Caglayan", True),
    ("tr", "Kâmil Öztürkmen", "Kamil Öztürkmen", False),
    ("en", "Remedios Sanchís", "Remedios Sanchis", False),
    ("de", "Großer Hafen", "Große Häfen", False),
]


def spoken(one: str, other: str) -> str:
    return f"Then {one} spoke of the dam. In the evening the minister and {other} left."


@pytest.mark.parametrize(("one", "other"), ONE)
def test_a_second_spelling_is_found(one: str, other: str) -> None:
    assert len(found_in(name_varies, spoken(one, other))) == 1


@pytest.mark.parametrize(("one", "other"), TWO)
def test_another_name_is_left_alone(one: str, other: str) -> None:
    assert found_in(name_varies, spoken(one, other)) == []


@pytest.mark.parametrize(("language", "one", "other", "told"), ACCENTS)
def test_accents_count_where_a_language_writes_them(language: str, one: str, other: str, told: bool) -> None:
    assert len(found_in(name_varies, spoken(one, other), language=language)) == told


def test_a_title_within_a_run_begins_no_name() -> None:
    text = "Transport Minister Delphine Achterberg"
    assert [each.parts for each in people(text, text)] == [("Delphine", "Achterberg")]


def test_what_a_text_also_writes_small_is_no_misspelt_name() -> None:
    text = "Then Central Achterberg spoke of the achterburg land. In the evening Central Achterburg left."
    assert found_in(name_varies, text) == []


def test_the_rarer_spelling_is_told() -> None:
    text = "Ahmad Vahidi spoke. The minister thanked Ahmed Vahidi. Later Ahmed Vahidi left."
    assert found_in(name_varies, text) == [("Ahmad Vahidi", "NAME001")]


def test_german_nouns_are_no_names() -> None:
    text = "Das Betrieben steht neben dem Betreiben der Anlage."
    assert found_in(name_varies, text, language="de") == []


@given(st.text(alphabet="abdeghijklmnoqrstuwyz", min_size=1, max_size=12))
def test_a_name_sounds_like_itself_and_slips_from_nothing(name: str) -> None:
    assert sounds_alike(name, name) and not slipped(name, name) and not misspelt(name, name)
    assert letters(f"al-{name.capitalize()}") == name


@given(st.text(alphabet="aeiou", min_size=1, max_size=3), st.sampled_from(["hussein", "mohammed", "qasem", "khalid"]))
def test_what_sounds_alike_is_sought_together(vowels: str, name: str) -> None:
    other = name.replace("a", vowels, 1)
    assert not sounds_alike(name, other) or skeleton(name) == skeleton(other)
