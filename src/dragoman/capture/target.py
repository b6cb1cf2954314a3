"""Read an http(s) address in the one spelling that every program understands alike; refuse the others."""

import re
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from dragoman.capture.addresses import Address
from dragoman.model.errors import BadInput, Refused

_HOST = re.compile(r"(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_BRACKETED = re.compile(r"\[[^\[\]]+\](:[0-9]*)?")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_PORTS = {"http": 80, "https": 443}
# Letters that IDNA 2003 folds away and IDNA 2008 keeps: the two lead to different hosts.
_DEVIATING = frozenset("\u00df\u03c2\u200c\u200d")
_SPELL = "write the host plainly, for example https://example.org/video.mp4"


@dataclass(frozen=True, slots=True)
class Target:
    """Hold a parsed address: as asked, scheme, host (lower case, ASCII, no brackets), port, request target."""

    address: str
    scheme: str
    host: str
    port: int
    path: str

    @property
    def literal(self) -> Address | None:
        """Return the network address when the host is one, else None."""
        if ":" in self.host:
            return IPv6Address(self.host)
        return IPv4Address(self.host) if _is_number(self.host) else None

    @property
    def authority(self) -> str:
        """Return host and port as a Host header writes them: the port only where it is unusual."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    def redirected(self, location: str) -> str:
        """Return the address that a Location header names; raise Refused when it leaves TLS, or names none."""
        try:
            address = urljoin(self.address, location)
        except ValueError as error:
            raise Refused(f"the server redirects to no address: {error}", place=self.address, hint=_SPELL) from error
        if self.scheme == "https" and address.lower().startswith("http:"):
            raise Refused(
                f"the server redirects from https to {address}",
                place=self.address,
                hint="capture that address if you accept it",
            )
        return address


def parse(address: str) -> Target:
    """Return what `address` asks for; raise BadInput when it is no http(s) address, Refused when oddly spelt."""
    if _CONTROL.search(address) or address != address.strip():
        raise BadInput("an address with control characters or outer spaces", place=repr(address), hint=_SPELL)
    parts, port = _split(address)
    if parts.scheme not in _PORTS:
        raise Refused(f"{parts.scheme or 'no scheme'} is not fetched", place=address, hint="use http or https")
    if "@" in parts.netloc or "\\" in parts.netloc:
        raise Refused("a name or password in the address", place=address, hint=_SPELL)
    host = _bracketed(parts, address) if "[" in parts.netloc else _named(parts.hostname or "", address)
    return Target(address, parts.scheme, host, _PORTS[parts.scheme] if port is None else port, _request_target(parts))


def host_of(text: str) -> str:
    """Return a host as `parse` writes it, so that a setting and an address can be compared.

    Raise BadInput or Refused when `text` is no host.
    """
    bare = text.strip("[]")
    return parse(f"http://[{bare}]/" if ":" in bare else f"http://{bare}/").host


def _split(address: str) -> tuple[SplitResult, int | None]:
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise BadInput(f"not an address: {error}", place=address, hint=_SPELL) from error
    if port == 0:
        raise BadInput("port 0", place=address, hint=_SPELL)
    return parts, port


def _bracketed(parts: SplitResult, address: str) -> str:
    if not _BRACKETED.fullmatch(parts.netloc):
        raise BadInput("brackets that do not hold the whole host", place=address, hint=_SPELL)
    try:
        found = IPv6Address(parts.hostname or "")
    except AddressValueError as error:
        raise Refused("a host in brackets that is no IPv6 address", place=address, hint=_SPELL) from error
    if found.scope_id is not None:
        raise Refused("an IPv6 address with a zone", place=address, hint=_SPELL)
    return found.compressed


def _named(host: str, address: str) -> str:
    if not host:
        raise BadInput("an address without a host", place=address, hint=_SPELL)
    plain = _ascii(host, address)
    if not _HOST.fullmatch(plain):
        raise Refused(f"a host that is spelt oddly: {host}", place=address, hint=_SPELL)
    if _is_number(plain) and not _is_dotted_quad(plain):
        raise Refused(f"a network address that is spelt oddly: {host}", place=address, hint=_SPELL)
    return plain


def _ascii(host: str, address: str) -> str:
    if host.isascii():
        return host.lower()
    if _DEVIATING & set(host):
        raise Refused(
            "a host with letters that programs read differently", place=address, hint="write the host in its xn-- form"
        )
    try:
        return host.encode("idna").decode("ascii").lower()
    except UnicodeError as error:
        raise BadInput(f"not a host name: {host}", place=address, hint=_SPELL) from error


def _is_number(host: str) -> bool:
    return _NUMBER.fullmatch(host.rpartition(".")[2]) is not None


def _is_dotted_quad(host: str) -> bool:
    try:
        return str(IPv4Address(host)) == host
    except AddressValueError:
        return False


def _request_target(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~")
    return f"{path}?{quote(parts.query, safe='/%:@!$&()*+,;=~?')}" if parts.query else path
