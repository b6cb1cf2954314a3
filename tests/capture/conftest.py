"""The loopback world of these tests: what connects is watched, and nothing leaves the machine."""

import ssl
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import which

import pytest

_watching: list[list[str]] = []


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if event != "socket.connect" or not _watching:
        return
    where = arguments[1]
    host = str(where[0]) if isinstance(where, tuple) else str(where)
    _watching[-1].append(host)
    if not host.removeprefix("::ffff:").startswith("127.") and host != "::1":
        raise ConnectionRefusedError(f"a test tried to leave the machine: {host}")


sys.addaudithook(_watch)


@pytest.fixture(autouse=True)
def connects() -> Iterator[list[str]]:
    """Collect the address of every connection tried, as the interpreter sees it; refuse those to outside."""
    seen: list[str] = []
    _watching.append(seen)
    yield seen
    _watching.pop()


@pytest.fixture
def into(tmp_path: Path) -> Path:
    """Return an empty folder to capture into."""
    folder = tmp_path / "into"
    folder.mkdir()
    return folder


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a self-signed certificate with its key, for good.test and 127.0.0.1, made now by openssl."""
    if which("openssl") is None:
        pytest.skip("openssl is not installed, and makes the certificate of this test")
    file = tmp_path_factory.mktemp("tls") / "both.pem"
    names = "subjectAltName=DNS:good.test,IP:127.0.0.1"
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    command += ["-days", "2", "-subj", "/CN=good.test", "-addext", names, "-keyout", str(file), "-out", "-"]
    made = subprocess.run(command, check=True, capture_output=True)
    file.write_bytes(file.read_bytes() + made.stdout)
    return file


@pytest.fixture
def server_tls(certificate: Path) -> ssl.SSLContext:
    """Return the TLS context of a server that shows the self-signed certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context
