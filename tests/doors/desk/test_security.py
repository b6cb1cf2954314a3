"""What is tried at a desk beyond the guard: names that lead out, the server's files, bodies too large, others' work."""

import json
import re
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.doors.desk.visiting import HTML, Served, Visitor, served
from tests.doors.fleet.waiting import until

from dragoman.doors.desk.app import desk_routes
from dragoman.doors.fleet.fleet import Fleet
from dragoman.steps.work import ENDED

PASSWORD = "four words in a row"
WRITES = [
    (method, route.path, route.gate.body_bytes)
    for route in desk_routes()
    for method in sorted((route.methods or set()) - {"GET", "HEAD"})
]
LEADING_OUT = [
    "../dragoman.toml",
    "../../etc/passwd.md",
    "/etc/passwd",
    "/etc/passwd.md",
    "..\\dragoman.md",
    ".hidden.md",
    "a/../../b.md",
    "a/./b.md",
    "x\0.md",
    "dragoman.toml",
    "..",
    "out/secret.md",
]


@pytest.fixture
def queued(desk: Path) -> Iterator[tuple[Served, Fleet]]:
    """Return a running desk with people, whose work is taken down and not done."""
    with Fleet(desk) as fleet, served(desk, fleet) as running:
        for name, role in (("Paula", "publisher"), ("Edna", "editor"), ("Taher", "translator")):
            running.context.people.add(name, PASSWORD, role)  # type: ignore[arg-type]
        yield running, fleet


def path_of(path: str) -> str:
    return re.sub(r"\{(\w+)(:\w+)?\}", lambda match: "grandma" if match[1] == "name" else "a" * 24, path)


@pytest.mark.parametrize(("method", "path", "most"), WRITES, ids=lambda value: str(value))
def test_no_write_takes_more_than_its_share(sara: Visitor, method: str, path: str, most: int) -> None:
    assert most <= 16_000_000
    answer = sara.ask(method, path_of(path), b"x" * (most + 1), {"Content-Type": "application/json"})
    assert answer.status == 413
    stranger = Visitor(sara.address)
    if path != "/enter":
        assert stranger.ask(method, path_of(path), b"x" * 100).status == 401, "a stranger is not listened to at all"


@pytest.mark.parametrize("name", LEADING_OUT)
def test_no_name_of_a_dispatch_leads_out(desk_at: Served, sara: Visitor, name: str, tmp_path: Path) -> None:
    root = desk_at.context.root
    secret = tmp_path / "secret.md"
    secret.write_text("a secret", encoding="utf-8")
    link = root / "dispatches" / "out"
    if not link.exists():
        link.symlink_to(tmp_path)
    settings = (root / "dragoman.toml").read_bytes()
    text = "---\nnumber: 1\ndate: 2026-11-24\ntitle: x\n---\n\nmine\n"
    tries = (
        sara.send("POST", "/api/draft/save", {"file": name, "text": text, "token": ""}),
        sara.send("POST", "/api/draft/save", {"file": "a.md", "text": text, "token": "", "kept": name}),
        sara.send("POST", "/api/draft/put-away", {"file": name}),
        sara.send("POST", "/api/draft/publish", {"file": name}),
        sara.get(f"/api/draft?file={name.replace(chr(0), '%00')}"),
    )
    link.unlink()
    for answer in tries:
        assert answer.status in (400, 404), answer.text
        assert b"a secret" not in answer.body and b"engine" not in answer.body and b"root:" not in answer.body
    assert (root / "dragoman.toml").read_bytes() == settings
    assert secret.read_text(encoding="utf-8") == "a secret"
    assert sorted(tmp_path.iterdir()) == [secret]


def test_no_name_of_an_upload_leads_out(queued: tuple[Served, Fleet]) -> None:
    running, fleet = queued
    taher = running.as_person("Taher")
    for name in (*LEADING_OUT, "x" * 400 + ".mp4", "a\nb.mp4", "con.mp4", "\u202egnp.mp4"):
        answer = taher.send("POST", "/api/uploads", {"name": name, "size": 3, "mark": f"the mark of {name}"[:200]})
        assert answer.status == 200, name
        upload = running.context.uploads.get(answer.json["id"])
        kept = running.context.root / "work" / "uploads" / upload.id / "bytes"
        assert list(kept.iterdir()) == [running.context.uploads.path(upload)], name
        assert len(upload.name.encode()) < 256
        assert taher.ask("DELETE", f"/api/uploads/{upload.id}").status == 204
    assert fleet.all() == ()


ADDRESSES = [
    "/etc/passwd",
    "file:///etc/passwd",
    "FILE:/etc/passwd",
    "store",
    "./dragoman.toml",
    "\\\\server\\share",
    "http:/etc/passwd",
    "http:///etc/passwd",
    "data:text/html,x",
    "javascript:alert(1)",
    "ytdl:/etc/passwd",
    "ftp://example.org/a",
    "concat:/etc/passwd",
    " /etc/passwd",
    "~/x",
    "C:\\x",
    "http://",
    "",
]


