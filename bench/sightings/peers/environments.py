"""A virtual environment for each peer, made once from its pinned requirements."""

import os
import subprocess
import sys
from pathlib import Path

from bench.sightings.peers.reply import Absent

HERE = Path(__file__).resolve().parent


def environment(name: str, folder: Path) -> Path:
    """Return the folder of programs of a peer's environment, an `ffmpeg` among them; raise Absent where it fails."""
    inside = folder / name
    ready = inside / "ready"
    if not ready.exists():
        requirements = HERE / f"{name}.txt"
        steps = (
            [sys.executable, "-m", "venv", "--clear", str(inside)],
            [str(inside / "bin" / "pip"), "install", "--quiet", "--no-deps", "-r", str(requirements)],
        )
        for step in steps:
            done = subprocess.run(step, capture_output=True, text=True, check=False)
            if done.returncode:
                raise Absent(
                    f"{name} cannot be installed: {(done.stderr.strip() or 'no reason given').splitlines()[-1]}"
                )
        found = next(inside.glob("lib/python*/site-packages/imageio_ffmpeg/binaries/ffmpeg-*"), None)
        if found is None:
            raise Absent(f"{name} needs an ffmpeg, and imageio-ffmpeg brings none for this machine")
        (inside / "bin" / "ffmpeg").symlink_to(found)
        ready.touch()
    return inside / "bin"


def within(programs: Path) -> dict[str, str]:
    """Return the environment variables in which a peer's programs find each other."""
    return {**os.environ, "PATH": f"{programs}:{os.environ['PATH']}"}
