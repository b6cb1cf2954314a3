"""Keep the last thing ffmpeg complained about, to say it in one clear line."""

import logging

_kept: list[str] = [""]


class _Keeper(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        line = " ".join(record.getMessage().split())
        if line:
            _kept[0] = line[:200]


def keep_last_line() -> None:
    """Send ffmpeg's complaints here rather than to stderr; for the child, once, after importing av."""
    import av

    logger = logging.getLogger("libav")
    logger.handlers = [_Keeper()]
    logger.propagate = False
    av.logging.set_level(av.logging.ERROR)


def last_line() -> str:
    """Return the last complaint, shortened to 200 characters, or an empty string."""
    return _kept[0]
