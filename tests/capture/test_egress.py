"""No request goes where it should not: address forms x ways of getting there, against a trap that counts."""

import socket
from collections.abc import Iterator, Sequence
from pathlib import Path

import httpcore
import pytest

from dragoman.capture.network import Network, Resolve, system_connect, system_resolve
from dragoman.capture.sources.http import HttpSource
from dragoman.model.errors import BadInput, DragomanError, Refused, Unreachable
from dragoman.model.settings import CaptureSettings
from dragoman.testing.local_server import LocalServer, answer
from dragoman.testing.sources import fixed_request

PUBLIC = "93.184.216.34"

ADDRESSES = [
    *("127.0.0.1", "127.0.0.2", "127.255.255.254", "0.0.0.0", "0.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.0.1"),
    *("169.254.169.254", "100.64.0.1", "100.100.100.200", "168.63.129.16", "192.0.0.8", "198.18.0.1", "224.0.0.1"),
    *("240.0.0.1", "255.255.255.255", "::1", "::", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:7f00:1"),
    *("::ffff:0:127.0.0.1", "::ffff:169.254.169.254", "64:ff9b::7f00:1", "64:ff9b:1::7f00:1", "2002:7f00:1::"),
    *("2001:0:7f00:1::", "2001:0:808:808::80ff:fffe", "fc00::1", "fd00:ec2::254", "fe80::1", "fec0::1", "ff02::1"),
    *("2a00:1450::5efe:7f00:1", "2001:db8::1", "100::1"),
]

SPELLINGS = [
    *("127.1", "127.0.1", "0177.1", "0177.0.0.1", "0x7f.1", "0x7f.0.0.1", "0x7f000001", "2130706433", "017700000001"),
    *("127.0.0.01", "127.000.000.001", "0", "0x0", "00", "127.0.0.1.", "localhost.", "LocalHost", "localhost"),
    *("①②⑦.⓪.⓪.①", "１２７.0.0.1", "127。0。0。1", "127．0．0．1", "ⓛocalhost", "%31%32%37.0.0.1", "127.0.0.1%00"),
    *("user@127.0.0.1", "example.org@127.0.0.1", "127.0.0.1\\@example.org", "example.org\\@127.0.0.1"),
    *("[::1%25lo]", "[0:0:0:0:0:0:0:1]", "[::FFFF:127.0.0.1]", "[127.0.0.1]", "::1", "127.0.0.1:80"),
]

FORMS = [*(f"[{text}]" if ":" in text else text for text in ADDRESSES), *SPELLINGS]


def test_the_table_is_as_long_as_promised() -> None:
    assert len(set(FORMS)) >= 40


@pytest.fixture(scope="module")
def trap() -> Iterator[LocalServer]:
    """Serve what must never be fetched."""
    with LocalServer(lambda asked: [answer(b"the secret")]) as server:
        yield server


@pytest.fixture
def untouched(trap: LocalServer, connects: list[str]) -> Iterator[None]:
    """Check, after the test, that the trap took no connection and that none was tried off its path."""
    before = trap.connections
    yield
    assert trap.connections == before


def _source(trap: LocalServer, resolve: Resolve = system_resolve) -> HttpSource:
    # The trap's port counts as open, so that the address alone can be the reason to refuse.
    return HttpSource(Network(resolve, ports=frozenset((80, 443, trap.port))))


def _always(found: Sequence[str]) -> Resolve:
    return lambda host, port: found


def _nobody(host: str, port: int) -> Sequence[str]:
    raise OSError("no such host")


NOBODY = CaptureSettings()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.usefixtures("untouched")
def test_direct(form: str, trap: LocalServer, into: Path, connects: list[str]) -> None:
    with pytest.raises((Refused, BadInput)):
        _source(trap).fetch(fixed_request(f"http://{form}:{trap.port}/", into, NOBODY))
    assert connects == []
    assert list(into.iterdir()) == []


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.usefixtures("untouched")
def test_through_the_name_service(address: str, trap: LocalServer, into: Path, connects: list[str]) -> None:
    for found in ([address], [PUBLIC, address], [address, PUBLIC]):
        source = _source(trap, _always(found))
        with pytest.raises(Refused, match=r"innocent\.test leads to"):
            source.fetch(fixed_request(f"http://innocent.test:{trap.port}/", into, NOBODY))
    assert connects == []


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.usefixtures("untouched")
def test_through_a_redirect(form: str, trap: LocalServer, into: Path, connects: list[str]) -> None:
    location = f"http://{form}:{trap.port}/".encode().decode("latin-1")
    with LocalServer(lambda asked: [_redirect(location)]) as start:
        source = HttpSource(Network(resolve=_start_at("127.0.0.1"), ports=frozenset((80, trap.port))))
        limits = CaptureSettings(allow_private=("start.test",))
        with pytest.raises((Refused, BadInput, Unreachable)) as raised:
            source.fetch(fixed_request(f"http://start.test:{start.port}/", into, limits))
    assert connects == ["127.0.0.1"]
    assert start.connections == 1
    assert list(into.iterdir()) == []
    assert "localhost" in form.lower() or not isinstance(raised.value, Unreachable)


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.usefixtures("untouched")
def test_rebinding_between_check_and_connect(address: str, trap: LocalServer, into: Path, connects: list[str]) -> None:
    answers = [[PUBLIC], [address], [address]]
    source = _source(trap, resolve=lambda host, port: answers.pop(0))
    with pytest.raises(Unreachable):
        source.fetch(fixed_request(f"http://rebind.test:{trap.port}/", into, NOBODY))
    assert connects == [PUBLIC]
    assert len(answers) == 2


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.usefixtures("untouched")
def test_rebinding_between_redirects(address: str, trap: LocalServer, into: Path, connects: list[str]) -> None:
    """The public address stands on this machine for once, so that its server can redirect to itself."""
    answers = [[PUBLIC], [address]]
    with LocalServer(lambda asked: [_redirect("/again")]) as start:

        def connect(where: str, port: int, timeout: float | None) -> httpcore.NetworkStream:
            return system_connect("127.0.0.1" if where == PUBLIC else where, port, timeout)

        ports = frozenset((start.port, trap.port))
        source = HttpSource(Network(lambda host, port: answers.pop(0), connect, ports=ports))
        with pytest.raises(Refused, match=r"rebind\.test leads to"):
            source.fetch(fixed_request(f"http://rebind.test:{start.port}/", into, NOBODY))
    assert connects == ["127.0.0.1"]
    assert answers == []


@pytest.mark.parametrize("form", ["127.1", "0177.1", "0x7f.1", "2130706433", "127.0.0.1", "::ffff:127.0.0.1"])
def test_the_trap_is_live(form: str, trap: LocalServer) -> None:
    """What the guard refuses is what the system would have followed."""
    before = trap.connections
    with socket.create_connection((form, trap.port), timeout=5) as plain:
        plain.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        assert plain.recv(1)
    assert trap.connections == before + 1


def test_a_host_named_in_the_settings_is_reached(trap: LocalServer, into: Path, connects: list[str]) -> None:
    limits = CaptureSettings(allow_private=("localhost",))
    made = HttpSource().fetch(fixed_request(f"http://localhost:{trap.port}/x", into, limits))
    assert (into / made.blobs[0].path).read_bytes() == b"the secret"
    assert made.hops[0].peer == f"127.0.0.1:{trap.port}"


@pytest.mark.parametrize("address", ["169.254.169.254", "0.0.0.0", "224.0.0.1", "::ffff:127.0.0.1", "fd00:ec2::254"])
@pytest.mark.usefixtures("untouched")
def test_no_setting_allows_what_is_never_fetched(
    address: str, trap: LocalServer, into: Path, connects: list[str]
) -> None:
    host = f"[{address}]" if ":" in address else address
    limits = CaptureSettings(allow_private=("named.test", address))
    source = _source(trap, _always([address]))
    for name in ("named.test", host):
        with pytest.raises(Refused, match="leads to"):
            source.fetch(fixed_request(f"http://{name}:{trap.port}/", into, limits))
    assert connects == []


@pytest.mark.usefixtures("untouched")
def test_other_ports_are_not_fetched_from(trap: LocalServer, into: Path) -> None:
    source = HttpSource(Network(_always([PUBLIC])))
    with pytest.raises(Refused, match=f"port {trap.port}"):
        source.fetch(fixed_request(f"http://public.test:{trap.port}/", into, NOBODY))


@pytest.mark.usefixtures("untouched")
def test_proxies_in_the_environment_are_not_asked(
    trap: LocalServer, into: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, trap.address)
    with LocalServer(lambda asked: [answer(b"direct")]) as server:
        made = HttpSource().fetch(fixed_request(f"{server.address}/x", into))
    assert made.blobs[0].size == 6


@pytest.mark.parametrize(
    ("found", "error"),
    [([], Unreachable), (["not an address"], Refused), (None, Unreachable)],
)
def test_a_name_service_without_an_answer_is_named(
    found: list[str] | None, error: type[DragomanError], trap: LocalServer, into: Path
) -> None:
    source = _source(trap, _nobody if found is None else _always(found))
    with pytest.raises(error) as raised:
        source.fetch(fixed_request(f"http://nowhere.test:{trap.port}/", into, NOBODY))
    assert raised.value.hint


def test_a_setting_that_names_no_host_is_said(into: Path) -> None:
    limits = CaptureSettings(allow_private=("http://nas.local",))
    with pytest.raises(BadInput, match=r"http://nas\.local"):
        HttpSource().fetch(fixed_request("http://nas.local/", into, limits))


def test_the_next_address_is_tried_when_one_does_not_answer(trap: LocalServer, into: Path) -> None:
    source = HttpSource(Network(_always(["127.0.0.9", "127.0.0.1"])))
    limits = CaptureSettings(allow_private=("two.test",))
    made = source.fetch(fixed_request(f"http://two.test:{trap.port}/", into, limits))
    assert made.hops[0].peer == f"127.0.0.1:{trap.port}"


def _redirect(location: str) -> bytes:
    return answer(status=302, headers={"Location": location})


def _start_at(address: str) -> Resolve:
    def resolve(host: str, port: int) -> Sequence[str]:
        if host == "start.test":
            return [address]
        if "localhost" in host:
            return ["127.0.0.1"]
        raise OSError("no such host")

    return resolve
