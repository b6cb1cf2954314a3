"""The cage: what the child cannot see or reach, and what is said where there is no cage."""

import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.engines.media import sandbox, seccomp
from dragoman.engines.media.decode import probe, statement
from dragoman.engines.media.sandbox import cage
from dragoman.model.errors import BadInput, EngineMissing
from dragoman.model.settings import MediaSettings

caged = pytest.mark.skipif(sandbox.bubblewrap().path is None, reason=f"no cage here: {sandbox.bubblewrap().reason}")

LOOK = """
import json, os, socket, sys
def tries(action):
    try:
        action()
    except OSError as error:
        return type(error).__name__
    return "done"
port = int(sys.argv[1])
print(json.dumps({
    "connect": tries(lambda: socket.create_connection(("127.0.0.1", port), 2)),
    "passwd": tries(lambda: open("/etc/passwd")),
    "neighbour": tries(lambda: open(sys.argv[2])),
    "write source": tries(lambda: open(sys.argv[3], "ab")),
    "write library": tries(lambda: open("/usr/x", "wb")),
    "write work": tries(lambda: open("x", "wb")),
    "read source": tries(lambda: open(sys.argv[3], "rb")),
    "variables": sorted(os.environ),
}))
"""


@caged
def test_the_child_sees_its_file_and_nothing_else(footage: Path, tmp_path: Path) -> None:
    """Run in the child's cage, in its place: a program that looks around."""
    (tmp_path / "work").mkdir()
    neighbour = tmp_path / "neighbour"
    neighbour.write_text("secret")
    prison = cage(footage.resolve(), tmp_path / "work", MediaSettings(sandbox="require"))
    command = prison.command[: prison.command.index("-m")]
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = str(server.getsockname()[1])
        done = subprocess.run(
            [*command, "-c", LOOK, port, str(neighbour), prison.source],
            env={**prison.environment, "SECRET": "x"},
            capture_output=True,
            check=True,
        )
    seen = json.loads(done.stdout)
    assert seen["connect"] != "done"
    assert {seen[what] for what in ("passwd", "neighbour")} == {"FileNotFoundError"}
    assert {seen[what] for what in ("write source", "write library")} <= {"OSError", "PermissionError"}
    assert (seen["write work"], seen["read source"]) == ("done", "done")
    assert "SECRET" not in seen["variables"] and "HOME" not in seen["variables"]


@pytest.mark.skipif(not seccomp.available(), reason="this kernel or machine has no filter for system calls")
def test_the_child_can_make_no_socket_and_start_no_program() -> None:
    """Without bubblewrap too: a program that filters itself as the child does, and then tries."""
    program = """
import errno, os, socket, threading
from dragoman.engines.media import seccomp
seccomp.apply()
def refused(action):
    try:
        action()
    except OSError as error:
        return error.errno == errno.EPERM
    return False
assert refused(lambda: socket.socket())
assert refused(lambda: socket.socketpair())
assert refused(lambda: os.execv("/bin/true", ["true"]))
thread = threading.Thread(target=lambda: results.append(refused(lambda: socket.socket(socket.AF_UNIX))))
results = []
thread.start()
thread.join()
assert results == [True]
assert open(os.devnull).read() == ""
print("held")
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.stdout == "held\n", done.stderr


@caged
def test_what_holds_is_said() -> None:
    said = statement(MediaSettings(sandbox="require", max_memory=2_000_000_000, max_cpu=60))
    filtered = "system calls filtered, " if seccomp.available() else ""
    assert said == f"bubblewrap, no files but its own, no network, {filtered}memory 2.0 GB, processor time 60 s"


def test_what_does_not_hold_is_said_too() -> None:
    assert statement(MediaSettings(sandbox="off")).startswith("without bubblewrap (switched off), ")


@pytest.fixture
def without_bubblewrap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Run where there is no bubblewrap to be found."""
    monkeypatch.setenv("PATH", str(tmp_path))
    sandbox.bubblewrap.cache_clear()
    yield
    sandbox.bubblewrap.cache_clear()


@pytest.mark.usefixtures("without_bubblewrap")
def test_without_bubblewrap_auto_goes_on_and_says_so(footage: Path) -> None:
    assert statement(MediaSettings()).startswith("without bubblewrap (not found)")
    assert probe(footage, "sha256:" + "0" * 64, MediaSettings()).duration == 22267


@pytest.mark.usefixtures("without_bubblewrap")
def test_without_bubblewrap_require_refuses(footage: Path) -> None:
    with pytest.raises(EngineMissing, match="bubblewrap not found") as caught:
        probe(footage, "sha256:" + "0" * 64, MediaSettings(sandbox="require"))
    assert caught.value.hint


def test_a_bubblewrap_that_fails_is_no_cage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As where the system forbids user namespaces."""
    broken = tmp_path / "bwrap"
    broken.write_text("#!/bin/sh\necho 'bwrap: setting up uid map: Permission denied' >&2\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    sandbox.bubblewrap.cache_clear()
    try:
        assert shutil.which("bwrap") == str(broken)
        assert "setting up uid map: Permission denied" in statement(MediaSettings())
    finally:
        sandbox.bubblewrap.cache_clear()


def test_an_unknown_word_in_the_settings_is_refused(footage: Path) -> None:
    with pytest.raises(BadInput, match="sandbox is 'yes'"):
        probe(footage, "sha256:" + "0" * 64, MediaSettings(sandbox="yes"))
