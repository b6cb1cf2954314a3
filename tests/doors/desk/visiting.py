"""A visitor of a running desk: says exactly what a test wants said, over a real socket."""

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from queue import Queue
from typing import Any
from urllib.parse import urlencode, urlsplit

from dragoman.doors.desk.app import make_app
from dragoman.doors.desk.context import DeskContext
from dragoman.doors.desk.guard import cookie_name
from dragoman.doors.desk.serving import Binding
from dragoman.model.errors import DragomanError
from dragoman.steps.sign_in import write_token
from dragoman.steps.sittings import Sittings
from dragoman.steps.work import Work

LOCAL = "Sara N."
HTML = {"Accept": "text/html"}


@dataclass(frozen=True)
class Answer:
    """Hold what came back; header names in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Visitor:
    """Speak to the desk at `address`; without a session as a stranger."""

    address: str
    cookie: str = ""
    session: str = ""

    @property
    def host(self) -> str:
        return urlsplit(self.address).netloc

    def raw(self, method: str, path: str, headers: list[tuple[str, str]], body: bytes = b"") -> Answer:
        """Send these headers and no others."""
        connection = HTTPConnection(self.host, timeout=30)
        try:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in headers:
                connection.putheader(name, value)
            connection.endheaders(body or None)
            response = connection.getresponse()
            named = {name.lower(): value for name, value in response.getheaders()}
            stream = named.get("content-type", "").startswith("text/event-stream")
            return Answer(response.status, named, response.read(12) if stream else response.read())
        finally:
            connection.close()

    def ask(self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None) -> Answer:
        """Send what a page of the desk would send; `headers` replace its own, an empty one leaves it out."""
        sent = {"Host": self.host}
        if self.session:
            sent["Cookie"] = f"{self.cookie}={self.session}"
        if method not in ("GET", "HEAD"):
            sent["Origin"] = self.address
            sent["Content-Length"] = str(len(body))
            if self.session:
                sent["X-Desk-Token"] = write_token(self.session)
        sent |= headers or {}
        return self.raw(method, path, [(name, value) for name, value in sent.items() if value], body)

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> Answer:
        return self.ask("GET", path, headers=headers)

    def form(self, path: str, fields: Mapping[str, str], headers: Mapping[str, str] | None = None) -> Answer:
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.ask("POST", path, urlencode(fields).encode(), kind | dict(headers or {}))

    def send(self, method: str, path: str, value: object) -> Answer:
        return self.ask(method, path, json.dumps(value).encode(), {"Content-Type": "application/json"})


@dataclass(frozen=True)
class Served:
    """Hold a running desk."""

    context: DeskContext
    stranger: Visitor

    def as_person(self, name: str = LOCAL) -> Visitor:
        """Return a visitor with a session of their own."""
        session = self.context.sign_ins.start(name)
        return Visitor(self.context.address, cookie_name(self.context), session)


@contextmanager
def served(root: Path, work: Work | None = None, *, port: int = 0) -> Iterator[Served]:
    """Run the desk in `root` on a port of this machine, a free one where none is named."""
    started: Queue[tuple[Binding, DeskContext] | DragomanError] = Queue()
    with Sittings(root) as sittings:

        def run() -> None:
            # All of it in a thread of its own: a browser's driver keeps a loop running in the test's.
            try:
                binding = Binding("127.0.0.1", port)
            except DragomanError as error:
                started.put(error)
                return
            with binding:
                context = DeskContext(root, sittings, work, f"http://127.0.0.1:{binding.port}", LOCAL)
                binding.serve(make_app(context), context, lambda: started.put((binding, context)))

        thread = threading.Thread(target=run)
        thread.start()
        answer = started.get(timeout=30)
        if isinstance(answer, DragomanError):
            raise answer
        binding, context = answer
        try:
            yield Served(context, Visitor(context.address))
        finally:
            binding.stop()
            thread.join()
