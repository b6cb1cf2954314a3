"""A desk with a descriptor of its own: a tiny real one, run by onnxruntime."""

import importlib.util
import shutil
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import pytest
from tests.sightings.picture.onnx_files import Node, centred, model
from tests.steps.desks import TINY

from dragoman.dispatch.searched import sentence
from dragoman.doors.cli.app import run
from dragoman.model.digest import of_bytes
from dragoman.model.errors import EngineMissing, WeightsMissing
from dragoman.model.sighting import Fingerprint, Sightings
from dragoman.sightings.frames import Frames, Variant
from dragoman.steps import descriptors
from dragoman.steps.desk import Desk, open_desk
from dragoman.steps.fingerprints import fingerprint, methods
from dragoman.steps.listening import Listener
from dragoman.steps.seen import seen
from dragoman.steps.seen_report import look

PLAIN = TINY.replace("at_read = false", 'at_read = false\ndescriptor = ""')
DEAF = Listener(lambda text: None, lambda done, total: None)
FLAT: list[Node] = [("Flatten", ("x",), "y", {"axis": 1})]


def uneven(source: Path, into: Path, start: float, end: float) -> Path:
    """Encode the seconds from `start` to `end` of a film without sound, less what lies to its left and above."""
    with av.open(str(source)) as film, av.open(str(into), "w") as made:
        shown = made.add_stream("libx264", rate=25, options={"crf": "28", "preset": "veryfast"})
        shown.width, shown.height, shown.pix_fmt = 480, 270, "yuv420p"
        for frame in film.decode(video=0):
            if frame.time is None or not start <= frame.time < end:
                continue
            left = frame.to_ndarray(format="rgb24")[frame.height // 12 :, frame.width // 6 :]
            small = av.VideoFrame.from_ndarray(left.copy(), format="rgb24").reformat(480, 270, "yuv420p")
            small.pts, small.time_base = round((frame.time - start) * 12_800), Fraction(1, 12_800)
            made.mux(shown.encode(small))
        made.mux(shown.encode())
    return into


def desk_of(folder: Path, story: Path) -> Path:
    """Return a desk that names a descriptor, with a story and ten seconds of it, unevenly cut."""
    root = folder / "desk"
    assert run(["init", str(root), "--name", "The Test Desk"]) == 0
    cut = uneven(story, folder / "cut.mp4", 10, 20)
    for path, name in ((story, "story"), (cut, "cut")):
        assert run(["--desk", str(root), "capture", str(path), "--name", name]) == 0
    (root / "tiny.onnx").write_bytes(centred(64, 8))
    settle(root, "tiny.onnx")
    return root


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory, footage: Path) -> Path:
    """Return a desk whose fingerprints are made by a descriptor, of which nothing was asked."""
    root = desk_of(tmp_path_factory.mktemp("described"), footage)
    with open_desk(root) as desk:
        for name in ("story", "cut"):
            fingerprint(desk, desk.item(name), DEAF)
    return root


@pytest.fixture
def described(kept: Path, tmp_path: Path) -> Path:
    """Return a copy of that desk, to be changed."""
    return Path(shutil.copytree(kept, tmp_path / "desk"))


def settle(root: Path, descriptor: str, *, crops: bool = True) -> None:
    said = f'descriptor = "{descriptor}"\ncrops = {str(crops).lower()}'
    (root / "dragoman.toml").write_text(PLAIN.replace('descriptor = ""', said), encoding="utf-8")


def pictures(desk: Desk, name: str = "story") -> Fingerprint:
    made = [desk.vault.get_as(one, Fingerprint) for one in fingerprint(desk, desk.item(name), DEAF).kept]
    return next(one for one in made if one.channel == "picture")


def described_rows(record: Fingerprint) -> int:
    return int((Frames.unpacked(record.data).variants == Variant.NEURAL).sum())


def asked(root: Path) -> tuple[Sightings, list[str]]:
    """Ask about the cut; return the report and what was told meanwhile."""
    told: list[str] = []
    with open_desk(root) as desk:
        return seen(desk, "cut", Listener(told.append, lambda done, total: None)).report.sightings, told


def test_a_fingerprint_holds_the_rows_of_the_descriptor_and_names_it(described: Path) -> None:
    digest = of_bytes(centred(64, 8))
    with open_desk(described) as desk:
        record = pictures(desk)
        assert described_rows(record) >= 20
        assert (record.by.weights, record.by.version) == (digest, methods(desk)["picture"][1])
        assert record.by.version.endswith(f"+{digest[7:19]}")
        assert methods(desk)["sound"][1].isdigit()


def test_an_uneven_cut_is_asked_about_and_the_report_says_by_what(described: Path) -> None:
    report, told = asked(described)
    assert (report.by.settings["descriptor"], report.by.weights) == ("used", of_bytes(centred(64, 8)))
    assert "searching 1 item for cut, descriptor: used" in told
    settle(described, "")
    plain, told = asked(described)
    assert (plain.by.settings["descriptor"], plain.by.weights) == ("none", None)
    assert "searching 1 item for cut, descriptor: none" in told
    assert not set(plain.fingerprints) & set(report.fingerprints)


