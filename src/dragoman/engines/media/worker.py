"""Run one child on one file: hand it the order, take its payload in, and say clearly how it ended."""

import signal
import subprocess
import tempfile
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Protocol, TypeVar

from dragoman.engines.media.sandbox import cage
from dragoman.engines.media.wire import Answer, BrokenWire, Failed, Order, Task, receive, write_order
from dragoman.model.errors import BadInput, DecodeError, DragomanError, NotMedia, TooLarge
from dragoman.model.settings import MediaSettings

_ERRORS: dict[str, type[DragomanError]] = {"NotMedia": NotMedia, "TooLarge": TooLarge, "DecodeError": DecodeError}
_SHELL_SIGNALS = 128
# Wall time that a child may take for each second of processor time, and at least: a busy machine is no fault.
_PATIENCE = 4
_LEAST_SECONDS = 120
_KEPT_LINES = 20
_LONGEST_LINE = 4096

_Expected = TypeVar("_Expected", bound=Answer)


class Sink(Protocol):
    """Take in the payload that a child sends."""

    def write(self, data: bytes, /) -> object:
        """Take in bytes."""
        ...

    def skip(self, count: int, /) -> None:
        """Take in `count` zero bytes."""
        ...


def run(source: Path, task: Task, limits: MediaSettings, sink: Sink, expected: type[_Expected]) -> _Expected:
    """Do `task` on the file `source` in a child process; payload goes to `sink`.

    Raise NotMedia, TooLarge or DecodeError with the file's path as the place, also when the child dies.
    """
    place = str(source)
    if not source.is_file():
        raise BadInput("no such file", place=place)
    with tempfile.TemporaryDirectory(prefix="dragoman-") as work:
        answer = _answer(source.resolve(), Path(work), task, limits, sink)
    if isinstance(answer, Failed):
        raise _ERRORS[answer.error](answer.message, place=place, hint=answer.hint)
    if not isinstance(answer, expected):
        raise DecodeError("the decoder gave an answer to another question", place=place)
    return answer


def _answer(source: Path, work: Path, task: Task, limits: MediaSettings, sink: Sink) -> Answer:
    prison = cage(source, work, limits)
    order = Order(prison.source, limits.max_memory, limits.max_cpu, limits.max_pixels, task)
    process = subprocess.Popen(
        prison.command,
        cwd=work,
        env=prison.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with _watched(process, _LEAST_SECONDS + _PATIENCE * limits.max_cpu) as said:
        assert process.stdin is not None and process.stdout is not None
        _hand_over(process.stdin, write_order(order))
        try:
            answer = _take(process.stdout, sink)
        except BrokenWire as error:
            raise DecodeError(f"the decoder answered with {error}", place=str(source)) from error
    if answer is None:
        raise DecodeError(*_how_it_ended(process.returncode, limits, said), place=str(source))
    return answer


@contextmanager
def _watched(process: subprocess.Popen[bytes], seconds: float) -> Iterator[deque[str]]:
    """Drain the child's stderr, keeping its last lines; end the child after `seconds`, or when we are done with it."""
    said: deque[str] = deque(maxlen=_KEPT_LINES)
    drain = threading.Thread(target=_drain, args=(process.stderr, said), daemon=True)
    alarm = threading.Timer(seconds, process.kill)
    drain.start()
    alarm.start()
    try:
        yield said
        if process.stdout is not None:
            process.stdout.close()
        process.wait()
    finally:
        alarm.cancel()
        process.kill()
        process.wait()
        drain.join()
        for pipe in (process.stdin, process.stdout, process.stderr):
            if pipe is not None:
                pipe.close()


def _drain(pipe: IO[bytes], said: deque[str]) -> None:
    while line := pipe.readline(_LONGEST_LINE):
        text = line.decode(errors="replace").strip()
        if text:
            said.append(text)


def _hand_over(pipe: IO[bytes], order: bytes) -> None:
    try:
        pipe.write(order)
        pipe.close()
    except BrokenPipeError:
        # The child has died already; its end is told from its exit status.
        return


def _take(pipe: IO[bytes], sink: Sink) -> Answer | None:
    answer: Answer | None = None
    for said in receive(pipe):
        if isinstance(said, bytes):
            sink.write(said)
        elif isinstance(said, int):
            sink.skip(said)
        else:
            answer = said
    return answer


def _how_it_ended(status: int, limits: MediaSettings, said: deque[str]) -> tuple[str]:
    number = -status if status < 0 else status - _SHELL_SIGNALS
    match number:
        case signal.SIGXCPU:
            return (f"the decoder ran past its limit of {limits.max_cpu} s of processor time",)
        case signal.SIGXFSZ:
            return ("the decoder wrote more than its limit on the size of a file",)
        case signal.SIGKILL:
            return ("the decoder was killed: out of memory, past its time, or by hand",)
        case signal.SIGSEGV | signal.SIGBUS | signal.SIGABRT | signal.SIGILL | signal.SIGFPE:
            return (f"the decoder crashed on this footage ({signal.Signals(number).name})",)
    last = said[-1] if said else f"exit status {status}"
    return (f"the decoder ended without an answer: {last}",)
