"""Ellis's landmarks, in the port that installs today (`audfprint2`), asked by its own command."""

import re
import subprocess
from pathlib import Path

from bench.sightings.peers.environments import environment, within
from bench.sightings.peers.reply import Replies, Reply, Shelf

DEFAULT: tuple[str, ...] = ()
DENSE = ("-n", "100", "-F", "8")
_MATCHED = re.compile(
    r"Matched +([\d.]+) s starting at +(-?[\d.]+) s in (.+?) to time +(-?[\d.]+) s in (.+?) with +(\d+) of"
)


def asked(shelf: Shelf, query: tuple[str, ...] = DEFAULT) -> Replies:
    """Return what it matches each clip with; `query` are the settings for clips, the archive has the default ones."""
    programs = environment("audfprint", shelf.folder)
    items = {str(path): name for name, path in {**shelf.sources, **shelf.heard}.items()}
    base = shelf.folder / "audfprint.pklz"
    _run(programs, "-d", str(base), "-l", "new", _list(shelf.folder / "items.txt", list(items)))
    clips = {str(clip.path): clip.name for clip in shelf.clips}
    listed = _list(shelf.folder / "clips.txt", list(clips))
    said = _run(programs, "-v", "-C", "-d", str(base), "-R", *query, "-l", "match", listed)
    replies: dict[str, Reply | None] = dict.fromkeys(clips.values())
    for _, here, clip, there, item, common in _MATCHED.findall(said):
        offset = round((float(there) - float(here)) * 1000)
        replies[clips[clip]] = Reply(items[item], offset, float(common))
    return replies


def _list(path: Path, names: list[str]) -> str:
    path.write_text("\n".join(names) + "\n", encoding="utf-8")
    return str(path)


def _run(programs: Path, *arguments: str) -> str:
    done = subprocess.run(
        [str(programs / "audfprint"), *arguments], capture_output=True, text=True, check=True, env=within(programs)
    )
    return done.stdout + done.stderr
