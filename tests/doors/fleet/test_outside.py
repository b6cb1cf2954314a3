"""The fleet speaks to nobody: no address is looked up, connected to or listened on."""

import subprocess
import sys
from pathlib import Path

from dragoman.doors.fleet.fleet import Fleet

WATCHED = """
import sys
seen = []
sys.addaudithook(lambda event, args: seen.append((event, args[1:])) if event in {
    "socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "urllib.Request",
} else None)
from dragoman.doors.cli.app import run
import pytest

pytestmark = pytest.mark.slow
status = run(["--desk", sys.argv[1], "worker", "--until-done"])
print(status, seen)
"""


def test_working_opens_no_connection(root: Path, film: Path) -> None:
    with Fleet(root) as fleet:
        work = fleet.start("capture", {"address": str(film), "language": "fa"})
        command = [sys.executable, "-c", WATCHED, str(root)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        assert fleet.status(work).state == "done"
    assert done.stdout.splitlines()[-1] == "0 []"
    # Quiet too: our own lines, none of the engine's.
    assert "DBOS" not in done.stderr and "dbos" not in done.stderr


def test_the_makers_cloud_is_refused(root: Path) -> None:
    code = "import os, sys; from dragoman.doors.cli.app import run; sys.exit(run(['--desk', sys.argv[1], 'worker']))"
    done = subprocess.run(
        ["env", "DBOS__CLOUD=true", sys.executable, "-c", code, str(root)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "DBOS__CLOUD" in done.stderr and "hint: unset" in done.stderr
