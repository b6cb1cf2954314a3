"""Three hours of footage and 3,000 segments for the desk's bench: an example's sound repeated, a frame a second."""

from fractions import Fraction
from pathlib import Path

import av

from dragoman.model.capture import Media, Tool
from dragoman.model.digest import digest
from dragoman.model.time import Span, now
from dragoman.model.transcript import Line, Segment, Transcript, Translation
from dragoman.steps.capture import Wanted, capture
from dragoman.steps.desk import make_desk, open_desk

SPEECH = Path(__file__).resolve().parents[1] / "examples" / "fa_0130.mp4"
HAND = Tool("bench", "1")
TEXTS = (
    ("مادربزرگ همهٔ ما را دور خود جمع کرد.", "Grandmother gathered all of us around her."),
    ("سد را نمی\u200cبندیم، و کشاورزان درهٔ پایین به اندازهٔ کافی صبر کرده\u200cاند.",
     "We will not close the dam, and the farmers of the lower valley have waited long enough."),
    ("سالانه ۱۲٪ رشد داشتیم (JCPOA) و این را همه می\u200cدانند؛ هیچ\u200cکس نمی\u200cتواند بگوید که کاری نشده است.",
     "We grew by 12 % a year (JCPOA) and everybody knows it; nobody can say that nothing has been done."),
    ("بله.", "Yes."),
)  # fmt: skip


def long_footage(path: Path, hours: float) -> Path:
    """Write `hours` of footage at `path`: the example's sound repeated, its first frame once a second."""
    whole = int(hours * 3600)
    with av.open(str(SPEECH)) as source, av.open(str(path), "w") as made:
        frame = next(source.decode(video=0)).reformat(width=320, height=180, format="yuv420p")
        pictures = made.add_stream("libx264", rate=1, options={"preset": "ultrafast", "g": "5"})
        pictures.width, pictures.height, pictures.pix_fmt = 320, 180, "yuv420p"
        sound = made.add_stream_from_template(source.streams.audio[0])
        source.seek(0)
        packets = [packet for packet in source.demux(source.streams.audio[0]) if packet.size]
        base = packets[0].time_base
        assert base is not None
        at = shown = 0
        while at * base < whole:
            for packet in packets:
                copy = av.Packet(bytes(packet))
                copy.stream, copy.time_base = sound, base
                copy.pts = copy.dts = at
                copy.duration = packet.duration
                made.mux(copy)
                at += packet.duration or 1024
            while shown < whole and shown < at * base:
                frame.pts, frame.time_base = shown, Fraction(1)
                made.mux(pictures.encode(frame))
                shown += 1
        made.mux(pictures.encode(None))
    return path


def lay_long_desk(root: Path, *, hours: float = 3.0, segments: int = 3000) -> Path:
    """Make a desk at `root` with one long item, `speech`, transcribed and translated."""
    make_desk(root, "The Long Desk", "en")
    footage = long_footage(root / "speech.mp4", hours)
    step = int(hours * 3_600_000 / segments)
    with open_desk(root) as desk:
        item = capture(desk, Wanted(str(footage), "speech", "fa", {"title": "A long speech"}), progress=_silent).item
        assert item.media is not None
        heard = tuple(_segment(n, step) for n in range(segments))
        blob = desk.vault.get_as(item.media, Media).blob
        transcript = Transcript(item.preserved, blob, "fa", None, HAND, heard)
        desk.vault.put([transcript], what="transcript", at=now())
        lines = tuple(Line(segment.id, TEXTS[n % len(TEXTS)][1]) for n, segment in enumerate(heard))
        desk.vault.put([Translation(digest(transcript), "en", HAND, lines)], what="translation", at=now())
    footage.unlink()
    return root


def _segment(n: int, step: int) -> Segment:
    """Hear one segment, two people taking turns every fifth."""
    start = n * step
    speaker = "Minister" if n // 5 % 2 == 0 else "Reporter"
    return Segment(f"s{n + 1:04d}", Span(start, start + step - 200), TEXTS[n % len(TEXTS)][0], speaker)


def _silent(done: int, whole: int | None) -> None:
    """Hear of progress and say nothing."""
