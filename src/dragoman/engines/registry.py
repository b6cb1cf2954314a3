"""Choose engines by name; ours and strangers' alike come in by entry points."""

from collections.abc import Callable
from importlib.metadata import entry_points
from pathlib import Path
from typing import cast

from dragoman.engines.protocols import Post, Transcriber, Translator
from dragoman.model.errors import EngineMissing
from dragoman.model.settings import TranscriberSettings, TranslatorSettings

TRANSCRIBERS = "dragoman.transcribers"
TRANSLATORS = "dragoman.translators"


def transcriber(settings: TranscriberSettings, cache: Path) -> Transcriber:
    """Return the transcriber that the settings name; raise EngineMissing when it is not installed.

    `cache` is a folder where it may keep weights.
    """
    make = cast("Callable[[TranscriberSettings, Path], Transcriber]", _loaded(TRANSCRIBERS, settings.engine))
    return make(settings, cache)


def translator(settings: TranslatorSettings, post: Post, key: str | None) -> Translator:
    """Return the translator that the settings name; raise EngineMissing when it is not installed.

    `post` is all the network it gets; `key` opens the server where one is needed.
    """
    make = cast("Callable[[TranslatorSettings, Post, str | None], Translator]", _loaded(TRANSLATORS, settings.engine))
    return make(settings, post, key)


def names(group: str) -> tuple[str, ...]:
    """Return the names of the engines installed in a group, sorted."""
    return tuple(sorted({point.name for point in entry_points(group=group)}))


def _loaded(group: str, name: str) -> object:
    kind = group.removeprefix("dragoman.").removesuffix("s")
    points = sorted(entry_points(group=group, name=name), key=lambda point: point.value)
    if not points:
        known = ", ".join(names(group)) or "none"
        raise EngineMissing(f"no {kind} is called '{name}'", hint=f"installed: {known}; plug-ins bring others")
    try:
        return cast(object, points[0].load())
    except (ImportError, AttributeError) as error:
        raise EngineMissing(f"the {kind} '{name}' does not load: {error}", hint=_cure(points[0].dist)) from error


def _cure(dist: object) -> str:
    name = getattr(dist, "name", None)
    return f"install {name} again, with its extras" if name else "install the package that brings it"
