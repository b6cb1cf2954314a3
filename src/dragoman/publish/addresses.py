"""Every address of the site, in one place; relative, so that the folder works anywhere, unserved too."""

import re
import unicodedata

from dragoman.model.digest import of_bytes
from dragoman.model.edition import Edition

INDEX = "index.html"
VERIFY = "about/verify/index.html"
FEED = "feed.xml"
STYLE = "site/style.css"
SCRIPT = "site/follow.js"
ICON = "site/icon.svg"
MANIFEST = "manifest.json"
SIGNATURE = "manifest.json.sig"
SUMS = "SHA256SUMS"


def slug(text: str) -> str:
    """Return `text` as a plain lower-case path name.

    Letters outside ASCII cannot be spelt plainly, so eight digits of the text's digest tell them apart.
    """
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    name = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60]
    if re.fullmatch(r"[a-z0-9]+(?:[ -][a-z0-9]+)*", text.casefold()) and name:
        return name
    return f"{name}-{of_bytes(text.encode())[7:15]}".strip("-")


def dispatch_folder(series: str, number: int) -> str:
    """Return the folder of a dispatch's latest edition: `d/dispatch-12/`."""
    return f"d/{slug(series)}-{number}/"


def edition_folder(edition: Edition) -> str:
    """Return the folder where an edition stands for ever: `d/dispatch-12/e2/`."""
    return f"{dispatch_folder(edition.series, edition.number)}e{edition.edition}/"


def item_page(name: str) -> str:
    """Return the page of an item."""
    return f"items/{name}/index.html"


def topic_page(topic: str) -> str:
    """Return the page of a topic."""
    return f"topics/{slug(topic)}/index.html"


def year_page(year: str) -> str:
    """Return the page of a year, given as four digits."""
    return f"dates/{year}/index.html"


def record(digest: str) -> str:
    """Return where a record's canonical bytes stand."""
    return f"records/{digest.removeprefix('sha256:')}.json"


def root_of(path: str) -> str:
    """Return the way from a page up to the root of the site: `../../` for `d/dispatch-12/index.html`."""
    return "../" * path.count("/")


def absolute(base: str, path: str) -> str:
    """Return the public address of a path: the folder's, where the path is a folder's index."""
    return base.rstrip("/") + "/" + path.removesuffix(INDEX)
