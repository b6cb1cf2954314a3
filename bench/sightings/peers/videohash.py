"""`videohash`: one hash of 64 bits for a whole video, so that an excerpt has another than its source by design."""

import json
import subprocess
from pathlib import Path

from bench.sightings.peers.environments import environment, within
from bench.sightings.peers.reply import Replies, Reply, Shelf

_SCRIPT = """
import json, sys
from videohash import VideoHash
from videohash.exceptions import VideoHashError
made = {}
for path in json.load(sys.stdin):
    try:
        one = VideoHash(path=path)
        made[path] = int(one.hash, 2)
        one.delete_storage_path()
    except VideoHashError:
        made[path] = None
json.dump(made, sys.stdout)
"""


def asked(shelf: Shelf) -> Replies:
    """Return the nearest source of each clip; the score is the number of bits that are the same."""
    programs = environment("videohash", shelf.folder)
    hashes = _hashes(programs, [*shelf.sources.values(), *(clip.path for clip in shelf.clips)])
    items = {name: its for name, path in shelf.sources.items() if (its := hashes[str(path)]) is not None}
    replies: dict[str, Reply | None] = {}
    for clip in shelf.clips:
        its = hashes[str(clip.path)]
        bits = {} if its is None else {name: 64 - (its ^ one).bit_count() for name, one in items.items()}
        best = max(bits, key=bits.__getitem__, default=None)
        replies[clip.name] = None if best is None else Reply(best, None, bits[best])
    return replies


def _hashes(programs: Path, paths: list[Path]) -> dict[str, int | None]:
    done = subprocess.run(
        [str(programs / "python"), "-c", _SCRIPT],
        input=json.dumps([str(path) for path in paths]),
        capture_output=True,
        text=True,
        check=True,
        env=within(programs),
    )
    made: dict[str, int | None] = json.loads(done.stdout.splitlines()[-1])
    return made
