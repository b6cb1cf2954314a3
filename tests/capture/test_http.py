"""What servers do, well and badly, and what is kept of it."""

import gzip
import hashlib
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import ClassVar

import pytest

from dragoman.capture.deadline import Deadline
from dragoman.capture.exchange import Question, exchange
from dragoman.capture.guard import Guard
from dragoman.capture.network import Network
from dragoman.capture.sources.http import HttpSource
from dragoman.model.errors import CaptureError, NotMedia, Refused, TooLarge, Unreachable
from dragoman.model.settings import CaptureSettings
from dragoman.testing.local_server import Asked, LocalServer, answer
from dragoman.testing.sources import LOOPBACK, fixed_request

BODY = bytes(range(256)) * 1024
TYPE = {"Content-Type": "video/mp4"}


def _entries(into: Path) -> list[Path]:
    return list(into.rglob("*"))


def _fetch(
    script: Callable[[Asked], Iterable[bytes]], into: Path, path: str, limits: CaptureSettings = LOOPBACK
) -> None:
    """Fetch from a server that answers by `script`, which must fail by name and leave nothing."""
    with LocalServer(script) as server:
        try:
            HttpSource().fetch(fixed_request(server.address + path, into, limits))
        except CaptureError as error:
            assert error.place
            assert error.hint
            assert _entries(into) == []
            raise


def test_the_bytes_are_kept_as_sent(into: Path) -> None:
    headers = {
        "Content-Type": "Video/MP4; codecs=avc1",
        "ETag": '"e1"',
        "Last-Modified": "Sun, 22 Nov 2026 09:00:00 GMT",
        "Set-Cookie": "session=secret",
        "X-Request-Id": "77",
    }
    with LocalServer(lambda asked: [answer(BODY, headers=headers)]) as server:
        address = f"{server.address}/v/speech.mp4?token=t&n=1"
        made = HttpSource().fetch(fixed_request(address, into))
    blob = made.blobs[0]
    assert (blob.path, blob.size, blob.media_type) == ("media/speech.mp4", len(BODY), "video/mp4")
    assert blob.digest == "sha256:" + hashlib.sha256(BODY).hexdigest()
    assert (into / blob.path).read_bytes() == BODY
    assert (made.address, made.source, made.id) == (address, "http", "20261122T100000Z-0123abcd")
    (hop,) = made.hops
    assert (hop.address, hop.peer, hop.status) == (address, f"127.0.0.1:{server.port}", 200)
    assert dict(hop.headers) == {
        "content-length": str(len(BODY)),
        "content-type": "Video/MP4; codecs=avc1",
        "etag": '"e1"',
        "last-modified": "Sun, 22 Nov 2026 09:00:00 GMT",
    }


def test_the_request_is_honest(into: Path) -> None:
    with LocalServer(lambda asked: [answer(BODY, headers=TYPE)]) as server:
        made = HttpSource().fetch(fixed_request(f"{server.address}/فیلم a.mp4?q=a%20b#frag", into))
        (asked,) = server.asked
    assert (asked.method, asked.path) == ("GET", "/%D9%81%DB%8C%D9%84%D9%85%20a.mp4?q=a%20b")
    assert asked.headers == {
        "host": f"127.0.0.1:{server.port}",
        "user-agent": made.by.settings["user_agent"],
        "accept": "*/*",
        "accept-encoding": "identity",
        "connection": "close",
    }
    assert asked.headers["user-agent"].startswith("Dragoman/")
    assert made.blobs[0].path == "media/فیلم-a.mp4"


def _pieces(asked: Asked) -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    for start in range(0, len(BODY), 70_000):
        piece = BODY[start : start + 70_000]
        yield f"{len(piece):x}\r\n".encode() + piece + b"\r\n"


def test_chunks_are_joined(into: Path) -> None:
    with LocalServer(lambda asked: [*_pieces(asked), b"0\r\n\r\n"]) as server:
        made = HttpSource().fetch(fixed_request(f"{server.address}/a.webm", into))
    assert (into / made.blobs[0].path).read_bytes() == BODY
    assert made.blobs[0].media_type == "video/webm"


