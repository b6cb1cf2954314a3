"""Judge network addresses against our own list, whatever they are wrapped in.

`ipaddress.is_global` calls `::127.0.0.1`, `64:ff9b::7f00:1`, `2002:7f00:1::` and `fec0::1` global, so the
list is kept here. IPv6 is refused outside 2000::/3; IPv4 outside the list below is public.
Sources: IANA IPv4 and IPv6 Special-Purpose Address Registries; RFC 4291, 6052, 3056, 4380, 5214, 2765.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network
from typing import Literal

Address = IPv4Address | IPv6Address
Reach = Literal["public", "private", "never"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Hold how far an address reaches, and why: `private` may be allowed by name, `never` may not."""

    reach: Reach
    why: str


# First match decides: what clouds answer their secrets on comes before the ranges around it.
_LISTED: tuple[tuple[str, Reach, str], ...] = (
    ("100.100.100.200/32", "never", "a cloud's metadata service"),
    ("168.63.129.16/32", "never", "a cloud's metadata service"),
    ("fd00:ec2::254/128", "never", "a cloud's metadata service"),
    ("fd20:ce::254/128", "never", "a cloud's metadata service"),
    ("0.0.0.0/8", "never", "this host on this network"),
    ("10.0.0.0/8", "private", "a private network"),
    ("100.64.0.0/10", "private", "a carrier's shared network"),
    ("127.0.0.0/8", "private", "loopback"),
    ("169.254.0.0/16", "never", "link-local"),
    ("172.16.0.0/12", "private", "a private network"),
    ("192.0.0.0/24", "never", "reserved for protocols"),
    ("192.0.2.0/24", "never", "reserved for documentation"),
    ("192.88.99.0/24", "never", "a 6to4 relay"),
    ("192.168.0.0/16", "private", "a private network"),
    ("198.18.0.0/15", "never", "reserved for benchmarks"),
    ("198.51.100.0/24", "never", "reserved for documentation"),
    ("203.0.113.0/24", "never", "reserved for documentation"),
    ("224.0.0.0/4", "never", "multicast"),
    ("240.0.0.0/4", "never", "reserved"),
    ("::/128", "never", "the unspecified address"),
    ("::1/128", "private", "loopback"),
    ("fc00::/7", "private", "a private network"),
    ("fe80::/10", "never", "link-local"),
    ("fec0::/10", "never", "site-local"),
    ("ff00::/8", "never", "multicast"),
    ("2001::/23", "never", "reserved for protocols"),
    ("2001:db8::/32", "never", "reserved for documentation"),
    ("3fff::/20", "never", "reserved for documentation"),
)


def _network(text: str) -> IPv4Network | IPv6Network:
    return IPv6Network(text) if ":" in text else IPv4Network(text)


_LIST = tuple((_network(text), Verdict(reach, why)) for text, reach, why in _LISTED)
_GLOBAL_UNICAST = IPv6Network("2000::/3")
_PUBLIC = Verdict("public", "public")
_TEREDO_MASK = 0xFFFFFFFF


def _low(value: int) -> Iterator[int]:
    yield value


def _six_to_four(value: int) -> Iterator[int]:
    yield value >> 80


def _teredo(value: int) -> Iterator[int]:
    yield value >> 64
    yield value ^ _TEREDO_MASK


# How each scheme carries an IPv4 address within an IPv6 one.
_WRAPPINGS: tuple[tuple[IPv6Network, Callable[[int], Iterator[int]]], ...] = (
    (IPv6Network("::ffff:0:0/96"), _low),
    (IPv6Network("::ffff:0:0:0/96"), _low),
    (IPv6Network("::/96"), _low),
    (IPv6Network("64:ff9b::/96"), _low),
    (IPv6Network("2002::/16"), _six_to_four),
    (IPv6Network("2001::/32"), _teredo),
)
_ISATAP = (0x00005EFE, 0x02005EFE)


def judge(address: Address) -> Verdict:
    """Return how far `address` reaches, judged by what it wraps where it wraps an IPv4 address."""
    if isinstance(address, IPv4Address):
        return _listed(address) or _PUBLIC
    # The unspecified address and loopback are no wrapped IPv4 addresses.
    if int(address) <= 1:
        return _listed(address) or _PUBLIC
    inside = unwrapped(address)
    if inside:
        return _judge_inside(inside)
    if address not in _GLOBAL_UNICAST:
        return _listed(address) or Verdict("never", "outside the public IPv6 space")
    return _listed(address) or _PUBLIC


def unwrapped(address: IPv6Address) -> tuple[IPv4Address, ...]:
    """Return the IPv4 addresses that `address` carries: mapped, compatible, NAT64, 6to4, Teredo, ISATAP."""
    value = int(address)
    for network, carried in _WRAPPINGS:
        if address in network:
            return tuple(IPv4Address(part & 0xFFFFFFFF) for part in carried(value))
    if (value >> 32) & 0xFFFFFFFF in _ISATAP:
        return (IPv4Address(value & 0xFFFFFFFF),)
    return ()


def _judge_inside(inside: tuple[IPv4Address, ...]) -> Verdict:
    for address in inside:
        verdict = _listed(address)
        if verdict is not None:
            return Verdict("never", f"{address} wrapped in IPv6, {verdict.why}")
    return _PUBLIC


def _listed(address: Address) -> Verdict | None:
    for network, verdict in _LIST:
        if address.version == network.version and address in network:
            return verdict
    return None
