"""What publishing yields: a path below the site and its bytes."""

import re
from dataclasses import dataclass

_PATH = re.compile(r"(?:[A-Za-z0-9][A-Za-z0-9._-]*/)*[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True)
class Output:
    """Hold one file of the site: a relative path of plain ASCII names, and its bytes.

    Raises ValueError for any other path, so that no field of a record can steer where a file lands or
    break a line of SHA256SUMS.
    """

    path: str
    data: bytes

    def __post_init__(self) -> None:
        if _PATH.fullmatch(self.path) is None:
            raise ValueError(f"not a path that a site may hold: {self.path!r}")
