"""The pictures of a desk's index on a real Milvus server: the same answers, kept in step, through a crash.

Run by `tests.steps.test_sighting_server` as `python -m tests.steps.on_milvus FOLDER FOOTAGE`.
"""

import sys
from pathlib import Path

import msgspec
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

DEAF = Listener(lambda text: None, lambda done, total: None)


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
            without = searched.numbered(every.keys() - what.fingerprints.keys())
            return search(Query(frames, peaks, media.duration, without), searched)


def compared(address: str, folder: Path, footage: Path) -> None:
    """Ask by files and by the server, and see that they agree, after a crash and after the index is lost too."""
    root = folder / "desk"
    assert run(["init", str(root), "--name", "The Test Desk"]) == 0
    (root / "dragoman.toml").write_text(TINY, encoding="utf-8")
    clip = excerpt(footage, folder / "clip.mp4", 5, 15)
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


if __name__ == "__main__":
    (Path(sys.argv[1]) / "server").mkdir()
    with milvus(Path(sys.argv[1]) / "server") as where:
        compared(where, Path(sys.argv[1]), Path(sys.argv[2]))
