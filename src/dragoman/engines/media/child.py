"""The child process: take one order from stdin, limit itself, do it, answer on stdout.

Run by `dragoman.engines.media.worker` as `python -m dragoman.engines.media.child`, in its working folder.
"""

import os
import sys
from collections.abc import Callable

from dragoman.engines.media import limits, seccomp
from dragoman.engines.media.wire import (
    Answer,
    ClipTask,
    Failed,
    Order,
    PicturesTask,
    ProbeTask,
    Sender,
    SoundTask,
    StillTask,
    read_order,
)
from dragoman.model.errors import DecodeError, DragomanError, NotMedia, TooLarge


def main() -> None:
    """Serve one order and exit."""
    order = read_order(sys.stdin.buffer)
    with os.fdopen(_private_stdout(), "wb") as pipe:
        sender = Sender(pipe)
        limits.apply(order.max_memory, order.max_cpu)
        if seccomp.available():
            seccomp.apply()
        sender.answer(_answered(order, sender))


def _private_stdout() -> int:
    """Return the pipe to the parent, and turn stdout to stderr so that no library can speak on it."""
    pipe = os.dup(1)
    os.dup2(2, 1)
    return pipe


def _answered(order: Order, sender: Sender) -> Answer:
    try:
        return _done(order, sender)
    except NotMedia as error:
        return Failed("NotMedia", error.message, error.hint)
    except TooLarge as error:
        return Failed("TooLarge", error.message, error.hint)
    except DragomanError as error:
        return Failed("DecodeError", error.message, error.hint)
    except MemoryError:
        return Failed("DecodeError", *_out_of_memory(order))


def _out_of_memory(order: Order) -> tuple[str, str]:
    size = f"{order.max_memory / 1e9:.1f} GB"
    return f"decoding needs more than the {size} of memory allowed", "raise max_memory under [media] in dragoman.toml"


def _done(order: Order, sender: Sender) -> Answer:
    import av

    from dragoman.engines.media.lastline import keep_last_line, last_line

    keep_last_line()
    try:
        return _task(order, sender)()
    except av.error.MemoryError as error:
        raise MemoryError from error
    except (av.error.FFmpegError, ValueError) as error:
        raise DecodeError(
            f"the footage could not be decoded: {last_line() or error}",
            hint="capture it again, or convert a copy with ffmpeg and capture that too",
        ) from error


def _task(order: Order, sender: Sender) -> Callable[[], Answer]:
    """Return what does the task; each loads no more of ffmpeg than it takes."""
    source, pixels = order.source, order.max_pixels
    match order.task:
        case ProbeTask():
            from dragoman.engines.media.probing import probe

            return lambda: probe(source, pixels)
        case SoundTask():
            from dragoman.engines.media.sounding import sound

            return lambda: sound(source, pixels, sender)
        case StillTask() as moment:
            from dragoman.engines.media.stills import still

            return lambda: still(source, pixels, moment, sender)
        case ClipTask() as stretch:
            from dragoman.engines.media.clips import clip

            return lambda: clip(source, pixels, stretch, sender)
        case PicturesTask() as wanted:
            from dragoman.engines.media.sampling import sample

            return lambda: sample(source, pixels, wanted, sender)


if __name__ == "__main__":
    main()
