"""A translator on this machine's loopback, named in the settings, reached through the guard."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from dragoman.testing.local_server import Asked, LocalServer, answer

Cli = Callable[..., int]


def translating(asked: Asked) -> Iterable[bytes]:
    """Answer as a chat server does: every segment asked for, rendered in capitals."""
    task = json.loads(json.loads(asked.body)["messages"][-1]["content"])
    lines = [{"id": each["id"], "text": each["text"].upper()} for each in task["segments"]]
    content = json.dumps({"lines": lines})
    yield answer(json.dumps({"choices": [{"message": {"content": content}, "finish_reason": "stop"}]}).encode())


def translate_with(desk: Path, address: str) -> None:
    settings = desk / "dragoman.toml"
    translator = f'\n[translator]\nengine = "openai"\naddress = "{address}/v1"\nmodel = "loud"\n'
    settings.write_text(settings.read_text(encoding="utf-8") + translator, encoding="utf-8")


def test_a_draft_is_translated_once_and_stays_a_draft(
    desk: Path, cli: Cli, footage: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRAGOMAN_TRANSLATOR_KEY", "a-secret")
    assert cli("capture", footage, "--name", "grandma", "--language", "fa") == 0
    with LocalServer(translating) as server:
        translate_with(desk, server.address)
        assert cli("read", "grandma") == 0
        asked = len(server.asked)
        assert cli("read", "grandma") == 0
        assert asked == len(server.asked) >= 1, "done work is not asked for again"
        assert server.asked[0].path == "/v1/chat/completions"
        assert server.asked[0].headers["authorization"] == "Bearer a-secret"
    assert "done before" in capsys.readouterr().out
    assert cli("review", "grandma", "--json") == 0
    segments = json.loads(capsys.readouterr().out)["segments"]
    assert segments[0]["translation"] == "SPEECH 1"
    assert {segment["translation_origin"] for segment in segments} == {"machine"}
    assert all(segment["approved"] == [] for segment in segments)
    kept = b"".join(path.read_bytes() for path in (desk / "store").rglob("*") if path.is_file())
    assert b"a-secret" not in kept


def test_a_server_that_answers_badly_leaves_the_transcript_and_no_translation(
    desk: Path, cli: Cli, footage: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli("capture", footage, "--name", "grandma", "--language", "fa") == 0
    with LocalServer(lambda asked: [answer(b'{"choices": [{"message": {"content": "Sure! Here it is"}}]}')]) as server:
        translate_with(desk, server.address)
        assert cli("read", "grandma") == 2
    assert "error: " in capsys.readouterr().err
    assert cli("review", "grandma", "--json") == 0
    segments = json.loads(capsys.readouterr().out)["segments"]
    assert segments
    assert {segment["translation"] for segment in segments} == {""}
