"""Caption tracks say what stands in the reviewed text, at the seconds of the file they lie over."""

from dragoman.model import webvtt
from dragoman.model.time import Span
from dragoman.publish.captions import tracks_over
from dragoman.publish.footage import Footage
from dragoman.publish.material import Site
from dragoman.publish.needs import Asset, ClipNeed


def test_both_languages_over_a_clip(site: Site) -> None:
    [reviewed] = site.editions[0].items["grandma"].revisions.values()
    need = ClipNeed("grandma", "sha256:" + "0" * 64, Span(1000, 10740), 360)
    placed = Footage({need: Asset(b"x", "video/mp4", 640, 360, 1000, 10740)})[need]
    desk, spoken = tracks_over(reviewed, placed)
    assert (desk.kind, desk.language, desk.label) == ("subtitles", "en", "English (translation)")
    assert (spoken.kind, spoken.language, spoken.label) == ("captions", "fa", "Persian (as spoken)")
    cues = webvtt.read(spoken.output.data.decode(), spoken.output.path)
    assert [(cue.id, cue.span) for cue in cues] == [
        ("s1", Span(0, 1690)),
        ("s2", Span(1690, 5740)),
        ("s3", Span(5740, 9740)),
    ]
    assert cues[1].text == "مادر بزرگ به من سلام می\u200cکند."
    assert cues[1].speaker == "The grandchild"
    assert cues[0].text == "[machine draft] مادر بزرگ من", "what nobody approved says so"
    assert desk.output.path.startswith("media/grandma/1000-10740-translation-")


def test_no_words_no_track(site: Site) -> None:
    [reviewed] = site.editions[0].items["grandma"].revisions.values()
    need = ClipNeed("grandma", "sha256:" + "0" * 64, Span(30000, 31000), 360)
    assert tracks_over(reviewed, Footage({need: Asset(b"x", "video/mp4", 1, 1, 30000, 31000)})[need]) == ()
