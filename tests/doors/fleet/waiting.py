"""Wait for work, by what its own events say."""

import time

from dragoman.steps.work import State, Work, WorkState

PATIENCE = 120.0


def until(work: Work, name: str, *wanted: State) -> WorkState:
    """Return how a piece of work stands once it is in one of the states wanted; fail after two minutes."""
    last = time.monotonic() + PATIENCE
    for _ in work.events():
        state = work.status(name)
        if state.state in wanted:
            return state
        assert time.monotonic() < last, f"still {state}"
    raise AssertionError("the events ended")
