"""`dragoman desk` and `dragoman people` as a person meets them: one door that opens once, one desk, a quick end."""

import json
import signal
import sys
import time
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from tests.doors.desk.running import Running
from tests.doors.desk.visiting import HTML, Visitor
from tests.steps.desks import Cli

from dragoman.doors.desk.serving import Binding
from dragoman.steps.people import People, Person

pytestmark = pytest.mark.slow

PASSWORD = "four words in a row"


@pytest.fixture
def running(desk: Path) -> Iterator[Running]:
    started = Running(desk, "--by", "Sara N.")
    yield started
    if started.process.poll() is None:
        started.end(signal.SIGKILL)


def signed_in(address: str, ticket: str) -> Visitor:
    answer = Visitor(address).form("/enter", {"ticket": ticket})
    assert answer.status == 303
    cookie, _, session = answer.headers["set-cookie"].partition(";")[0].partition("=")
    return Visitor(address, cookie, session)


def test_it_opens_once_runs_once_and_ends_when_told(running: Running, desk: Path) -> None:
    sara = signed_in(running.address, running.ticket)
    assert "Sara N." in sara.get("/", HTML).text
    assert Visitor(running.address).form("/enter", {"ticket": running.ticket}).status == 403
    second = Running(desk)
    assert second.process.wait(30) == 0
    second.process.communicate()
    assert "runs already" in second.said
    assert second.address == running.address
    assert signed_in(second.address, second.ticket).get("/").status == 200, "a second start opens the first"
    began = time.monotonic()
    status, told = running.end()
    print(f"ended in {time.monotonic() - began:.2f} s")
    assert status == 0
    assert "Traceback" not in told


@pytest.mark.promise
def test_a_session_outlives_a_kill(running: Running, desk: Path) -> None:
    sara = signed_in(running.address, running.ticket)
    port = running.address.rpartition(":")[2]
    running.end(signal.SIGKILL)
    again = Running(desk, "--by", "Sara N.", "--port", port)
    assert again.address == running.address
    assert sara.get("/").status == 200, "whoever was at work goes on"
    assert again.end(signal.SIGTERM)[0] == 0


def test_a_port_that_is_taken_is_told(cli: Cli, capsys: pytest.CaptureFixture[str]) -> None:
    with Binding("127.0.0.1", 0) as taken:
        assert cli("desk", "--no-browser", "--port", taken.port) == 2
    told = capsys.readouterr().err
    assert f"port {taken.port} of 127.0.0.1 cannot be had" in told
    assert "hint: " in told


def test_others_are_let_near_only_where_a_login_is_asked_for(cli: Cli, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli("desk", "--no-browser", "--host", "0.0.0.0") == 2
    assert "this one has no people" in capsys.readouterr().err


def test_people_are_added_and_listed(
    desk: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def type_in(*arguments: str) -> int:
        monkeypatch.setattr(sys, "stdin", StringIO(f"{PASSWORD}\n"))
        return cli("people", *arguments, "--password-stdin")

    assert cli("people") == 0
    assert "nobody" in capsys.readouterr().out
    assert type_in("add", "Sara N.") == 2, "the first is a publisher"
    assert type_in("add", "Sara N.", "--role", "publisher") == 0
    assert type_in("add", "Taher") == 0
    assert cli("people", "role", "Taher", "--role", "editor") == 0
    assert type_in("password", "Taher") == 0
    capsys.readouterr()
    assert cli("people", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told == [{"name": "Sara N.", "role": "publisher"}, {"name": "Taher", "role": "editor"}]
    assert People(desk).check("Taher", PASSWORD) == Person("Taher", "editor")
    for wrong in (
        ("add",),
        ("remove",),
        ("dance", "Taher"),
        ("remove", "Nobody"),
        ("role", "Taher", "--role", "emperor"),
    ):
        assert cli("people", *wrong) == 2, wrong
    assert cli("people", "remove", "Taher") == 0
    assert cli("people", "remove", "Sara N.") == 0
    assert People(desk).everyone() == ()
