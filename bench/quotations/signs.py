"""Private characters that stand for markup until a document's format is known."""

EMPHASIS, EMPHASIS_END = "\ue000", "\ue001"
STRONG, STRONG_END = "\ue002", "\ue003"
LINK, LINK_END = "\ue004", "\ue005"
NOTE = "\ue006"
FAULT, FAULT_END = "\ue007", "\ue008"
"""Set around the faulty quotation, so that its place is known when all is written."""
PIN, PIN_TARGET, PIN_END = "\ue009", "\ue00a", "\ue00b"
BREAK = "\ue00c"
"""A space at which no line may be broken."""
ALL = "".join(chr(point) for point in range(0xE000, 0xE00D))
