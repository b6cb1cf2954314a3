import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image
from tests.sightings.picture import onnx_files

from dragoman.model.capture import Tool
from dragoman.model.digest import of_bytes
from dragoman.model.errors import EngineError, EngineMissing, WeightsMissing
from dragoman.sightings.frames import Frames, Variant
from dragoman.sightings.picture import descriptor, neural
from dragoman.sightings.picture.transform import apart, distances

SIDE = 64
SHARED = Path(__file__).resolve().parents[4] / "shared" / "data" / "asp-videos"
ANY: onnx_files.Shape = ("n", 3, SIDE, SIDE)
FLAT: list[onnx_files.Node] = [("Flatten", ("x",), "y", {"axis": 1})]


def tiny(folder: Path) -> Path:
    path = folder / "tiny.onnx"
    path.write_bytes(onnx_files.centred(SIDE, 8))
    return path


def pictures(seed: int, count: int) -> NDArray[np.uint8]:
    """Return pictures of a few soft blobs, red first."""
    chance = np.random.default_rng(seed)
    small = chance.integers(0, 256, (count, 6, 6, 3), dtype=np.uint8)
    made = [np.asarray(Image.fromarray(one).resize((SIDE, SIDE), Image.Resampling.BICUBIC)) for one in small]
    return np.array(made, dtype=np.uint8).reshape(count, SIDE, SIDE, 3)


def test_a_descriptor_is_named_by_the_digest_of_the_file_that_was_loaded(tmp_path: Path) -> None:
    path = tiny(tmp_path)
    loaded = descriptor.load("tiny.onnx", tmp_path)
    assert (loaded.side, loaded.numbers) == (SIDE, 192)
    assert loaded.digest == of_bytes(path.read_bytes()) == descriptor.weights(str(path), Path("/"))


def test_vectors_are_what_the_model_says_of_pictures_normalised_red_first(tmp_path: Path) -> None:
    tiny(tmp_path)
    shown = pictures(1, 11)
    made = descriptor.load("tiny.onnx", tmp_path).described(shown)
    scaled = (shown - np.array([123.675, 116.28, 103.53])) / np.array([58.395, 57.12, 57.375])
    cells = scaled.reshape(11, 8, 8, 8, 8, 3).mean(axis=(2, 4)).transpose(0, 3, 1, 2).reshape(11, 192)
    assert np.allclose(made, cells - cells.mean(axis=1, keepdims=True), atol=1e-4)


def test_no_pictures_have_no_vectors(tmp_path: Path) -> None:
    tiny(tmp_path)
    assert descriptor.load("tiny.onnx", tmp_path).described(pictures(1, 0)).shape == (0, 192)


def test_an_installed_package_carries_a_descriptor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "carries_a_descriptor"
    (package / "data").mkdir(parents=True)
    (package / "__init__.py").touch()
    tiny(package / "data")
    monkeypatch.syspath_prepend(tmp_path)
    assert descriptor.load("carries_a_descriptor:data/tiny.onnx", Path("/")).numbers == 192
    with pytest.raises(WeightsMissing, match="no descriptor in this place"):
        descriptor.load("carries_a_descriptor:data/other.onnx", Path("/"))


