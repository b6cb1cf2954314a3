import hashlib
import os
import resource
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.capture.sources.file import FileSource
from dragoman.model.errors import BadInput, CaptureError, DragomanError, NotMedia, TooLarge
from dragoman.model.settings import CaptureSettings
from dragoman.testing.sources import fixed_request

BODY = bytes(range(256)) * 10_000


@pytest.fixture
def speech(tmp_path: Path) -> Path:
    folder = tmp_path / "home" / "ali"
    folder.mkdir(parents=True)
    file = folder / "سخنرانی (1).mp4"
    file.write_bytes(BODY)
    return file


def test_the_exact_bytes_are_kept(speech: Path, into: Path) -> None:
    made = FileSource().fetch(fixed_request(str(speech), into))
    (blob,) = made.blobs
    assert (blob.path, blob.size, blob.media_type) == ("media/سخنرانی-1.mp4", len(BODY), "video/mp4")
    assert blob.digest == "sha256:" + hashlib.sha256(BODY).hexdigest()
    assert (into / blob.path).read_bytes() == BODY
    assert speech.read_bytes() == BODY


def test_folders_above_the_file_are_not_told(speech: Path, into: Path) -> None:
    made = FileSource().fetch(fixed_request(str(speech), into))
    assert made.address == "file:سخنرانی (1).mp4"
    assert "ali" not in repr(made)


@pytest.mark.parametrize("form", ["{path}", "file://{path}", "file://localhost{path}", "FILE:{path}", "file:{path}"])
def test_file_addresses_are_paths(form: str, tmp_path: Path, into: Path) -> None:
    file = tmp_path / "a b%41.mp4"
    file.write_bytes(b"x")
    path = str(file) if form == "{path}" else str(file).replace("%", "%25").replace(" ", "%20")
    made = FileSource().fetch(fixed_request(form.format(path=path), into))
    assert made.address == "file:a b%41.mp4"


def test_links_are_followed(speech: Path, tmp_path: Path, into: Path) -> None:
    link = tmp_path / "link.mp4"
    link.symlink_to(speech)
    made = FileSource().fetch(fixed_request(str(link), into))
    assert (made.address, made.blobs[0].size) == ("file:link.mp4", len(BODY))
    assert not (into / made.blobs[0].path).is_symlink()


def test_names_that_are_no_text_are_kept_readable(tmp_path: Path, into: Path) -> None:
    file = Path(os.fsdecode(bytes(tmp_path) + b"/a\xff.mp4"))
    file.write_bytes(b"x")
    made = FileSource().fetch(fixed_request(str(file), into))
    assert made.address == "file:a\ufffd.mp4"
    made.address.encode("utf-8")


BAD = [
    ("{here}/absent.mp4", BadInput, "no such file"),
    ("{here}", BadInput, "a folder"),
    (".", BadInput, "a folder"),
    ("/dev/null", BadInput, "not a regular file"),
    ("{here}/pipe", BadInput, "not a regular file"),
    ("{here}/empty.mp4", NotMedia, "no bytes"),
    ("{here}/empty.mp4/x", BadInput, "cannot be opened"),
    ("{here}/loop", BadInput, "cannot be opened"),
    ("a\0b", BadInput, "zero byte"),
    ("file:///a%00b", BadInput, "zero byte"),
    ("file://elsewhere/a.mp4", BadInput, "another machine"),
    ("file:///a.mp4?x", BadInput, "with \\? or #"),
]


@pytest.mark.parametrize(("address", "error", "said"), BAD)
def test_what_cannot_be_captured_is_named(
    address: str, error: type[DragomanError], said: str, tmp_path: Path, into: Path
) -> None:
    (tmp_path / "empty.mp4").touch()
    (tmp_path / "loop").symlink_to("loop")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(error, match=said) as raised:
        FileSource().fetch(fixed_request(address.format(here=tmp_path), into))
    assert raised.value.place
    assert raised.value.hint
    assert list(into.iterdir()) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every file")
