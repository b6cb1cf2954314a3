"""Say what made a capture: this program, its version, and the settings that bounded the fetch."""

from dragoman import __version__
from dragoman.model.capture import Tool
from dragoman.model.settings import CaptureSettings


def maker(limits: CaptureSettings, **more: str) -> Tool:
    """Return the tool named in a capture's `by`: the limits it ran under, and `more` settings by name."""
    settings = {
        "max_bytes": str(limits.max_bytes),
        "max_seconds": str(limits.max_seconds),
        "max_redirects": str(limits.max_redirects),
        "allow_private": ",".join(limits.allow_private),
    }
    return Tool(name="dragoman", version=__version__, settings={**settings, **more})
