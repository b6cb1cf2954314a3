"""The people of a shared desk: names, roles, passwords, and what each role may do."""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from dragoman.model.errors import BadInput
from dragoman.steps.people_file import looked_at, opened, people_file

Role = Literal["reader", "translator", "editor", "publisher"]
Deed = Literal["read", "capture", "decide", "type", "approve", "quote", "edit", "publish", "people"]
ROLES: tuple[Role, ...] = get_args(Role)
DEEDS: dict[Deed, Role] = {
    "read": "reader",
    "capture": "translator",
    "decide": "translator",
    "type": "translator",
    "approve": "translator",
    "quote": "translator",
    "edit": "editor",
    "publish": "publisher",
    "people": "publisher",
}
SHORTEST_PASSWORD = 12
_LONGEST_PASSWORD = 1024
_LONGEST_NAME = 80


@dataclass(frozen=True)
class Person:
    """Hold who acts: the name that stands in decisions, and the role that says what they may do."""

    name: str
    role: Role


def may(person: Person, deed: Deed) -> bool:
    """Tell whether a person's role allows a deed; each role may do what those before it in ROLES may."""
    return ROLES.index(person.role) >= ROLES.index(DEEDS[deed])


def role_named(text: str) -> Role:
    """Return the role of that name; raise BadInput for any other word."""
    for role in ROLES:
        if role == text:
            return role
    raise BadInput(f"no such role: {text!r}", hint=f"one of {', '.join(ROLES)}")


class People:
    """Keep a desk's people; safe to use from several threads and processes. Passwords are kept as argon2id hashes."""

    def __init__(self, root: Path) -> None:
        self._file = people_file(root)

    def everyone(self) -> tuple[Person, ...]:
        """Return all people, by name."""
        with looked_at(self._file) as db:
            rows = db.execute("SELECT name, role FROM people ORDER BY name").fetchall()
        return tuple(Person(name, role_named(role)) for name, role in rows)

    def named(self, name: str) -> Person | None:
        """Return the person of that name, or None."""
        with looked_at(self._file) as db:
            row = db.execute("SELECT name, role FROM people WHERE name = ?", (name,)).fetchone()
        return Person(row[0], role_named(row[1])) if row else None

    def add(self, name: str, password: str, role: Role) -> Person:
        """Add a person; raise BadInput where the name is taken or the password too weak.

        The first is a publisher: otherwise nobody could add the others.
        """
        name = _good_name(name)
        secret = _hashed(password)
        with opened(self._file) as db:
            if db.execute("SELECT 1 FROM people WHERE name = ?", (name,)).fetchone():
                raise BadInput(f"{name} is one of this desk's people already", hint="choose another name")
            if not db.execute("SELECT 1 FROM people").fetchone():
                if role != "publisher":
                    hint = "add one with the role publisher, then the others"
                    raise BadInput("the first person is a publisher", hint=hint)
                # From now on the desk asks for a login, of those too who came in without one.
                db.execute("DELETE FROM sessions")
                db.execute("DELETE FROM tickets")
            db.execute("INSERT INTO people VALUES (?, ?, ?)", (name, role, secret))
        return Person(name, role)

    def change_role(self, name: str, role: Role) -> Person:
        """Give a person another role; raise BadInput where the desk would be left without a publisher."""
        self._known(name)
        with opened(self._file) as db:
            db.execute("UPDATE people SET role = ? WHERE name = ?", (role, name))
            if not _publishers(db.execute("SELECT role FROM people").fetchall()):
                raise BadInput(f"{name} is the only publisher", hint="make another person publisher first")
        return Person(name, role)

    def change_password(self, name: str, password: str) -> None:
        """Give a person another password and end their sessions."""
        self._known(name)
        secret = _hashed(password)
        with opened(self._file) as db:
            db.execute("UPDATE people SET password = ? WHERE name = ?", (secret, name))
            db.execute("DELETE FROM sessions WHERE name = ?", (name,))

    def remove(self, name: str) -> None:
        """Take a person off the desk and end their sessions; what they decided stays in the store.

        Raise BadInput where people remain and none is a publisher.
        """
        self._known(name)
        with opened(self._file) as db:
            db.execute("DELETE FROM people WHERE name = ?", (name,))
            db.execute("DELETE FROM sessions WHERE name = ?", (name,))
            left = db.execute("SELECT role FROM people").fetchall()
            if left and not _publishers(left):
                raise BadInput(f"{name} is the only publisher", hint="make another person publisher first")

    def check(self, name: str, password: str) -> Person | None:
        """Return the person whose name and password these are, or None; takes as long for a name nobody bears."""
        from argon2 import PasswordHasher
        from argon2.exceptions import VerifyMismatchError

        with looked_at(self._file) as db:
            row = db.execute("SELECT role, password FROM people WHERE name = ?", (name,)).fetchone()
        hasher = PasswordHasher()
        try:
            hasher.verify(row[1] if row else _NOBODY, password[:_LONGEST_PASSWORD])
        except VerifyMismatchError:
            return None
        return Person(name, role_named(row[0])) if row else None

    def _known(self, name: str) -> None:
        if self.named(name) is None:
            raise BadInput(f"nobody here is called {name!r}", hint="`dragoman people` lists the names")


# The hash of a password that nobody has, made with the library's present parameters.
_NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$y9kym4YEC0hOrw9eEnsV/A$jthQ27186Q95KlLt8tmcBwauGkFct2RqjEt9kWqFzEY"


def _publishers(rows: list[tuple[str]]) -> int:
    return sum(role == "publisher" for (role,) in rows)


def _good_name(name: str) -> str:
    name = unicodedata.normalize("NFC", " ".join(name.split()))
    if not name or len(name) > _LONGEST_NAME or re.search(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]", name):
        raise BadInput(f"not a name: {name!r}", hint=f"1 to {_LONGEST_NAME} characters, as it shall stand in decisions")
    return name


def _hashed(password: str) -> str:
    from argon2 import PasswordHasher

    if not SHORTEST_PASSWORD <= len(password) <= _LONGEST_PASSWORD:
        raise BadInput(f"a password has {SHORTEST_PASSWORD} characters or more", hint="four words in a row do well")
    return PasswordHasher().hash(password)
