"""From a dropped file to a draft, with the real fleet; and what happens is told as it happens."""

import hashlib
import json
import threading
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest
from tests.doors.desk.visiting import HTML, Served, Visitor, served

from dragoman.doors.fleet.fleet import Fleet

pytestmark = pytest.mark.slow


@pytest.fixture
def working(desk: Path) -> Iterator[Served]:
    with Fleet(desk) as fleet:
        fleet.run()
        with served(desk, fleet) as running:
            yield running


def begun(visitor: Visitor, data: bytes) -> Any:
    mark = f"{len(data)}-0-{hashlib.sha256(data).hexdigest()}"
    answer = visitor.send("POST", "/api/uploads", {"name": "fa_0130.mp4", "size": len(data), "mark": mark})
    assert answer.status == 200
    return answer.json


def patch(visitor: Visitor, upload: str, offset: int, data: bytes, digest: str = "") -> Any:
    headers = {"Upload-Offset": str(offset), "Upload-Digest": digest or hashlib.sha256(data).hexdigest()}
    return visitor.ask("PATCH", f"/api/uploads/{upload}", data, headers)


def heard(visitor: Visitor, until: str, into: list[tuple[str, Any]]) -> None:
    """Take events in until the named item is a draft."""
    connection = HTTPConnection(visitor.host, timeout=60)
    connection.request("GET", "/events", headers={"Cookie": f"{visitor.cookie}={visitor.session}"})
    response = connection.getresponse()
    name = ""
    while line := response.readline().decode().strip("\n") or "-":
        if line.startswith("event: "):
            name = line.removeprefix("event: ")
        elif line.startswith("data: "):
            into.append((name, json.loads(line.removeprefix("data: "))))
            if name == "work" and any(each["kind"] == until and each["state"] == "done" for each in into[-1][1]):
                break
    connection.close()


def test_a_file_becomes_a_draft_and_everything_is_told(working: Served, footage: Path) -> None:
    data, sara = footage.read_bytes(), working.as_person()
    told: list[tuple[str, Any]] = []
    listener = threading.Thread(target=heard, args=(sara, "read", told))
    listener.start()
    upload = begun(sara, data)
    half = len(data) // 2
    assert patch(sara, upload["id"], 0, data[:half]).json["offset"] == half
    assert patch(sara, upload["id"], 0, data[:half]).status == 409, "sent twice, kept once"
    assert patch(sara, upload["id"], half, data[half:], "0" * 64).status == 400
    assert begun(sara, data) == {"id": upload["id"], "offset": half, "size": len(data), "work": ""}
    assert sara.send("POST", f"/api/uploads/{upload['id']}/capture", {}).status == 400, "not whole yet"
    assert patch(sara, upload["id"], half, data[half:]).json["offset"] == len(data)
    order = {"language": "fa", "then_read": True}
    first = sara.send("POST", f"/api/uploads/{upload['id']}/capture", order).json
    assert sara.send("POST", f"/api/uploads/{upload['id']}/capture", order).json in (
        first,
        {"error": "no such upload", "hint": "the lists show what there is"},
    )
    listener.join(60)
    names = [name for name, _ in told]
    assert names[:3] == ["work", "items", "dispatches"], "how all stands comes first"
    states = {(each["kind"], each["state"]) for name, data in told if name == "work" for each in data}
    assert {("capture", "done"), ("read", "done")} <= states
    page = sara.get("/", HTML).text
    assert ">draft<" in page
    assert "fa_0130.mp4" in sara.get("/work", HTML).text
    for _ in range(50):
        if not list((working.context.root / "work" / "uploads").iterdir()):
            break
        time.sleep(0.1)
        sara.get("/")
    assert not list((working.context.root / "work" / "uploads").iterdir()), "the vault has it now"


def test_an_upload_goes_on_after_the_server_was_gone(desk: Path, footage: Path) -> None:
    data = footage.read_bytes()
    with Fleet(desk) as fleet:
        with served(desk, fleet) as first:
            sara = first.as_person()
            upload = begun(sara, data)
            patch(sara, upload["id"], 0, data[:1000])
        with served(desk, fleet) as second:
            sara = Visitor(second.context.address, sara.cookie, sara.session)
            assert begun(sara, data)["offset"] == 1000
            assert patch(sara, upload["id"], 1000, data[1000:]).json["offset"] == len(data)


def test_an_upload_is_its_senders_own(desk: Path) -> None:
    with Fleet(desk) as fleet, served(desk, fleet) as running:
        running.context.people.add("Paula", "four words in a row", "publisher")
        running.context.people.add("Taher", "four words in a row", "translator")
        upload = begun(running.as_person("Taher"), b"0123456789")["id"]
        paula = running.as_person("Paula")
        assert paula.get(f"/api/uploads/{upload}").status == 404
        assert patch(paula, upload, 0, b"0").status == 404
        assert paula.ask("DELETE", f"/api/uploads/{upload}").status == 404
        assert running.as_person("Taher").ask("DELETE", f"/api/uploads/{upload}").status == 204
        assert running.as_person("Taher").get(f"/api/uploads/{upload}").status == 404


@pytest.mark.parametrize(
    "address",
    [
        "/etc/passwd",
        "file:///etc/passwd",
        "FILE:/etc/passwd",
        "../desk/dragoman.toml",
        "",
        "https://",
        "ftp://example.org/a",
    ],
)
def test_no_path_on_the_servers_disk_is_captured(desk: Path, address: str) -> None:
    with Fleet(desk) as fleet, served(desk, fleet) as running:
        assert running.as_person().form("/captures", {"address": address}).status == 400
        assert fleet.all() == ()


def test_the_stream_ends_with_the_session(fresh: Served) -> None:
    sara = fresh.as_person()
    connection = HTTPConnection(sara.host, timeout=30)
    connection.request("GET", "/events", headers={"Cookie": f"{sara.cookie}={sara.session}"})
    response = connection.getresponse()
    assert response.readline() == b"retry: 1000\n"
    fresh.context.sign_ins.end(sara.session)
    assert b"event: work" in response.read(), "it ends, and that not before how all stands was told"
    connection.close()
