"""Hours of programmes that were never seen: cameras over still pictures, and cards of text, cut hard, on four stations.

They are made as the pictures that fingerprints are made from, 128 by 128 greys, four a second, without encoding.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from bench.sightings.overlays import font, logo, lower_third, words
from numpy.typing import NDArray
from PIL import Image, ImageDraw

SIDE = 128
RATE = 4
BATCH = 240
_WIDE, _HIGH = 512, 288
_CARDS = 0.12
_NEWS = 0.25
_STATIONS = 4

Lumas = NDArray[np.uint8]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Shot:
    """Hold one shot: the picture, where the camera's view of it starts and ends, how long it lasts in frames."""

    picture: Image.Image
    start: Box
    end: Box
    frames: int
    bar: Image.Image | None = None


def programme(seed: int, pictures: Sequence[Image.Image], seconds: int) -> Iterator[tuple[NDArray[np.uint32], Lumas]]:
    """Yield a programme in batches: times in milliseconds, and the pictures."""
    chance = random.Random(seed)
    sign = _sign(random.Random(seed % _STATIONS))
    views = _views(chance, pictures, sign)
    whole = seconds * RATE
    for first in range(0, whole, BATCH):
        count = min(BATCH, whole - first)
        times = (np.arange(first, first + count) * (1000 // RATE)).astype(np.uint32)
        yield times, np.stack([next(views) for _ in range(count)])


def _views(chance: random.Random, pictures: Sequence[Image.Image], sign: Image.Image | None) -> Iterator[Lumas]:
    while True:
        shot = _shot(chance, pictures)
        for number in range(shot.frames):
            share = number / max(1, shot.frames - 1)
            box = _between(shot.start, shot.end, share)
            seen = shot.picture.resize((SIDE, SIDE), Image.Resampling.BILINEAR, box, reducing_gap=2.0)
            for laid in (shot.bar, sign):
                if laid is not None:
                    seen.paste(laid.getchannel("L"), (0, 0), laid.getchannel("A"))
            yield np.asarray(seen)


def _between(start: Box, end: Box, share: float) -> Box:
    left, top, right, bottom = (a + (b - a) * share for a, b in zip(start, end, strict=True))
    return left, top, right, bottom


def _shot(chance: random.Random, pictures: Sequence[Image.Image]) -> Shot:
    frames = max(RATE, round(chance.lognormvariate(1.3, 0.5) * RATE))
    if chance.random() < _CARDS:
        card = _card(chance)
        return Shot(card, (0, 0, *card.size), (0, 0, *card.size), frames)
    picture = chance.choice(pictures)
    if chance.random() < 0.5:
        picture = picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    start = _view(chance, picture)
    end = _view(chance, picture) if chance.random() < 0.8 else start
    bar = _small(lower_third(chance, _WIDE, _HIGH)) if chance.random() < _NEWS else None
    return Shot(picture, start, end, frames, bar)


def _view(chance: random.Random, picture: Image.Image) -> Box:
    """Return a view of the shape of a screen, a third to all of the picture wide."""
    width = min(picture.width, picture.height * 16 / 9) * chance.uniform(0.35, 1.0)
    height = width * 9 / 16
    left, top = chance.uniform(0, picture.width - width), chance.uniform(0, picture.height - height)
    return left, top, left + width, top + height


def _card(chance: random.Random) -> Image.Image:
    """Return a card with a few lines of text, light on dark or dark on light."""
    ground = chance.randrange(256)
    card = Image.new("L", (_WIDE, _HIGH), ground)
    draw = ImageDraw.Draw(card)
    size = chance.randrange(18, 44)
    for line in range(chance.randrange(1, 6)):
        text = words(chance, chance.randrange(2, 7))
        draw.text((chance.randrange(16, 80), 30 + line * size * 1.4), text, 255 if ground < 128 else 0, font(size))
    return card


def _sign(chance: random.Random) -> Image.Image | None:
    """Return a station's sign; the last of the stations has none."""
    return None if chance.randrange(_STATIONS) == 0 else _small(logo(chance, _WIDE, _HIGH))


def _small(laid: tuple[Image.Image, tuple[int, int]]) -> Image.Image:
    """Return what is laid over a picture, with its transparency, at the size of a fingerprint's picture."""
    whole = Image.new("RGBA", (_WIDE, _HIGH))
    whole.paste(*laid)
    return whole.convert("LA").resize((SIDE, SIDE), Image.Resampling.BOX)
