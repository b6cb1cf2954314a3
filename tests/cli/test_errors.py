"""Bad input gets one clear line with a place and a cure, exit status 2, and nothing is lost or left behind."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.doors.cli.app import run

Told = Callable[..., tuple[int, str]]


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Told:
    """Return a function that runs a command in a new desk and gives its status and what stderr said."""
    root = tmp_path / "desk"
    assert run(["init", str(root)]) == 0
    monkeypatch.chdir(root)
    (root / "empty.mp4").touch()
    (root / "notes.mp4").write_text("not a film, only notes about one\n" * 20)
    (root / "bad.md").write_text("---\nnumber: one\n---\n")

    def tell(*arguments: str) -> tuple[int, str]:
        capsys.readouterr()
        status = run(list(arguments))
        return status, capsys.readouterr().err

    return tell


@pytest.mark.parametrize(
    ("arguments", "complaint", "cure"),
    [
        (("capture", "nowhere.mp4"), "nowhere.mp4", "hint:"),
        (("capture", "empty.mp4"), "empty", "hint:"),
        (("capture", "notes.mp4"), "notes.mp4", "--document"),
        (("capture", "ftp://example.org/a.mp4"), "ftp", "hint:"),
        (("capture", "http://127.0.0.1:1/a.mp4"), "127.0.0.1", "hint:"),
        (("capture", "notes.mp4", "--name", "Not A Name"), "not a name", "small letters"),
        (("capture", "notes.mp4", "--fact", "mood=glad"), "not a fact", "title"),
        (("capture", "notes.mp4", "--fact", "released=yesterday"), "released", "YYYY-MM-DD"),
        (("capture", "notes.mp4", "--language", "Persian!"), "language", "BCP 47"),
        (("read", "nothing"), "no item 'nothing'", "capture something first"),
        (("review", "nothing"), "no item", "hint:"),
        (("check", "nowhere.md"), "nowhere.md", "hint:"),
        (("check", "bad.md"), "bad.md:2", "hint:"),
        (("check", "--format", "xml"), "xml", "text"),
        (("rule", "XYZ999"), "XYZ999", "hint:"),
        (("verify", "nowhere"), "nowhere", "hint:"),
        (("items", "--set", "title=x"), "--set needs an item", "hint:"),
        (("nonsense",), "nonsense", "--help"),
        (("read",), "missing argument", "--help"),
        (("init", "."), "something here already", "new or empty"),
    ],
)
def test_bad_input_is_told_in_one_line(told: Told, arguments: tuple[str, ...], complaint: str, cure: str) -> None:
    status, text = told(*arguments)
    assert status == 2
    first, *rest = text.strip().splitlines()
    assert first.startswith("error: ")
    assert complaint in first
    assert cure in "\n".join(rest)
    assert "Traceback" not in text
    assert len(rest) <= 1


def test_failing_leaves_nothing_behind(told: Told) -> None:
    before = sorted(p for p in Path("store").rglob("*") if "sqlite" not in p.name)
    told("capture", "notes.mp4")
    told("capture", "empty.mp4")
    assert sorted(p for p in Path("store").rglob("*") if "sqlite" not in p.name) == before


def test_what_a_source_wrote_does_not_drive_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], footage: Path
) -> None:
    assert run(["init", str(tmp_path / "desk")]) == 0
    monkeypatch.chdir(tmp_path / "desk")
    evil = "\x1b]0;owned\x07\x1b[2J\x9b31m"
    assert run(["capture", str(footage), "--name", "talk", "--fact", f"title={evil}"]) == 0
    assert run(["items"]) == 0
    assert run(["items", evil]) == 2
    out, err = capfd.readouterr()
    assert not set(out + err) & {"\x1b", "\x07", "\x9b"}
    assert "\\x1b]0;owned" in out


def test_outside_a_desk_the_cure_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["items"]) == 2
    text = capsys.readouterr().err
    assert "no desk here" in text and "dragoman init" in text


@pytest.mark.parametrize(
    ("text", "line", "complaint"),
    [
        ('[desk]\nname = "a"\n\n[publish]\ntitel = "x"\n', 5, "titel"),
        ("[desk]\nname = 3\n", 2, "str"),
        ("[desk]\n", 1, "name"),
        ('[desk]\nname = "a"\n[media]\nsandbox = "perhaps"\n', 4, "perhaps"),
        ('[desk]\nname = "a"\n[nothing]\nx = 1\n', 3, "nothing"),
        ('[desk]\nname = "a\n', 2, "TOML"),
        ('[desk]\nname = "a"\n[publish]\naddress = "example.org"\n', 4, "example.org"),
        ('[desk]\nname = "a"\n[publish]\ncontext = -1\n', 4, ">= 0"),
        ('[desk]\nname = "a"\n[sightings]\nindex = "paper"\n', 4, "paper"),
        ('[desk]\nname = "a"\n[sightings]\nindex = "milvus"\n', 4, "sightings.address"),
        ('[desk]\nname = "a"\nsigning_key = "~/.ssh/id"\n', 3, "signer"),
    ],
)
def test_settings_at_fault_are_named_by_line(told: Told, text: str, line: int, complaint: str) -> None:
    Path("dragoman.toml").write_text(text)
    status, said = told("items")
    assert status == 2
    assert f"dragoman.toml:{line}" in said
    assert complaint in said


def test_every_verb_has_an_example_and_at_most_six_options() -> None:
    import typer.core
    import typer.main

    from dragoman.doors.cli.app import app

    group = typer.main.get_command(app)
    assert isinstance(group, typer.core.TyperGroup)
    for name, verb in group.commands.items():
        assert verb.help and "Example: dragoman " in verb.help, name
        options = [p for p in verb.params if p.param_type_name == "option"]
        assert len(options) <= 6, name
        assert verb.help.split()[0][0].isupper()