def test_a_file_without_permission_is_named(speech: Path, into: Path) -> None:
    speech.chmod(0)
    with pytest.raises(BadInput, match="Permission denied"):
        FileSource().fetch(fixed_request(str(speech), into))


def test_too_large_is_said_before_reading(tmp_path: Path, into: Path) -> None:
    file = tmp_path / "sparse.mp4"
    with file.open("wb") as sparse:
        sparse.truncate(1 << 40)
    with pytest.raises(TooLarge, match="1,099,511,627,776"):
        FileSource().fetch(fixed_request(str(file), into, CaptureSettings(max_bytes=10)))
    assert list(into.iterdir()) == []


def _append(file: Path, more: bytes) -> None:
    with file.open("ab") as growing:
        growing.write(more)


def _grow(file: Path) -> None:
    _append(file, b"more")


def _shrink(file: Path) -> None:
    os.truncate(file, 1_500_000)


def _touch(file: Path) -> None:
    os.utime(file, ns=(1, 1))


def _overwrite(file: Path) -> None:
    with file.open("r+b") as changing:
        changing.write(b"other")
    os.utime(file, ns=(2, 2))


@pytest.mark.parametrize("change", [_grow, _shrink, _touch, _overwrite])
def test_a_file_that_changes_while_it_is_read_is_refused(change: object, speech: Path, into: Path) -> None:
    changed = threading.Event()

    def progress(done: int, total: int | None) -> None:
        if not changed.is_set():
            changed.set()
            change(speech)  # type: ignore[operator]

    with pytest.raises(CaptureError, match="changed while it was read"):
        FileSource().fetch(replace(fixed_request(str(speech), into), progress=progress))
    assert list(into.iterdir()) == []


def test_a_file_that_never_stops_growing_is_let_go(speech: Path, into: Path) -> None:
    told: list[int] = []

    def progress(done: int, total: int | None) -> None:
        told.append(done)
        if len(told) < 50:
            _append(speech, bytes(1 << 20))

    with pytest.raises(CaptureError, match="changed while it was read"):
        FileSource().fetch(replace(fixed_request(str(speech), into), progress=progress))
    assert told[-1] <= len(BODY)


def test_a_disk_that_takes_no_more_is_named(speech: Path, into: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_500_000, hard))
    try:
        with pytest.raises(CaptureError, match="cannot write: File too large") as raised:
            FileSource().fetch(fixed_request(str(speech), into))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert raised.value.hint
    assert list(into.iterdir()) == []


def test_a_folder_that_is_gone_is_named(speech: Path, into: Path) -> None:
    asked = fixed_request(str(speech), into)
    into.rmdir()
    with pytest.raises(CaptureError, match="cannot write: No such file"):
        FileSource().fetch(asked)


def test_an_interrupted_capture_leaves_nothing(speech: Path, into: Path) -> None:
    def interrupt(done: int, total: int | None) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        FileSource().fetch(replace(fixed_request(str(speech), into), progress=interrupt))
    assert list(into.iterdir()) == []


def test_a_blob_that_is_there_already_is_not_overwritten(speech: Path, into: Path) -> None:
    first = FileSource().fetch(fixed_request(str(speech), into))
    (into / first.blobs[0].path).write_bytes(b"kept")
    with pytest.raises(CaptureError, match="File exists"):
        FileSource().fetch(fixed_request(str(speech), into))
    assert (into / first.blobs[0].path).read_bytes() == b"kept"


MATCHES = [
    ("a.mp4", True),
    ("/a/b.mp4", True),
    ("file:///a", True),
    ("FILE:a", True),
    ("https://a.example/", False),
    ("s3://a", False),
    ("", False),
]


@pytest.mark.parametrize(("address", "mine"), MATCHES)
def test_paths_and_file_addresses_match(address: str, mine: bool) -> None:
    assert FileSource().matches(address) is mine
