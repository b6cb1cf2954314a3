"""Do one piece of work to its end; doing it again, after a crash or by a second order, changes nothing."""

from collections.abc import Callable
from pathlib import Path, PurePath

from dragoman.capture.ids import new_id
from dragoman.model.capture import Item, Preserved
from dragoman.model.digest import of_file
from dragoman.model.errors import BadInput, NotFaithful
from dragoman.steps.capture import FACTS, Wanted, capture, name_kept
from dragoman.steps.desk import Desk, open_desk
from dragoman.steps.listening import Listener
from dragoman.steps.read import read
from dragoman.steps.receipts import Receipts, Wish
from dragoman.steps.words import counted
from dragoman.steps.work import CaptureOrder, Order, PublishOrder, ReadOrder, Result, SeenOrder

Tell = Callable[[int, int, str], None]
"""Take how much is done, of how much (0 where nobody knows), and what of."""


def perform(root: Path, work: str, order: Order, tell: Tell) -> Result:
    """Do the order of the id `work` at the desk in `root`, and return what it came to.

    What it came to before is returned where the same was done: a file's bytes are captured once, an address
    once for one id, an item is read once by the same engine, settings and weights, and a dispatch that is as
    it was published makes no new edition. Two processes that do the same wait for one another. Raise
    DragomanError.
    """
    with open_desk(root) as desk:
        receipts = Receipts(desk.root / "work" / "receipts")
        match order:
            case CaptureOrder():
                return _captured(desk, receipts, work, order, tell)
            case ReadOrder():
                with receipts.turn("read", desk.item(order.item).preserved):
                    return _read(desk, order, tell)
            case SeenOrder():
                # One search of the archive at a time: each brings the same index up to date.
                with receipts.turn("seen"):
                    return _seen(desk, order, tell)
            case PublishOrder():
                with receipts.turn("publish"):
                    return _published(desk, order, tell)


def _captured(desk: Desk, receipts: Receipts, work: str, order: CaptureOrder, tell: Tell) -> Result:
    wish = _wish(work, order, tell)
    with receipts.turn(wish.blob or wish.order):
        wanted = _wanted(order)
        known = _known(desk, receipts, wish, wanted)
        if known is not None:
            receipts.answered(wish, known.name)
            return Result(f"these bytes are here already, as {known.name}", known.name, before=True)
        attempt = _wanted(order, new_id())
        receipts.tried(wish, attempt.capture_id)
        got = capture(desk, attempt, progress=lambda done, total: tell(done, total or 0, "capturing"))
        receipts.answered(wish, got.item.name)
    return Result(f"captured {got.item.name}: {counted(len(got.capture.blobs), 'file')}", got.item.name)


def _wish(work: str, order: CaptureOrder, tell: Tell) -> Wish:
    path = Path(order.address)
    if "://" not in order.address and path.is_file():
        tell(0, path.stat().st_size, "looking whether it is here already")
        return Wish(blob=of_file(path), document=order.document)
    return Wish(address=order.address, order=work, document=order.document)


def _wanted(order: CaptureOrder, capture_id: str = "") -> Wanted:
    facts = {key: value for key in FACTS if (value := getattr(order, key))}
    return Wanted(order.address, order.name, order.language or None, facts, order.document, capture_id)


def _known(desk: Desk, receipts: Receipts, wish: Wish, wanted: Wanted) -> Item | None:
    """Return the item that answers a wish already, naming it first where a crash came before that."""
    receipt = receipts.of(wish)
    if receipt.item and desk.vault.index.item(receipt.item) is not None:
        return desk.item(receipt.item)
    if not receipt.attempts:
        return None
    for digest in reversed(desk.vault.index.captures()):
        preserved = desk.vault.get_as(digest, Preserved)
        if PurePath(preserved.bag).name in receipt.attempts:
            return _item_of(desk, digest) or name_kept(desk, wanted, preserved)
    return None


def _item_of(desk: Desk, preserved: str) -> Item | None:
    items = (desk.item(name) for name in desk.vault.index.names())
    return next((item for item in items if item.preserved == preserved), None)


def _read(desk: Desk, order: ReadOrder, tell: Tell) -> Result:
    drafts = read(desk, order.item, _listener(tell, "reading"), language=order.language or None)
    before = drafts.transcribed_before and (drafts.translation is None or drafts.translated_before)
    segments = counted(len(drafts.transcript.segments), "segment")
    text = f"read {order.item}: {segments}, language {drafts.transcript.language}"
    return Result(text, order.item, before=before)


def _seen(desk: Desk, order: SeenOrder, tell: Tell) -> Result:
    from dragoman.steps.seen import seen
    from dragoman.steps.seen_report import summary

    found = seen(desk, order.item, _listener(tell, "searching the archive"))
    return Result(summary(found.report), order.item, before=found.before)


def _listener(tell: Tell, said: str) -> Listener:
    """Return a listener that tells how far what it last heard of has come."""

    def say(text: str) -> None:
        nonlocal said
        said = text
        tell(0, 0, text)

    return Listener(say, lambda done, total: tell(done, total, said))


def _published(desk: Desk, order: PublishOrder, tell: Tell) -> Result:
    from dragoman.steps.publish import publish

    path = desk.dispatches / order.dispatch
    if order.dispatch and (path.parent != desk.dispatches or not path.is_file()):
        raise BadInput(f"no dispatch is called {order.dispatch!r}", hint="give a file's name in dispatches/")
    paths = [path] if order.dispatch else []
    made = publish(
        desk, paths, desk.root / "site", progress=lambda done, total: tell(done, total or 0, "cutting footage")
    )
    if made.refused:
        names = ", ".join(str(each.resolved.document.path) for each in made.refused[:3])
        raise NotFaithful(
            f"{counted(len(made.refused), 'dispatch', 'dispatches')} held back, and nothing was published: {names}",
            hint="`dragoman check` says what does not hold",
        )
    new = "; ".join(made.new) or "no new edition"
    return Result(f"published {new} ({counted(made.files, 'file')})", before=not made.new)