def test_a_browser_names_no_path_of_the_server(queued: tuple[Served, Fleet]) -> None:
    """The fleet captures any path that it is told; so the door must let none through, in any field it takes."""
    running, fleet = queued
    paula = running.as_person("Paula")
    for address in ADDRESSES:
        assert paula.form("/captures", {"address": address}).status == 400, address
    more = {"address": "https://example.org/v", "name": "x", "document": "true", "then_read": "", "path": "/etc/passwd"}
    assert paula.form("/captures", more).status == 303
    (only,) = fleet.all()
    assert only.arguments == {"address": "https://example.org/v", "then_read": "true"}
    upload = paula.send("POST", "/api/uploads", {"name": "passwd", "size": 3, "mark": "12345678"}).json["id"]
    order = f"/api/uploads/{upload}/capture"
    for body in ({"address": "/etc/passwd"}, {"path": "/etc/passwd"}, {"language": "fa", "name": "/etc/passwd"}):
        assert paula.send("POST", order, body).status == 400
    assert paula.send("POST", order, {}).status == 400, "not before it is whole"
    assert len(fleet.all()) == 1


def test_the_desk_fetches_nothing_of_its_own_network(desk: Path) -> None:
    """A translator has the desk fetch the desk itself, and a neighbour of it: refused before anything connects."""
    with socket.create_server(("127.0.0.1", 0)) as neighbour, Fleet(desk) as fleet, served(desk, fleet) as running:
        neighbour.settimeout(0.2)
        fleet.run()
        sara, port = running.as_person(), neighbour.getsockname()[1]
        for address in (f"http://localhost:{port}/a.mp4", "http://169.254.169.254/latest/"):
            assert sara.form("/captures", {"address": address}).status == 303
        for each in fleet.all():
            told = until(fleet, each.id, *ENDED)
            assert told.state == "failed"
            print(told.error)
        with pytest.raises(TimeoutError):
            neighbour.accept()


def test_a_translator_does_not_order_a_publication_again(queued: tuple[Served, Fleet]) -> None:
    running, fleet = queued
    work = fleet.start("publish", {})
    for name in ("Taher", "Edna"):
        assert running.as_person(name).form(f"/work/{work}/cancel", {}).status == 403
    paula = running.as_person("Paula")
    assert paula.form(f"/work/{work}/cancel", {}).status == 303
    assert fleet.status(work).state == "cancelled"
    for name in ("Taher", "Edna"):
        assert running.as_person(name).form(f"/work/{work}/retry", {}).status == 403
        assert f"/work/{work}/retry" not in running.as_person(name).get("/work", HTML).text
    assert fleet.status(work).state == "cancelled"
    assert f"/work/{work}/retry" in paula.get("/work", HTML).text
    assert paula.form(f"/work/{work}/retry", {}).status == 303


def test_many_guesses_at_once_are_slowed_down_too(queued: tuple[Served, Fleet]) -> None:
    running, _ = queued

    def guess(number: int) -> int:
        return running.stranger.form("/enter", {"name": "Paula", "password": f"guess number {number}"}).status

    with ThreadPoolExecutor(20) as pool:
        told = list(pool.map(guess, range(20)))
    assert told.count(403) == 5
    assert told.count(429) == 15


def test_a_role_that_is_taken_away_is_gone_at_once(queued: tuple[Served, Fleet]) -> None:
    running, _ = queued
    edna, paula = running.as_person("Edna"), running.as_person("Paula")
    assert edna.send("POST", "/api/draft/put-away", {"file": "x.md"}).status == 400
    assert paula.form("/people/change", {"what": "role", "name": "Edna", "role": "reader"}).status == 303
    assert edna.send("POST", "/api/draft/put-away", {"file": "x.md"}).status == 403
    assert paula.form("/people/change", {"what": "remove", "name": "Edna"}).status == 303
    assert edna.get("/").status == 401


def test_no_other_method_slips_by(sara: Visitor) -> None:
    """A GET that says it is a POST is a GET; a form of another kind carries no token."""
    for name in ("X-HTTP-Method-Override", "X-Method-Override"):
        assert sara.get("/leave", {name: "POST"}).status in (404, 405)
    assert sara.get("/leave?_method=POST").status in (404, 405)
    assert sara.get("/").status == 200
    body = json.dumps({"token": "x"}).encode()
    for kind in ("text/plain", "multipart/form-data; boundary=x", "application/json"):
        assert sara.ask("POST", "/leave", body, {"Content-Type": kind, "X-Desk-Token": ""}).status == 403
    assert sara.get("/").status == 200
