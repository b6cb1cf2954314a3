"""The outside world as an argument: name service, connections, trusted roots, ports."""

import socket
import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import httpcore

Resolve = Callable[[str, int], Sequence[str]]
"""Return the network addresses of a host and port, as text; raise OSError when there are none."""

Connect = Callable[[str, int, float | None], httpcore.NetworkStream]
"""Connect to a network address and port within a number of seconds."""


def system_resolve(host: str, port: int) -> Sequence[str]:
    """Return the addresses that the system's resolver gives, in its order, each once.

    The wait is bounded by the resolver's own limits, not by a fetch's.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def system_connect(address: str, port: int, timeout: float | None) -> httpcore.NetworkStream:
    """Open a TCP connection from this machine, past any proxy that the environment names."""
    return httpcore.SyncBackend().connect_tcp(address, port, timeout)


def system_trust() -> ssl.SSLContext:
    """Return a TLS context that trusts certifi's roots and nothing else."""
    import certifi

    return ssl.create_default_context(cafile=certifi.where())


@dataclass(frozen=True, slots=True)
class Network:
    """Hold what a fetch needs of the world; `ports` are those open to hosts not allowed by name."""

    resolve: Resolve = system_resolve
    connect: Connect = system_connect
    trust: Callable[[], ssl.SSLContext] = system_trust
    ports: frozenset[int] = frozenset((80, 443))
