"""The seal: everything is listed, and coreutils agrees."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from dragoman.model.digest import canonical, of_bytes
from dragoman.publish.footage import Footage
from dragoman.publish.manifest import Manifest, listed, manifest, seal
from dragoman.publish.material import Site
from dragoman.publish.needs import Asset, Need
from dragoman.publish.output import Output


def test_every_file_is_listed_with_digest_and_size(site: Site, rendered: dict[str, bytes]) -> None:
    made = manifest(site, Footage({}), (listed(Output(path, data)) for path, data in rendered.items()))
    assert list(made.files) == sorted(rendered)
    assert all(made.files[path].digest == of_bytes(data) for path, data in rendered.items())
    assert made.files["index.html"].size == len(rendered["index.html"])
    assert made.editions == tuple(edition.digest for edition in site.editions)
    assert made.records == tuple(sorted(site.records))
    assert msgspec.json.decode(canonical(made), type=Manifest) == made


def test_footage_is_listed_by_need(site: Site, assets: dict[Need, Asset], rendered: dict[str, bytes]) -> None:
    made = manifest(site, Footage(assets), [listed(Output(path, data)) for path, data in rendered.items()])
    assert {piece.need for piece in made.footage} == set(assets)
    assert {piece.path for piece in made.footage} <= set(made.files)
    assert msgspec.json.decode(canonical(made), type=Manifest) == made


def test_the_seal_covers_manifest_and_signature(site: Site, rendered: dict[str, bytes]) -> None:
    made = manifest(site, Footage({}), [listed(Output("index.html", rendered["index.html"]))])
    bare = seal(made, None)
    assert [output.path for output in bare] == ["manifest.json", "SHA256SUMS"]
    signed = seal(made, b"signature\n")
    assert [output.path for output in signed] == ["manifest.json", "manifest.json.sig", "SHA256SUMS"]
    lines = signed[-1].data.decode().splitlines()
    assert [line[66:] for line in lines] == ["index.html", "manifest.json", "manifest.json.sig"]
    assert lines[2] == of_bytes(b"signature\n")[7:] + "  manifest.json.sig"


def test_one_path_is_one_file(site: Site) -> None:
    with pytest.raises(ValueError, match="two outputs for one path: a"):
        manifest(site, Footage({}), [listed(Output("a", b"1")), listed(Output("a", b"2"))])


@pytest.mark.parametrize(
    "damage", [lambda data: data[:-1], lambda data: data + b"\n", lambda data: bytes([data[0] ^ 1]) + data[1:]]
)
def test_coreutils_accepts_the_site_and_refuses_any_change(
    tmp_path: Path, site: Site, rendered: dict[str, bytes], damage: Callable[[bytes], bytes]
) -> None:
    outputs = [Output(path, data) for path, data in rendered.items()]
    for output in (*outputs, *seal(manifest(site, Footage({}), map(listed, outputs)), None)):
        path = tmp_path / output.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(output.data)
    command = ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"]
    assert subprocess.run(command, cwd=tmp_path, check=False).returncode == 0
    named = (tmp_path / "SHA256SUMS").read_text().splitlines()
    there = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert {line[66:] for line in named} == there - {"SHA256SUMS"}
    for name in ("index.html", "manifest.json"):
        whole = (tmp_path / name).read_bytes()
        (tmp_path / name).write_bytes(damage(whole))
        done = subprocess.run(command, cwd=tmp_path, check=False, capture_output=True, text=True)
        assert done.returncode == 1
        assert name in done.stdout
        (tmp_path / name).write_bytes(whole)
