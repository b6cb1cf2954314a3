import re
from dataclasses import dataclass
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from dragoman.capture.ids import new_id
from dragoman.capture.source import GROUP, Request, capture, find_source, installed_sources
from dragoman.capture.sources.file import FileSource
from dragoman.capture.sources.http import HttpSource
from dragoman.model.capture import Blob, Capture, Tool
from dragoman.model.digest import of_bytes
from dragoman.model.errors import BadInput, CaptureError, NotMedia
from dragoman.testing.local_server import LocalServer, answer
from dragoman.testing.sources import LOOPBACK, SourceCase, SourceContract, fixed_request

ADDRESSES = [
    ("speech.mp4", "file"),
    ("file:///speech.mp4", "file"),
    ("http://example.org/", "http"),
    ("HTTPS://example.org/", "http"),
]


@pytest.mark.parametrize(("address", "name"), ADDRESSES)
def test_the_installed_kinds_are_found(address: str, name: str) -> None:
    assert find_source(address).name == name


def test_our_kinds_come_in_by_entry_points() -> None:
    ours = {entry.name for entry in entry_points(group=GROUP) if entry.module.startswith("dragoman.")}
    assert ours == {"file", "http"}
    assert [source.name for source in installed_sources()][-2:] == ["file", "http"]


@pytest.mark.parametrize("address", ["ftp://example.org/a.mp4", "", "s3://bucket/a"])
def test_an_address_of_no_kind_is_bad_input(address: str, into: Path) -> None:
    with pytest.raises(BadInput, match="no source kind") as raised:
        capture(fixed_request(address, into))
    assert "https://" in (raised.value.hint or "")


def test_the_first_kind_that_matches_is_asked() -> None:
    assert find_source("a", [HttpSource(), FileSource()]).name == "file"


@dataclass
class Liar:
    """State blobs that were never written, or not where a blob may stand."""

    path: str
    size: int
    name: str = "liar"

    def matches(self, address: str) -> bool:
        return True

    def fetch(self, request: Request) -> Capture:
        (request.into / "media").mkdir()
        (request.into / "media" / "there").write_bytes(b"there")
        (request.into / "capture.json").write_bytes(b"there")
        blob = Blob(self.path, of_bytes(b"there"), self.size, "text/plain")
        return Capture("id", request.address, self.name, request.clock(), Tool("liar", "1"), (blob,))


LIES = [
    ("media/absent", 5),
    ("media/there", 6),
    ("media", 5),
    ("capture.json", 5),
    ("media/../capture.json", 5),
    ("/etc/hostname", 5),
    ("", 5),
]


@pytest.mark.parametrize(("path", "size"), LIES)
def test_a_kind_that_did_not_write_what_it_states_is_caught(path: str, size: int, into: Path) -> None:
    with pytest.raises(CaptureError, match="liar"):
        capture(fixed_request("x", into), [Liar(path, size)])


def test_a_kind_that_tells_the_truth_passes(into: Path) -> None:
    assert capture(fixed_request("x", into), [Liar("media/there", 5)]).source == "liar"


def test_ids_are_times_and_never_the_same() -> None:
    made = {new_id(lambda: "2026-11-22T10:00:00Z") for _ in range(1000)}
    assert len(made) == 1000
    assert all(re.fullmatch(r"20261122T100000Z-[0-9a-f]{8}", one) for one in made)


def test_a_request_takes_the_present_time_unless_told(into: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.mp4"
    file.write_bytes(b"x")
    made = capture(Request(str(file), into))
    assert made.id.startswith(re.sub(r"[-:]", "", made.at)[:8])


class TestFileSource(SourceContract):
    @pytest.fixture
    def case(self, footage: Path) -> SourceCase:
        return SourceCase(FileSource(), str(footage), str(footage.with_name("absent.mp4")), "https://example.org/")


class TestHttpSource(SourceContract):
    @pytest.fixture
    def case(self, request: pytest.FixtureRequest, footage: Path) -> SourceCase:
        def script(asked: object) -> list[bytes]:
            found = getattr(asked, "path", "") == "/fa_0130.mp4"
            return [answer(footage.read_bytes())] if found else [answer(status=404)]

        server = LocalServer(script)
        request.addfinalizer(lambda: server.__exit__())
        server.__enter__()
        return SourceCase(
            HttpSource(), f"{server.address}/fa_0130.mp4", f"{server.address}/absent", "speech.mp4", LOOPBACK
        )


class Forgetful(FileSource):
    """Break one promise after another, so that the contract is seen to fail."""

    def fetch(self, request: Request) -> Capture:
        made = super().fetch(request)
        (request.into / "left-over").write_bytes(b"x")
        return made


def test_the_contract_catches_what_is_left_over(footage: Path, tmp_path: Path) -> None:
    contract = SourceContract()
    case = SourceCase(Forgetful(), str(footage), "absent")
    with pytest.raises(AssertionError):
        contract.test_states_what_it_wrote(case, fixed_request(case.good, tmp_path / "into"))


def test_the_contract_catches_an_error_without_a_cure(footage: Path, tmp_path: Path) -> None:
    class Mute(FileSource):
        def fetch(self, request: Request) -> Capture:
            raise NotMedia("no")

    case = SourceCase(Mute(), str(footage), "absent")
    with pytest.raises(AssertionError):
        SourceContract().test_fails_by_name_and_leaves_nothing(case, fixed_request(case.good, tmp_path / "into"))
