"""Link targets: which of them are pins, or were meant as pins."""

from dragoman.model.pin import Pin, looks_like_pin, parse_pin


def is_pin_target(target: str) -> bool:
    """Tell whether a link target is a pin or was meant as one: a time, and no address on the web."""
    return looks_like_pin(target) or ("#t=" in target and "://" not in target)


def quotation_pin(target: str) -> Pin | None:
    """Return the pin of a quotation, or None: it needs a revision and an end."""
    pin = parse_pin(target)
    return pin if pin is not None and pin.revision is not None and pin.end is not None else None


def pin_fault(target: str) -> str:
    """Return what keeps a link target from being the pin of a quotation."""
    pin = parse_pin(target)
    if pin is None:
        return f"`{target}` is no pin: it needs a source, a revision, and a start before its end"
    lacking = "revision" if pin.revision is None else "end"
    return f"`{target}` has no {lacking}, which the pin of a quotation needs"
