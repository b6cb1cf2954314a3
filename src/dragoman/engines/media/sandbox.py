"""Put the child in a cage: bubblewrap where it works, and a plain statement of what holds where it does not."""

import importlib.util
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dragoman.engines.media import seccomp
from dragoman.model.errors import BadInput, EngineMissing
from dragoman.model.settings import MediaSettings

_SYSTEM = ("/usr", "/lib", "/lib64", "/lib32", "/etc/ld.so.cache")
_PACKAGES = ("dragoman", "msgspec", "av", "PIL")
_TMPFS_BYTES = 64_000_000
_INSIDE_SOURCE = "/.dragoman/source"
_INSIDE_WORK = "/.dragoman/work"
_TRY_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Cage:
    """Hold how to start the child: its command, its environment, and the source's path as the child sees it."""

    command: tuple[str, ...]
    environment: dict[str, str]
    source: str


def cage(source: Path, work: Path, limits: MediaSettings) -> Cage:
    """Return how to start the child on the file `source` with the writable folder `work`.

    Raise EngineMissing when the settings require bubblewrap and it does not work here.
    """
    child = (*_interpreter(), "-m", "dragoman.engines.media.child")
    if not _caged(limits):
        return Cage(child, _environment(), str(source))
    binds = ("--ro-bind", str(source), _INSIDE_SOURCE, "--bind", str(work), _INSIDE_WORK, "--chdir", _INSIDE_WORK)
    return Cage((*_wrapped(binds), *child), {}, _INSIDE_SOURCE)


def statement(limits: MediaSettings) -> str:
    """Say in one line what holds while footage is decoded under `limits`."""
    filtered = "no network, system calls filtered, " if seccomp.available() else ""
    bounds = f"memory {limits.max_memory / 1e9:.1f} GB, processor time {limits.max_cpu} s"
    if _caged(limits):
        return f"bubblewrap, no files but its own, {filtered or 'no network, '}{bounds}"
    reason = "switched off" if limits.sandbox == "off" else bubblewrap().reason
    return f"without bubblewrap ({reason}), {filtered}{bounds}"


@dataclass(frozen=True, slots=True)
class Bubblewrap:
    """Hold the path of a bubblewrap that works here, or the reason why there is none."""

    path: str | None
    reason: str = ""


@cache
def bubblewrap() -> Bubblewrap:
    """Find bubblewrap and try it on our own interpreter, once a process."""
    path = shutil.which("bwrap")
    if path is None:
        return Bubblewrap(None, "not found")
    trial = (*_wrapped((), path), *_interpreter(), "-c", "import dragoman.engines.media.wire")
    try:
        done = subprocess.run(trial, env={}, capture_output=True, timeout=_TRY_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        return Bubblewrap(None, f"does not start: {error}")
    if done.returncode != 0:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        return Bubblewrap(None, f"does not work here: {said[-1] if said else done.returncode}")
    return Bubblewrap(path)


def _caged(limits: MediaSettings) -> bool:
    match limits.sandbox:
        case "off":
            return False
        case "auto":
            return bubblewrap().path is not None
        case "require":
            found = bubblewrap()
            if found.path is None:
                raise EngineMissing(
                    f"the sandbox is required, and bubblewrap {found.reason}",
                    hint="install bubblewrap and allow user namespaces, or set sandbox = 'auto' under [media]",
                )
            return True
        case other:
            raise BadInput(
                f"sandbox is '{other}' under [media] in dragoman.toml", hint="use 'auto', 'require' or 'off'"
            )


def _wrapped(binds: tuple[str, ...], path: str | None = None) -> tuple[str, ...]:
    """Return bubblewrap's command line: no network, no capabilities, nothing to see but what the child runs on."""
    options = ["--unshare-all", "--die-with-parent", "--new-session", "--clearenv", "--cap-drop", "ALL"]
    # The empty /tmp comes first: an installation may lie below it.
    options += ["--dev", "/dev", "--size", str(_TMPFS_BYTES), "--tmpfs", "/tmp"]
    for place in dict.fromkeys((*_SYSTEM, *_python_places())):
        options += ["--ro-bind-try", place, place]
    options += binds
    for name, value in _environment().items():
        options += ["--setenv", name, value]
    return (path or bubblewrap().path or "bwrap", *options, "--")


def _interpreter() -> tuple[str, ...]:
    # The real file, since a virtual environment's link may point outside the cage; -P and -s keep the
    # working folder and the user's own packages out, and -S what else an installation starts with Python.
    return (str(Path(sys.executable).resolve()), "-S", "-P", "-s", "-B", "-X", "utf8")


def _environment() -> dict[str, str]:
    return {"PYTHONPATH": os.pathsep.join(_package_folders()), "LANG": "C.UTF-8"}


@cache
def _package_folders() -> tuple[str, ...]:
    """Return the folders that hold the packages which the child imports."""
    folders = []
    for name in _PACKAGES:
        spec = importlib.util.find_spec(name)
        if spec is None or spec.origin is None:
            raise EngineMissing(f"the package {name} is not installed", hint="install dragoman again")
        folders.append(str(Path(spec.origin).parent.parent))
    return tuple(dict.fromkeys(folders))


def _python_places() -> tuple[str, ...]:
    return (sys.base_prefix, sys.base_exec_prefix, *_package_folders())
