"""Work that goes on while people do something else: what can be ordered, how it stands, and who does it."""

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar, Literal, Protocol

import msgspec

from dragoman.model.capture import Name
from dragoman.model.digest import canonical, of_bytes
from dragoman.model.errors import BadInput
from dragoman.model.pin import NAME_PATTERN

Kind = Literal["capture", "read", "seen", "publish"]
State = Literal["waiting", "running", "done", "failed", "cancelled"]

# A name, or a language (BCP 47), or nothing: an empty text is one that the order leaves open.
_AnyName = Annotated[str, msgspec.Meta(pattern=rf"^(?:{NAME_PATTERN})?$")]
_AnyLanguage = Annotated[str, msgspec.Meta(pattern=r"^(?:[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)?$")]

KINDS: tuple[Kind, ...] = ("capture", "read", "seen", "publish")
ENDED: tuple[State, ...] = ("done", "failed", "cancelled")


class CaptureOrder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Order a capture of an address, or of a file by its path; an empty `name` lets the desk choose one.

    `then_read` has the item read as soon as it is captured. The facts are those of `steps.capture`.
    """

    kind: ClassVar[Kind] = "capture"

    address: str
    name: _AnyName = ""
    language: _AnyLanguage = ""
    title: str = ""
    publisher: str = ""
    spoken: str = ""
    released: str = ""
    credit: str = ""
    document: bool = False
    then_read: bool = False


class ReadOrder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Order the drafts of an item; an empty `language` leaves it to the item, or to detection."""

    kind: ClassVar[Kind] = "read"

    item: Name
    language: _AnyLanguage = ""


class SeenOrder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Order the search of the archive for an item's footage."""

    kind: ClassVar[Kind] = "seen"

    item: Name


class PublishOrder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Order the site; `dispatch` is a file name in dispatches/, all of them where it is empty."""

    kind: ClassVar[Kind] = "publish"

    dispatch: str = ""


Order = CaptureOrder | ReadOrder | SeenOrder | PublishOrder
_ORDERS: dict[str, type[Order]] = {each.kind: each for each in (CaptureOrder, ReadOrder, SeenOrder, PublishOrder)}


class Result(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Tell what work came to: one sentence, the item it was about, and whether it had been done before."""

    text: str
    item: str = ""
    before: bool = False


class WorkState(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Tell how one piece of work stands.

    `done` of `total` are bytes, milliseconds of footage or pieces, as `text` says; a total of 0 is unknown.
    `result` is there when it is done, `error` (one line) and `hint` when it failed. `ordered` and `changed`
    are milliseconds since 1970.
    """

    id: str
    kind: Kind
    arguments: dict[str, str]
    state: State
    ordered: int
    changed: int
    done: int = 0
    total: int = 0
    text: str = ""
    result: Result | None = None
    error: str = ""
    hint: str = ""

    @property
    def ended(self) -> bool:
        """Tell whether nothing more will happen by itself."""
        return self.state in ENDED


class Work(Protocol):
    """Do work in the background; safe to call from any thread."""

    def start(self, kind: Kind, arguments: Mapping[str, str]) -> str:
        """Order work and return its id, or that of the same order where it is not done yet.

        It is on disk when this returns, and will be done once, whatever dies meanwhile. Raise BadInput for
        arguments that are not those of the kind's order.
        """
        ...

    def status(self, work: str) -> WorkState:
        """Return how one piece of work stands; raise BadInput where there is none of that id."""
        ...

    def all(self) -> tuple[WorkState, ...]:
        """Return the latest pieces of work, newest first."""
        ...

    def cancel(self, work: str) -> None:
        """Have work not done, or left off within a second or so; do nothing where it has ended already."""
        ...

    def retry(self, work: str) -> None:
        """Order again, under the same id, what failed or was cancelled; raise BadInput for any other."""
        ...

    def events(self) -> Iterator[tuple[WorkState, ...]]:
        """Yield how everything stands, then about twice a second what has changed, nothing too."""
        ...


def order_of(kind: str, arguments: Mapping[str, str]) -> Order:
    """Return the order that arguments make; raise BadInput for another kind, key or shape."""
    if kind not in _ORDERS:
        raise BadInput(f"no kind of work is called {kind!r}", hint=f"it is one of {', '.join(KINDS)}")
    try:
        return msgspec.convert(dict(arguments), _ORDERS[kind], strict=False)
    except msgspec.ValidationError as error:
        keys = ", ".join(_ORDERS[kind].__struct_fields__)
        raise BadInput(f"this does not order {kind} work: {error}", hint=f"its arguments are {keys}") from error


def key_of(order: Order) -> str:
    """Return the digest of what an order asks for: two orders with the same one ask for the same."""
    return of_bytes(order.kind.encode() + b"\n" + canonical(order))
