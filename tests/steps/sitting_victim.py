"""Sit over an item and say what is acknowledged, until killed: `sitting_victim.py ROOT SEED`.

Before each act a line of JSON says what is tried, `{"act", "segment", "text"}`; after it another says what stands,
`{"revision", "texts"}`. No text is ever used twice.
"""

import json
import random
import sys
from pathlib import Path

from tests.steps.sitting_desks import NAME

from dragoman.model.errors import ReviewError
from dragoman.model.review import EditTranslation
from dragoman.steps.desk import Desk, open_desk
from dragoman.steps.sittings import Sittings

ACTS = ("type", "type", "decide", "decide", "undo", "redo", "commit")


def say(line: object) -> None:
    """Put a line out at once."""
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def do(desk: Desk, sittings: Sittings, act: str, segment: str, text: str) -> None:
    """Do one act; what does not fit is nothing done."""
    try:
        match act:
            case "type":
                sittings.type(NAME, segment, "translation", text, by="Sara", seen=10**9)
            case "decide":
                sittings.decide(desk, NAME, [(segment, EditTranslation(text))], by="Sara", seen={})
            case "undo":
                sittings.undo(desk, NAME, by="Sara")
            case "redo":
                sittings.redo(desk, NAME, by="Sara")
            case "commit":
                sittings.commit(desk, NAME, by="Sara")
    except ReviewError:
        return


def stands(desk: Desk, sittings: Sittings) -> dict[str, object]:
    """Return what stands."""
    sitting = sittings.open(desk, NAME)
    return {"revision": sitting.revision or 0, "texts": {view.id: view.translation for view in sitting.segments}}


def main() -> None:
    """Work without end."""
    root, seed = Path(sys.argv[1]), sys.argv[2]
    chance = random.Random(seed)
    with open_desk(root) as desk, Sittings(root) as sittings:
        say(stands(desk, sittings))
        for turn in range(10_000):
            act, segment, text = chance.choice(ACTS), f"s000{chance.randint(1, 6)}", f"{seed} {turn}"
            say({"act": act, "segment": segment, "text": text})
            do(desk, sittings, act, segment, text)
            say(stands(desk, sittings))


if __name__ == "__main__":
    main()
