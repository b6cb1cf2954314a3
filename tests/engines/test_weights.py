"""Weights are found in order, joined whole or not at all, and refused when they are not the expected ones."""

from pathlib import Path

import pytest

from dragoman.engines import weights
from dragoman.engines.weights import BUNDLES, Bundle, find
from dragoman.model.digest import of_bytes
from dragoman.model.errors import WeightsMissing

PARTS = (b"the first half", b" and the second")


@pytest.fixture
def carried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Install two packages that carry a model in parts; return the folder they lie in."""
    site = tmp_path / "site"
    for number, part in enumerate(PARTS, 1):
        data = site / f"carried_{number}" / "data"
        data.mkdir(parents=True)
        (data.parent / "__init__.py").touch()
        (data / "model.part").write_bytes(part)
        (data / "config.json").write_text("{}")
        (data / "tokenizer.json").write_text("{}")
    monkeypatch.syspath_prepend(str(site))
    bundle = Bundle(
        (("carried_1", "data/model.part"), ("carried_2", "data/model.part")),
        "carried_1",
        ("data/config.json", "data/tokenizer.json"),
        of_bytes(b"".join(PARTS)),
    )
    monkeypatch.setitem(weights.BUNDLES, "carried", (bundle,))
    yield_site: Path = site
    return yield_site


def model(folder: Path, data: bytes = b"weights") -> Path:
    folder.mkdir(parents=True)
    (folder / "model.bin").write_bytes(data)
    (folder / "config.json").write_text("{}")
    (folder / "tokenizer.json").write_text("{}")
    return folder


def test_a_folder_comes_first(tmp_path: Path) -> None:
    found = find(str(model(tmp_path / "mine")), tmp_path / "cache", download=False)
    assert found.digest == of_bytes(b"weights")
    assert (found.name, found.origin) == ("mine", "folder")
    assert not (tmp_path / "cache").exists()


def test_a_folder_here_does_not_stand_in_for_a_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, carried: Path
) -> None:
    model(tmp_path / "carried", b"other weights")
    monkeypatch.chdir(tmp_path)
    assert find("carried", tmp_path / "cache", download=False).digest == of_bytes(b"".join(PARTS))
    assert find("./carried", tmp_path / "cache", download=False).digest == of_bytes(b"other weights")
    assert carried.is_dir()


@pytest.mark.parametrize("lacking", ["config.json", "tokenizer.json"])
def test_a_folder_that_lacks_a_file_is_refused(tmp_path: Path, lacking: str) -> None:
    """Without its tokenizer faster-whisper would go to the network for another model's."""
    (model(tmp_path / "mine") / lacking).unlink()
    with pytest.raises(WeightsMissing, match=f"lack {lacking}"):
        find(str(tmp_path / "mine"), tmp_path / "cache", download=False)


def test_an_absent_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WeightsMissing, match="no weights in this folder"):
        find(str(tmp_path / "absent"), tmp_path / "cache", download=False)


@pytest.mark.usefixtures("carried")
def test_parts_are_joined_once_and_stand_whole(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    found = find("carried", cache, download=False)
    assert (found.folder / "model.bin").read_bytes() == b"".join(PARTS)
    assert found.digest == of_bytes(b"".join(PARTS)) and found.digest.endswith(found.folder.name)
    assert found.origin == "carried_1 + carried_2"
    assert sorted(path.name for path in found.folder.iterdir()) == ["config.json", "model.bin", "tokenizer.json"]
    assert [path.name for path in (cache / "weights").iterdir()] == [found.folder.name]
    made = (found.folder / "model.bin").stat().st_mtime_ns
    assert find("carried", cache, download=False) == found
    assert (found.folder / "model.bin").stat().st_mtime_ns == made


def test_other_bytes_are_refused(tmp_path: Path, carried: Path) -> None:
    (carried / "carried_2" / "data" / "model.part").write_bytes(b" and another")
    with pytest.raises(WeightsMissing, match=r"model.bin is sha256:\w+, not sha256:\w+") as caught:
        find("carried", tmp_path / "cache", download=False)
    assert caught.value.hint


@pytest.mark.usefixtures("carried")
def test_joined_weights_that_changed_since_are_refused(tmp_path: Path) -> None:
    found = find("carried", tmp_path / "cache", download=False)
    path = found.folder / "model.bin"
    path.write_bytes(b"X" + path.read_bytes()[1:])
    with pytest.raises(WeightsMissing, match="not sha256"):
        find("carried", tmp_path / "cache", download=False)


@pytest.mark.parametrize("part", ["carried_1", "carried_2"])
def test_half_a_model_is_no_model(tmp_path: Path, carried: Path, monkeypatch: pytest.MonkeyPatch, part: str) -> None:
    """With one package missing the name is not found; the hub is not asked."""
    pytest.importorskip("faster_whisper", reason="needs dragoman[whisper]")
    (carried / part).rename(carried / "gone")
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    with pytest.raises(WeightsMissing, match="the weights of carried are not on this machine") as caught:
        find("carried", tmp_path / "cache", download=False)
    assert caught.value.hint and "download = true" in caught.value.hint


def test_the_bundles_are_those_of_the_design() -> None:
    digests = [bundle.digest for bundle in BUNDLES["base"]]
    assert digests == [
        "sha256:905e5bf8336bcc625ba4e33498d675a4b935504118c594d868c36e91a60c1a57",
        "sha256:d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9",
    ]
