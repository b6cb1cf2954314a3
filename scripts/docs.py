"""Write the pages under docs/ that come from code: the command line, the rules, the settings, the records.

A test runs this and compares; when it fails, run `make docs` and commit what changed.
Example: python scripts/docs.py
"""

import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import msgspec
import typer
import typer.core
import typer.main

from dragoman.check.explain import explain
from dragoman.check.rules import RULES
from dragoman.doors.cli.app import app
from dragoman.model import errors
from dragoman.model.records import KINDS
from dragoman.model.settings import Settings

DOCS = Path(__file__).resolve().parents[1] / "docs"
WRITTEN = "<!-- Written by scripts/docs.py; change the code and run `make docs`. -->\n\n"


def pages() -> Iterator[tuple[Path, str]]:
    """Yield every generated page as its path and text."""
    yield DOCS / "reference" / "cli.md", _cli()
    yield DOCS / "reference" / "settings.md", _settings()
    yield DOCS / "reference" / "records.md", _records()
    yield DOCS / "reference" / "errors.md", _errors()
    yield DOCS / "rules" / "README.md", _rules()
    for rule in RULES:
        yield DOCS / "rules" / f"{rule.CODE}.md", WRITTEN + explain(rule.CODE).rstrip() + "\n"


def _cli() -> str:
    command = typer.main.get_command(app)
    assert isinstance(command, typer.core.TyperGroup)
    root = typer.Context(command, info_name="dragoman")
    parts = [WRITTEN, "# The command line\n\n```\n", _help(command, root), "\n```\n"]
    for name, verb in command.commands.items():
        context = typer.Context(verb, info_name=name, parent=root)
        parts += [f"\n## dragoman {name}\n\n```\n", _help(verb, context), "\n```\n"]
    parts.append(
        "\n## Exit status\n\n0 clean, 1 findings or a chain that does not hold, 2 could not run, 130 interrupted. "
        "Progress and notes go to stderr, results to stdout.\n"
    )
    return "".join(parts)


class Helpful(Protocol):
    """Stand for a command of any kind, as far as its help goes."""

    def get_help(self, ctx: typer.Context) -> str:
        """Return the text that --help prints."""


def _help(command: Helpful, context: typer.Context) -> str:
    context.max_content_width = context.terminal_width = 100
    return "\n".join(line.rstrip() for line in command.get_help(context).splitlines())


def _settings() -> str:
    parts = [
        WRITTEN,
        "# Settings\n\nOne file, `dragoman.toml`, at the desk's root. Unknown keys are refused with their line. "
        "Secrets are read from the environment only (`DRAGOMAN_TRANSLATOR_KEY`). "
        "`dragoman settings` shows what holds.\n",
    ]
    for section in msgspec.structs.fields(Settings):
        kind = section.type
        parts.append(f"\n## [{section.name}]\n\n{_prose(kind)}\n\n| key | default |\n|---|---|\n")
        for field in msgspec.structs.fields(kind):
            value = field.default if field.default_factory is msgspec.NODEFAULT else field.default_factory()
            default = "required" if field.required else f"`{msgspec.json.encode(value).decode()}`"
            parts.append(f"| `{field.name}` | {default} |\n")
    return "".join(parts)


def _records() -> str:
    _, components = msgspec.json.schema_components(KINDS, ref_template="#/$defs/{name}")
    # Python 3.13 takes the indentation out of docstrings, older ones do not.
    parts_of = {name: _undented(component) for name, component in components.items()}
    parts = [
        WRITTEN,
        "# Records\n\nImmutable, closed, named by the SHA-256 of their canonical JSON (UTF-8, keys sorted, no white "
        "space) and kept in `store/records/`. `kind` carries the version; files of older versions stay readable. "
        "Times in footage are whole milliseconds, start in, end out.\n",
    ]
    for kind in KINDS:
        tag = kind.__struct_config__.tag
        parts.append(f"\n## {tag}\n\n{_prose(kind)}\n\n```json\n")
        parts.append(msgspec.json.format(msgspec.json.encode(parts_of[kind.__name__]), indent=2).decode() + "\n```\n")
    others = {name: part for name, part in parts_of.items() if name not in {kind.__name__ for kind in KINDS}}
    parts.append("\n## Parts\n\n```json\n")
    parts.append(msgspec.json.format(msgspec.json.encode(others), indent=2).decode() + "\n```\n")
    return "".join(parts)


def _undented(schema: dict[str, object]) -> dict[str, object]:
    text = schema.get("description")
    return {**schema, "description": inspect.cleandoc(text)} if isinstance(text, str) else schema


def _errors() -> str:
    tree = inspect.getdoc(errors) or ""
    said = "Every error is one line with a place, and a hint that says how to mend it; exit status 2."
    return f"{WRITTEN}# Errors\n\n{said}\n\n```\n{tree}\n```\n"


def _rules() -> str:
    said = "E blocks publication, W does not; *bare* works on a document alone, with no desk."
    parts = [WRITTEN, f"# Rules\n\n{said}\n\n| code | name | | finds |\n|---|---|---|---|\n"]
    for rule in RULES:
        first = (inspect.getdoc(rule) or "").partition("\n")[0]
        letter = "E" if rule.SEVERITY == "error" else "W"
        where = f"{letter} bare" if rule.BARE else letter
        parts.append(f"| [{rule.CODE}]({rule.CODE}.md) | {rule.NAME} | {where} | {first} |\n")
    return "".join(parts)


def _prose(kind: type) -> str:
    text = inspect.getdoc(kind) or ""
    return re.sub(r"\n(`\w+`:)", r"\n- \1", text.replace("\n\n`", "\n\n- `"))


def main() -> None:
    """Write every page, and take away rule pages whose rule is gone."""
    wanted = dict(pages())
    for path, text in wanted.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for path in (DOCS / "rules").glob("*.md"):
        if path not in wanted:
            path.unlink()


if __name__ == "__main__":
    main()
