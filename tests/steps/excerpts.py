"""Excerpts of footage, encoded anew: what an archive should find again."""

from fractions import Fraction
from pathlib import Path

import av
from av.subtitles.subtitle import SubtitleSet

_RATE = 44_100


def excerpt(source: Path, into: Path, start: float, end: float) -> Path:
    """Encode the seconds from `start` to `end` of a film anew, smaller and coarser, as the MP4 file `into`."""
    with av.open(str(source)) as film, av.open(str(into), "w") as made:
        picture = made.add_stream("libx264", rate=25, options={"crf": "30", "preset": "veryfast"})
        picture.width, picture.height, picture.pix_fmt = 480, 270, "yuv420p"
        sound = made.add_stream("aac", rate=_RATE)
        resampler = av.AudioResampler("fltp", "stereo", _RATE)
        for frame in film.decode(film.streams.video[0], film.streams.audio[0]):
            if isinstance(frame, SubtitleSet) or frame.time is None or not start <= frame.time < end:
                continue
            if isinstance(frame, av.VideoFrame):
                small = frame.reformat(480, 270, "yuv420p")
                small.pts, small.time_base = round((frame.time - start) * 12_800), Fraction(1, 12_800)
                made.mux(picture.encode(small))
            else:
                frame.pts = None
                for part in resampler.resample(frame):
                    part.pts = None
                    made.mux(sound.encode(part))
        made.mux(picture.encode())
        made.mux(sound.encode())
    return into
