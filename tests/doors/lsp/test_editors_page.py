"""The page on editors: what it says to paste can be read, and starts the server."""

import json
import re
import tomllib
from pathlib import Path

PAGE = Path(__file__).resolve().parents[3] / "docs" / "editors.md"
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def test_every_setting_can_be_read() -> None:
    read = {"json": json.loads, "toml": tomllib.loads}
    kinds = [kind for kind, _ in BLOCKS]
    assert sorted(kinds) == ["elisp", "json", "json", "lua", "toml"]
    for kind, text in BLOCKS:
        if kind in read:
            assert read[kind](text)
        for opens, closes in ("()", "{}", "[]"):
            assert text.count(opens) == text.count(closes)
        assert text.count('"') % 2 == 0


def test_every_setting_starts_the_server() -> None:
    for _, text in BLOCKS:
        words = re.findall(r'"([^"]*)"', text)
        assert "dragoman" in words and "lsp" in words
        assert "markdown" in text
