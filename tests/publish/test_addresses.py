"""Addresses stay plain ASCII, whatever a series or topic is called."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.publish import addresses
from dragoman.publish.output import Output


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Dispatch", "dispatch"),
        ("Water rights", "water-rights"),
        ("water-rights", "water-rights"),
        ("Café", "cafe-73473dcc"),
        ("آب", "63e5775e"),
        ("../../etc", "etc-74ccf3c5"),
        ("", "e3b0c442"),
        ("C++", "c-f1deb75f"),
    ],
)
def test_slug(text: str, name: str) -> None:
    assert addresses.slug(text) == name


@given(st.text(st.characters(codec="utf-8")))
def test_any_topic_and_series_has_a_path(text: str) -> None:
    assert Output(addresses.topic_page(text), b"").path.startswith("topics/")
    assert Output(addresses.dispatch_folder(text, 12) + "index.html", b"").path.startswith("d/")


@given(st.text(st.characters(codec="utf-8")), st.text(st.characters(codec="utf-8")))
def test_different_names_share_a_path_only_when_they_differ_in_case_or_joints(one: str, other: str) -> None:
    if addresses.slug(one) == addresses.slug(other):
        assert one.casefold().replace("-", " ") == other.casefold().replace("-", " ")


@pytest.mark.parametrize("path", ["/etc/passwd", "../x", "a/../b", "a//b", "a b", "a\nb", "-x", ".x", "a\\b", "", "آ"])
def test_an_output_lands_nowhere_else(path: str) -> None:
    with pytest.raises(ValueError, match="not a path"):
        Output(path, b"")


@pytest.mark.parametrize(
    ("path", "root"), [("index.html", ""), ("feed.xml", ""), ("d/dispatch-1/e2/index.html", "../../../")]
)
def test_root_of(path: str, root: str) -> None:
    assert addresses.root_of(path) == root


def test_absolute_names_folders_by_their_folder() -> None:
    assert addresses.absolute("https://desk.example/x/", "d/a-1/index.html") == "https://desk.example/x/d/a-1/"
    assert addresses.absolute("https://desk.example", "feed.xml") == "https://desk.example/feed.xml"