def test_an_answer_that_ends_with_the_connection_is_kept(into: Path) -> None:
    with LocalServer(lambda asked: [b"HTTP/1.0 200 OK\r\nContent-Type: nonsense\r\n\r\n", BODY]) as server:
        made = HttpSource().fetch(fixed_request(f"{server.address}/a", into))
    assert (made.blobs[0].size, made.blobs[0].media_type) == (len(BODY), "application/octet-stream")


def test_redirects_are_followed_and_logged(into: Path) -> None:
    def script(asked: Asked) -> list[bytes]:
        there = {"/one": (301, "/two"), "/two": (302, "sub/three?x=1"), "/sub/three?x=1": (308, "/پایان.mp4")}
        if asked.path in there:
            status, location = there[asked.path]
            return [answer(status=status, headers={"Location": location, "Set-Cookie": "a=b"})]
        return [answer(BODY, headers=TYPE)]

    with LocalServer(script) as server:
        made = HttpSource().fetch(fixed_request(f"{server.address}/one", into))
        assert [hop.status for hop in made.hops] == [301, 302, 308, 200]
        assert made.address == f"{server.address}/one"
        assert made.hops[-1].address == f"{server.address}/پایان.mp4"
        assert ("location", "/two") in made.hops[0].headers
        assert all("cookie" not in asked.headers for asked in server.asked)
        assert server.connections == 4
    assert made.blobs[0].path == "media/پایان.mp4"


def test_redirects_are_capped(into: Path) -> None:
    with LocalServer(lambda asked: [answer(status=302, headers={"Location": "/again"})]) as server:
        with pytest.raises(Refused, match="more than 5 redirects"):
            HttpSource().fetch(fixed_request(f"{server.address}/", into))
        assert server.connections == 6


STATUSES = [
    (lambda asked: [answer(b"gone", status=404)], "answers 404"),
    (lambda asked: [answer(b"no", status=403)], "answers 403"),
    (lambda asked: [answer(b"oops", status=500)], "answers 500"),
    (lambda asked: [answer(status=302)], "answers 302"),
    (lambda asked: [answer(status=304)], "answers 304"),
    (lambda asked: [answer(BODY, status=206)], "answers 206"),
    (lambda asked: [b"HTTP/1.1 204 None\r\n\r\n"], "answers 204"),
]

