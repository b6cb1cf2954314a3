import socket

import pytest
from hypothesis import example, given
from hypothesis.strategies import text

from dragoman.capture.target import host_of, parse
from dragoman.model.errors import BadInput, DragomanError, Refused

GOOD = [
    ("https://example.org/a/b.mp4", "example.org", 443, "/a/b.mp4"),
    ("HTTP://Example.ORG", "example.org", 80, "/"),
    ("http://example.org:8080/?q=1#part", "example.org", 8080, "/?q=1"),
    ("https://example.org/سخنرانی.mp4", "example.org", 443, "/%D8%B3%D8%AE%D9%86%D8%B1%D8%A7%D9%86%DB%8C.mp4"),
    ("https://example.org/my video.mp4?t=a b", "example.org", 443, "/my%20video.mp4?t=a%20b"),
    ("https://example.org/a%2Fb?u=http://x/%20", "example.org", 443, "/a%2Fb?u=http://x/%20"),
    ("http://bücher.example/", "xn--bcher-kva.example", 80, "/"),
    ("http://ایران.example/", "xn--mgba3a4f16a.example", 80, "/"),
    ("http://8.8.8.8/", "8.8.8.8", 80, "/"),
    ("http://[2606:2800:220:1:0:0:0:1]:80/x", "2606:2800:220:1::1", 80, "/x"),
    ("http://a_b.example/", "a_b.example", 80, "/"),
    ("http://1.2.3.4.example/", "1.2.3.4.example", 80, "/"),
]

REFUSED = [
    *("http://127.1/", "http://0177.1/", "http://0177.0.0.1/", "http://2130706433/", "http://0x7f000001/"),
    *(
        "http://0x7f.0.0.1/",
        "http://0x7f.1/",
        "http://127.0.0.01/",
        "http://127.000.000.001/",
        "http://0/",
        "http://0x/",
    ),
    *("http://1.2.3/", "http://1.2.3.4.5/", "http://256.256.256.256/", "http://017700000001/", "http://0X7F000001/"),
    *(
        "http://127.0.0.1./",
        "http://localhost./",
        "http://example.org./",
        "http://example..org/",
        "http://.example.org/",
    ),
    *(
        "http://user@example.org/",
        "http://user:pass@example.org/",
        "http://example.org@127.0.0.1/",
        "http://@example.org",
    ),
    *(
        "http://127.0.0.1\\@example.org/",
        "http://example.org\\.evil.test/",
        "http://exam ple.org/",
        "http://%31%32%37.1/",
    ),
    *("http://127.0.0.1%2f@example.org/", "http://[fe80::1%25eth0]/", "http://[fe80::1%eth0]/", "http://-a.example/"),
    *("http://１２７.1/", "http://①②⑦.1/", "http://127。1/", "http://faß.example/", "http://می‌خواهم.example/"),
    *(
        "ftp://example.org/",
        "file:///etc/passwd",
        "gopher://example.org/",
        "javascript:alert(1)",
        "example.org/a.mp4",
        "",
    ),
    *("http://" + "a" * 64 + ".example/", "http://" + "a." * 127 + "example/"),
]

BAD = [
    *("http://", "http:///path", "http:/127.0.0.1/", "http:\\\\127.0.0.1/", "http://:80/", "http://example.org:0/"),
    *(
        "http://example.org:99999/",
        "http://example.org:eighty/",
        "http://example.org:８０/",
        "http://[::1/",
        "http://[::1]x/",
    ),
    *("http://exa\tmple.org/", "http://example.org/\r\nHost: evil", "http://example.org/\0", " http://example.org/"),
    *(
        "http://example.org/ ",
        "http://exam\x85ple.org/",
        "http://[v1.fe80::a]/",
        "http://example.org\u2100/",
        "http://[]/",
    ),
]


@pytest.mark.parametrize(("address", "host", "port", "path"), GOOD)
def test_plain_addresses_are_read(address: str, host: str, port: int, path: str) -> None:
    target = parse(address)
    assert (target.address, target.host, target.port, target.path) == (address, host, port, path)


@pytest.mark.parametrize("address", REFUSED)
def test_odd_addresses_are_refused(address: str) -> None:
    with pytest.raises(Refused) as raised:
        parse(address)
    assert raised.value.hint


@pytest.mark.parametrize("address", BAD)
def test_what_is_no_address_is_bad_input(address: str) -> None:
    with pytest.raises((BadInput, Refused)) as raised:
        parse(address)
    assert raised.value.hint
    assert "\n" not in str(raised.value)


@given(text(alphabet="0123456789abcdefxXo.", min_size=1, max_size=24))
@example("0177.1")
@example("0x7f.1")
@example("127.0.0.1")
@example("00000000000000000000000177.1")
def test_a_host_the_system_takes_for_an_address_is_taken_for_the_same(host: str) -> None:
    try:
        target = parse(f"http://{host}/")
    except DragomanError:
        return
    try:
        system = socket.inet_ntoa(socket.inet_aton(target.host))
    except OSError:
        assert target.literal is None
    else:
        assert str(target.literal) == system


@given(text(max_size=40))
@example("[")
@example("\udc80")
def test_any_text_is_read_or_refused_by_name(rest: str) -> None:
    try:
        target = parse(f"http://{rest}")
    except DragomanError as error:
        assert error.place
    else:
        assert target.path.isascii()
        assert target.host.isascii()
        assert target.host == target.host.lower()


REDIRECTS = [
    ("http://a.example/x/y", "z", "http://a.example/x/z"),
    ("http://a.example/x/y", "/z?q", "http://a.example/z?q"),
    ("http://a.example/x/y", "//b.example/z", "http://b.example/z"),
    ("http://a.example/x/y", "https://b.example/", "https://b.example/"),
    ("https://a.example/x", "https://b.example/", "https://b.example/"),
    ("https://a.example/x", "//b.example/", "https://b.example/"),
]


@pytest.mark.parametrize(("address", "location", "there"), REDIRECTS)
def test_a_location_is_read_against_its_address(address: str, location: str, there: str) -> None:
    assert parse(address).redirected(location) == there


@pytest.mark.parametrize("location", ["http://a.example/", "HTTP://a.example/"])
def test_leaving_tls_is_refused(location: str) -> None:
    with pytest.raises(Refused, match="https"):
        parse("https://a.example/").redirected(location)


@pytest.mark.parametrize(("text", "host"), [("::1", "::1"), ("[0::1]", "::1"), ("NAS.local", "nas.local")])
def test_settings_name_hosts_as_addresses_do(text: str, host: str) -> None:
    assert host_of(text) == host


@pytest.mark.parametrize(
    ("address", "authority"),
    [
        ("http://a.example:80/", "a.example"),
        ("https://a.example:80/", "a.example:80"),
        ("http://[::1]:8080/", "[::1]:8080"),
        ("https://[::1]/", "[::1]"),
    ],
)
def test_the_host_header_names_unusual_ports(address: str, authority: str) -> None:
    assert parse(address).authority == authority
