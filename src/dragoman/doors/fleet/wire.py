"""What the fleet and the process that does one piece of work say to each other: lines of JSON."""

import msgspec

from dragoman.steps.work import Result


class Job(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hand over one piece of work: the desk's folder, the work's id, its kind and arguments."""

    root: str
    work: str
    kind: str
    arguments: dict[str, str]


class Told(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="said", tag="progress"):
    """Tell how far it has come."""

    done: int
    total: int
    text: str


class Done(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="said", tag="done"):
    """Tell that it came to an end."""

    result: Result


class Failed(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="said", tag="failed"):
    """Tell in one line why it did not, and what would cure it."""

    error: str
    hint: str = ""


Outcome = Done | Failed
Said = Told | Outcome

progress = msgspec.json.Decoder(Told)
outcome: msgspec.json.Decoder[Outcome] = msgspec.json.Decoder(Outcome)
said: msgspec.json.Decoder[Said] = msgspec.json.Decoder(Said)
