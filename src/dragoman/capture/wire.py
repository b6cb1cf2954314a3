"""Connections that can only go where the guard has cleared, and that end by the deadline."""

import ssl
from collections.abc import Iterable
from typing import Any

import httpcore

from dragoman.capture.deadline import Deadline
from dragoman.capture.guard import Cleared
from dragoman.capture.network import Network
from dragoman.model.errors import Refused, Unreachable

CONNECT_SECONDS = 20.0


class TimedStream(httpcore.NetworkStream):
    """Read and write through another stream; each wait is cut to what the deadline leaves."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Return up to `max_bytes`; raise TooLarge at the deadline, httpcore's errors otherwise."""
        try:
            return self._stream.read(max_bytes, self._deadline.wait())
        except httpcore.ReadTimeout:
            self._deadline.left()
            raise

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send all of `buffer`; raise TooLarge at the deadline, httpcore's errors otherwise."""
        try:
            self._stream.write(buffer, self._deadline.wait())
        except httpcore.WriteTimeout:
            self._deadline.left()
            raise

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Return the same connection under TLS, still timed."""
        try:
            inner = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left(CONNECT_SECONDS))
        except httpcore.ConnectTimeout:
            self._deadline.left()
            raise
        return TimedStream(inner, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        """Return what the stream below knows of itself."""
        return self._stream.get_extra_info(info)


class ClearedNetwork(httpcore.NetworkBackend):
    """Connect to the addresses of one `Cleared`, whatever host is asked for.

    `peer` is where the connection went, `ip:port`, as the socket itself tells.
    """

    def __init__(self, cleared: Cleared, network: Network, deadline: Deadline) -> None:
        self._cleared = cleared
        self._network = network
        self._deadline = deadline
        self.peer = ""

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first cleared address that answers; raise Unreachable when none does."""
        failure: Exception | None = None
        for address in self._cleared.peers:
            try:
                stream = self._network.connect(address, port, self._deadline.left(CONNECT_SECONDS))
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
                continue
            self.peer = _peer(stream)
            return TimedStream(stream, self._deadline)
        self._deadline.left()
        raise Unreachable(
            f"nothing answers at {self._cleared.target.authority}: {failure}",
            place=self._cleared.target.address,
            hint="is the server up, and the port right?",
        ) from failure

    def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Refuse: nothing is captured through a socket file."""
        raise Refused("a socket file is not fetched from", place=path, hint="give an http or https address")


def _peer(stream: httpcore.NetworkStream) -> str:
    host, port = stream.get_extra_info("server_addr")[:2]
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
