"""Quotations on the command line, which has all that the desk has."""

import json
from pathlib import Path

import pytest
from tests.steps.desks import Cli

from dragoman.doors.cli.app import run


@pytest.mark.usefixtures("reviewed_desk")
def test_the_command_quotes_and_takes_stills(cli: Cli, capsys: pytest.CaptureFixture[str]) -> None:
    def said(*arguments: str) -> tuple[int, str]:
        capsys.readouterr()
        status = cli("quote", *arguments)
        heard = capsys.readouterr()
        return status, heard.out + heard.err

    assert said("grandma", "h0002") == (0, '["Grandma greets me"](grandma@1#t=2.690,6.740)\n')
    block = "> We ran ... her.\n>\n> [The grandchild](talk@1#t=6.740,15.350)\n"
    assert said("grandma", "h0004=her.", "h0003=We ran", "--block", "--source", "talk") == (0, block)
    assert said("grandma", "h0006", "--spoken") == (0, '["مادر بزرگ خیلی خسته شد."](grandma@1#t=18.900,22.240)\n')
    assert said("grandma", "--still", "9.02") == (0, "![The grandchild, 0:09](grandma#t=9.000)\n")
    status, out = said("grandma", "h0002", "--json")
    assert (status, json.loads(out)["pins"]) == (0, ["grandma@1#t=2.690,6.740"])
    for wrong in (["h0002=nowhere"], ["h9999"], [], ["h0002", "--still", "1"], ["--still", "99"]):
        status, out = said("grandma", *wrong)
        assert status == 2, wrong
        assert "hint: " in out


def test_nothing_is_quoted_before_anybody_approved(
    desk: Path, footage: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--desk", str(desk), "capture", str(footage), "--name", "grandma", "--language", "fa"]) == 0
    assert run(["--desk", str(desk), "quote", "grandma", "s0001"]) == 2
    assert "no reviewed text yet" in capsys.readouterr().err
