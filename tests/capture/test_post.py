import re
import time
from collections.abc import Callable, Iterable, Iterator

import pytest

from dragoman.capture.post import ANSWER_BYTES, post
from dragoman.model.errors import BadInput, DragomanError, Refused, TooLarge, Unreachable
from dragoman.model.settings import CaptureSettings
from dragoman.testing.local_server import Asked, LocalServer, answer
from dragoman.testing.sources import LOOPBACK

HEADERS = {"Content-Type": "application/json", "Authorization": "Bearer k"}


def test_the_body_goes_out_and_the_answer_comes_back() -> None:
    with LocalServer(lambda asked: [answer(asked.body[::-1])]) as server:
        said = post(f"{server.address}/v1/x", b"\x00abc", HEADERS, limits=LOOPBACK, timeout=5)
        (asked,) = server.asked
    assert said == b"cba\x00"
    assert (asked.method, asked.path, asked.body) == ("POST", "/v1/x", b"\x00abc")
    assert asked.headers["authorization"] == "Bearer k"
    assert asked.headers["content-type"] == "application/json"
    assert asked.headers["content-length"] == "4"


def _drip(asked: Asked) -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n"
    for _ in range(99):
        time.sleep(0.05)
        yield b"x"


BAD: list[tuple[Callable[[Asked], Iterable[bytes]], type[DragomanError], str]] = [
    (lambda asked: [answer(b"model not\n found", status=404)], Unreachable, "answers 404: model not found"),
    (lambda asked: [answer(b"x" * 5000, status=500)], Unreachable, "answers 500: x{200}$"),
    (lambda asked: [answer(status=307, headers={"Location": "http://evil.test/"})], Refused, "redirects"),
    (lambda asked: [answer(b"x" * 9, headers={"Content-Length": "10"})], Unreachable, "broke off"),
    (lambda asked: [answer(bytes(ANSWER_BYTES + 1))], TooLarge, "over 16,777,216 bytes"),
    (_drip, TooLarge, "after 0.5 seconds"),
]


@pytest.mark.parametrize(("script", "error", "said"), BAD)
def test_bad_answers_are_named(
    script: Callable[[Asked], Iterable[bytes]], error: type[DragomanError], said: str
) -> None:
    with LocalServer(script) as server:
        with pytest.raises(error) as raised:
            post(server.address, b"", {}, limits=LOOPBACK, timeout=0.5)
        assert server.connections == 1
    assert re.search(said, raised.value.message)
    assert raised.value.hint


def test_the_guard_stands_before_it() -> None:
    with LocalServer(lambda asked: [answer(b"")]) as server:
        with pytest.raises(Refused):
            post(server.address, b"", {}, limits=CaptureSettings(), timeout=1)
        assert server.connections == 0


HEADERS_THAT_BREAK = [
    {"Authorization": "Bearer secret\r\nX: y"},
    {"Authorization": "Bearer secret\u2026"},
    {"Authorization": "Bearer secret "},
    {"Author ization": "secret"},
    {"": "secret"},
]


@pytest.mark.parametrize("headers", HEADERS_THAT_BREAK)
def test_a_header_that_cannot_be_sent_does_not_tell_its_value(headers: dict[str, str]) -> None:
    with LocalServer(lambda asked: [answer(b"")]) as server:
        with pytest.raises(BadInput, match="cannot be sent") as raised:
            post(server.address, b"", headers, limits=LOOPBACK, timeout=1)
        assert server.asked == []
    assert "secret" not in f"{raised.value} {raised.value.hint}"