@pytest.mark.parametrize(
    ("where", "message"),
    [
        ("absent.onnx", "no descriptor in this place"),
        (".", "no descriptor in this place"),
        ("no_such_package:model.onnx", "the package no_such_package is not installed"),
    ],
)
def test_what_is_not_there_is_named(tmp_path: Path, where: str, message: str) -> None:
    for ask in (descriptor.load, descriptor.weights):
        with pytest.raises(WeightsMissing, match=message) as told:
            ask(where, tmp_path)
        assert told.value.place == where and told.value.hint


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "no ONNX file"),
        (b"\x08\x08 not a model", "no ONNX file"),
        (onnx_files.centred(SIDE, 8)[:-40], "no ONNX file"),
        (onnx_files.model([("Flatten", ("z",), "y", {})], ANY, ("n", 1)), "no ONNX file"),
        (onnx_files.model([("NoSuchThing", ("x",), "y", {})], ANY, ANY), "no ONNX file"),
        (onnx_files.beside("weights.bin", (3, SIDE, SIDE)), "no ONNX file"),
        (onnx_files.model(FLAT, ("n", 3, "h", "w"), ("n", "d")), "the model takes"),
        (onnx_files.model(FLAT, ("n", 3, 64, 48), ("n", 9216)), "the model takes"),
        (onnx_files.model(FLAT, ("n", 1, SIDE, SIDE), ("n", 4096)), "the model takes"),
        (onnx_files.model(FLAT, (1, 3, SIDE, SIDE), (1, 12288)), "the model takes"),
        (onnx_files.model(FLAT, ("n", 3, 2048, 2048), ("n", "d")), "the model takes"),
        (onnx_files.model(FLAT, ANY, ("n", 12288), kind=onnx_files.DOUBLE), "the model takes"),
        (onnx_files.model([("Abs", ("x",), "y", {})], ANY, ANY), "the model makes"),
        (onnx_files.centred(SIDE, 16), "the model makes"),
        (onnx_files.model([("Flatten", ("x",), "y", {"axis": 0})], ANY, (1, "d")), "the model makes"),
        (onnx_files.model([*FLAT, ("Abs", ("y",), "z", {})], ANY, ("n", 12288), also="z"), "the model makes"),
    ],
    ids=lambda value: "" if isinstance(value, bytes) else value.replace(" ", "-"),
)
def test_what_is_no_descriptor_is_refused(tmp_path: Path, data: bytes, message: str) -> None:
    (tmp_path / "weights.bin").write_bytes(bytes(4 * 3 * SIDE * SIDE))
    (tmp_path / "model.onnx").write_bytes(data)
    with pytest.raises(WeightsMissing, match=message) as told:
        descriptor.load("model.onnx", tmp_path)
    assert told.value.place == "model.onnx"


