"""The front matter of a dispatch: what it is, and which items its pins name."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated, NoReturn

import msgspec

from dragoman.dispatch.place import Lines, Place
from dragoman.model.capture import Name
from dragoman.model.digest import Digest
from dragoman.model.direction import Language
from dragoman.model.errors import DispatchError
from dragoman.model.time import Day

if TYPE_CHECKING:
    import yaml

_FENCE = re.compile(r"\ufeff?---[ \t]*(?:\r\n?|\n)(?P<yaml>.*?)(?<=[\r\n])---[ \t]*(?:\r\n?|\n|\Z)", re.S)
_OPENING = "open the file with a line `---`, then `number:`, `date:` and `title:`, then a line `---`"

Text = Annotated[str, msgspec.Meta(pattern=r"\S")]
Plain = str | list["Plain"] | dict[str, "Plain"] | None


class Meta(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold a dispatch's front matter; `sources` ties the names used in pins to items of the desk.

    `seen` ties some of those names to the reports of sightings that the dispatch cites, by digest.
    """

    title: Text
    date: Day
    number: Annotated[int, msgspec.Meta(ge=1)] | None = None
    series: Text = "Dispatch"
    topics: tuple[Text, ...] = ()
    sources: dict[Name, Name] = {}
    seen: dict[Name, Digest] = {}
    language: Language = "en"


@dataclass(frozen=True)
class Front:
    """Hold the front matter, the place of each field (and `sources.NAME`, `seen.NAME`), and where the body starts."""

    meta: Meta
    places: Mapping[str, Place]
    body_start: int


def read_front(lines: Lines, path: str) -> Front:
    """Return the front matter of a dispatch; raise DispatchError, with the line, when it cannot be read."""
    match = _FENCE.match(lines.text)
    if match is None:
        raise DispatchError("no front matter", place=f"{path}:1", hint=_OPENING)
    reader = _Reader(lines, path, match.start("yaml"))
    return Front(reader.read(match["yaml"]), reader.places, match.end())


class _Reader:
    def __init__(self, lines: Lines, path: str, base: int) -> None:
        self.lines = lines
        self.path = path
        self.base = base
        self.places: dict[str, Place] = {}
        self.seen: set[int] = set()

    def read(self, text: str) -> Meta:
        plain = self._plain(self._compose(text), "")
        if not isinstance(plain, dict):
            self._refuse("front matter must be fields and values, `title: ...`", "")
        fields: dict[str, Plain | int] = {name: value for name, value in plain.items() if value is not None}
        if isinstance(number := fields.get("number"), str) and number.isdecimal():
            fields["number"] = int(number)
        try:
            meta = msgspec.convert(fields, Meta, strict=False)
        except msgspec.ValidationError as error:
            where = re.search(r"\$\.(\w+)", str(error))
            self._refuse(str(error).partition(" - at ")[0].replace("Object", "front matter"), where[1] if where else "")
        try:
            date.fromisoformat(meta.date)
        except ValueError as error:
            self._refuse(f"{meta.date} is not a day: {error}", "date")
        return meta

    def _compose(self, text: str) -> "yaml.Node | None":
        import yaml

        try:
            return yaml.compose(text, Loader=yaml.SafeLoader)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = self.lines.place(self.base, self.base).line + (mark.line if mark else 0)
            hint = "a value with a colon or a quotation mark in it stands in single quotes, '...', each ' in it doubled"
            raise DispatchError(f"front matter: {error.problem}", place=f"{self.path}:{line}", hint=hint) from error
        except (yaml.YAMLError, RecursionError) as error:
            self._refuse(f"front matter cannot be read: {str(error).partition(chr(10))[0]}", "")

    def _plain(self, node: "yaml.Node | None", key: str) -> Plain:
        """Return a node as text, lists and mappings: a desk means `title: yes` and `number: 012` as written."""
        import yaml

        if node is None:
            return None
        if id(node) in self.seen:
            self._refuse("front matter may not repeat a value by reference", key)
        self.seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, key)
        if isinstance(node, yaml.SequenceNode):
            return [self._plain(child, key) for child in node.value]
        return None if node.tag == "tag:yaml.org,2002:null" and not node.value.strip("~") else str(node.value)

    def _mapping(self, node: "yaml.MappingNode", above: str) -> dict[str, Plain]:
        fields: dict[str, Plain] = {}
        for name, value in node.value:
            key = f"{above}.{name.value}" if above else str(name.value)
            place = self._place(name.start_mark.index, value.end_mark.index)
            if key in self.places:
                self._refuse(f"`{key}` is given twice", key, place)
            self.places[key] = place
            if not above and key not in Meta.__struct_fields__:
                self._refuse(f"unknown field `{key}`", key, hint=f"fields are {', '.join(Meta.__struct_fields__)}")
            self.places[f"{key}="] = self._place(value.start_mark.index, value.end_mark.index)
            fields[str(name.value)] = self._plain(value, key)
        return fields

    def _place(self, start: int, end: int) -> Place:
        source = self.lines.text[self.base + start : self.base + end]
        return self.lines.place(self.base + start, self.base + start + len(source.rstrip()))

    def _refuse(self, message: str, key: str, place: Place | None = None, *, hint: str | None = None) -> NoReturn:
        at = place or self.places.get(key)
        raise DispatchError(message, place=f"{self.path}:{at.line if at else 1}", hint=hint or _OPENING)
