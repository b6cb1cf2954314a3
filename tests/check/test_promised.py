"""A promise of a link, where a link is and where none is, in the formats of any desk."""

import pytest

from dragoman.check.rules import promise_without_link
from dragoman.dispatch.bare.read import read_bare
from dragoman.dispatch.reading import Reading


@pytest.mark.parametrize(
    ("suffix", "text", "kept"),
    [
        ("html", '<p>To watch it <A NAME="video">click here</A>.</p>', False),
        ("html", '<p>To watch it <a id="video">click here</a>.</p>', False),
        ("html", '<p>To watch it <a href="">click here</a>.</p>', False),
        ("html", "<p><a href=#>Click here</a> to watch it.</p>", False),
        ("html", "<p>To watch it <a>click here</a>.</p>", False),
        ("html", '<p>To watch it <a href="#video">click here</a>.</p>', True),
        ("html", "<p>To watch it <a\nhref = clip.rm >click here</a>.</p>", True),
        ("html", "<p><a class=x href='clip.rm'>Click here</a> to watch it.</p>", True),
        ("html", '<p><a href="#" onclick="play()">Click here</a> to watch it.</p>', True),
        ("html", '<p><a href="#" class="play">Click here</a> to watch it.</p>', True),
        ("html", '<p>Click here:</p>\n<p><a href="clip.rm">The clip</a></p>', True),
        ("md", "To watch it, [click here]().", False),
        ("md", "To watch it, [click here](#).", False),
        ("md", "To watch it, [click here](clip.html).", True),
        ("txt", "Audio: click here\n\n[00:00:04] HOST: Good morning to you all.\n", False),
        ("txt", "Audio: click here\n\n[0:04.2] HOST: Good morning to you all.\n", False),
        ("txt", "Audio: click here\n\nHOST: Good morning to you all.\n", False),
        ("txt", "Audio: click here\n\n[The morning talk, audio]\n", True),
        ("txt", "Audio: click here\n\n[1] The morning talk\n", True),
    ],
)
def test_an_anchor_or_a_bracket_keeps_a_promise_only_where_it_leads_somewhere(
    suffix: str, text: str, *, kept: bool
) -> None:
    found = list(promise_without_link.check(Reading(read_bare(text, f"old.{suffix}"), ())))
    assert (found == []) == kept
