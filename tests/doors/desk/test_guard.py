"""The guard: each test tries what an attacker would."""

import re
import sqlite3
import time
from pathlib import Path

import pytest
from tests.doors.desk.visiting import HTML, Served, Visitor

from dragoman.steps.sign_in import write_token

POLICY = "default-src 'self'"


def test_only_this_machine_is_listened_to(desk_at: Served) -> None:
    port = desk_at.stranger.host.rpartition(":")[2]
    listening = [line.split()[1:4] for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    hex_port = f"{int(port):04X}"
    assert [local for local, _, state in listening if local.endswith(f":{hex_port}") and state == "0A"] == [
        f"0100007F:{hex_port}"
    ]


HOSTS = [
    "evil.example",
    "127.0.0.1",
    "127.0.0.1:1",
    "127.0.0.1.evil.example:{port}",
    "evil.example:{port}",
    "localhost.evil.example:{port}",
    "127.0.0.1:{port}@evil.example",
    "0.0.0.0:{port}",
    "127.1:{port}",
    "2130706433:{port}",
    "",
]


@pytest.mark.parametrize("host", HOSTS)
def test_another_host_is_not_answered(sara: Visitor, host: str) -> None:
    """DNS rebinding: a stranger's name that leads to this machine shows nothing, not even to a signed-in browser."""
    cookie = ("Cookie", f"{sara.cookie}={sara.session}")
    said = ("Host", host.format(port=sara.host.rpartition(":")[2]))
    for path in ("/", "/enter", "/static/desk.css", "/events", "/nothing"):
        answer = sara.raw("GET", path, [said, cookie])
        assert answer.status in (400, 421), path
        assert b"Test Desk" not in answer.body
    assert sara.raw("GET", "/", [("Host", sara.host), said, cookie]).status in (400, 421)
    assert sara.raw("GET", "/", [cookie]).status in (400, 421)


def test_the_other_spellings_of_this_machine_are_answered(sara: Visitor) -> None:
    port = sara.host.rpartition(":")[2]
    for host in (f"localhost:{port}", f"LOCALHOST:{port}", f"[::1]:{port}"):
        assert sara.get("/", {"Host": host}).status == 200


ORIGINS = [
    "",
    "null",
    "http://evil.example",
    "http://127.0.0.1",
    "http://127.0.0.1:1",
    "https://{host}",
    "http://{host}.evil.example",
    "http://{host}/",
    "http://evil@{host}",
]


@pytest.mark.parametrize("origin", ORIGINS)
def test_a_write_from_elsewhere_is_refused(sara: Visitor, origin: str) -> None:
    """With the session's cookie and token even: the page that writes must be the desk's."""
    headers = {"Origin": origin.format(host=sara.host)}
    assert sara.form("/leave", {}, headers).status == 403
    assert sara.ask("PUT", "/api/me/preferences/keys", b"{}", headers).status == 403
    assert sara.form("/enter", {"ticket": "x"}, headers).status == 403
    assert sara.get("/", HTML).status == 200, "the session still stands"
    assert sara.get("/api/me/preferences/keys").json is None


def test_a_write_without_the_sessions_token_is_refused(desk_at: Served, sara: Visitor) -> None:
    other = desk_at.as_person()
    for token in ("", "x", sara.session, write_token(other.session), write_token(sara.session)[:-1], "é"):
        raw = token.encode().decode("latin-1")
        assert sara.form("/leave", {}, {"X-Desk-Token": raw}).status == 403
        assert sara.form("/leave", {"token": token}, {"X-Desk-Token": ""}).status == 403
    assert sara.get("/").status == 200
    assert sara.form("/leave", {"token": write_token(sara.session)}, {"X-Desk-Token": ""}).status == 303
    assert sara.get("/").status == 401


def test_the_one_time_address_works_once(desk_at: Served, stranger: Visitor) -> None:
    ticket = desk_at.context.sign_ins.ticket("Sara N.")
    assert stranger.get(f"/enter?ticket={ticket}", HTML).status == 200, "a GET uses nothing up"
    came_in = stranger.form("/enter", {"ticket": ticket})
    assert came_in.status == 303
    cookie = came_in.headers["set-cookie"]
    assert re.fullmatch(r"desk-[0-9a-f]{8}=[\w-]{43}; Path=/; HttpOnly; SameSite=Strict", cookie)
    assert stranger.get("/", {"Cookie": cookie.partition(";")[0]}).status == 200
    again = stranger.form("/enter", {"ticket": ticket})
    assert again.status == 403
    assert "set-cookie" not in again.headers
    for guess in ("", "x" * 43, ticket[:-1]):
        assert stranger.form("/enter", {"ticket": guess}).status == 403


def test_nobody_comes_in_unsigned(stranger: Visitor) -> None:
    assert stranger.get("/").status == 401
    assert stranger.get("/", HTML).status == 303
    assert stranger.get("/events").status == 401
    for cookie in ("x", "", "x" * 43, "%00", "a; b=c"):
        assert stranger.get("/", {"Cookie": f"desk-00000000={cookie}"}).status == 401


def test_a_session_ends(desk_at: Served, sara: Visitor) -> None:
    assert sara.get("/").status == 200
    with sqlite3.connect(desk_at.context.root / "work" / "people.sqlite") as db:
        db.execute("UPDATE sessions SET seen = ?", (int(time.time()) - 13 * 3600,))
    db.close()
    assert sara.get("/").status == 401


def test_secrets_are_not_kept_as_they_are(desk_at: Served, sara: Visitor) -> None:
    desk = desk_at.context.root
    ticket = desk_at.context.sign_ins.ticket("Sara N.")
    kept = b"".join(path.read_bytes() for path in (desk / "work").glob("people.sqlite*"))
    assert len(kept) > 1000
    assert sara.session.encode() not in kept
    assert ticket.encode() not in kept
    assert (desk / "work" / "people.sqlite").stat().st_mode & 0o077 == 0


def test_every_answer_carries_the_policy(sara: Visitor, stranger: Visitor) -> None:
    nonces = set()
    for visitor in (sara, stranger):
        for path in ("/", "/enter", "/work", "/people", "/nothing", "/static/desk.js", "/static/nothing", "/media/x"):
            answer = visitor.get(path, HTML)
            policy = answer.headers["content-security-policy"]
            assert "default-src 'self'" in policy or "default-src 'none'" in policy
            assert "unsafe" not in policy
            assert "*" not in policy
            assert {"object-src 'none'", "base-uri 'none'", "frame-ancestors 'self'"} <= set(policy.split("; "))
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert answer.headers["cross-origin-resource-policy"] == "same-origin"
            assert answer.headers["referrer-policy"] == "same-origin"
            assert "server" not in answer.headers
            nonces.add(re.search(r"'nonce-([^']+)'", policy))
    assert len(nonces) == 16


def test_no_template_holds_a_script_or_a_style() -> None:
    templates = sorted(Path("src/dragoman/doors/desk/templates").glob("*.html"))
    assert len(templates) > 5
    for path in templates:
        text = path.read_text(encoding="utf-8")
        for inline in (
            r"<script(?![^>]*\bsrc=)",
            r"<style(?![^>]*nonce)",
            r"\son\w+\s*=",
            r"\sstyle\s*=",
            "javascript:",
        ):
            assert re.search(inline, text, re.IGNORECASE) is None, f"{path.name}: {inline}"
        assert "|safe" not in text.replace(" ", ""), path.name
        assert 'dir="auto"' not in text, path.name
        assert not re.search(r"""(?:src|href|action)=["'](?:https?:)?//""", text), path.name


PATHS = [
    "/static/../app.py",
    "/static/%2e%2e/app.py",
    "/static/..%2fapp.py",
    "/static//etc/passwd",
    "/static/%2fetc%2fpasswd",
    "/media/..%2f..%2fdragoman.toml",
    "/media/../dragoman.toml",
    "/media/%2e%2e",
    "/media/%2e%2e/peaks.json",
    "/media/GRANDMA",
    "/media/a%00b",
    "/items/..",
    "/items/%2e%2e%2fdragoman.toml",
    "/dispatches/..%2fdragoman.toml",
    "/dispatches/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
    "/api/uploads/..%2f..%2fpeople.sqlite",
    "/api/uploads/" + "a" * 23 + "G",
]


@pytest.mark.parametrize("path", PATHS)
def test_no_path_leads_out(sara: Visitor, path: str) -> None:
    answer = sara.get(path)
    assert answer.status in (400, 404), answer.body[:200]
    for secret in (b"engine = ", b"import", b"root:", b"SQLite"):
        assert secret not in answer.body


def test_a_body_too_large_is_refused(sara: Visitor) -> None:
    assert sara.form("/people", {"name": "x" * 20_000}).status == 413
    pieces = b"".join(b"1000\r\n" + b"x" * 0x1000 + b"\r\n" for _ in range(10)) + b"0\r\n\r\n"
    chunked = {"Transfer-Encoding": "chunked", "Content-Length": ""}
    assert sara.ask("POST", "/people", pieces, chunked).status == 413
    assert sara.ask("PUT", "/api/me/preferences/keys", b'"' + b"x" * 70_000 + b'"').status == 400
    assert sara.get("/" + "x" * 70_000).status in (400, 404, 414, 431)


def test_unknown_json_is_refused(sara: Visitor) -> None:
    for body in (b"", b"{", b"[]", b'{"name": "a", "size": 1, "mark": "12345678", "more": 1}', b"\xff"):
        answer = sara.ask("POST", "/api/uploads", body, {"Content-Type": "application/json"})
        assert answer.status == 400
        assert set(answer.json) == {"error", "hint"}
    assert sara.form("/api/uploads", {"name": "a"}).status == 415


def test_methods_that_no_route_has_are_refused(sara: Visitor) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert sara.ask(method, "/").status == 405
        assert sara.ask(method, "/static/desk.js").status == 405
    assert sara.raw("TRACE", "/", [("Host", sara.host), ("Origin", sara.address)]).status in (405, 501)
