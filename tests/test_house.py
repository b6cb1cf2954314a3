"""The house itself: documentation that cannot drift, files of one idea, nothing done at import."""

import importlib.util
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

import dragoman

ROOT = Path(__file__).resolve().parents[1]
SOURCES = sorted((ROOT / "src").rglob("*.py"))


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_generated_pages_are_as_the_code_says() -> None:
    stale = [
        path.relative_to(ROOT).as_posix()
        for path, text in script("docs").pages()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    assert not stale, f"run `make docs` and commit: {stale}"


def test_no_rule_page_outlives_its_rule() -> None:
    wanted = {path for path, _ in script("docs").pages()}
    assert set((ROOT / "docs" / "rules").glob("*.md")) <= wanted


def test_the_changelog_speaks_of_this_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    version = re.search(r"^## \[(\d+\.\d+\.\d+)\]", changelog, re.MULTILINE)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert version and version[1] == dragoman.__version__ == project["version"]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT / "src")))
def test_a_file_is_one_idea(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 500
    assert path.stem not in {"utils", "helpers", "common", "core", "base", "manager"}


def test_importing_every_module_does_nothing() -> None:
    """No file is opened for writing, no socket made, no heavy module loaded, by importing the whole package."""
    names = [".".join(path.relative_to(ROOT / "src").with_suffix("").parts) for path in SOURCES]
    names = [name.removesuffix(".__init__") for name in names if not name.endswith("__main__")]
    watch = f"""
import sys
seen = []
def hook(event, args):
    if event == 'open' and isinstance(args[1], str) and set(args[1]) & set('wax+'):
        seen.append(args[0])
    if event.startswith('socket.') or event == 'subprocess.Popen':
        seen.append(event)
sys.dont_write_bytecode = True
sys.addaudithook(hook)
import importlib
for name in {names!r}:
    importlib.import_module(name)
heavy = {{'faster_whisper', 'ctranslate2', 'onnxruntime', 'huggingface_hub'}} & set(sys.modules)
assert not seen, seen
assert not heavy, heavy
"""
    done = subprocess.run([sys.executable, "-c", watch], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_command_line_starts_light() -> None:
    """`dragoman --help` must not pay for engines, pages or the vault's libraries."""
    code = "import sys, dragoman.doors.cli.app; print(sorted(set(sys.modules) & set(sys.argv[1:])))"
    heavy = ["av", "numpy", "jinja2", "markdown_it", "PIL", "sqlite3", "httpcore", "yaml", "bagit", "rich"]
    done = subprocess.run([sys.executable, "-c", code, *heavy], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
