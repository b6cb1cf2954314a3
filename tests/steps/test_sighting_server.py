"""A desk whose index has its pictures on a Milvus server."""

import subprocess
import sys
from pathlib import Path

import pytest

SKIPPED = "Skipped: "


@pytest.mark.slow
def test_the_server_answers_as_the_files_do(tmp_path: Path, footage: Path) -> None:
    # A process of its own: what gRPC starts in one network is not there in the next.
    command = [sys.executable, "-m", "tests.steps.on_milvus", str(tmp_path), str(footage)]
    done = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, text=True, timeout=400)
    if SKIPPED in done.stderr:
        pytest.skip(done.stderr.partition(SKIPPED)[2].strip())
    assert done.returncode == 0, done.stderr[-3000:]
