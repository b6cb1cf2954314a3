"""What others lay over footage: subtitles, logos, lower thirds; and a screen seen by a hand-held camera."""

import random
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

WORDS = (
    *("the", "ministry", "river", "statement", "on", "morning", "in", "tehran", "witnesses", "said", "that", "water"),
    *("talks", "resume", "after", "crowd", "markets", "open", "officials", "deny", "report", "valley", "farmers"),
    *("wait", "bridge", "closed", "north", "region", "live", "exclusive", "council", "vote", "delayed", "again"),
)
_FONTS = ("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf")


@cache
def font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """Return a font of a size in pixels: Debian's, or the one that comes with Pillow."""
    for path in _FONTS:
        if Path(path).exists():
            return ImageFont.truetype(path, size)
    return ImageFont.load_default(size)


def words(chance: random.Random, count: int) -> str:
    """Return some words in a row."""
    return " ".join(chance.choice(WORDS) for _ in range(count)).capitalize()


def subtitle(chance: random.Random, width: int, height: int) -> tuple[Image.Image, tuple[int, int]]:
    """Return two lines of text in a dark box, and where it lies: the lower middle, a tenth of the picture."""
    wide, high = int(width * 0.76), int(height * 0.15)
    box = Image.new("RGBA", (wide, high), (0, 0, 0, 215))
    draw = ImageDraw.Draw(box)
    for line in range(2):
        text = words(chance, 6)
        draw.text((wide // 2, high * (1 + 2 * line) // 4), text, "white", font(high // 3), anchor="mm")
    return box, ((width - wide) // 2, int(height * 0.81))


def logo(chance: random.Random, width: int, height: int) -> tuple[Image.Image, tuple[int, int]]:
    """Return an opaque sign of 3.5 % of the picture's area, and a corner for it."""
    high = round((0.035 * width * height / 1.6) ** 0.5)
    wide = round(high * 1.6)
    sign = Image.new("RGBA", (wide, high), (*(chance.randrange(40, 256) for _ in range(3)), 255))
    draw = ImageDraw.Draw(sign)
    draw.ellipse((4, 4, high - 5, high - 5), (*(chance.randrange(256) for _ in range(3)), 255))
    draw.text((high + 1, high // 2), "TV" + str(chance.randrange(10)), "white", font(high // 3), anchor="lm")
    edge = round(height * 0.04)
    place = chance.choice(((edge, edge), (width - wide - edge, edge)))
    return sign, place


def lower_third(chance: random.Random, width: int, height: int) -> tuple[Image.Image, tuple[int, int]]:
    """Return a news bar across the lower quarter: a headline and a ticker, and where it lies."""
    high = round(height * 0.24)
    bar = Image.new("RGBA", (width, high), (*(chance.randrange(120) for _ in range(3)), 255))
    draw = ImageDraw.Draw(bar)
    draw.rectangle((0, 0, width // 4, high * 6 // 10), (190, 20, 30, 255))
    draw.text((width // 8, high * 3 // 10), "BREAKING", "white", font(high // 5), anchor="mm")
    draw.text((width // 4 + 10, high * 3 // 10), words(chance, 4), "white", font(high // 4), anchor="lm")
    draw.rectangle((0, high * 7 // 10, width, high), (235, 235, 235, 255))
    draw.text((8, high * 85 // 100), words(chance, 12), "black", font(high // 6), anchor="lm")
    return bar, (0, height - high)


def skewed(chance: random.Random, picture: Image.Image) -> Image.Image:
    """Return a picture as a camera before a screen sees it: in perspective, turned by 1.5 degrees, cut, its greys bent.

    Draw with a `chance` in the same state for every frame of a clip.
    """
    width, height = picture.size
    turned = picture.rotate(chance.choice((-1.5, 1.5)), Image.Resampling.BILINEAR)
    inset = [chance.uniform(0.02, 0.055) for _ in range(8)]
    corners = (
        *(width * inset[0], height * inset[1], width * inset[2], height * (1 - inset[3])),
        *(width * (1 - inset[4]), height * (1 - inset[5]), width * (1 - inset[6]), height * inset[7]),
    )
    seen = turned.transform((width, height), Image.Transform.QUAD, corners, Image.Resampling.BILINEAR)
    bend = [round(16 + 215 * (level / 255) ** 1.15) for level in range(256)]
    return seen.point(bend * len(seen.getbands()))


def noisy(frame: NDArray[np.uint8], seed: int) -> NDArray[np.uint8]:
    """Return a picture (rows, columns, colours) with the grain of a small sensor."""
    grain = np.random.default_rng(seed).normal(0, 9, frame.shape[:2]).astype(np.float32)
    made: NDArray[np.uint8] = np.clip(frame.astype(np.float32) + grain[..., None], 0, 255).astype(np.uint8)
    return made
