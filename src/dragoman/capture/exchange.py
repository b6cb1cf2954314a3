"""One HTTP request to a cleared address and its answer, every failure by name."""

import re
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

import httpcore

from dragoman import __version__
from dragoman.capture.deadline import Deadline
from dragoman.capture.guard import Cleared
from dragoman.capture.network import Network
from dragoman.capture.wire import ClearedNetwork
from dragoman.model.errors import BadInput, DragomanError, Refused, Unreachable

USER_AGENT = f"Dragoman/{__version__}"
_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
_VALUE = re.compile(r"([!-~]([ -~]*[!-~])?)?")
_AGAIN = "try again; if it stays so, the server or the network is at fault"


@dataclass(frozen=True, slots=True)
class Question:
    """Hold what is asked of a server; the body is sent whole."""

    cleared: Cleared
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """Hold what a server answers: status, headers (names in lower case), peer `ip:port`, the body's stream."""

    status: int
    headers: tuple[tuple[str, str], ...]
    peer: str
    chunks: Iterator[bytes]

    def header(self, name: str) -> str | None:
        """Return the first header called `name`, in lower case, or None."""
        return next((value for key, value in self.headers if key == name), None)

    @property
    def length(self) -> int | None:
        """Return the length that the server declares in bytes, or None where it declares none."""
        text = self.header("content-length")
        chunked = self.header("transfer-encoding") is not None
        return None if text is None or chunked else int(text.split(",")[0])


@contextmanager
def exchange(question: Question, network: Network, deadline: Deadline) -> Iterator[Answer]:
    """Ask, and yield the answer while its body can still be read; the connection ends with the block.

    Sends no cookies, follows nothing, unpacks nothing, uses no proxy. Raise Unreachable, Refused (TLS)
    or TooLarge (the deadline). A body shorter than declared is Unreachable; one sent with no declared
    length and no chunks ends where the server hangs up, and cannot be told from a cut.
    """
    target = question.cleared.target
    backend = ClearedNetwork(question.cleared, network, deadline)
    url = httpcore.URL(
        scheme=target.scheme.encode(), host=target.host.encode(), port=target.port, target=target.path.encode()
    )
    context = network.trust() if target.scheme == "https" else None
    connection = httpcore.HTTPConnection(url.origin, ssl_context=context, network_backend=backend)
    try:
        with (
            connection,
            connection.stream(question.method, url, headers=_headers(question), content=question.body) as response,
        ):
            headers = tuple((name.decode("ascii").lower(), _text(value)) for name, value in response.headers)
            yield Answer(response.status, headers, backend.peer, response.iter_stream())
    except (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError) as error:
        raise _named(error, target.address) from error


def _headers(question: Question) -> list[tuple[str, str]]:
    ours = {
        "Host": question.cleared.target.authority,
        "User-Agent": USER_AGENT,
        "Accept": "*/*",
        "Accept-Encoding": "identity",
        "Connection": "close",
    }
    for name, value in question.headers.items():
        if not _NAME.fullmatch(name) or not _VALUE.fullmatch(value):
            # The value stays unsaid: it may be a key.
            raise BadInput(
                f"the request header {name!r} cannot be sent",
                place=question.cleared.target.address,
                hint="a header is one line of ASCII, and a key has no spaces around it",
            )
    return [*ours.items(), *question.headers.items()]


def _text(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _named(error: Exception, place: str) -> DragomanError:
    cause = error.__cause__
    if isinstance(cause, ssl.SSLCertVerificationError):
        return Refused(
            f"the server's certificate is not trusted: {cause.verify_message}",
            place=place,
            hint="nothing was fetched; ask the site to mend its certificate, or save the file and capture that",
        )
    if isinstance(cause, ssl.SSLError):
        return Unreachable(f"TLS failed: {cause.reason or cause}", place=place, hint=_AGAIN)
    if isinstance(error, httpcore.TimeoutException):
        return Unreachable("the server fell silent", place=place, hint=_AGAIN)
    if isinstance(error, httpcore.ProtocolError):
        return Unreachable(f"the answer broke off or is not HTTP: {error}", place=place, hint=_AGAIN)
    return Unreachable(f"the connection broke: {error}", place=place, hint=_AGAIN)
