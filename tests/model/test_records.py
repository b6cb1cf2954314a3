"""Every record round-trips, is closed, and old versions' files stay readable."""

from pathlib import Path

import msgspec
import pytest

from dragoman.model.digest import canonical, digest, is_digest, of_bytes, of_file
from dragoman.model.errors import Damaged
from dragoman.model.records import KINDS, decode, kind_of

VERSIONS = sorted((Path(__file__).parent / "versions").glob("*.json"))


def test_every_kind_has_a_kept_file() -> None:
    tags = {str(kind.__struct_config__.tag).replace("/", "-") for kind in KINDS}
    assert tags <= {path.stem for path in VERSIONS}, "write one with scripts/keep_versions.py and commit it"


@pytest.mark.parametrize("path", VERSIONS, ids=lambda path: path.stem)
def test_kept_files_read_and_write_the_same_bytes(path: Path) -> None:
    data = path.read_bytes()
    record = decode(data, str(path))
    assert canonical(record) == data
    assert kind_of(record) == path.stem.partition("-")[0]
    assert is_digest(digest(record))
    assert digest(record) == of_file(path)
    assert all(is_digest(made) for made in record.made_from)


@pytest.mark.parametrize("path", VERSIONS, ids=lambda path: path.stem)
def test_records_are_closed(path: Path) -> None:
    fields = msgspec.json.decode(path.read_bytes())
    with pytest.raises(Damaged, match="unknown field"):
        decode(msgspec.json.encode({**fields, "extra": 1}, order="sorted"), "here")


@pytest.mark.parametrize("path", VERSIONS, ids=lambda path: path.stem)
def test_another_spelling_of_the_same_json_is_not_the_record(path: Path) -> None:
    data = path.read_bytes()
    for spelling in (data + b"\n", b" " + data, data.replace(b'":', b'": ', 1)):
        with pytest.raises(Damaged, match="canonical"):
            decode(spelling, "here")


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b'{"kind":"nothing/1"}', b"\xff\xfe", b"null"])
def test_what_is_no_record_is_named(data: bytes) -> None:
    with pytest.raises(Damaged, match="not a record"):
        decode(data, "here")


def test_a_digest_names_bytes() -> None:
    assert of_bytes(b"") == "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert not is_digest("sha256:E3")
    assert not is_digest(of_bytes(b"") + "\n")
