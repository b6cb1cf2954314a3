"""Show Dragoman's main job on real footage: from a Persian video to a dispatch that anyone can verify.

Every step is a command that a person could type; this script types them and says what they show.
Example: python examples/demo.py --serve
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
DRAGOMAN = Path(sys.executable).parent / "dragoman"
SETTINGS = '\n[transcriber]\nmodel = "base"\nthreads = 2\n'


def main() -> int:
    """Run the demo; return 0 when everything that must hold held."""
    arguments = _arguments()
    desk = arguments.desk.resolve()
    _fresh(desk)
    started = time.monotonic()
    for number, step in enumerate(_steps(desk), start=1):
        title, command, expected = step
        print(f"\n\033[1m{number}. {title}\033[0m", flush=True)
        if not _run(command, desk, expected):
            return 1
    site = desk / "site"
    print(f"\nDone in {time.monotonic() - started:.0f} s. The published dispatch: {site / 'index.html'}")
    if arguments.serve:
        return _serve(site, arguments.port)
    print("Look at it with video that seeks:  make serve   (http://localhost:8000/)")
    return 0


def _steps(desk: Path) -> tuple[tuple[str, list[str], int], ...]:
    video = HERE / "fa_0130.mp4"
    story = HERE / "grandma"
    credit = "My grandma, African Storybook 0130: Augustine Napagi, Ingrid Schechter, Saeed Nazari. CC BY 3.0"
    facts = ["--fact", "title=مادر بزرگ من", "--fact", "publisher=African Storybook", "--fact", f"credit={credit}"]
    return (
        ("Make a desk", ["init", str(desk), "--name", "The Demo Desk"], 0),
        ("Take a narrated Persian video into the vault, byte for byte",
         ["capture", str(video), "--name", "grandma", "--language", "fa", *facts], 0),
        ("Let a machine hear it (Whisper base: rough in Persian, and only a draft)", ["read", "grandma"], 0),
        ("Take in what people published with the story; see the machine's words beside it",
         ["review", "grandma", "--import", str(story / "review.csv"), "--whole", "--by", "Demo operator"], 0),
        ("Check a faithful dispatch: it passes", ["check", "dispatches/0001-grandma.md"], 0),
        ("Check its unfaithful twin: refused, word against word", ["check", "drafts/unfaithful.md"], 1),
        ("Try to publish the twin all the same: nothing changes", ["publish", "drafts/unfaithful.md"], 1),
        ("Publish the faithful one", ["publish"], 0),
        ("Prove the published chain, offline, from sentence to bytes", ["verify", "site"], 0),
        ("Prove the desk's own store", ["verify"], 0),
    )  # fmt: skip


def _run(arguments: list[str], desk: Path, expected: int) -> bool:
    shown = " ".join(f"'{word}'" if " " in word else word for word in arguments)
    print(f"\033[2m$ dragoman {shown}\033[0m", flush=True)
    done = subprocess.run([DRAGOMAN, *arguments], cwd=desk if desk.exists() else HERE, check=False)
    if arguments[0] == "init":
        _fill(desk)
    if done.returncode != expected:
        print(f"\nThe demo stops: exit status {done.returncode} where {expected} was expected.", file=sys.stderr)
    return done.returncode == expected


def _fresh(desk: Path) -> None:
    """Remove an earlier demo desk, and nothing else."""
    if not desk.exists():
        return
    if not (desk / "drafts" / "unfaithful.md").exists():
        sys.exit(f"error: {desk} is not an earlier demo's desk\nhint: name another folder with --desk")
    for folder, _, _ in os.walk(desk):
        Path(folder).chmod(0o755)
    shutil.rmtree(desk)


def _fill(desk: Path) -> None:
    settings = desk / "dragoman.toml"
    text = settings.read_text(encoding="utf-8")
    start, end = text.index("[transcriber]"), text.index("# No translator")
    whole = text.replace(text[start:end], SETTINGS.lstrip() + "\n") + 'footage = "whole"\n'
    settings.write_text(whole, encoding="utf-8")
    _lay(HERE / "grandma" / "faithful.md", desk / "dispatches" / "0001-grandma.md")
    (desk / "drafts").mkdir()
    _lay(HERE / "grandma" / "unfaithful.md", desk / "drafts" / "unfaithful.md")


def _lay(example: Path, path: Path) -> None:
    """Put an example on the desk under today's date: no dispatch is older than the footage it was made from."""
    dated = re.sub(r"(?m)^date: .*$", f"date: {datetime.now(UTC).date()}", example.read_text(encoding="utf-8"), count=1)
    path.write_text(dated, encoding="utf-8")


def _serve(site: Path, port: int) -> int:
    from serving import serve

    print(f"Serving at http://localhost:{port}/ (Ctrl-C stops)", flush=True)
    serve(site, port)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--desk", type=Path, default=Path("demo-desk"), help="where the demo's desk goes")
    parser.add_argument("--serve", action="store_true", help="serve the published site afterwards")
    parser.add_argument("--port", type=int, default=8000)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
