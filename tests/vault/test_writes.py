"""One module writes: every other one of the vault is read here for what opens, renames, makes or removes."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from tests.vault.stores import page_capture, preserve_page, tree

import dragoman.vault
from dragoman.model.errors import Locked, VaultError
from dragoman.vault import writes
from dragoman.vault.lock import held
from dragoman.vault.vault import Vault

PACKAGE = Path(dragoman.vault.__file__).parent
MODULES = sorted(path for path in PACKAGE.glob("*.py") if path.name != "writes.py")

# Methods and functions that change a file system; `replace` is left out, as text has one too, and
# os.replace is caught by its module.
CHANGING = {
    "write_text", "write_bytes", "touch", "mkdir", "makedirs", "rename", "renames", "unlink", "remove",
    "rmdir", "removedirs", "rmtree", "chmod", "lchmod", "fchmod", "symlink_to", "hardlink_to", "link", "symlink",
    "truncate", "ftruncate", "fsync", "copy", "copy2", "copyfile", "copytree", "move", "mkstemp", "mkdtemp",
    "NamedTemporaryFile", "TemporaryFile", "TemporaryDirectory", "utime", "chown", "mkfifo", "mknod", "sendfile",
}  # fmt: skip
MODULES_ONLY = {"os": {"replace", "write", "open", "fdopen"}, "shutil": {"move", "copyfileobj"}}
READING_FLAGS = {"O_RDONLY", "O_DIRECTORY"}


def offences(path: Path) -> list[str]:
    """Return each call in a module that may change the disk, but those of writes.py."""
    found = []
    for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(call, ast.Call):
            continue
        owner = call.func.value if isinstance(call.func, ast.Attribute) else None
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        module = owner.id if isinstance(owner, ast.Name) else ""
        if module == "writes":
            continue
        if (name in CHANGING and (module == "os" or not _is_set(call, name))) or name in MODULES_ONLY.get(
            module, set()
        ):
            if name == "open" and module == "os" and _reads_only(call):
                continue
            found.append(f"{path.name}:{call.lineno}: {name}")
        elif name == "open" and not _is_inherited(call) and not _opens_to_read(call, is_method=owner is not None):
            found.append(f"{path.name}:{call.lineno}: open for writing")
    return found


def _is_set(call: ast.Call, name: str) -> bool:
    """Tell `paths.remove(x)` of a collection (one argument) from `path.unlink()`; only `remove` and `copy` are both."""
    return name in ("remove", "copy") and isinstance(call.func, ast.Attribute) and len(call.args) == 1


def _reads_only(call: ast.Call) -> bool:
    flags = {node.attr for node in ast.walk(call.args[1]) if isinstance(node, ast.Attribute)}
    return flags <= READING_FLAGS


def _is_inherited(call: ast.Call) -> bool:
    """Tell `super().open(root)`, which opens a store, from `path.open(mode)`."""
    owner = call.func.value if isinstance(call.func, ast.Attribute) else None
    return isinstance(owner, ast.Call) and getattr(owner.func, "id", "") == "super"


def _opens_to_read(call: ast.Call, *, is_method: bool) -> bool:
    modes = [keyword.value for keyword in call.keywords if keyword.arg == "mode"]
    modes += call.args[0 if is_method else 1 :][:1]
    return all(isinstance(mode, ast.Constant) and mode.value in ("r", "rb") for mode in modes) if modes else True


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_no_other_module_writes(path: Path) -> None:
    assert offences(path) == []


def test_the_watch_is_not_blind(tmp_path: Path) -> None:
    bad = tmp_path / "bad.py"
    bad.write_text(
        "import os\nfrom pathlib import Path\nPath('x').open('w')\nopen('x', 'ab')\nos.open('x', os.O_RDWR)\n"
        "Path('x').write_bytes(b'')\nos.replace('a', 'b')\nPath('x').unlink()\nopen('x', mode='x')\nos.remove('x')\n"
    )
    assert len(offences(bad)) == 8
    assert len(offences(PACKAGE / "writes.py")) > 10


def test_writes_are_whole_or_not_at_all(tmp_path: Path) -> None:
    (tmp_path / "tmp").mkdir()
    target = tmp_path / "target"
    writes.place(target, b"first", tmp=tmp_path / "tmp")
    assert target.stat().st_mode & 0o777 == 0o444
    writes.place(target, b"second", tmp=tmp_path / "tmp", mode=0o644)
    assert target.read_bytes() == b"second"
    writes.append(target, b" and")
    writes.cut(target, 3)
    assert target.read_bytes() == b"sec"
    with pytest.raises(FileExistsError):
        writes.fresh(target, b"third")
    assert not list((tmp_path / "tmp").iterdir())


def test_a_refusal_of_the_file_system_is_told_with_its_place(vault: Vault, tmp_path: Path) -> None:
    """Stand a file where a folder must be made."""
    (tmp_path / "store/captures/2026").write_bytes(b"")
    with pytest.raises(VaultError, match=r"could not be written.*captures/2026"):
        preserve_page(vault, page_capture())


def test_a_second_writer_waits_and_then_says_so(tmp_path: Path, vault: Vault) -> None:
    lock = tmp_path / "store/lock"
    with held(lock):
        with pytest.raises(Locked), held(lock, wait=0.05):
            pass
        with pytest.raises(Locked), held(lock, wait=0.05, shared=True):
            pass
    with held(lock, shared=True), held(lock, shared=True, wait=0.05):
        pass


def test_the_staging_area_is_swept_but_not_what_is_in_use(vault: Vault, tmp_path: Path) -> None:
    tmp = tmp_path / "store/tmp"
    with vault.staging() as mine:
        (mine / "half").write_bytes(b"half")
        (tmp / "dead").mkdir()
        (tmp / "dead/file").write_bytes(b"x")
        (tmp / "dead").chmod(0o555)
        (tmp / "loose").write_bytes(b"x")
        preserve_page(vault, page_capture())
        assert [path.name for path in tmp.iterdir()] == [mine.parent.name]
        assert (mine / "half").exists()
    assert not list(tmp.iterdir())


def test_a_reader_writes_nothing_to_the_evidence(full: Path) -> None:
    before = tree(full)
    with Vault.open(full) as reader:
        assert reader.index.count() == 14
        assert reader.index.names() == ["address"]
    assert tree(full) == before


def test_a_line_that_the_disk_cuts_short_is_not_committed(full: Path) -> None:
    """Let the system refuse the second half of the ledger's line (as a full disk does), then give it room."""
    code = (
        "import resource, sys; from pathlib import Path\n"
        "from dragoman.model.errors import VaultError; from dragoman.vault.vault import Vault\n"
        "from tests.vault.stores import AT, page_capture, preserve_page, problems\n"
        "root = Path(sys.argv[1]); path = root / 'ledger/ledger.jsonl'; size = path.stat().st_size\n"
        "vault = Vault.open(root)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (size + 100, resource.RLIM_INFINITY))\n"
        "try:\n    preserve_page(vault, page_capture('20261124-page'))\n"
        "except VaultError as error:\n    assert 'could not be written' in str(error), error\n"
        "else:\n    raise SystemExit('the disk was not full')\n"
        "assert path.stat().st_size == size + 100\n"
        "assert vault.index.count() == 14\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))\n"
        "preserve_page(vault, page_capture('20261124-page'))\n"
        "assert vault.index.count() == 15 and problems(root) == []\n"
    )
    root = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-c", code, str(full)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=root)
    assert done.returncode == 0, done.stderr