def test_weights_beside_the_file_are_refused_from_their_own_folder_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Their bytes would be no part of the digest."""
    monkeypatch.chdir(tmp_path)
    test_what_is_no_descriptor_is_refused(tmp_path, onnx_files.beside("weights.bin", (3, SIDE, SIDE)), "no ONNX file")


def test_what_is_no_number_is_refused(tmp_path: Path) -> None:
    root: list[onnx_files.Node] = [("Sqrt", ("x",), "root", {}), ("Flatten", ("root",), "y", {"axis": 1})]
    (tmp_path / "root.onnx").write_bytes(onnx_files.model(root, ANY, ("n", 12288)))
    loaded = descriptor.load("root.onnx", tmp_path)
    with pytest.raises(EngineError, match="no vector of numbers"):
        loaded.described(np.zeros((1, SIDE, SIDE, 3), dtype=np.uint8))


def test_without_onnxruntime_the_cure_is_named() -> None:
    code = (
        "import sys, importlib.util as util; from pathlib import Path; find = util.find_spec;"
        "util.find_spec = lambda name, *rest: None if name == 'onnxruntime' else find(name, *rest);"
        "from dragoman.sightings.picture.descriptor import load; from dragoman.model.errors import EngineMissing\n"
        "try:\n    load('any.onnx', Path('/'))\nexcept EngineMissing as error:\n    print(error.hint)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=os.environ, check=True)
    assert done.stdout.strip() == "pip install 'dragoman[neural]'"
    assert issubclass(EngineMissing, EngineError)


def test_nothing_heavy_is_loaded_until_it_is_needed() -> None:
    code = "import dragoman.sightings.picture.neural, sys; print({'numpy', 'onnxruntime'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


@pytest.mark.parametrize("numbers", [64, 192, 256, 512, 1408])
def test_the_bits_of_unrelated_vectors_are_even(numbers: int) -> None:
    vectors = np.random.default_rng(numbers).standard_normal((400, numbers)).astype(np.float32)
    bits = np.unpackbits(neural.turned(vectors), axis=1)
    assert abs(bits.mean() - 0.5) < 0.01
    assert np.abs(bits.mean(axis=0) - 0.5).max() < 0.12
    between = distances(neural.turned(vectors[:200]), neural.turned(vectors[200:]))
    assert abs(between.mean() - 128) < 1
    # The fewer numbers, the more two vectors are alike by chance.
    assert 7 < between.std() < (16 if numbers < 256 else 11)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.floats(0, 180), st.sampled_from([128, 512]))
def test_bits_grow_with_the_angle_between_vectors(seed: int, angle: float, numbers: int) -> None:
    chance = np.random.default_rng(seed)
    one, other = np.linalg.qr(chance.standard_normal((numbers, 2)))[0].T
    turn = np.deg2rad(angle)
    pair = np.stack([one, np.cos(turn) * one + np.sin(turn) * other]).astype(np.float32)
    hashes = neural.turned(pair)
    assert abs(int(apart(hashes[:1], hashes[1:])[0]) - 256 * angle / 180) < 52
    assert np.array_equal(neural.turned(pair * np.float32(17)), hashes)


def test_the_directions_are_the_same_for_ever() -> None:
    one = np.ones((1, 512), dtype=np.float32)
    one[0, ::3] = -2
    assert neural.turned(one).tobytes().hex() == "0640627e8bc52701a9a40a0d92993d0f26333c3a154ffd52da54fc156a4f147d"


def test_how_pictures_are_cut_into_batches_changes_nothing(tmp_path: Path) -> None:
    tiny(tmp_path)
    loaded = descriptor.load("tiny.onnx", tmp_path)
    shown, times = pictures(2, 21), np.arange(0, 21_000, 1000, dtype=np.uint32)
    made = []
    for cuts in ([21], [1, 8, 12], [7, 7, 7]):
        maker = neural.NeuralMaker(loaded)
        for end, size in zip(np.cumsum(cuts), cuts, strict=True):
            maker.feed(times[end - size : end], shown[end - size : end])
        made.append(maker.finish(none()).packed())
    assert made[0] == made[1] == made[2]


def none() -> Frames:
    return Frames.unpacked(b"")


def test_rows_stand_among_the_others_in_the_order_of_time(tmp_path: Path) -> None:
    tiny(tmp_path)
    maker = neural.NeuralMaker(descriptor.load("tiny.onnx", tmp_path))
    maker.feed(np.array([0, 1000], dtype=np.uint32), pictures(3, 2))
    hashes = np.arange(5 * 32, dtype=np.uint8).reshape(5, 32)
    times = np.array([0, 250, 500, 1000, 1250], dtype=np.uint32)
    others = Frames(times, np.zeros(5, dtype=np.uint8), np.full(5, 70, dtype=np.uint8), hashes)
    made = maker.finish(others)
    whole, its = Variant.WHOLE, Variant.NEURAL
    assert made.times.tolist() == [0, 0, 250, 500, 1000, 1000, 1250]
    assert made.variants.tolist() == [whole, its, whole, whole, whole, its, whole]
    assert made.where(made.variants == whole).packed() == others.packed()


def test_pictures_that_show_nothing_have_no_quality(tmp_path: Path) -> None:
    tiny(tmp_path)
    maker = neural.NeuralMaker(descriptor.load("tiny.onnx", tmp_path))
    flat = np.full((1, SIDE, SIDE, 3), 90, dtype=np.uint8)
    maker.feed(np.array([0, 1000], dtype=np.uint32), np.concatenate([flat, pictures(4, 1)]))
    first, second = maker.finish(none()).qualities
    assert first == 0 and second >= 50


def test_a_copy_is_near_and_what_is_unrelated_is_far(tmp_path: Path) -> None:
    tiny(tmp_path)
    loaded = descriptor.load("tiny.onnx", tmp_path)
    shown = pictures(5, 60)
    copies = (shown * 0.8 + 20 + np.random.default_rng(6).normal(0, 12, shown.shape)).clip(0, 255).astype(np.uint8)
    between = distances(neural.turned(loaded.described(shown)), neural.turned(loaded.described(copies)))
    assert np.diag(between).max() < 40
    assert between[~np.eye(60, dtype=bool)].mean() == pytest.approx(128, abs=4)


def test_the_method_tells_one_descriptor_from_another() -> None:
    plain = Tool("pdq-frames", "1", {"pictures a second": "4"})
    one, other = (neural.method(plain, of_bytes(data)) for data in (b"one", b"other"))
    assert one.name == plain.name and len({plain.version, one.version, other.version}) == 3
    assert one.weights == of_bytes(b"one") and one.settings["pictures a second"] == "4"
