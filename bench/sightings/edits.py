"""What others do to a picture before they show it again: the twenty edits of the protocol, and harder ones beyond it.

Each is a chain of ffmpeg's filters on a picture 360 lines high; all are encoded anew after it.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass

from bench.sightings.chain import Chain
from bench.sightings.overlays import logo, lower_third, subtitle

NTSC_FILM = 1.04
_FLAT = ("0x203a60", "0x101010", "0xd8d4c8", "0x5a1f2a")


@dataclass(frozen=True, slots=True)
class Look:
    """Hold what an edit may ask: the picture's size in pixels, and chance, seeded by the excerpt and the edit."""

    width: int
    height: int
    chance: random.Random


Build = Callable[[Chain, Look], Chain]


@dataclass(frozen=True, slots=True)
class Edit:
    """Hold one edit: its filters, how fast the footage then runs, whether a camera films it off a screen.

    `pitched` says that the sound is played faster, as film is on television, and not only shortened; `protocol`
    marks those that the report's figures are of.
    """

    name: str
    build: Build
    speed: float = 1.0
    pitched: bool = False
    filmed: bool = False
    protocol: bool = True


def _plain(chain: Chain, look: Look) -> Chain:
    return chain


def _small(chain: Chain, look: Look) -> Chain:
    return chain.add("scale", f"{look.width * 2 // 6 * 2}:240")


def _letterbox(chain: Chain, look: Look) -> Chain:
    bar = look.height // 12 * 2
    return chain.add("pad", f"{look.width}:{look.height + 2 * bar}:0:{bar}:black")


def _pillar(chain: Chain, look: Look) -> Chain:
    return chain.add("scale", f"360:{_fit(look)}").add("pad", "360:640:0:(oh-ih)/2:black")


def _mirrored(chain: Chain, look: Look) -> Chain:
    return chain.add("hflip")


def _graded(chain: Chain, look: Look) -> Chain:
    return chain.add("lutyuv", "y=clip((val-128)*0.75+128+24\\,0\\,255)").add("hue", "s=0.4")


def _blurred(chain: Chain, look: Look) -> Chain:
    return chain.add("gblur", "sigma=4").add("noise", f"alls=12:allf=t:all_seed={look.chance.randrange(1000)}")


def _subtitled(chain: Chain, look: Look) -> Chain:
    return chain.under(*subtitle(look.chance, look.width, look.height))


def _signed(chain: Chain, look: Look) -> Chain:
    return chain.under(*logo(look.chance, look.width, look.height))


def _news(chain: Chain, look: Look) -> Chain:
    return _signed(chain.under(*lower_third(look.chance, look.width, look.height)), look)


def cut(left: float, top: float, right: float, bottom: float) -> Build:
    """Return an edit that cuts shares of the width and height off each side and scales what is left to 360 lines."""

    def build(chain: Chain, look: Look) -> Chain:
        wide, high = 1 - left - right, 1 - top - bottom
        size = f"{round(look.width * wide / high / 2) * 2}:{look.height}"
        return chain.add("crop", f"iw*{wide:.4f}:ih*{high:.4f}:iw*{left}:ih*{top}").add("scale", size)

    return build


def _turned(chain: Chain, look: Look) -> Chain:
    return chain.add("rotate", f"{look.chance.choice((-4, 4))}*PI/180:c=black")


def _inset_flat(chain: Chain, look: Look) -> Chain:
    place = f"{look.chance.randrange(0, look.width // 4) * 2}:{look.chance.randrange(0, look.height // 4) * 2}"
    small = chain.add("scale", f"{look.width // 4 * 2}:{look.height // 4 * 2}")
    return small.add("pad", f"{look.width}:{look.height}:{place}:{look.chance.choice(_FLAT)}")


def _inset_busy(chain: Chain, look: Look) -> Chain:
    """Lay the picture, half as wide, over a moving one: itself upside down, mirrored, turned into its negative."""
    below, above = chain.split()
    below.add("vflip").add("hflip").add("lutyuv", "y=negval:u=negval:v=negval")
    above.add("scale", f"{look.width // 4 * 2}:{look.height // 4 * 2}")
    return above.over(below, f"{look.width // 2 - 16}:{look.height // 2 - 16}")


def _vertical(chain: Chain, look: Look) -> Chain:
    below, above = chain.split()
    below.add("crop", "trunc(ih*9/32)*2:ih").add("scale", "360:640").add("gblur", "sigma=20")
    above.add("scale", f"360:{_fit(look)}")
    return above.over(below, "0:(H-h)/2")


def _fit(look: Look) -> int:
    return round(360 * look.height / look.width / 2) * 2


PROTOCOL = (
    Edit("re-encode", _plain),
    Edit("240p", _small),
    Edit("letterbox", _letterbox),
    Edit("9:16 pillar", _pillar),
    Edit("mirrored", _mirrored),
    Edit("brightness, contrast, colour", _graded),
    Edit("blur and noise", _blurred),
    Edit("speed 0.8", _plain, speed=0.8),
    Edit("speed 1.04", _plain, speed=NTSC_FILM, pitched=True),
    Edit("speed 1.25", _plain, speed=1.25),
    Edit("subtitle box", _subtitled),
    Edit("logo", _signed),
    Edit("news lower third and logo", _news),
    Edit("crop 5 %", cut(0.05, 0.05, 0.05, 0.05)),
    Edit("crop 10 %", cut(0.1, 0.1, 0.1, 0.1)),
    Edit("side crop to 75 %", cut(0.125, 0, 0.125, 0)),
    Edit("rotated 4 degrees", _turned),
    Edit("picture in picture, flat", _inset_flat),
    Edit("vertical over a blurred copy", _vertical),
    Edit("camera off a screen", _plain, filmed=True),
)
# The index holds crops of 5 and of 10 %: these show what becomes of those that it does not hold.
BEYOND = (
    Edit("crop 7.5 %", cut(0.075, 0.075, 0.075, 0.075), protocol=False),
    Edit("uneven crop", cut(0.03, 0.12, 0.15, 0.02), protocol=False),
    Edit("side crop to 60 %, off centre", cut(0.1, 0, 0.3, 0), protocol=False),
    Edit("picture in picture, moving", _inset_busy, protocol=False),
    Edit("speed 2", _plain, speed=2.0, protocol=False),
)
EDITS = (*PROTOCOL, *BEYOND)
