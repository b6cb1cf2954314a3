"""What a language's file holds: lists of words as people write them, and nothing that works."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, eq=False)
class Lexicon:
    """Hold the words of one language, written in lower case; `code` is ISO 639-1.

    In every list `|` parts phrases. Words that turn a sentence: `negation`; `soft` negates too, but is often put
    otherwise in another language (without, nor); `condition` (if, unless) and `limit` (until, except) bind a
    clause, and the limits that `governs` names the words right after them, wherever they stand; `focus` (only,
    almost) and `amount` (some) turn the words right after them, and the focus that `exclusive` names (only)
    all that their clause goes on with; `doubt` (perhaps). `innocent` phrases hold such a
    word and turn nothing (not only). `hints` make no negation, but may stand for one in a translation (lack, fail,
    refuse). `denial`, `conditional` and `hinted` are regular expressions for whole words that negate, set a
    condition or hint by their form; `prefixes` are letters written onto a word.

    `and_but` joins a clause to another, `because` hangs one on another, `that` opens one which the words before it
    need, even behind a comma or a colon; `postposed` says that the word for "if" may end its clause. `small` words
    stand between "some" and what it counts. `common` are the words by which the language is known. `numbers` holds
    entries `3 three third`; those in `vague` mean other things too; `spans` holds what a number may be counted in
    (`12 dozen`); `joins` are the words inside a number, `glued` says that it is written as one word; before a word
    that begins with `unless_before` a number is a name (the days of the week).
    """

    code: str
    negation: str
    soft: str = ""
    condition: str
    limit: str
    governs: str = ""
    that: str = ""
    focus: str
    exclusive: str = ""
    doubt: str
    amount: str
    innocent: str = ""
    hints: str = ""
    denial: str = ""
    conditional: str = ""
    hinted: str = ""
    prefixes: str = ""
    and_but: str
    because: str
    small: str = ""
    common: str
    numbers: str
    vague: str = ""
    spans: str = ""
    joins: str = ""
    unless_before: str = ""
    glued: bool = False
    postposed: bool = False


def phrases(written: str) -> tuple[str, ...]:
    """Return the phrases of a list, `not | no one`, in its order."""
    return tuple(phrase for part in written.split("|") if (phrase := " ".join(part.split())))
