"""Name captures: a time that people can read and a random part that keeps two apart."""

import secrets
from collections.abc import Callable

from dragoman.model.time import now


def new_id(clock: Callable[[], str] = now) -> str:
    """Return a fresh capture id, `YYYYMMDDTHHMMSSZ-` and 8 random hex digits; safe as a folder name."""
    return f"{clock().replace('-', '').replace(':', '')}-{secrets.token_hex(4)}"
