"""The tests that every source kind passes, ours and a plug-in's alike."""

import re
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from dragoman.capture.source import Request, Source, capture
from dragoman.model.capture import Capture
from dragoman.model.digest import canonical, of_file
from dragoman.model.errors import BadInput, CaptureError, DragomanError, TooLarge
from dragoman.model.records import decode
from dragoman.model.settings import CaptureSettings

LOOPBACK = CaptureSettings(allow_private=("127.0.0.1",))
"""Limits under which a server on this machine may be fetched from."""

_AT = "2026-11-22T10:00:00Z"
_ID = "20261122T100000Z-0123abcd"


def fixed_request(address: str, into: Path, limits: CaptureSettings = LOOPBACK) -> Request:
    """Return a request whose clock and id never change; `into` is made where it is absent."""
    into.mkdir(exist_ok=True)
    return Request(address, into, limits, lambda: _AT, lambda: _ID)


@dataclass(frozen=True)
class SourceCase:
    """Hold a source kind and addresses to try it on.

    `good` gives the same bytes, more than one, each time; `missing` is of this kind and gives nothing;
    `foreign` is another kind's. `limits` allow what `good` needs, such as a local server's host.
    """

    source: Source
    good: str
    missing: str
    foreign: str = "gopher://example.org/1"
    limits: CaptureSettings = field(default_factory=CaptureSettings)


class SourceContract:
    """Hold the tests of the promise in `dragoman.capture.source.Source`.

    Subclass it in a test module under a name that starts with `Test`, and give a `case`. Serve recorded
    answers from a server on this machine; a test that needs the world tests the world.

    ```python
    class TestArchiveSource(SourceContract):
        @pytest.fixture
        def case(self, local_server: str) -> SourceCase:
            return SourceCase(
                ArchiveSource(),
                good=f"{local_server}/details/speech",
                missing=f"{local_server}/details/nothing",
                limits=LOOPBACK,
            )
    ```

    With `pytest.register_assert_rewrite("dragoman.testing")` in conftest.py a failure shows its values.
    """

    @pytest.fixture
    def case(self) -> SourceCase:
        """Return what is tested; every subclass gives its own."""
        raise NotImplementedError("give a fixture called `case` that returns a SourceCase")

    @pytest.fixture
    def request_for_good(self, case: SourceCase, tmp_path: Path) -> Request:
        """Return a request for the good address, into an empty folder."""
        return fixed_request(case.good, tmp_path / "into", case.limits)

    def test_has_a_plain_name(self, case: SourceCase) -> None:
        """Check that the name can stand in a record and in an entry point."""
        assert re.fullmatch(r"[a-z][a-z0-9-]*", case.source.name)

    def test_takes_its_own_addresses_alone(self, case: SourceCase) -> None:
        """Check that the kind tells its addresses from another's by spelling."""
        assert case.source.matches(case.good)
        assert case.source.matches(case.missing)
        assert not case.source.matches(case.foreign)

    def test_states_what_it_wrote(self, case: SourceCase, request_for_good: Request) -> None:
        """Check every blob's digest and size against the bytes on disk, and that nothing else was left."""
        made = capture(request_for_good, [case.source])
        into = request_for_good.into
        for blob in made.blobs:
            assert of_file(into / blob.path) == blob.digest
            assert (into / blob.path).stat().st_size == blob.size > 0
            assert re.fullmatch(r"[^/\s]+/[^/\s;]+", blob.media_type)
        assert _files(into) == sorted(blob.path for blob in made.blobs)

    def test_takes_clock_and_id_as_given(self, case: SourceCase, request_for_good: Request) -> None:
        """Check that time, id and kind in the record are those of the request and the source."""
        made = case.source.fetch(request_for_good)
        assert (made.at, made.id, made.source) == (_AT, _ID, case.source.name)
        assert all(hop.at == _AT for hop in made.hops)
        assert made.by.name
        assert made.by.version

    def test_makes_a_lasting_record(self, case: SourceCase, request_for_good: Request) -> None:
        """Check that the record reads back from its canonical JSON unchanged."""
        made = case.source.fetch(request_for_good)
        assert decode(canonical(made), "the capture") == made

    def test_gives_the_same_bytes_again(self, case: SourceCase, request_for_good: Request, tmp_path: Path) -> None:
        """Check that a second capture of the same thing has the same blobs."""
        again = tmp_path / "again"
        again.mkdir()
        first = case.source.fetch(request_for_good)
        second = case.source.fetch(replace(request_for_good, into=again))
        assert first.blobs == second.blobs

    def test_tells_its_progress(self, case: SourceCase, request_for_good: Request) -> None:
        """Check that progress grows, and ends at the size."""
        told: list[int] = []
        made = case.source.fetch(replace(request_for_good, progress=lambda done, total: told.append(done)))
        assert told == sorted(told)
        assert told[-1] == max(blob.size for blob in made.blobs) or told[-1] == sum(blob.size for blob in made.blobs)

    def test_stops_at_the_size_cap(self, case: SourceCase, request_for_good: Request) -> None:
        """Check that one byte less than the size is too little, the size itself enough, and nothing stays."""
        size = _size(case.source.fetch(request_for_good))
        short = _again(request_for_good, _capped(case.limits, size - 1))
        with pytest.raises(TooLarge) as raised:
            case.source.fetch(short)
        _speaks(raised.value)
        assert _entries(short.into) == []
        assert _size(case.source.fetch(_again(request_for_good, _capped(case.limits, size)))) == size

    def test_fails_by_name_and_leaves_nothing(self, case: SourceCase, request_for_good: Request) -> None:
        """Check that an address that gives nothing is a named error with a place and a cure."""
        with pytest.raises((BadInput, CaptureError)) as raised:
            case.source.fetch(replace(request_for_good, address=case.missing))
        _speaks(raised.value)
        assert _entries(request_for_good.into) == []


def _speaks(error: DragomanError) -> None:
    assert error.message
    assert "\n" not in error.message
    assert error.place
    assert error.hint


def _size(made: Capture) -> int:
    return sum(blob.size for blob in made.blobs)


def _again(request: Request, limits: CaptureSettings) -> Request:
    into = request.into.with_name(f"capped-{limits.max_bytes}")
    into.mkdir()
    return replace(request, into=into, limits=limits)


def _capped(limits: CaptureSettings, size: int) -> CaptureSettings:
    return CaptureSettings(size, limits.max_seconds, limits.max_redirects, limits.allow_private)


def _entries(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*"))


def _files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir())
