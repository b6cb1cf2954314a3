"""Search the archive for every stretch of an item that stands in it already, by picture and by sound."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Protocol

from dragoman.model.capture import Tool
from dragoman.model.sighting import Sighting
from dragoman.sightings import heard, judging, pictured
from dragoman.sightings.background import background
from dragoman.sightings.effort import THOROUGH, Effort
from dragoman.sightings.frames import Frames, Variant
from dragoman.sightings.fusing import Shared, fused, settled
from dragoman.sightings.heard import Heard
from dragoman.sightings.index.protocol import PictureIndex
from dragoman.sightings.index.sound import SoundIndex
from dragoman.sightings.measured import finds
from dragoman.sightings.peaks import Peaks
from dragoman.sightings.pictured import Pictured, Pictures, gaps, hits
from dragoman.sightings.sound.spectrum import STEP_MS
from dragoman.sightings.tracks import Track, tracks

VERSION = "1"
_PLAIN = frozenset({Variant.WHOLE, Variant.STRIPPED})
_CUT = frozenset({Variant.CROP_5, Variant.CROP_10, Variant.MIDDLE, Variant.UPPER})
_DESCRIBED = frozenset({Variant.NEURAL})
_EVERY = 250
_LEAST_GAP = 1000
"""Stretches shorter than this, in ms, are not asked about again in other ways."""


class Archive(Protocol):
    """Hold what is searched: the indexes, and the fingerprints of each item by its number in them."""

    @property
    def pictures(self) -> PictureIndex:
        """Return the index of whole pictures."""
        ...

    @property
    def crops(self) -> PictureIndex | None:
        """Return the index of cut pictures, where the archive keeps one."""
        ...

    @property
    def sound(self) -> SoundIndex:
        """Return the index of sound."""
        ...

    @property
    def numbers(self) -> Sequence[int]:
        """Return the numbers of all items, in their order."""
        ...

    def media(self, number: int) -> str:
        """Return the digest of an item's Media."""
        ...

    def frames(self, number: int) -> Frames | None:
        """Return an item's pictures, or None where it has none."""
        ...

    def peaks(self, number: int) -> Peaks | None:
        """Return an item's sound, or None where it has none."""
        ...


@dataclass(frozen=True)
class Query:
    """Ask about footage of `length` ms: its pictures, its sound, and the numbers of items never to be named."""

    frames: Frames | None
    peaks: Peaks | None
    length: int
    without: frozenset[int] = frozenset()


def method(effort: Effort = THOROUGH) -> Tool:
    """Return the name, version and settings of this way of searching."""
    return Tool(
        "sightings",
        VERSION,
        {
            "effort": effort.name,
            "most": str(pictured.MOST),
            "moments": str(judging.MOMENTS),
            "pictures": str(judging.EVIDENCE),
            "sound": str(judging.SOUND),
            "together": str(judging.TOGETHER),
            "finds": finds(effort),
        },
    )


def search(
    query: Query,
    archive: Archive,
    progress: Callable[[int, int], None] = lambda done, total: None,
    effort: Effort = THOROUGH,
) -> tuple[Sighting, ...]:
    """Return every stretch of the query that stands in the archive, in the order of time.

    Pictures and sound are asked about as they are; what neither explains is asked about again as if it had been
    cut, and sped up or slowed, as far as `effort` goes. Each guess is followed along its line in both, and both
    together judge it.
    """
    asking = _Asking(query, archive, effort)
    steps = (asking.see, asking.hear, asking.see_cut, asking.hear_warped)
    for done, step in enumerate(steps):
        progress(done, len(steps))
        step()
    progress(len(steps), len(steps))
    return settled(asking.shared, query.length, asking.item)


