"""The process that does one piece of work: take a job from stdin, do it, speak on stdout, die with its parent.

Run by `dragoman.doors.fleet.parent` as `python -m dragoman.doors.fleet.child`. A process of its own can be ended at
any moment, keeps a model's memory and a native crash away from the desk, and leaves the desk quick.
"""

import os
import signal
import sys
import threading
from pathlib import Path
from typing import BinaryIO

import msgspec

from dragoman.doors.fleet.wire import Done, Failed, Job, Outcome, Said, Told
from dragoman.model.errors import DragomanError

_NICE = 5


def main() -> None:
    """Do one job and exit."""
    job = msgspec.json.decode(sys.stdin.buffer.readline(), type=Job)
    threading.Thread(target=_die_with_parent, args=(sys.stdin.buffer,), daemon=True).start()
    os.nice(_NICE)
    with os.fdopen(_private_stdout(), "wb") as pipe:
        _say(pipe, _done(job, pipe))


def _die_with_parent(lifeline: BinaryIO) -> None:
    """End this process and those it started as soon as the parent's end of stdin is closed, by will or by death."""
    lifeline.read()
    os.killpg(os.getpgid(0), signal.SIGKILL)


def _private_stdout() -> int:
    """Return the pipe to the parent, and turn stdout to stderr so that no library can speak on it."""
    pipe = os.dup(1)
    os.dup2(2, 1)
    return pipe


def _done(job: Job, pipe: BinaryIO) -> Outcome:
    from dragoman.steps.perform import perform
    from dragoman.steps.work import order_of

    def tell(done: int, total: int, text: str) -> None:
        _say(pipe, Told(done, total, text))

    try:
        return Done(perform(Path(job.root), job.work, order_of(job.kind, job.arguments), tell))
    except DragomanError as error:
        return Failed(str(error), error.hint or "")


def _say(pipe: BinaryIO, what: Said) -> None:
    pipe.write(msgspec.json.encode(what) + b"\n")
    pipe.flush()


if __name__ == "__main__":
    main()
