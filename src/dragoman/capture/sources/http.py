"""Capture what stands at an http(s) address: media, or a page's bytes, as the server sends them."""

from collections.abc import Iterator
from urllib.parse import unquote

from dragoman.capture.deadline import Deadline
from dragoman.capture.exchange import USER_AGENT, Answer, Question, exchange
from dragoman.capture.guard import Guard
from dragoman.capture.making import maker
from dragoman.capture.names import media_type, safe_name, suffix_of
from dragoman.capture.network import Network
from dragoman.capture.receive import keep
from dragoman.capture.source import Request
from dragoman.capture.target import Target
from dragoman.model.capture import Blob, Capture, Hop
from dragoman.model.errors import Refused, Unreachable

_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_LOGGED = frozenset(
    (
        "accept-ranges",
        "age",
        "cache-control",
        "content-disposition",
        "content-encoding",
        "content-language",
        "content-length",
        "content-type",
        "date",
        "etag",
        "expires",
        "last-modified",
        "location",
        "server",
        "transfer-encoding",
        "via",
    )
)
_SLOW = "raise capture.max_seconds in dragoman.toml, or try again when the server is faster"
_AGAIN = "try again; if it stays so, the server is at fault"
_CURES = {
    401: "the server asks for a name and password; save the file by hand and capture that",
    403: "the server does not give this out; save the file by hand and capture that",
    404: "nothing stands at this address; check it, or look for a copy in a web archive",
    410: "the server took this away; look for a copy in a web archive",
    429: "the server asks for fewer requests; wait and try again",
}


class HttpSource:
    """Fetch one address through the egress guard; every request is logged as a `Hop`.

    Addresses are logged as asked, secrets in their query strings with them: a log that hides what was
    asked proves nothing. Cookies are neither sent nor logged. `network` is the world to fetch from.
    """

    name = "http"

    def __init__(self, network: Network | None = None) -> None:
        self._network = network or Network()

    def matches(self, address: str) -> bool:
        """Tell whether `address` starts with http:// or https://."""
        return address.lower().startswith(("http://", "https://"))

    def fetch(self, request: Request) -> Capture:
        """Fetch to `media/<name from the address>`, following redirects through the same guard.

        Raise BadInput (no address), Refused (the guard, TLS, too many redirects), Unreachable (network,
        server, status, cut short), TooLarge (bytes or time), NotMedia (empty).
        """
        at = request.clock()
        log: list[Hop] = []
        blob = self._follow(request, log)
        return Capture(
            id=request.new_id(),
            address=request.address,
            source=self.name,
            at=at,
            by=maker(request.limits, user_agent=USER_AGENT),
            blobs=(blob,),
            hops=tuple(log),
        )

    def _follow(self, request: Request, log: list[Hop]) -> Blob:
        guard = Guard(request.limits.allow_private, self._network)
        deadline = Deadline(request.limits.max_seconds, place=request.address, hint=_SLOW)
        address = request.address
        for _ in range(request.limits.max_redirects + 1):
            cleared = guard.clear(address)
            asked = request.clock()
            with exchange(Question(cleared), self._network, deadline) as answer:
                log.append(_hop(cleared.target, answer, asked))
                location = answer.header("location")
                if answer.status not in _REDIRECTS or location is None:
                    return _take(answer, cleared.target, request)
                address = cleared.target.redirected(location)
        raise Refused(
            f"more than {request.limits.max_redirects} redirects",
            place=request.address,
            hint="the site sends in circles, or raise capture.max_redirects in dragoman.toml",
        )


def _hop(target: Target, answer: Answer, at: str) -> Hop:
    headers = tuple((name, value) for name, value in answer.headers if name in _LOGGED)
    return Hop(address=target.address, peer=answer.peer, status=answer.status, at=at, headers=headers)


def _take(answer: Answer, target: Target, request: Request) -> Blob:
    if answer.status != 200:
        raise Unreachable(
            f"the server answers {answer.status}",
            place=target.address,
            hint=_CURES.get(answer.status, "try again later, or save the file by hand and capture that"),
        )
    name, kind = _called(answer, target)
    return keep(_whole(answer, target), request, name=name, kind=kind, total=answer.length)


def _called(answer: Answer, target: Target) -> tuple[str, str]:
    """Return the blob's file name and media type; bytes that come packed are named for what they are."""
    stated = answer.header("content-type")
    last = unquote(target.path.partition("?")[0].rpartition("/")[2])
    name = safe_name(last, f"index{suffix_of(media_type(stated, ''))}")
    packed = (answer.header("content-encoding") or "identity").strip().lower()
    if packed in ("gzip", "x-gzip"):
        return f"{name.removesuffix('.gz')}.gz", "application/gzip"
    if packed != "identity":
        raise Unreachable(
            f"the server packs its answer as {packed}, though asked not to",
            place=target.address,
            hint="save the file by hand and capture that",
        )
    return name, media_type(stated, name)


def _whole(answer: Answer, target: Target) -> Iterator[bytes]:
    done = 0
    for chunk in answer.chunks:
        done += len(chunk)
        yield chunk
    if answer.length is not None and done != answer.length:
        raise Unreachable(f"cut short: {done:,} of {answer.length:,} bytes came", place=target.address, hint=_AGAIN)
