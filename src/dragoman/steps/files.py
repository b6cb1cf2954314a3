"""Write files outside the store so that a crash leaves the old one or the new one, never half."""

import os
import tempfile
from pathlib import Path

from dragoman.model.errors import BadInput


def write_file(path: Path, data: bytes) -> None:
    """Put `data` at `path` in one move; raise BadInput when the folder cannot be written."""
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).chmod(0o644)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise BadInput(f"cannot write: {error.strerror}", place=str(path)) from error


def read_text(path: Path) -> str:
    """Return the text of a UTF-8 file as it stands; raise BadInput with the place when it is not one."""
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError as error:
        raise BadInput("no such file", place=str(path)) from error
    except OSError as error:
        raise BadInput(f"cannot be read: {error.strerror}", place=str(path)) from error
    except UnicodeDecodeError as error:
        raise BadInput(
            f"not UTF-8 at byte {error.start}", place=str(path), hint="save the file as UTF-8 and try again"
        ) from error
