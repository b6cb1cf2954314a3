import pytest
from hypothesis import example, given
from hypothesis.strategies import text

from dragoman.capture.names import media_type, safe_name, suffix_of

NAMES = [
    ("speech.mp4", "speech.mp4"),
    ("my speech (1).mp4", "my-speech-1.mp4"),
    ("سخنرانی ۲۲.mp4", "سخنرانی-۲۲.mp4"),
    ("می‌خواهم.mp4", "میخواهم.mp4"),
    ("évian.mp4", "évian.mp4"),
    ("../../etc/passwd", "etc-passwd"),
    ("..\\..\\boot.ini", "boot.ini"),
    (".hidden", "hidden"),
    ("a/b:c*d?e.mp4", "a-b-c-d-e.mp4"),
    ("con.mp4", "_con.mp4"),
    ("NUL", "_NUL"),
    ("console.mp4", "console.mp4"),
    ("evil\u202e4pm.exe", "evil4pm.exe"),
    ("a\r\nb\0c", "a-b-c"),
    ("trailing.", "trailing"),
    ("...", "otherwise"),
    ("", "otherwise"),
    ("///", "otherwise"),
    ("x" * 300 + ".mp4", "x" * 116 + ".mp4"),
    ("ب" * 300 + ".mp4", "ب" * 58 + ".mp4"),
    ("x." + "y" * 300, "x." + "y" * 118),
]


@pytest.mark.parametrize(("name", "safe"), NAMES)
def test_names_are_made_safe(name: str, safe: str) -> None:
    assert safe_name(name, "otherwise") == safe


@given(text(max_size=200) | text(max_size=200, alphabet="ab.-\u200d\u0300\u0041é "))
@example("a.\u0300")
@example("con.")
@example("a-.")
@example("x" * 119 + "-y")
@example("A\u200d\u0300")
def test_any_name_is_safe(name: str) -> None:
    safe = safe_name(name, "otherwise")
    assert 0 < len(safe.encode()) <= 120
    assert not set(safe) & set('/\\:*?"<>|\0 \r\n\u202e')
    assert safe[0] not in ".-"
    assert safe[-1] not in ".-"
    assert safe_name(safe, "otherwise") == safe


TYPES = [
    ("video/mp4", "a.txt", "video/mp4"),
    (" Text/HTML ; charset=utf-8", "a.mp4", "text/html"),
    (None, "a.mp4", "video/mp4"),
    (None, "a.MKV", "video/x-matroska"),
    (None, "a.vtt", "text/vtt"),
    ("", "a.opus", "audio/opus"),
    ("nonsense", "a.webm", "video/webm"),
    ("text/ht ml", "a", "application/octet-stream"),
    ("a/b/c", "a", "application/octet-stream"),
    (None, "a", "application/octet-stream"),
    (None, "a.unheard-of", "application/octet-stream"),
]


@pytest.mark.parametrize(("stated", "name", "kind"), TYPES)
def test_media_types(stated: str | None, name: str, kind: str) -> None:
    assert media_type(stated, name) == kind


def test_suffixes_are_the_usual_ones() -> None:
    assert suffix_of("text/html") == ".html"
    assert suffix_of("application/x-unheard-of") == ""
