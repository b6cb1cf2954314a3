"""What people like, and which footage the desk calls graphic; neither is evidence."""

import json
import re
from pathlib import Path

from dragoman.model.errors import BadInput
from dragoman.steps.people_file import looked_at, opened, people_file

LONGEST = 64_000
_KEY = re.compile(r"[a-z][a-z0-9-]{0,39}")
_MOST_KEYS = 100


class Preferences:
    """Keep each person's preferences as JSON, and the desk's flags; safe to use from several threads and processes."""

    def __init__(self, root: Path) -> None:
        self._file = people_file(root)

    def get(self, name: str, key: str) -> str | None:
        """Return a person's preference as JSON, or None where they have none."""
        with looked_at(self._file) as db:
            row = db.execute("SELECT value FROM preferences WHERE name = ? AND key = ?", (name, key)).fetchone()
        return str(row[0]) if row else None

    def put(self, name: str, key: str, value: str) -> None:
        """Keep a person's preference; raise BadInput for a key or value that cannot be kept, None of it then."""
        if _KEY.fullmatch(key) is None or len(value) > LONGEST:
            raise BadInput(f"not a preference: {key!r}", hint=f"small letters and hyphens; up to {LONGEST} characters")
        try:
            json.loads(value)
        except (ValueError, RecursionError) as error:
            raise BadInput(f"the preference {key!r} is not JSON") from error
        with opened(self._file) as db:
            (count,) = db.execute(
                "SELECT count(*) FROM preferences WHERE name = ? AND key != ?", (name, key)
            ).fetchone()
            if count >= _MOST_KEYS:
                raise BadInput(f"{name} has {count} preferences already")
            db.execute("INSERT OR REPLACE INTO preferences VALUES (?, ?, ?)", (name, key, value))

    def graphic(self) -> frozenset[str]:
        """Return the items whose footage is shown blurred and muted until someone asks for it."""
        with looked_at(self._file) as db:
            return frozenset(row[0] for row in db.execute("SELECT item FROM graphic"))

    def flag_graphic(self, item: str, *, by: str, on: bool) -> None:
        """Call an item's footage graphic, or take that back."""
        with opened(self._file) as db:
            db.execute("DELETE FROM graphic WHERE item = ?", (item,))
            if on:
                db.execute("INSERT INTO graphic VALUES (?, ?)", (item, by))

    def shows_graphic(self, name: str) -> bool:
        """Tell whether a person has asked to see graphic footage without a veil."""
        return self.get(name, "graphic") == '"show"'
