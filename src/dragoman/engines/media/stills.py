"""The frame shown at a moment, as a JPEG picture."""

import io
from fractions import Fraction

from av.video.frame import VideoFrame

from dragoman.engines.media.frames import shown_from
from dragoman.engines.media.opening import opened
from dragoman.engines.media.painter import Painter
from dragoman.engines.media.wire import Pictured, Sender, StillTask
from dragoman.model.errors import DecodeError, NotMedia

_QUALITY = 90
# Seconds that a stated duration may fall short: some are rounded, some leave out the last frame.
_LEEWAY = 1


def still(source: str, max_pixels: int, task: StillTask, sender: Sender) -> Pictured:
    """Send the frame shown at `task.at` milliseconds as JPEG; return when it begins and its size."""
    with opened(source, max_pixels) as footage:
        if footage.video is None:
            raise NotMedia("the footage has no pictures")
        shown = next(shown_from(footage, Fraction(task.at, 1000)), None)
        if shown is None:
            raise DecodeError(f"no picture could be decoded at {task.at} ms")
        if footage.stated is not None and Fraction(task.at, 1000) > footage.stated + _LEEWAY:
            raise DecodeError(f"the footage has no picture at {task.at} ms", hint="it is shorter than that")
        painted = Painter("rgb24", footage.video.sample_aspect_ratio).paint(shown.frame)
    sender.data(_jpeg(painted))
    at = -(-shown.at.numerator * 1000 // shown.at.denominator)
    return Pictured(max(0, at), painted.width, painted.height)


def _jpeg(frame: VideoFrame) -> bytes:
    from PIL import Image

    plane = frame.planes[0]
    size = (frame.width, frame.height)
    picture = Image.frombuffer("RGB", size, bytes(plane), "raw", "RGB", plane.line_size, 1)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=_QUALITY, subsampling="4:2:0")
    return out.getvalue()
