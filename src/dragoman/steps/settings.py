"""Read dragoman.toml into one frozen Settings; refuse what it does not know, with file and line."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from dragoman.model.errors import SettingsError
from dragoman.model.settings import Settings

FILE = "dragoman.toml"


def load(path: Path) -> Settings:
    """Return the settings that the file at `path` holds; raise SettingsError with the line at fault."""
    try:
        text = path.read_text(encoding="utf-8")
        data = tomllib.loads(text)
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"cannot be read: {error}", place=str(path)) from error
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        where = f"{path}:{line[1]}" if line else str(path)
        raise SettingsError(f"not TOML: {error}", place=where) from error
    try:
        settings = msgspec.convert(data, Settings)
    except msgspec.ValidationError as error:
        raise _at_line(str(error), text, path) from error
    _check_values(settings, text, path)
    return settings


def first_settings(name: str, language: str) -> str:
    """Return the text of a new desk's dragoman.toml."""
    return f"""# One desk's settings. Every key, its meaning and its default: docs/reference/settings.md

[desk]
name = {_quoted(name)}
language = {_quoted(language)}
# signing_key = "~/.ssh/id_ed25519"   # signs the ledger's head with ssh-keygen
# signer = "desk@example.org"         # as written in allowed_signers

[transcriber]
model = "large-v3"      # a folder of weights, a packaged model (base), or a hub's name
download = false        # true lets the hub be asked for weights

# No translator runs by default: the reviewer translates.
# [translator]
# engine = "openai"
# address = "http://localhost:8080/v1"
# model = "your-model"

[publish]
address = "http://localhost:8000/"
"""


def _quoted(text: str) -> str:
    return msgspec.json.encode(text).decode()


def _check_values(settings: Settings, text: str, path: Path) -> None:
    choices = (
        ("media", "sandbox", settings.media.sandbox, ("auto", "require", "off")),
        ("publish", "footage", settings.publish.footage, ("clips", "whole")),
        ("sightings", "index", settings.sightings.index, ("files", "milvus")),
    )
    for section, key, value, allowed in choices:
        if value not in allowed:
            raise SettingsError(
                f"{section}.{key} is {value!r}",
                place=f"{path}:{_line_of(text, section, key)}",
                hint=f"write one of {', '.join(allowed)}",
            )
    address = settings.publish.address
    if not address.startswith(("http://", "https://")) or not address.endswith("/"):
        raise SettingsError(
            f"publish.address is {address!r}",
            place=f"{path}:{_line_of(text, 'publish', 'address')}",
            hint="write where the site will stand, as https://example.org/dispatches/",
        )
    if (settings.sightings.index == "milvus") != bool(settings.sightings.address):
        raise SettingsError(
            "sightings.address is the server of a milvus index, and of no other",
            place=f"{path}:{_line_of(text, 'sightings', 'index')}",
            hint='write both, index = "milvus" and address = "http://localhost:19530", or neither',
        )
    if settings.check.rules:
        _check_rules(settings.check.rules, text, path)
    if bool(settings.desk.signing_key) != bool(settings.desk.signer):
        raise SettingsError(
            "signing_key and signer go together",
            place=f"{path}:{_line_of(text, 'desk', 'signing_key')}",
            hint="name both, or neither",
        )


def _check_rules(rules: Mapping[str, str], text: str, path: Path) -> None:
    # The rules come with much that a command which checks nothing has no use for.
    from dragoman.check.severities import wrong

    for each in wrong(rules):
        raise SettingsError(each.message, place=f"{path}:{_line_of(text, 'check.rules', each.key)}", hint=each.hint)


def _rule_line(text: str, key: str) -> int:
    """Return the line that sets a rule, however TOML lets it be written."""
    wanted = re.compile(rf"""(?<![\w-])["']?{re.escape(key)}["']?\s*=""")
    return next((number for number, line in enumerate(text.splitlines(), start=1) if wanted.search(line)), 1)


def _at_line(message: str, text: str, path: Path) -> SettingsError:
    section = re.search(r"at `\$\.(\w+)(?:\.(\w+))?", message)
    unknown = re.search(r"unknown field `(\w+)`", message)
    key = unknown[1] if unknown else (section[2] if section else None)
    line = _line_of(text, section[1] if section else None, key)
    plain = re.sub(r" - at `\$\.?(.*?)`", lambda m: f" in {m[1]}" if m[1] else "", message)
    return SettingsError(
        plain[0].lower() + plain[1:], place=f"{path}:{line}", hint="docs/reference/settings.md lists every key"
    )


def _line_of(text: str, section: str | None, key: str | None) -> int:
    """Return the 1-based line where `key` stands in `section`, or where the section starts, or 1."""
    here, found = None, 1
    for number, line in enumerate(text.splitlines(), start=1):
        head = re.match(r"\s*\[\s*([\w.-]+)\s*\]", line)
        if head:
            here = head[1]
            if here == section or (section is None and here == key):
                found = number
        elif key and here == section and re.match(rf"\s*{re.escape(key)}\s*=", line):
            return number
    return found


@dataclass(frozen=True)
class ShownSetting:
    """Hold one setting for a list: `section.key`, its value as TOML-like text, and where it comes from."""

    key: str
    value: str
    source: str


def shown_settings(root: Path) -> tuple[ShownSetting, ...]:
    """Return every setting of the desk at `root`, in the order of the record's fields."""
    settings = load(root / FILE)
    said = tomllib.loads((root / FILE).read_text(encoding="utf-8"))
    rows = []
    for section in settings.__struct_fields__:
        group = getattr(settings, section)
        for key in group.__struct_fields__:
            value = msgspec.json.encode(getattr(group, key)).decode()
            source = FILE if key in said.get(section, {}) else "default"
            rows.append(ShownSetting(f"{section}.{key}", value, source))
    return tuple(rows)
