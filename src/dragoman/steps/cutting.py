"""Cut what a site needs from preserved footage, once: cuts are kept in the cache and can be made again."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from dragoman import __version__
from dragoman.engines.media.decode import clip, still
from dragoman.model.capture import Media, Preserved
from dragoman.model.digest import of_bytes
from dragoman.model.errors import NotInVault
from dragoman.model.settings import MediaSettings
from dragoman.model.time import Span
from dragoman.publish.needs import Asset, ClipNeed, Need, StillNeed
from dragoman.steps.desk import Desk, cache_folder
from dragoman.steps.files import write_file


class Cut(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Describe a cut that lies in the cache: what an Asset says of its bytes, and their digest."""

    media_type: str
    width: int
    height: int
    start: int
    end: int
    digest: str


@dataclass(frozen=True)
class Cutter:
    """Cut pieces of a desk's footage."""

    desk: Desk

    def cut(self, need: Need) -> Asset:
        """Return what `need` asks for, from the cache where it lies there whole, else cut anew."""
        folder = cache_folder() / "cuts"
        stem = folder / of_bytes(f"{__version__} {need!r}".encode()).removeprefix("sha256:")
        kept = _kept(stem)
        if kept is not None:
            return kept
        asset = self._made(need)
        folder.mkdir(parents=True, exist_ok=True)
        about = Cut(asset.media_type, asset.width, asset.height, asset.start, asset.end, of_bytes(asset.data))
        write_file(stem.with_suffix(".bytes"), asset.data)
        write_file(stem.with_suffix(".json"), msgspec.json.encode(about))
        return asset

    def _made(self, need: Need) -> Asset:
        path, media = self._footage(need)
        limits = self.desk.settings.media
        if isinstance(need, StillNeed):
            picture = still(path, need.at, limits)
            return Asset(picture.data, "image/jpeg", picture.width, picture.height, picture.at, picture.at)
        span = need.span if isinstance(need, ClipNeed) else Span(0, media.duration)
        return _clipped(path, span, need.height, limits)

    def _footage(self, need: Need) -> tuple[Path, Media]:
        vault = self.desk.vault
        for digest in vault.index.captures_of_blob(need.blob_digest):
            preserved = vault.get_as(digest, Preserved)
            found = vault.index.media(need.blob_digest)
            blob = next(blob for blob in preserved.blobs if blob.digest == need.blob_digest)
            if found is not None:
                return vault.blob_path(preserved, blob), vault.get_as(found, Media)
        raise NotInVault("the footage of a published quotation is not in this store", place=need.item_name)


class Cuts(Mapping[Need, Asset]):
    """Offer a site's cuts by need, reading each from the cache when it is asked for: memory stays flat."""

    def __init__(self, cutter: Cutter, needs: tuple[Need, ...]) -> None:
        self._cutter = cutter
        self._needs = dict.fromkeys(needs)

    def __getitem__(self, need: Need) -> Asset:
        """Return the asset; raise KeyError for what the site does not need."""
        if need not in self._needs:
            raise KeyError(need)
        return self._cutter.cut(need)

    def __iter__(self) -> Iterator[Need]:
        """Yield the needs in the order of the plan."""
        return iter(self._needs)

    def __len__(self) -> int:
        """Return how many needs there are."""
        return len(self._needs)


def _clipped(path: Path, span: Span, height: int, limits: MediaSettings) -> Asset:
    made = clip(path, span, height, limits)
    media_type = "video/mp4" if made.width else "audio/mp4"
    return Asset(made.data, media_type, made.width, made.height, made.start, made.end)


def _kept(stem: Path) -> Asset | None:
    """Return a cut that lies whole in the cache; one that does not agree with its digest counts as absent."""
    about, data = stem.with_suffix(".json"), stem.with_suffix(".bytes")
    if not about.is_file() or not data.is_file():
        return None
    try:
        cut = msgspec.json.decode(about.read_bytes(), type=Cut)
    except msgspec.DecodeError:
        return None
    bytes_kept = data.read_bytes()
    if of_bytes(bytes_kept) != cut.digest:
        return None
    return Asset(bytes_kept, cut.media_type, cut.width, cut.height, cut.start, cut.end)
