"""Sign the ledger's head with an SSH key, and judge such a signature, with OpenSSH's own `ssh-keygen -Y`."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from dragoman.model.errors import BadInput, VaultError

NAMESPACE = "dragoman-ledger"
NAMESPACES = (NAMESPACE, "dragoman-site")
"""What a desk signs: the head of its ledger, the manifest of its site."""

_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Signer:
    """Hold who signs: the path of an SSH private key, and the identity it stands for in `allowed_signers`."""

    key: Path
    identity: str

    def sign(self, data: bytes, namespace: str = NAMESPACE) -> bytes:
        """Return the armoured signature of `data`, good in one namespace; raise BadInput when the key cannot be used.

        A key under a passphrase must be in an `ssh-agent`: nobody is asked for it here.
        """
        self._check()
        done = _ssh_keygen(["-Y", "sign", "-f", str(self.key.absolute()), "-n", namespace], data)
        if done.returncode != 0:
            raise BadInput(
                f"ssh-keygen could not sign: {_reason(done)}",
                place=str(self.key),
                hint="name a private key without a passphrase, or add it to ssh-agent",
            )
        return done.stdout

    def allowed_line(self) -> str:
        """Return the line for this key in an `allowed_signers` file, held to what a desk signs."""
        self._check()
        done = _ssh_keygen(["-y", "-f", str(self.key.absolute())], b"")
        if done.returncode != 0:
            raise BadInput(f"ssh-keygen could not read the key: {_reason(done)}", place=str(self.key))
        kind, blob = done.stdout.decode("ascii").split()[:2]
        return f'{self.identity} namespaces="{",".join(NAMESPACES)}" {kind} {blob}\n'

    def _check(self) -> None:
        if not self.identity or any(c.isspace() or c in ',"*?!#' for c in self.identity):
            raise BadInput(
                f"not an identity to sign as: {self.identity!r}", hint="set desk.signer, as desk@example.org"
            )
        if not self.key.is_file():
            raise BadInput("there is no such signing key", place=str(self.key), hint="set desk.signing_key")


def installed() -> bool:
    """Tell whether `ssh-keygen` is on the path."""
    return shutil.which("ssh-keygen") is not None


def fits(data: bytes, signature: Path, namespace: str = NAMESPACE) -> bool:
    """Tell whether the signature file was made over `data`, whoever made it."""
    arguments = ["-Y", "check-novalidate", "-n", namespace, "-s", str(signature.absolute())]
    return _ssh_keygen(arguments, data).returncode == 0


def fault(data: bytes, signature: Path, signers: Path, namespace: str = NAMESPACE) -> str | None:
    """Return why the signature file is not one over `data` by any of the allowed `signers`; None when it is."""
    files = ["-f", str(signers.absolute()), "-s", str(signature.absolute())]
    found = _ssh_keygen(["-Y", "find-principals", *files], data)
    names = found.stdout.decode("utf-8", "replace").splitlines()
    if found.returncode != 0 or not names:
        return f"the signature is by nobody in {signers.name}"
    for name in names:
        done = _ssh_keygen(["-Y", "verify", "-I", name, "-n", namespace, *files], data)
        if done.returncode == 0:
            return None
    return f"the signature does not fit: {_reason(done)}"


def _ssh_keygen(arguments: list[str], data: bytes) -> subprocess.CompletedProcess[bytes]:
    program = shutil.which("ssh-keygen")
    if program is None:
        raise VaultError("ssh-keygen is not installed", hint="install OpenSSH's client, or do without signatures")
    # A session of its own has no terminal on which a passphrase could be asked for.
    environment = {**os.environ, "SSH_ASKPASS_REQUIRE": "never", "LC_ALL": "C"}
    return subprocess.run(
        [program, *arguments],
        input=data,
        capture_output=True,
        timeout=_SECONDS,
        start_new_session=True,
        env=environment,
        check=False,
    )


def _reason(done: subprocess.CompletedProcess[bytes]) -> str:
    text = (done.stderr or done.stdout).decode("utf-8", "replace").strip()
    return text.splitlines()[-1] if text else f"it ended with {done.returncode}"
