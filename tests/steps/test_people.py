"""A desk's people, their sessions, and the brake on guessing."""

from itertools import pairwise
from pathlib import Path

import pytest

from dragoman.model.errors import BadInput
from dragoman.steps.people import DEEDS, ROLES, People, Person, may
from dragoman.steps.preferences import LONGEST, Preferences
from dragoman.steps.sign_in import IDLE_SECONDS, LONGEST_SECONDS, TICKET_SECONDS, Brake, SignIns, write_token

PASSWORD = "four words in a row"


class Clock:
    """Tell the time that a test sets."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


def test_each_role_may_what_those_before_it_may() -> None:
    allowed = [{deed for deed in DEEDS if may(Person("x", role), deed)} for role in ROLES]
    assert [len(deeds) for deeds in allowed] == [1, 6, 7, 9]
    for less, more in pairwise(allowed):
        assert less < more


def test_passwords_are_kept_as_argon2id(tmp_path: Path) -> None:
    people = People(tmp_path)
    people.add("سارا ن.", PASSWORD, "publisher")
    people.add("Other", PASSWORD, "reader")
    kept = b"".join(path.read_bytes() for path in (tmp_path / "work").iterdir())
    assert kept.count(b"$argon2id$v=19$m=65536,t=3,p=4$") == 2
    assert PASSWORD.encode() not in kept
    assert people.check("سارا ن.", PASSWORD) == Person("سارا ن.", "publisher")
    for name, password in (
        ("سارا ن.", PASSWORD + " "),
        ("سارا ن.", ""),
        ("nobody", PASSWORD),
        ("", ""),
        ("Other", "\0"),
    ):
        assert people.check(name, password) is None


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("", PASSWORD),
        ("  ", PASSWORD),
        ("x" * 81, PASSWORD),
        ("a\u202eb", PASSWORD),
        ("Sara", "short"),
        ("Sara", "x" * 1025),
    ],
)
def test_what_cannot_be_a_person_is_refused(tmp_path: Path, name: str, password: str) -> None:
    people = People(tmp_path)
    with pytest.raises(BadInput):
        people.add(name, password, "publisher")
    assert people.everyone() == ()


def test_a_desk_keeps_a_publisher(tmp_path: Path) -> None:
    people = People(tmp_path)
    with pytest.raises(BadInput, match="first person is a publisher"):
        people.add("Taher", PASSWORD, "translator")
    people.add("Paula", PASSWORD, "publisher")
    people.add("Taher", PASSWORD, "translator")
    with pytest.raises(BadInput, match="already"):
        people.add("Taher", PASSWORD, "reader")
    with pytest.raises(BadInput, match="only publisher"):
        people.change_role("Paula", "editor")
    with pytest.raises(BadInput, match="only publisher"):
        people.remove("Paula")
    with pytest.raises(BadInput, match="nobody here"):
        people.change_role("Nobody", "reader")
    assert people.everyone() == (Person("Paula", "publisher"), Person("Taher", "translator"))
    people.change_role("Taher", "publisher")
    people.remove("Paula")
    people.remove("Taher")
    assert people.everyone() == ()


def test_a_ticket_works_once_and_not_for_ever(tmp_path: Path) -> None:
    clock = Clock()
    sign_ins = SignIns(tmp_path, clock)
    ticket = sign_ins.ticket("Sara")
    token = sign_ins.redeem(ticket)
    assert token is not None
    assert sign_ins.who(token) == "Sara"
    assert sign_ins.redeem(ticket) is None
    late = sign_ins.ticket("Sara")
    clock.now += TICKET_SECONDS + 1
    assert sign_ins.redeem(late) is None


def test_a_session_ends_when_idle_and_when_old(tmp_path: Path) -> None:
    clock = Clock()
    sign_ins = SignIns(tmp_path, clock)
    idle, busy = sign_ins.start("Sara"), sign_ins.start("Sara")
    started = clock.now
    while clock.now - started + IDLE_SECONDS / 2 < LONGEST_SECONDS:
        clock.now += IDLE_SECONDS / 2
        assert sign_ins.who(busy) == "Sara"
    assert sign_ins.who(idle) is None
    clock.now = started + LONGEST_SECONDS + 1
    assert sign_ins.who(busy) is None, "however busy, a session is a week at most"
    ended = sign_ins.start("Sara")
    sign_ins.end(ended)
    assert sign_ins.who(ended) is None
    assert sign_ins.who("") is None


def test_a_session_outlives_the_server(tmp_path: Path) -> None:
    token = SignIns(tmp_path).start("Sara")
    assert SignIns(tmp_path).who(token) == "Sara"


def test_write_tokens_differ_and_do_not_tell_the_session() -> None:
    assert write_token("a") != write_token("b")
    assert len(write_token("a")) == 64


def test_the_brake_holds_and_lets_go() -> None:
    clock = Clock()
    brake = Brake(clock)
    for _ in range(5):
        assert brake.admit("name x", "peer y") == 0
        clock.now += 10
    assert brake.admit("name x") == brake.admit("other", "peer y") == 251
    assert brake.admit("other") == 0
    clock.now += 251
    assert brake.admit("name x") == 0
    brake.succeeded("name x")
    assert brake.admit("name x") == 0


def test_preferences_are_each_persons_own(tmp_path: Path) -> None:
    preferences = Preferences(tmp_path)
    preferences.put("Sara", "keys", '{"play": "Escape"}')
    assert preferences.get("Sara", "keys") == '{"play": "Escape"}'
    assert preferences.get("Taher", "keys") is None
    for key, value in (("", "1"), ("Keys", "1"), ("keys", "{"), ("keys", '"' + "x" * LONGEST + '"'), ("k" * 41, "1")):
        with pytest.raises(BadInput):
            preferences.put("Sara", key, value)
    for number in range(99):
        preferences.put("Sara", f"k{number}", "1")
    with pytest.raises(BadInput, match="100 preferences"):
        preferences.put("Sara", "one-more", "1")
    preferences.put("Sara", "keys", "2")


def test_graphic_footage_is_flagged_for_all_and_lifted_by_each(tmp_path: Path) -> None:
    preferences = Preferences(tmp_path)
    preferences.flag_graphic("talk", by="Sara", on=True)
    preferences.flag_graphic("talk", by="Taher", on=True)
    assert preferences.graphic() == {"talk"}
    preferences.put("Sara", "graphic", '"show"')
    assert preferences.shows_graphic("Sara")
    assert not preferences.shows_graphic("Taher")
    preferences.flag_graphic("talk", by="Sara", on=False)
    assert preferences.graphic() == frozenset()
