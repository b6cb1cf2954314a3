"""A real HTTP server on this machine's loopback that answers exactly what it is told, well or badly."""

import ssl
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from socketserver import BaseRequestHandler, ThreadingTCPServer
from typing import BinaryIO, Self


@dataclass(frozen=True)
class Asked:
    """Hold one request as it came: method, request target, headers (names in lower case), body."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


Script = Callable[[Asked], Iterable[bytes]]
"""Give the bytes to answer with, piece by piece, status line and headers included."""


def answer(body: bytes = b"", *, status: int = 200, headers: dict[str, str] | None = None) -> bytes:
    """Return a whole, well-formed answer; Content-Length is given unless `headers` do."""
    lines = {"Content-Length": str(len(body)), **(headers or {})}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"HTTP/1.1 {status} Because\r\n{head}\r\n".encode() + body


class LocalServer:
    """Serve `script` on a free port of 127.0.0.1 while the `with` block runs.

    Counts the connections accepted and keeps the requests asked. An answer can be cut short, dripped or
    malformed: what the script yields is what goes out, and then the connection ends.

    ```python
    with LocalServer(lambda asked: [answer(b"recorded")]) as server:
        ...  # fetch f"{server.address}/page"
    ```
    """

    def __init__(self, script: Script, *, tls: ssl.SSLContext | None = None) -> None:
        self.connections = 0
        self.asked: list[Asked] = []
        self._script = script
        self._tls = tls
        self._server = _Server(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)

    @property
    def port(self) -> int:
        """Return the port listened on."""
        return int(self._server.server_address[1])

    @property
    def address(self) -> str:
        """Return the base address, with no slash at its end."""
        return f"{'https' if self._tls else 'http'}://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _handler(self) -> type[BaseRequestHandler]:
        server = self

        class Handler(BaseRequestHandler):
            def handle(self) -> None:
                server.connections += 1
                try:
                    server._converse(self)
                except OSError:
                    return  # the client hung up, which is its right

        return Handler

    def _converse(self, handler: BaseRequestHandler) -> None:
        connection = handler.request
        if self._tls:
            connection = self._tls.wrap_socket(connection, server_side=True)
        with connection, connection.makefile("rb") as incoming:
            asked = _read(incoming)
            if asked is None:
                return
            self.asked.append(asked)
            for piece in self._script(asked):
                connection.sendall(piece)


class _Server(ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True


def _read(incoming: BinaryIO) -> Asked | None:
    line = incoming.readline().decode("latin-1").split()
    if len(line) != 3:
        return None
    headers = {}
    while text := incoming.readline().decode("latin-1").strip():
        name, _, value = text.partition(":")
        headers[name.lower()] = value.strip()
    body = incoming.read(int(headers.get("content-length", "0")))
    return Asked(line[0], line[1], headers, body)
