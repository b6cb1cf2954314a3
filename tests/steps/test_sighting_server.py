"""The pictures of a desk's index on a real Milvus server: the same answers, kept in step, through a crash."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from tests.sightings.index.server import milvus
from tests.steps.desks import TINY
from tests.steps.excerpts import excerpt

from dragoman.doors.cli.app import run
from dragoman.model.capture import Media
from dragoman.model.sighting import Sighting
from dragoman.sightings.index.container import SightingsIndex
from dragoman.sightings.search import Query, search
from dragoman.steps.desk import open_desk
from dragoman.steps.fingerprints import fingerprint, methods
from dragoman.steps.listening import Listener
from dragoman.steps.searchable import latest, searchable
from dragoman.steps.seen import seen
from dragoman.steps.sighting_index import archive, unpacked
from dragoman.steps.sighting_server import served

pytestmark = pytest.mark.slow
DEAF = Listener(lambda text: None, lambda done, total: None)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with milvus(tmp_path_factory.mktemp("milvus")) as where:
        yield where


def found_in(root: Path, name: str) -> tuple[Sighting, ...]:
    """Ask the whole archive, whatever was asked before."""
    with open_desk(root) as desk:
        item = desk.item(name)
        media = desk.vault.get_as(item.media or "", Media)
        made = fingerprint(desk, item, DEAF)
        what = searchable(desk, media.blob, methods(desk))
        every = latest(desk.vault.index.fingerprints(), methods(desk))
        with archive(desk, every, DEAF) as searched:
            frames, peaks = unpacked(desk, made.kept)
            without = searched.numbers(every.keys() - what.fingerprints.keys())
            return search(Query(frames, peaks, media.duration, without), searched)


def test_the_server_answers_as_the_files_do(address: str, tmp_path: Path, footage: Path) -> None:
    root = tmp_path / "desk"
    assert run(["init", str(root), "--name", "The Test Desk"]) == 0
    (root / "dragoman.toml").write_text(TINY, encoding="utf-8")
    clip = excerpt(footage, tmp_path / "clip.mp4", 5, 15)
    for path, name in ((footage, "story"), (clip, "clip")):
        assert run(["--desk", str(root), "capture", str(path), "--name", name]) == 0
    with open_desk(root) as desk:
        seen(desk, "clip", DEAF)
    by_files = found_in(root, "clip")
    assert by_files
    there = f'[sightings]\nindex = "milvus"\naddress = "{address}"\n'
    (root / "dragoman.toml").write_text(TINY.replace("[sightings]\n", there), encoding="utf-8")
    assert found_in(root, "clip") == by_files
    index, note = root / "work" / "sightings", root / "work" / "sightings.server"
    with open_desk(root) as desk, served(address, index, afresh=False) as server:
        # What a crash leaves that comes when an item's rows were announced, and none of them was sent.
        server.announce([desk.item("story").media or ""])
        server.take_out(range(10))
        assert not [rows for rows, _ in server.pictures.export() if len(rows)]
    assert found_in(root, "clip") == by_files
    assert not msgspec.json.decode(note.read_bytes())["sending"]
    SightingsIndex.clear(index)
    assert found_in(root, "clip") == by_files
