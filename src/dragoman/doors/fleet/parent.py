"""Run the process that does one piece of work, hear its progress, and end it when the work is not wanted any more."""

import os
import selectors
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO

import msgspec

from dragoman.doors.fleet.wire import Failed, Job, Outcome, Told, said

_LOOK_SECONDS = 0.2
_CHUNK = 1 << 16
_LAST_BYTES = 4096


class LeftOff(BaseException):
    """Unwind through the engine without an outcome: the work was cancelled, or the desk is closing.

    Not an Exception, so that no layer between takes it for a failure and records it.
    """


def run(job: Job, tell: Callable[[Told], None], unwanted: Callable[[], bool]) -> Outcome:
    """Do a job in a process of its own and return how it ended; raise LeftOff once `unwanted` says so.

    `unwanted` is asked a few times a second. A process that dies without an answer has failed.
    """
    with tempfile.TemporaryFile() as errors, _started(job, errors) as process:
        outcome: Outcome | None = None
        for line in _lines(process, unwanted):
            what = said.decode(line)
            if isinstance(what, Told):
                tell(what)
            else:
                outcome = what
        status = process.wait()
        return outcome if outcome is not None else _dead(status, errors)


@contextmanager
def _started(job: Job, errors: IO[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    """Start the process in a group of its own and, whatever happens, leave none of the group alive."""
    process = subprocess.Popen(
        [sys.executable, "-m", "dragoman.doors.fleet.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=errors,
        process_group=0,
    )
    assert process.stdin is not None and process.stdout is not None
    try:
        process.stdin.write(msgspec.json.encode(job) + b"\n")
        process.stdin.flush()
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        process.stdout.close()
        process.stdin.close()


def _lines(process: subprocess.Popen[bytes], unwanted: Callable[[], bool]) -> Iterator[bytes]:
    """Yield each line as it comes, until the process closes its end."""
    assert process.stdout is not None
    waiting = b""
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        while True:
            if unwanted():
                raise LeftOff
            if not selector.select(_LOOK_SECONDS):
                continue
            data = os.read(process.stdout.fileno(), _CHUNK)
            if not data:
                return
            *lines, waiting = (waiting + data).split(b"\n")
            yield from lines


def _dead(status: int, errors: IO[bytes]) -> Failed:
    if status < 0:
        name = signal.Signals(-status).name
        return Failed(f"the working process died of {name}", "where memory ran out, use a smaller model; then retry")
    size = errors.seek(0, os.SEEK_END)
    errors.seek(max(0, size - _LAST_BYTES))
    lines = errors.read().decode(errors="replace").strip().splitlines()
    return Failed(f"the working process broke: {lines[-1] if lines else status}", "this is a fault of ours: report it")
