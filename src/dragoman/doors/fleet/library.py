"""DBOS as we let it in: no cloud, no telemetry, no pickles, no chatter."""

import logging
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.model.errors import BadInput

if TYPE_CHECKING:
    from dbos import DBOSClient, DBOSConfig

APPLICATION = "dragoman"
# Raise it only with a step that takes over what was ordered under the old one: DBOS runs no other version's work.
VERSION = "1"
_THREADS = 16


def client(path: Path) -> "DBOSClient":
    """Return a client of the database at `path`, which exists: it orders and reads, and runs nothing."""
    from dbos import DBOSClient, DBOSPortableJSONSerializer

    _tame()
    return DBOSClient(
        system_database_url=address_of(path), serializer=DBOSPortableJSONSerializer(), application_name=APPLICATION
    )


def configuration(path: Path, executor: str) -> "DBOSConfig":
    """Return the settings by which a process runs work from the database at `path`, as that executor."""
    from dbos import DBOSPortableJSONSerializer

    _tame()
    return {
        "name": APPLICATION,
        "system_database_url": address_of(path),
        "application_version": VERSION,
        "executor_id": executor,
        "serializer": DBOSPortableJSONSerializer(),
        "max_executor_threads": _THREADS,
        "enable_otlp": False,
        "log_level": "ERROR",
    }


def address_of(path: Path) -> str:
    """Return a database file's address as SQLAlchemy spells it."""
    return f"sqlite:///{path.absolute()}"


class _Stderr(logging.Handler):
    """Say on stderr, as it is at that moment, what DBOS reports; its own handler keeps the first one it met."""

    def emit(self, record: logging.LogRecord) -> None:
        sys.stderr.write(f"{self.format(record)}\n")


def _tame() -> None:
    _refuse_cloud()
    _refuse_pickles()
    logger = logging.getLogger("dbos")
    if not logger.handlers:
        # DBOS adds no handler where there is one; errors are shown, and what it says of itself is not.
        logger.addHandler(_Stderr(logging.ERROR))
        logger.propagate = False


def _refuse_cloud() -> None:
    """Raise BadInput where the environment would have DBOS report to its makers' cloud."""
    if os.environ.get("DBOS__CLOUD") == "true":
        raise BadInput("DBOS__CLOUD is set, and would have work reported outside", hint="unset DBOS__CLOUD")


def _refuse_pickles() -> None:
    """Keep DBOS from unpickling: a row names its own format, so our choice of JSON alone would not keep it."""
    from dbos._serialization import DefaultSerializer

    DefaultSerializer.deserialize = _no_pickle  # type: ignore[method-assign]


def _no_pickle(cls: Any, serialized_data: str) -> Any:
    raise TypeError("a pickle in the book of work: not ours, and not read")