def test_what_it_finds_of_an_uneven_cut_is_found_by_nothing_else_and_is_probable(tmp_path: Path, shared: Path) -> None:
    root = desk_of(tmp_path, shared / "asp-videos" / "es_0006.mp4")
    report, _ = asked(root)
    with open_desk(root) as desk:
        story = desk.item("story").media
    (one,) = report.found
    assert (one.there.media, one.channel, one.certain) == (story, "picture", False) and one.here.length > 9_000
    settle(root, "")
    assert not asked(root)[0].found


def test_where_cuts_are_not_asked_about_the_descriptor_is_not_used_and_said(described: Path) -> None:
    settle(described, "tiny.onnx", crops=False)
    report, told = asked(described)
    assert report.by.settings["descriptor"] == "not used" and not report.found
    assert "searching 1 item for cut, descriptor: not used" in told


def test_another_descriptor_makes_pictures_anew_and_the_way_back_makes_nothing(described: Path) -> None:
    def made() -> tuple[str, ...]:
        with open_desk(described) as desk:
            return fingerprint(desk, desk.item("story"), DEAF).made

    assert made() == ()
    (described / "tiny.onnx").write_bytes(centred(64, 4))
    assert (made(), made()) == (("picture",), ())
    settle(described, "")
    assert (made(), made()) == (("picture",), ())
    with open_desk(described) as desk:
        assert described_rows(pictures(desk)) == 0 and "+" not in methods(desk)["picture"][1]
    (described / "tiny.onnx").write_bytes(centred(64, 8))
    settle(described, "tiny.onnx")
    assert made() == ()


def test_a_descriptor_is_read_once_in_a_process(described: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_desk(described) as desk:
        loaded, digest = descriptors.descriptor_of(desk), descriptors.weights_of(desk)
        read = Path.open

        def opened(path: Path, *rest: Any) -> Any:
            assert path.suffix != ".onnx"
            return read(path, *rest)

        monkeypatch.setattr(Path, "open", opened)
        assert descriptors.descriptor_of(desk) is loaded and descriptors.weights_of(desk) == digest
        monkeypatch.undo()
        (described / "tiny.onnx").write_bytes(centred(64, 4))
        changed = descriptors.descriptor_of(desk)
        assert changed is not None and changed.digest == descriptors.weights_of(desk) != digest


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (Path.unlink, "no descriptor in this place (tiny.onnx)"),
        (lambda path: path.write_bytes(b"no model"), "no ONNX file that can be loaded"),
        (lambda path: path.write_bytes(model(FLAT, ("n", 1, 64, 64), ("n", 4096))), "the model takes"),
    ],
    ids=["gone", "no model", "another shape"],
)
def test_one_that_cannot_be_used_ends_everything_in_one_line(
    described: Path, capsys: pytest.CaptureFixture[str], spoil: Callable[[Path], object], message: str
) -> None:
    spoil(described / "tiny.onnx")
    with open_desk(described) as desk:
        before = desk.vault.index.count()
        with pytest.raises(WeightsMissing):
            fingerprint(desk, desk.item("story"), DEAF)
    for ask in (["seen", "cut"], ["seen", "--all"]):
        capsys.readouterr()
        assert run(["--desk", str(described), *ask]) == 2
        errors = [line for line in capsys.readouterr().err.splitlines() if line.startswith(("error: ", "hint: "))]
        assert len(errors) == 2 and message in errors[0]
    with open_desk(described) as desk:
        assert desk.vault.index.count() == before


def test_without_onnxruntime_nothing_else_is_made_in_its_place(
    described: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name, *rest: None if name == "onnxruntime" else find(name, *rest)
    )
    report, _ = asked(described)
    assert report.by.settings["descriptor"] == "used", "what is on record can be searched without it"
    (described / "tiny.onnx").write_bytes(centred(64, 4))
    with open_desk(described) as desk, pytest.raises(EngineMissing):
        fingerprint(desk, desk.item("story"), DEAF)
    assert run(["--desk", str(described), "seen", "cut"]) == 2
    assert "pip install 'dragoman[neural]'" in capsys.readouterr().err


def test_reading_says_so_before_the_hours_that_a_transcript_takes(
    described: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = described / "dragoman.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("at_read = false", "at_read = true"))
    (described / "tiny.onnx").unlink()
    assert run(["--desk", str(described), "read", "story", "--language", "fa"]) == 2
    told = capsys.readouterr().err
    assert "no descriptor in this place (tiny.onnx)" in told and "transcribing" not in told


def test_a_report_says_when_its_descriptor_or_its_method_is_another(described: Path) -> None:
    def stale() -> str:
        with open_desk(described) as desk:
            report = look(desk, "cut")
            assert report is not None
            return report.stale

    report, _ = asked(described)
    assert stale() == ""
    assert f"by sightings {report.by.version} with descriptor {of_bytes(centred(64, 8))[7:19]}" in sentence(report)
    (described / "tiny.onnx").write_bytes(centred(64, 4))
    assert stale() == "the descriptor is another since"
    (described / "tiny.onnx").unlink()
    assert stale() == "the descriptor is not where the settings say"
    (described / "tiny.onnx").write_bytes(centred(64, 8))
    settle(described, "tiny.onnx", crops=False)
    assert stale() == "the method is another since"
