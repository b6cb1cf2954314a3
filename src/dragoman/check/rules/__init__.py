"""The rules; a new one is a file here, and its name in one of the two tuples."""

from dragoman.check.rule import BareRule, Rule
from dragoman.check.rules import (
    marks_unbalanced,
    note_not_captured,
    note_undefined,
    note_unused,
    note_without_locator,
    number_taken,
    order_changed,
    pin_lost,
    pin_stale,
    pin_unreviewed,
    pin_wide,
    silent_elision,
    speaker_differs,
    still_without_caption,
    unpinned,
    word_changed,
)

BARE_RULES: tuple[BareRule, ...] = (
    note_undefined,
    note_unused,
    note_without_locator,
    word_changed,
    silent_elision,
    order_changed,
    marks_unbalanced,
)

DESK_RULES: tuple[Rule, ...] = (
    still_without_caption,
    number_taken,
    note_not_captured,
    pin_lost,
    pin_unreviewed,
    pin_stale,
    speaker_differs,
    pin_wide,
    unpinned,
)

RULES: tuple[Rule, ...] = tuple(sorted((*BARE_RULES, *DESK_RULES), key=lambda rule: rule.CODE))
