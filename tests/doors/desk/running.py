"""`dragoman desk` in a process of its own."""

import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ENTRY = "from dragoman.doors.cli.app import main; main()"


class Running:
    """Hold a desk that runs in a process of its own."""

    def __init__(self, desk: Path, *more: str) -> None:
        command = [sys.executable, "-c", ENTRY, "--desk", str(desk), "desk", "--no-browser", *more]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        self.said = self.process.stdout.readline()
        found = re.search(r"(http://127\.0\.0\.1:\d+)(?:/enter#([\w-]{43}))?", self.said)
        if found is None:
            self.process.kill()
            pytest.fail(f"{self.said} {self.process.communicate()[1]}")
        self.address, self.ticket = found[1], found[2] or ""

    def end(self, how: signal.Signals = signal.SIGINT) -> tuple[int, str]:
        self.process.send_signal(how)
        _, told = self.process.communicate(timeout=30)
        return self.process.returncode, told
