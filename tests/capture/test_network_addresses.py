from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import example, given
from hypothesis.strategies import integers, sampled_from

from dragoman.capture.addresses import judge, unwrapped

PUBLIC = ["8.8.8.8", "93.184.216.34", "1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:2800:220:1::1", "2a00:1450::1"]
PUBLIC_WRAPPED = ["::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"]
PRIVATE = ["127.0.0.1", "127.255.255.254", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1"]
PRIVATE_SIX = ["::1", "fc00::1", "fd12:3456::1"]
NEVER = [
    *("0.0.0.0", "0.1.2.3", "169.254.169.254", "192.0.0.8", "192.0.0.192", "192.0.2.1", "192.88.99.1", "198.18.0.1"),
    *("198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255"),
    *("100.100.100.200", "168.63.129.16", "fd00:ec2::254", "fd20:ce::254"),
    *("::", "fe80::1", "fec0::1", "ff02::1", "2001:db8::1", "3fff::1", "2001:2::1", "2001:20::1", "100::1", "4000::1"),
    *("5f00::1", "64:ff9b:1::808:808", "64:ff9b:1::7f00:1", "ffff::1"),
    *("::127.0.0.1", "::ffff:127.0.0.1", "::ffff:0:127.0.0.1", "::ffff:169.254.169.254", "::10.0.0.1", "::2"),
    *("64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "2002:a00:1::1", "2002:a9fe:a9fe::"),
    # Teredo: the server's address in clear, the client's inverted.
    *("2001:0:7f00:1::", "2001:0:808:808::80ff:fffe", "2001:0:808:808:0:0:f5ff:fffe"),
    *("2a00:1450::5efe:7f00:1", "2a00:1450::200:5efe:a00:1"),
]


@pytest.mark.parametrize("text", PUBLIC + PUBLIC_WRAPPED)
def test_public_is_public(text: str) -> None:
    assert judge(ip_address(text)).reach == "public"


@pytest.mark.parametrize("text", PRIVATE + PRIVATE_SIX)
def test_private_may_be_allowed(text: str) -> None:
    assert judge(ip_address(text)).reach == "private"


@pytest.mark.parametrize("text", NEVER)
def test_never_is_never(text: str) -> None:
    verdict = judge(ip_address(text))
    assert verdict.reach == "never"
    assert verdict.why


@given(integers(0, 2**32 - 1))
@example(int(IPv4Address("192.0.0.8")))
def test_public_v4_is_global_by_the_standard_library_too(value: int) -> None:
    address = IPv4Address(value)
    if judge(address).reach == "public":
        assert address.is_global
        assert not address.is_multicast


@given(integers(0, 2**128 - 1))
def test_public_v6_is_global_by_the_standard_library_too(value: int) -> None:
    address = IPv6Address(value)
    if judge(address).reach == "public" and not unwrapped(address):
        assert address.is_global
        assert not address.is_multicast


def _wrappings(inner: int) -> dict[str, int]:
    isatap = 0x5EFE << 32 | inner
    return {
        "mapped": 0xFFFF << 32 | inner,
        "translated": 0xFFFF << 48 | inner,
        "compatible": inner,
        "nat64": 0x64FF9B << 96 | inner,
        "6to4": 0x2002 << 112 | inner << 80,
        "teredo client": 0x20010000 << 96 | 0x08080808 << 64 | (inner ^ 0xFFFFFFFF),
        "teredo server": 0x20010000 << 96 | inner << 64 | (0x08080808 ^ 0xFFFFFFFF),
        "isatap": 0x2A001450 << 96 | isatap,
    }


@given(integers(2, 2**32 - 1), sampled_from(sorted(_wrappings(0))))
@example(int(IPv4Address("127.0.0.1")), "teredo client")
@example(int(IPv4Address("169.254.169.254")), "nat64")
def test_wrapping_never_widens_the_reach(inner: int, how: str) -> None:
    wrapped = IPv6Address(_wrappings(inner)[how])
    assert IPv4Address(inner) in unwrapped(wrapped)
    if judge(IPv4Address(inner)).reach != "public":
        assert judge(wrapped).reach == "never"
