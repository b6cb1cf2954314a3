"""What every page of a running desk works with."""

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.requests import Request

from dragoman.doors.desk.pulse import Pulse
from dragoman.doors.desk.refusals import NotServed
from dragoman.model.capture import Item
from dragoman.steps.desk import Desk, open_desk
from dragoman.steps.listing import Lister
from dragoman.steps.people import People, Person
from dragoman.steps.preferences import Preferences
from dragoman.steps.sign_in import Brake, SignIns
from dragoman.steps.stills import Stills
from dragoman.steps.uploads import Uploads
from dragoman.steps.watched import Stamp, settings_stamp
from dragoman.steps.waveform import Waveforms

if TYPE_CHECKING:
    from dragoman.steps.sittings import Sittings
    from dragoman.steps.work import Work


@dataclass
class DeskContext:
    """Hold a running desk: `root` is its folder, `address` where browsers reach it, without a slash at the end.

    `work` is None where background work is off. `local` names who works at a desk that has no people set up.
    """

    root: Path
    sittings: "Sittings"
    work: "Work | None"
    address: str
    local: str

    def __post_init__(self) -> None:
        self.people = People(self.root)
        self.sign_ins = SignIns(self.root)
        self.preferences = Preferences(self.root)
        self.brake = Brake()
        self.lister = Lister()
        self.uploads = Uploads(self.root)
        self.waveforms = Waveforms(self.root)
        self.stills = Stills(self.root)
        self.pulse = Pulse(self.work, self.uploads)
        self.closing = threading.Event()
        self._guard = threading.Lock()
        self._open: tuple[Stamp, Desk] | None = None

    def desk(self) -> Desk:
        """Return the open desk, for any thread; opened again where its settings changed on disk."""
        with self._guard:
            stamp = settings_stamp(self.root)
            if self._open is None or self._open[0] != stamp:
                self._open = (stamp, open_desk(self.root))
            return self._open[1]

    def item(self, name: str) -> Item | None:
        """Return the latest record of an item, or None where the desk has none of that name."""
        desk = self.desk()
        return desk.item(name) if desk.vault.index.item(name) is not None else None

    def person(self, name: str) -> Person | None:
        """Return who bears a signed-in name now: one of the people, or the local person where there are none."""
        if self.is_shared:
            return self.people.named(name)
        return Person(name, "publisher") if name == self.local else None

    def veiled(self, item: str, person: Person) -> bool:
        """Tell whether a person sees an item's footage blurred and muted until they ask."""
        return item in self.graphic_for(person)

    def graphic_for(self, person: Person) -> frozenset[str]:
        """Return the items whose footage a person sees blurred and muted until they ask."""
        return frozenset() if self.preferences.shows_graphic(person.name) else self.preferences.graphic()

    def background(self) -> "Work":
        """Return the work engine; raise NotServed where background work is off."""
        if self.work is None:
            raise NotServed(503, "background work is off", hint="run `dragoman desk` again, or use the command line")
        return self.work

    @property
    def is_shared(self) -> bool:
        """Tell whether the desk has people and so asks for a login."""
        return bool(self.people.everyone())

    def close(self) -> None:
        """Let the event streams end and close the store."""
        self.closing.set()
        if self._open is not None:
            self._open[1].vault.close()


def context_of(request: Request) -> DeskContext:
    """Return the running desk that a request came to."""
    context: DeskContext = request.app.state.context
    return context


def person_of(request: Request) -> Person:
    """Return who makes a request; for routes whose deed has let someone in."""
    person: Person = request.state.person
    return person
