"""Every route of the desk against every role: the server decides, whatever a page shows."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.doors.desk.visiting import HTML, LOCAL, Served, Visitor, served
from tests.steps.desks import TINY

from dragoman.doors.cli.app import run
from dragoman.doors.desk.app import desk_routes
from dragoman.steps.people import DEEDS, ROLES

PASSWORD = "four words in a row"
WHO = {"reader": "Rana", "translator": "Taher", "editor": "Edna", "publisher": "Paula"}
# Who may do what, said once more by hand: a route that is added must be added here, or among the reviewed pages.
LOWEST: dict[tuple[str, str], str] = {
    ("GET", "/enter"): "",
    ("POST", "/enter"): "",
    ("POST", "/leave"): "reader",
    ("GET", "/"): "reader",
    ("GET", "/work"): "reader",
    ("GET", "/events"): "reader",
    ("GET", "/media/{name}"): "reader",
    ("GET", "/media/{name}/peaks.json"): "reader",
    ("GET", "/media/{name}/still"): "reader",
    ("GET", "/media/{name}/poster.jpg"): "reader",
    ("GET", "/api/me/preferences/{key}"): "reader",
    ("PUT", "/api/me/preferences/{key}"): "reader",
    ("POST", "/captures"): "translator",
    ("POST", "/api/uploads"): "translator",
    ("GET", "/api/uploads/{upload}"): "translator",
    ("PATCH", "/api/uploads/{upload}"): "translator",
    ("DELETE", "/api/uploads/{upload}"): "translator",
    ("POST", "/api/uploads/{upload}/capture"): "translator",
    ("POST", "/work/{work}/cancel"): "translator",
    ("POST", "/work/{work}/retry"): "translator",
    ("POST", "/items/{name}/read"): "translator",
    ("POST", "/items/{name}/facts"): "translator",
    ("POST", "/items/{name}/graphic"): "translator",
    ("GET", "/people"): "publisher",
    ("POST", "/people"): "publisher",
    ("POST", "/people/change"): "publisher",
}
# What a mere reader may send: their own preferences, their leaving, that they are here, and a text to be judged or
# shown, of which nothing is kept.
READERS_WRITES = {
    *("/leave", "/api/me/preferences/{key}", "/api/items/{name}/here", "/api/items/{name}/keys"),
    *("/api/check", "/api/preview", "/api/pin"),
}
ROUTES = [
    (method, route.path, route.gate.deed)
    for route in desk_routes()
    for method in sorted((route.methods or set()) - {"HEAD"})
]


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory, footage: Path) -> Iterator[Served]:
    root = tmp_path_factory.mktemp("shared") / "desk"
    assert run(["init", str(root), "--name", "The Test Desk"]) == 0
    (root / "dragoman.toml").write_text(TINY, encoding="utf-8")
    assert run(["--desk", str(root), "capture", str(footage), "--name", "grandma", "--language", "fa"]) == 0
    assert run(["--desk", str(root), "read", "grandma"]) == 0
    with served(root) as running:
        for role in reversed(ROLES):
            running.context.people.add(WHO[role], PASSWORD, role)
        yield running


def as_role(shared: Served, role: str) -> Visitor:
    return shared.as_person(WHO[role]) if role else shared.stranger


def told(visitor: Visitor, method: str, path: str) -> int:
    path = re.sub(r"\{(\w+)(:\w+)?\}", lambda match: "grandma" if match[1] == "name" else "x", path)
    return visitor.ask(method, path, b"{}" if method != "GET" else b"", {"Content-Type": "application/json"}).status


@pytest.mark.parametrize(("method", "path", "deed"), ROUTES, ids=lambda value: str(value))
def test_a_role_comes_through_where_it_may_and_nowhere_else(shared: Served, method: str, path: str, deed: str) -> None:
    lowest = LOWEST.get((method, path), "" if deed == "open" else DEEDS[deed])  # type: ignore[index]
    if not lowest:
        return
    assert told(shared.stranger, method, path) == 401
    for role in ROLES:
        status = told(as_role(shared, role), method, path)
        if ROLES.index(role) < ROLES.index(lowest):
            assert status == 403, role
        else:
            assert status not in (401, 403, 500), role


def test_the_table_is_whole() -> None:
    ours = {(method, path) for method, path, _ in ROUTES}
    assert set(LOWEST) <= ours
    for method, path, deed in ROUTES:
        if deed == "open":
            assert path == "/enter", f"{path} lets strangers in"
        elif method != "GET" and deed == "read":
            assert path in READERS_WRITES, f"{method} {path} lets a reader write"


def test_no_get_writes(shared: Served) -> None:
    """Whatever is looked at, by whoever may: store, dispatches, settings and people stay as they are."""
    publisher = as_role(shared, "publisher")
    publisher.get("/media/grandma/poster.jpg")
    before = kept(shared.context.root)
    for method, path, _ in ROUTES:
        if method == "GET":
            told(publisher, method, path)
            publisher.get(re.sub(r"\{name\}", "grandma", path).replace("{file}", "x.md"), HTML)
    assert kept(shared.context.root) == before
    assert len(before) > 10


def kept(root: Path) -> dict[str, str]:
    """Return the digest of every file that is evidence, a dispatch or a setting, and of what people may do."""
    found = {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(root.rglob("*"))
        if path.is_file() and "work" not in path.parts and not path.name.startswith("index.sqlite")
    }
    return found


def test_a_shared_desk_asks_for_a_password(shared: Served) -> None:
    assert shared.as_person(LOCAL).get("/").status == 401, "who worked here alone is nobody now"
    ticket = shared.context.sign_ins.ticket(LOCAL)
    cookie = shared.stranger.form("/enter", {"ticket": ticket}).headers["set-cookie"].partition(";")[0]
    assert shared.stranger.get("/", {"Cookie": cookie}).status == 401
    assert b"Password" in shared.stranger.get("/enter", HTML).body
    came_in = shared.stranger.form("/enter", {"name": "Taher", "password": PASSWORD})
    assert came_in.status == 303
    cookie = came_in.headers["set-cookie"].partition(";")[0]
    assert "Taher" in shared.stranger.get("/", {"Cookie": cookie}).text


@pytest.mark.parametrize("name", ["Taher", "Nobody"])
def test_guessing_is_slowed_down(shared: Served, name: str) -> None:
    shared.context.brake.succeeded("peer 127.0.0.1")
    for attempt in range(5):
        assert shared.stranger.form("/enter", {"name": name, "password": f"guess {attempt}"}).status == 403
    held = shared.stranger.form("/enter", {"name": name, "password": PASSWORD})
    assert held.status == 429
    assert 0 < int(held.headers["retry-after"]) <= 301
    shared.context.brake.succeeded(f"name {name}", "peer 127.0.0.1")


def test_a_role_that_changes_holds_at_once(shared: Served) -> None:
    editor, publisher = as_role(shared, "editor"), as_role(shared, "publisher")
    changed = publisher.form("/people/change", {"what": "role", "name": "Edna", "role": "reader"})
    assert changed.status == 303
    assert told(editor, "POST", "/captures") == 403
    publisher.form("/people/change", {"what": "role", "name": "Edna", "role": "editor"})
    assert told(editor, "POST", "/captures") != 403
    for what in ({"what": "role", "role": "reader"}, {"what": "remove"}):
        kept_on = publisher.form("/people/change", {"name": "Paula", **what})
        assert kept_on.status == 400
        assert "only publisher" in kept_on.text
    assert publisher.form("/people/change", {"what": "role", "name": "Edna", "role": "emperor"}).status == 400


def test_a_new_password_ends_the_sessions(shared: Served) -> None:
    reader, publisher = as_role(shared, "reader"), as_role(shared, "publisher")
    assert reader.get("/").status == 200
    fields = {"what": "password", "name": "Rana", "password": "another long password"}
    assert publisher.form("/people/change", fields).status == 303
    assert reader.get("/").status == 401


def test_the_first_person_signs_everybody_out(fresh: Served) -> None:
    alone = fresh.as_person()
    added = alone.form("/people", {"name": " Paula  P. ", "password": PASSWORD, "role": "publisher"})
    assert added.status == 303
    assert alone.get("/").status == 401
    assert [(each.name, each.role) for each in fresh.context.people.everyone()] == [("Paula P.", "publisher")]
