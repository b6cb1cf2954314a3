"""Send a question to a service through the egress guard: the network that steps hand to translators."""

from collections.abc import Mapping

from dragoman.model.errors import Refused, TooLarge, Unreachable
from dragoman.model.settings import CaptureSettings

ANSWER_BYTES = 16 * 1024 * 1024
_SHOWN = 200
_LOOK = "the server's own log may say more"


def post(address: str, body: bytes, headers: Mapping[str, str], *, limits: CaptureSettings, timeout: float) -> bytes:
    """Return the body of the answer to a POST of `body`, within `timeout` seconds in all.

    A private host answers only when `limits.allow_private` names it. A redirect is not followed: what is
    sent goes to the address given and nowhere else. Raise BadInput, Refused, Unreachable (a status other
    than 200 too, with what the server said) or TooLarge (over 16 MiB, or the time).
    """
    # Loads the HTTP client: only when something is sent.
    from dragoman.capture.deadline import Deadline
    from dragoman.capture.exchange import Question, exchange
    from dragoman.capture.guard import Guard
    from dragoman.capture.network import Network

    network = Network()
    cleared = Guard(limits.allow_private, network).clear(address)
    question = Question(cleared, "POST", headers, body)
    deadline = Deadline(timeout, place=address, hint="allow more seconds, or ask a faster server", silent=timeout)
    with exchange(question, network, deadline) as answer:
        if 300 <= answer.status < 400:
            raise Refused(f"the server redirects ({answer.status})", place=address, hint="give the final address")
        said = bytearray()
        for chunk in answer.chunks:
            said += chunk
            if len(said) > ANSWER_BYTES:
                raise TooLarge(f"the answer is over {ANSWER_BYTES:,} bytes", place=address, hint=_LOOK)
    if answer.status != 200:
        shown = " ".join(said.decode("utf-8", "replace").split())[:_SHOWN]
        raise Unreachable(f"the server answers {answer.status}: {shown}", place=address, hint=_LOOK)
    return bytes(said)
