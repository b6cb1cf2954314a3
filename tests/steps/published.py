"""A desk brought as far as a published site, for tests that start there."""

import re
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

GRANDMA = Path(__file__).resolve().parents[2] / "examples" / "grandma"


def review_grandma(desk: Path, cli: Callable[..., int], footage: Path) -> None:
    """Capture, read and review the example, and lay its faithful dispatch on the desk."""
    assert cli("capture", footage, "--name", "grandma", "--language", "fa") == 0
    assert cli("read", "grandma") == 0
    assert cli("review", "grandma", "--import", GRANDMA / "review.csv", "--whole", "--by", "Tester") == 0
    lay_example("faithful.md", desk / "dispatches" / "0001-grandma.md")


def lay_example(name: str, path: Path) -> None:
    """Put an example dispatch at `path` under today's date: none is older than the footage it was made from."""
    text = (GRANDMA / name).read_text(encoding="utf-8")
    path.write_text(re.sub(r"(?m)^date: .*$", f"date: {datetime.now(UTC).date()}", text, count=1), encoding="utf-8")


def publish_grandma(desk: Path, cli: Callable[..., int], footage: Path) -> None:
    """Review the example and publish it to the desk's site."""
    review_grandma(desk, cli, footage)
    assert cli("publish") == 0


def sign_desk(desk: Path) -> Path:
    """Give the desk a new key, say so in its settings, and return its allowed_signers."""
    key = desk / "desk-key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    settings = desk / "dragoman.toml"
    text = settings.read_text(encoding="utf-8")
    signing = 'signing_key = "desk-key"\nsigner = "desk@example.org"\n'
    settings.write_text(text.replace('language = "en"\n', 'language = "en"\n' + signing), encoding="utf-8")
    public = key.with_suffix(".pub").read_text().split()
    allowed = desk / "allowed_signers"
    allowed.write_text(f"desk@example.org {public[0]} {public[1]}\n")
    return allowed
