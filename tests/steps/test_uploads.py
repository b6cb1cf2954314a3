"""Uploads go on where they stopped, and what arrives is what was sent."""

import hashlib
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model.errors import BadInput, TooLarge
from dragoman.steps.uploads import OffsetDiffers, Piece, Upload, Uploads

MARK = "size-time-digest"


def piece(offset: int, data: bytes) -> Piece:
    return Piece(offset, data, hashlib.sha256(data).hexdigest())


def begun(uploads: Uploads, data: bytes, name: str = "talk.mp4") -> Upload:
    return uploads.begin("Sara", name, len(data), MARK)


@given(st.binary(min_size=1, max_size=400), st.lists(st.integers(1, 90), min_size=1, max_size=20), st.randoms())
def test_pieces_make_the_file_whatever_dies_between(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, sizes: list[int], chance: random.Random
) -> None:
    root = tmp_path_factory.mktemp("uploads")
    uploads = Uploads(root)
    upload = begun(uploads, data)
    while upload.offset < len(data):
        size = chance.choice(sizes)
        # What a dying server wrote and did not acknowledge lies beyond the offset, and must do no harm.
        with uploads.path(upload).open("ab") as file:
            file.write(b"torn" * chance.randint(0, 3))
        uploads = Uploads(root)
        upload = begun(uploads, data)
        upload = uploads.take(upload.id, piece(upload.offset, data[upload.offset : upload.offset + size]))
    assert uploads.path(upload).read_bytes() == data
    assert len(list(uploads.all())) == 1


def test_what_does_not_fit_is_refused(tmp_path: Path) -> None:
    uploads = Uploads(tmp_path)
    upload = begun(uploads, b"0123456789")
    uploads.take(upload.id, piece(0, b"0123"))
    with pytest.raises(OffsetDiffers) as told:
        uploads.take(upload.id, piece(0, b"0123"))
    assert told.value.offset == 4
    with pytest.raises(OffsetDiffers):
        uploads.take(upload.id, piece(5, b"5"))
    with pytest.raises(BadInput, match="changed on their way"):
        uploads.take(upload.id, Piece(4, b"4567", hashlib.sha256(b"4568").hexdigest()))
    with pytest.raises(BadInput, match="more bytes"):
        uploads.take(upload.id, piece(4, b"4567890"))
    with pytest.raises(BadInput, match="6 bytes are missing"):
        uploads.order(upload.id, lambda path: "work")
    for other in ("0" * 24, "../../x", ""):
        with pytest.raises(BadInput, match="no such upload"):
            uploads.take(other, piece(0, b"x"))
    assert uploads.get(upload.id).offset == 4


def test_a_whole_upload_is_ordered_once(tmp_path: Path) -> None:
    uploads = Uploads(tmp_path)
    upload = uploads.take(begun(uploads, b"all").id, piece(0, b"all"))
    ordered: list[Path] = []

    def start(path: Path) -> str:
        ordered.append(path)
        return f"work-{len(ordered)}"

    assert uploads.order(upload.id, start).work == uploads.order(upload.id, start).work == "work-1"
    assert ordered[0].name == "talk.mp4"
    assert ordered[0].read_bytes() == b"all"
    assert begun(uploads, b"all").id != upload.id, "the same file, sent again after its capture, is a new upload"
    uploads.settle(frozenset(["work-2"]))
    assert uploads.find(upload.id) is not None
    uploads.settle(frozenset(["work-1"]))
    assert uploads.find(upload.id) is None


def test_only_the_same_persons_same_file_goes_on(tmp_path: Path) -> None:
    uploads = Uploads(tmp_path)
    mine = uploads.begin("Sara", "talk.mp4", 10, MARK)
    assert uploads.begin("Sara", "renamed.mp4", 10, MARK).id == mine.id
    assert uploads.begin("Taher", "talk.mp4", 10, MARK).id != mine.id
    assert uploads.begin("Sara", "talk.mp4", 11, MARK).id != mine.id
    assert uploads.begin("Sara", "talk.mp4", 10, MARK + "x").id != mine.id


def test_names_stay_below_their_folder(tmp_path: Path) -> None:
    uploads = Uploads(tmp_path)
    folder = tmp_path / "work" / "uploads"
    for name in (
        "../../../etc/passwd",
        "/etc/passwd",
        "..",
        ".",
        "a\\..\\b.mp4",
        "x" * 400 + ".mp4",
        "\0",
        "سخنرانی.mp4",
    ):
        upload = uploads.begin("Sara", name, 3, MARK + name[:30])
        path = uploads.path(upload)
        assert path.is_file()
        assert path.resolve().parent == (folder / upload.id / "bytes").resolve()
    assert path.name == "سخنرانی.mp4"


def test_what_cannot_be_kept_is_told_before_it_is_sent(tmp_path: Path) -> None:
    uploads = Uploads(tmp_path)
    with pytest.raises(BadInput, match="empty"):
        uploads.begin("Sara", "talk.mp4", 0, MARK)
    with pytest.raises(TooLarge, match="no room"):
        uploads.begin("Sara", "talk.mp4", 1 << 50, MARK)
    assert not list(uploads.all())


def test_what_nobody_touches_for_two_weeks_goes(tmp_path: Path) -> None:
    uploads = Uploads(tmp_path)
    left = uploads.begin("Sara", "left.mp4", 3, MARK)
    now = (tmp_path / "work" / "uploads" / left.id / "upload.json").stat().st_mtime
    later = Uploads(tmp_path, lambda: now + 13 * 24 * 3600)
    later.sweep()
    assert later.find(left.id) is not None
    much_later = Uploads(tmp_path, lambda: now + 15 * 24 * 3600)
    much_later.sweep()
    assert much_later.find(left.id) is None
