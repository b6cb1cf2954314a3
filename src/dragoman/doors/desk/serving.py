"""Serve a desk over HTTP until it is told to stop, which it does within a second."""

import asyncio
import contextlib
from collections.abc import Callable, Iterator
from types import FrameType, TracebackType
from typing import TYPE_CHECKING, Self

import uvicorn
from starlette.types import ASGIApp

from dragoman.doors.desk.context import DeskContext
from dragoman.model.errors import BadInput

if TYPE_CHECKING:
    from socket import socket as Socket  # noqa: TID251 - the type of what asyncio hands out; nothing is called

_FIRST_PORT = 8421
_TRIED = 20


class Binding:
    """Hold a bound port of one network address; a context manager that lets it go."""

    def __init__(self, host: str, port: int | None) -> None:
        """Bind `port`, or the first free one from 8421 on; raise BadInput where there is none."""
        ports = range(_FIRST_PORT, _FIRST_PORT + _TRIED) if port is None else (port,)
        for each in ports:
            with contextlib.suppress(OSError, OverflowError):
                self._socket = asyncio.run(_bound(host, each))
                self.port: int = self._socket.getsockname()[1]
                return
        raise BadInput(f"port {ports[0]} of {host} cannot be had", hint="choose another with --port")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._socket.close()

    def serve(self, app: ASGIApp, context: DeskContext, ready: Callable[[], None]) -> None:
        """Serve `app` and call `ready` once it answers; return when a signal (Ctrl-C, SIGTERM) ends it."""
        config = uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            server_header=False,
            date_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=1,
            h11_max_incomplete_event_size=65_536,
            ws="none",
            lifespan="on",
        )
        self._server = _Server(config, context, ready)
        asyncio.run(self._server.serve(sockets=[self._socket]))

    def stop(self) -> None:
        """Have `serve` return, as a signal would; for who serves in a thread."""
        self._server.end()


class _Server(uvicorn.Server):
    """End event streams as soon as a signal comes, and tell when the first request can be answered."""

    def __init__(self, config: uvicorn.Config, context: DeskContext, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._context = context
        self._ready = ready

    async def main_loop(self) -> None:
        """Serve."""
        self._ready()
        await super().main_loop()

    def end(self) -> None:
        """Stop serving."""
        self._context.closing.set()
        self.should_exit = True

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Take a signal."""
        self._context.closing.set()
        super().handle_exit(sig, frame)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Take signals while serving; ending at one is no failure, so it is not raised again."""
        with super().capture_signals():
            yield
            self._captured_signals.clear()


async def _bound(host: str, port: int) -> "Socket":
    """Return a socket that listens; raise OSError where the port is taken or the address is none of this machine's."""
    server = await asyncio.get_running_loop().create_server(asyncio.Protocol, host, port, start_serving=False)
    try:
        bound = server.sockets[0].dup()
    finally:
        server.close()
    try:
        # A port that nobody listens to yet can be bound a second time: only listening makes it one's own.
        bound.listen()
    except OSError:
        bound.close()
        raise
    return bound