class _Asking:
    """Hold what is known of one query while it is asked in one way after another."""

    def __init__(self, query: Query, archive: Archive, effort: Effort) -> None:
        self._query = query
        self._archive = archive
        self._effort = effort
        self._pictures: Pictures | None = None
        if query.frames is not None and len(query.frames):
            searched = [number for number in archive.numbers if number not in query.without]
            self._pictures = Pictures(query.frames, background(searched, archive.frames))
        self._peaks = query.peaks if query.peaks is not None and len(query.peaks) else None
        self._tracks: dict[int, dict[Variant, Track]] = {}
        self.shared: list[Shared] = []

    def see(self) -> None:
        if self._pictures is None:
            return
        found = hits(self._pictures.asked(_PLAIN, self._effort.every), self._archive.pictures, self._query.without)
        self._take(pictured.stretches(self._pictures, found, self._shown), ())

    def hear(self) -> None:
        if self._peaks is None:
            return
        query, archive = self._query, self._archive
        others = heard.others(archive.sound.find, query.without)
        self._take((), heard.stretches(self._peaks, others, archive.peaks, self._effort.ear))

    def see_cut(self) -> None:
        crops = self._archive.crops
        every = self._effort.every_cut
        if self._pictures is None or crops is None or not every:
            return
        for variants, index in ((_PLAIN, crops), (_CUT, self._archive.pictures), (_DESCRIBED, crops)):
            asked = self._unexplained(self._pictures.asked(variants, every))
            found = hits(asked, index, self._query.without, both=self._effort.mirrored_cut and variants != _DESCRIBED)
            self._take(pictured.stretches(self._pictures, found, self._shown), ())

    def hear_warped(self) -> None:
        if self._peaks is None:
            return
        query, archive = self._query, self._archive
        left = gaps(query.length, self._explained(), 2 * _LEAST_GAP)
        others = heard.others(archive.sound.find, query.without)
        how = self._effort.warps, self._effort.warped_ear
        self._take((), heard.warped(self._peaks, others, archive.peaks, left, how))

    def item(self, number: int) -> tuple[str, float]:
        """Return the digest of an item's Media, and the moment in ms up to which there is anything of it."""
        ends = [track.times[-1] + _EVERY for track in self._shown(number).values()]
        peaks = self._archive.peaks(number)
        if peaks is not None and len(peaks):
            ends.append(float(peaks.steps[-1]) * STEP_MS + _EVERY)
        return self._archive.media(number), float(max(ends, default=0.0))

    def _take(self, seen: "pictured.Found", sounded: "heard.Found") -> None:
        found: Iterable[Pictured | Heard] = chain(seen, sounded)
        for one in found:
            if isinstance(one, Pictured) and one.extent.evidence < judging.SOME:
                continue
            shared = self._both(one)
            if shared.judged is not None:
                self.shared = fused(self.shared, shared)

    def _both(self, one: Pictured | Heard) -> Shared:
        """Return a stretch found by one channel with what the other says of it along the same line."""
        if isinstance(one, Pictured):
            return Shared(one.number, one, self._listened(one))
        return Shared(one.number, self._looked(one), one)

    def _listened(self, one: Pictured) -> Heard | None:
        theirs = self._archive.peaks(one.number) if self._peaks is not None else None
        if self._peaks is None or theirs is None:
            return None
        return heard.alongside(self._peaks, theirs, one.number, one.line, (one.start, one.end))

    def _looked(self, one: Heard) -> Pictured | None:
        if self._pictures is None:
            return None
        return pictured.alongside(self._pictures, self._shown(one.number), one.number, one.line, (one.start, one.end))

    def _shown(self, number: int) -> dict[Variant, Track]:
        if number not in self._tracks:
            frames = self._archive.frames(number)
            self._tracks[number] = tracks(frames) if frames is not None else {}
        return self._tracks[number]

    def _explained(self) -> list[tuple[float, float]]:
        return [(each.start, each.end) for each in self.shared if each.judged is not None and not each.judged.still]

    def _unexplained(self, frames: Frames) -> Frames:
        import numpy as np

        left = gaps(self._query.length, self._explained(), _LEAST_GAP)
        inside = np.zeros(len(frames), dtype=bool)
        for start, end in left:
            inside |= (frames.times >= start) & (frames.times < end)
        return frames.where(inside)