BROKEN = [
    (lambda asked: [answer(BODY, headers={"Content-Length": str(len(BODY) + 1)})], "broke off"),
    (lambda asked: [answer(BODY, headers={"Content-Length": "99999999"})], "broke off"),
    (lambda asked: list(_pieces(asked)), "broke off"),
    (lambda asked: [b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"zz\r\nxx\r\n"], "broke off"),
    (lambda asked: [answer(BODY, headers={"Content-Length": "-5"})], "not HTTP"),
    (lambda asked: [answer(BODY, headers={"Content-Length": "9" * 5000})], "not HTTP"),
    (lambda asked: [b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n", b"123456"], "not HTTP"),
    (lambda asked: [b"SSH-2.0-OpenSSH_9.2\r\n"], "not HTTP"),
    (lambda asked: [], "broke off"),
    (lambda asked: [b"HTTP/1.1 200 OK\r\nX: " + b"y" * 300_000], "not HTTP"),
    (lambda asked: [b"HTTP/1.1 301 Moved\r\nLocation: http://[bad\r\nContent-Length: 0\r\n\r\n"], "no address"),
    (lambda asked: [answer(BODY, headers={"Content-Encoding": "br"})], "packs its answer as br"),
    (lambda asked: [answer(BODY, headers={"Content-Encoding": "gzip, br"})], "packs its answer as gzip, br"),
]


@pytest.mark.parametrize(("script", "said"), [*STATUSES, *BROKEN])
def test_bad_answers_are_named(script: Callable[[Asked], list[bytes]], said: str, into: Path) -> None:
    with pytest.raises((Unreachable, Refused), match=said):
        _fetch(script, into, "/a.mp4")


@pytest.mark.parametrize("body", [answer(b""), b"HTTP/1.0 200 OK\r\n\r\n"])
def test_an_empty_answer_is_named(body: bytes, into: Path) -> None:
    with pytest.raises(NotMedia, match="no bytes"):
        _fetch(lambda asked: [body], into, "/a.mp4")


@pytest.mark.parametrize("name", ["page.html", "page.html.gz"])
def test_bytes_packed_unasked_are_kept_and_named_for_what_they_are(name: str, into: Path) -> None:
    packed = gzip.compress(b"<p>page</p>")
    headers = {"Content-Encoding": "gzip", "Content-Type": "text/html"}
    with LocalServer(lambda asked: [answer(packed, headers=headers)]) as server:
        made = HttpSource().fetch(fixed_request(f"{server.address}/{name}", into))
    assert (made.blobs[0].path, made.blobs[0].media_type) == ("media/page.html.gz", "application/gzip")
    assert (into / made.blobs[0].path).read_bytes() == packed
    assert ("content-encoding", "gzip") in made.hops[0].headers


@pytest.mark.parametrize("path", ["", "/", "/?q=1", "/..", "/%2e%2e%2f%2e%2e"])
def test_a_page_without_a_name_gets_one(path: str, into: Path) -> None:
    with LocalServer(lambda asked: [answer(b"<p>", headers={"Content-Type": "text/html; charset=utf-8"})]) as server:
        made = HttpSource().fetch(fixed_request(server.address + path, into))
    assert (made.blobs[0].path, made.blobs[0].media_type) == ("media/index.html", "text/html")


class TestCaps:
    limits: ClassVar = CaptureSettings(max_bytes=1000, max_seconds=1, allow_private=("127.0.0.1",))

    def test_a_declared_length_over_the_cap_is_not_read(self, into: Path) -> None:
        sent: list[int] = []

        def script(asked: Asked) -> Iterator[bytes]:
            yield b"HTTP/1.1 200 OK\r\nContent-Length: 4000000000\r\n\r\n"
            for number in range(100):
                sent.append(number)
                yield bytes(1_000_000)

        with pytest.raises(TooLarge, match="4,000,000,000"):
            _fetch(script, into, "/a", self.limits)
        assert len(sent) < 100

    def test_a_real_length_over_the_cap_ends_the_reading(self, into: Path) -> None:
        with pytest.raises(TooLarge, match="at least"):
            _fetch(lambda asked: [b"HTTP/1.0 200 OK\r\n\r\n", *[bytes(100_000)] * 100], into, "/a", self.limits)

    @pytest.mark.parametrize(("size", "fits"), [(1000, True), (1001, False)])
    def test_the_cap_is_exact_where_no_length_is_declared(self, size: int, fits: bool, into: Path) -> None:
        with LocalServer(lambda asked: [b"HTTP/1.0 200 OK\r\n\r\n", bytes(size)]) as server:
            asked = fixed_request(f"{server.address}/a", into, self.limits)
            if fits:
                assert HttpSource().fetch(asked).blobs[0].size == size
            else:
                with pytest.raises(TooLarge):
                    HttpSource().fetch(asked)

    def test_a_dripping_body_ends_by_the_time_cap(self, into: Path) -> None:
        def script(asked: Asked) -> Iterator[bytes]:
            yield b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n"
            for _ in range(500):
                time.sleep(0.05)
                yield b"x"

        with pytest.raises(TooLarge, match="after 1 seconds"):
            _fetch(script, into, "/a", self.limits)

    def test_dripping_headers_end_by_the_time_cap(self, into: Path) -> None:
        def script(asked: Asked) -> Iterator[bytes]:
            yield b"HTTP/1.1 200 OK\r\nX: "
            for _ in range(500):
                time.sleep(0.05)
                yield b"x"

        with pytest.raises(TooLarge, match="after 1 seconds"):
            _fetch(script, into, "/a", self.limits)

    def test_redirects_share_one_time_cap(self, into: Path) -> None:
        def script(asked: Asked) -> Iterator[bytes]:
            time.sleep(0.4)
            yield answer(status=302, headers={"Location": "/again"})

        with pytest.raises(TooLarge, match="after 1 seconds"):
            _fetch(script, into, "/a", self.limits)


def test_a_silent_server_is_named() -> None:
    def script(asked: Asked) -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\n"
        time.sleep(1)

    with LocalServer(script) as server:
        cleared = Guard(("127.0.0.1",), Network()).clear(server.address)
        deadline = Deadline(30, place=server.address, hint="", silent=0.2)
        with pytest.raises(Unreachable, match="silent"), exchange(Question(cleared), Network(), deadline):
            pytest.fail("there was no answer")


def test_nobody_listening_is_named(into: Path) -> None:
    with LocalServer(lambda asked: []) as server:
        closed = server.address
    with pytest.raises(Unreachable, match="nothing answers") as raised:
        HttpSource().fetch(fixed_request(closed, into))
    assert raised.value.hint
    assert _entries(into) == []


class TestTls:
    def test_a_certificate_nobody_vouches_for_is_refused(self, server_tls: ssl.SSLContext, into: Path) -> None:
        with LocalServer(lambda asked: [answer(BODY)], tls=server_tls) as server:
            with pytest.raises(Refused, match="certificate is not trusted: self-signed") as raised:
                HttpSource().fetch(fixed_request(f"{server.address}/a.mp4", into))
            assert server.asked == []
        assert raised.value.hint
        assert _entries(into) == []

    def test_a_certificate_for_another_name_is_refused(
        self, server_tls: ssl.SSLContext, certificate: Path, into: Path
    ) -> None:
        with LocalServer(lambda asked: [answer(BODY)], tls=server_tls) as server:
            source = _trusting(certificate)
            limits = CaptureSettings(allow_private=("other.test",))
            with pytest.raises(Refused, match="certificate is not trusted"):
                source.fetch(fixed_request(f"https://other.test:{server.port}/", into, limits))

    def test_a_trusted_host_is_asked_by_its_name(
        self, server_tls: ssl.SSLContext, certificate: Path, into: Path
    ) -> None:
        names: list[str | None] = []
        server_tls.sni_callback = lambda connection, name, context: names.append(name)
        with LocalServer(lambda asked: [answer(BODY)], tls=server_tls) as server:
            limits = CaptureSettings(allow_private=("good.test",))
            made = _trusting(certificate).fetch(fixed_request(f"https://good.test:{server.port}/a.mp4", into, limits))
        assert names == ["good.test"]
        assert (into / made.blobs[0].path).read_bytes() == BODY
        assert made.hops[0].peer == f"127.0.0.1:{server.port}"

    def test_a_redirect_out_of_tls_is_refused(self, server_tls: ssl.SSLContext, certificate: Path, into: Path) -> None:
        with LocalServer(lambda asked: [answer(BODY)]) as plain:
            away = answer(status=302, headers={"Location": f"{plain.address}/"})
            with LocalServer(lambda asked: [away], tls=server_tls) as server:
                limits = CaptureSettings(allow_private=("good.test", "127.0.0.1"))
                with pytest.raises(Refused, match="from https to"):
                    _trusting(certificate).fetch(fixed_request(f"https://good.test:{server.port}/", into, limits))
            assert plain.connections == 0

    def test_a_plain_server_asked_by_tls_is_named(self, into: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as plain:
            answering = threading.Thread(target=_answer_plainly, args=(plain,))
            answering.start()
            with pytest.raises(Unreachable, match="TLS failed"):
                HttpSource().fetch(fixed_request(f"https://127.0.0.1:{plain.getsockname()[1]}/", into))
            answering.join()


def _answer_plainly(plain: socket.socket) -> None:
    connection, _ = plain.accept()
    with connection:
        connection.recv(4096)
        connection.sendall(answer(b"plain"))


def test_an_ipv6_peer_is_logged_in_brackets(into: Path) -> None:
    try:
        listening = socket.create_server(("::1", 0), family=socket.AF_INET6)
    except OSError as error:
        pytest.skip(f"this machine has no IPv6 loopback: {error}")
    with listening:
        answering = threading.Thread(target=_answer_plainly, args=(listening,))
        answering.start()
        port = listening.getsockname()[1]
        limits = CaptureSettings(allow_private=("::1",))
        made = HttpSource().fetch(fixed_request(f"http://[0:0::1]:{port}/a", into, limits))
        answering.join()
    assert made.hops[0].peer == f"[::1]:{port}"


def _trusting(certificate: Path) -> HttpSource:
    return HttpSource(
        Network(
            resolve=lambda host, port: ["127.0.0.1"],
            trust=lambda: ssl.create_default_context(cafile=str(certificate)),
        )
    )
