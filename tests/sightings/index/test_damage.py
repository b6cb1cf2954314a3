"""A file that is cut, foreign, missing or of another version is one clear error, and the index can be made again."""

from pathlib import Path

import pytest
from tests.sightings.index.made import entry

from dragoman.model.digest import of_bytes
from dragoman.model.errors import Damaged
from dragoman.sightings.index.container import SightingsIndex
from dragoman.sightings.index.manifest import NAME, VERSION


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with SightingsIndex.open(tmp_path / "index") as index:
        index.add([entry("a", 1), entry("b", 2)])
    return tmp_path / "index"


def refused(folder: Path, what: str) -> None:
    """See that opening fails by name with a cure, and that the cure works."""
    with pytest.raises(Damaged, match=what) as error, SightingsIndex.open(folder) as index:
        index.members()
    assert error.value.place is not None and error.value.place.startswith(str(folder))
    assert error.value.hint is not None and "made again" in error.value.hint
    SightingsIndex.clear(folder)
    with SightingsIndex.open(folder) as index:
        assert index.members() == {}
        index.add([entry("a", 1)])
        assert set(index.members()) == {"a"}


@pytest.mark.parametrize("family", ["members", "pictures", "crops", "sound"])
@pytest.mark.parametrize(
    ("harm", "what"),
    [
        (lambda data: data[:-1], "cut, foreign or of another version"),
        (lambda data: data[:4], "cut"),
        (lambda _: b"", "cut"),
        (lambda _: b"\x7fELF" * 100, "cut, foreign or of another version"),
        (lambda data: data[:-20] + bytes([data[-20] ^ 1]) + data[-19:], "damaged"),
    ],
)
def test_a_harmed_file_is_refused(folder: Path, family: str, harm: object, what: str) -> None:
    path = next(folder.glob(f"{family}-*"))
    assert callable(harm)
    data = harm(path.read_bytes())
    path.unlink()
    path.write_bytes(data)
    refused(folder, what)


def test_a_missing_file_is_refused(folder: Path) -> None:
    next(folder.glob("sound-*")).unlink()
    refused(folder, "lacks a file")


def test_a_harmed_manifest_is_refused(folder: Path) -> None:
    path = folder / NAME
    for at in range(0, len(path.read_bytes()), 7):
        data = bytearray(path.read_bytes())
        data[at] ^= 1
        path.write_bytes(bytes(data))
        with pytest.raises(Damaged, match="is damaged"):
            SightingsIndex.open(folder)
        data[at] ^= 1
        path.write_bytes(bytes(data))
    path.write_bytes(b"")
    refused(folder, "is damaged")


def test_another_version_is_refused(folder: Path) -> None:
    text = b'{"version":7,"shards":[]}'
    (folder / NAME).write_bytes(of_bytes(text).encode() + b"\n" + text)
    refused(folder, f"of version 7, this program works with version {VERSION}")


@pytest.mark.parametrize("family", ["members", "pictures", "crops", "sound"])
def test_a_flipped_bit_anywhere_is_found_by_a_check(folder: Path, family: str) -> None:
    path = next(folder.glob(f"{family}-*"))
    whole = path.read_bytes()
    step = max(1, len(whole) // 40)
    for at in range(0, len(whole) - 200, step):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 16]) + whole[at + 1 :])
        with pytest.raises(Damaged, match="damaged"), SightingsIndex.open(folder) as index:
            index.check()
    path.write_bytes(whole)
    with SightingsIndex.open(folder) as index:
        index.check()
