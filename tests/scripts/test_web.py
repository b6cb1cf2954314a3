"""The build of the desk's islands: done once for each change, and its failures told with a cure."""

import json
import shutil
from pathlib import Path

import pytest
from scripts.web import WEB, Failed, build, stamp


@pytest.fixture
def web(tmp_path: Path) -> Path:
    """Return a copy of the sources, with nothing installed."""
    return Path(shutil.copytree(WEB, tmp_path / "web", ignore=shutil.ignore_patterns("node_modules")))


def test_what_is_built_from_these_sources_is_built_once(web: Path, tmp_path: Path) -> None:
    built = tmp_path / "built"
    built.mkdir()
    (built / ".stamp").write_text(stamp(web), encoding="ascii")
    assert "up to date" in build(web, built)


@pytest.mark.parametrize("name", ["src/editor/main.js", "editor.css", "package-lock.json", "build.mjs"])
def test_any_source_makes_it_out_of_date(web: Path, name: str) -> None:
    before = stamp(web)
    (web / name).write_text((web / name).read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert stamp(web) != before


def test_a_failure_says_what_failed_and_leaves_what_stands(web: Path, tmp_path: Path) -> None:
    built = tmp_path / "built"
    built.mkdir()
    (built / "editor.js").write_text("old", encoding="utf-8")
    (web / "package-lock.json").write_text("{}", encoding="utf-8")
    with pytest.raises(Failed, match=r"(?s)npm ci failed.*hint: "):
        build(web, built)
    assert (built / "editor.js").read_text(encoding="utf-8") == "old"


def test_every_package_is_pinned_exactly() -> None:
    package = json.loads((WEB / "package.json").read_text(encoding="utf-8"))
    lock = json.loads((WEB / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    for name, version in {**package["dependencies"], **package["devDependencies"]}.items():
        assert lock[f"node_modules/{name}"]["version"] == version
    assert all("integrity" in one for path, one in lock.items() if path)
