"""The egress guard: look a host up once, judge every address found, and clear those alone for connecting."""

from dataclasses import dataclass
from ipaddress import ip_address

from dragoman.capture.addresses import Address, judge
from dragoman.capture.network import Network
from dragoman.capture.target import Target, host_of, parse
from dragoman.model.errors import BadInput, Refused, Unreachable

_ALLOW = "only public addresses are fetched; a host you trust can be named in capture.allow_private in dragoman.toml"
_SPELLING = "check its spelling and the network"
_NEVER = "no setting allows this address"


@dataclass(frozen=True, slots=True)
class Cleared:
    """Hold a target and the network addresses it may be reached at, all of them judged. Made by Guard alone."""

    target: Target
    peers: tuple[str, ...]


class Guard:
    """Decide where a request may go; private addresses only for the hosts named in `allow_private`."""

    def __init__(self, allow_private: tuple[str, ...], network: Network) -> None:
        self._allowed = frozenset(_hosts(allow_private))
        self._network = network

    def clear(self, address: str) -> Cleared:
        """Return `address` cleared for one connection.

        Raise BadInput when it is no http(s) address, Refused when the guard does not let it through,
        Unreachable when its host has no address. One forbidden address among several refuses them all.
        """
        target = parse(address)
        named = target.host in self._allowed
        if not named and target.port not in self._network.ports:
            raise Refused(f"port {target.port} is not fetched from", place=address, hint=_ALLOW)
        found = self._addresses(target)
        for one in found:
            _let_through(one, target, named=named)
        return Cleared(target, tuple(str(one) for one in found))

    def _addresses(self, target: Target) -> tuple[Address, ...]:
        if target.literal is not None:
            return (target.literal,)
        try:
            found = tuple(ip_address(text) for text in self._network.resolve(target.host, target.port))
        except (OSError, UnicodeError) as error:
            raise Unreachable(
                f"no address is known for {target.host}",
                place=target.address,
                hint=_SPELLING,
            ) from error
        except ValueError as error:
            raise Refused(f"the name service answered oddly: {error}", place=target.address, hint=_SPELLING) from error
        if not found:
            raise Unreachable(f"no address is known for {target.host}", place=target.address, hint=_SPELLING)
        return found


def _let_through(address: Address, target: Target, *, named: bool) -> None:
    verdict = judge(address)
    if verdict.reach == "public" or (verdict.reach == "private" and named):
        return
    hint = _ALLOW if verdict.reach == "private" else _NEVER
    raise Refused(f"{target.host} leads to {address}: {verdict.why}", place=target.address, hint=hint)


def _hosts(names: tuple[str, ...]) -> list[str]:
    hosts = []
    for name in names:
        try:
            hosts.append(host_of(name))
        except (BadInput, Refused) as error:
            raise BadInput(
                f"not a host: {name}", place="capture.allow_private", hint="name hosts alone, such as nas.local"
            ) from error
    return hosts
