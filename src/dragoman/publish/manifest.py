"""The list of everything published, by which a site is proved again; and the same for `sha256sum -c`."""

from collections.abc import Iterable
from typing import Annotated

import msgspec

from dragoman import __version__
from dragoman.model.capture import Tool
from dragoman.model.digest import Digest, canonical, of_bytes
from dragoman.model.direction import Language
from dragoman.model.settings import PublishSettings
from dragoman.publish.addresses import MANIFEST, SIGNATURE, SUMS
from dragoman.publish.footage import Footage
from dragoman.publish.material import Site
from dragoman.publish.needs import Need
from dragoman.publish.output import Output

SIGNATURE_NAMESPACE = "dragoman-site"


class File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Name the bytes of one published file: digest, and size in bytes."""

    digest: Digest
    size: Annotated[int, msgspec.Meta(ge=0)]


class Piece(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Say which published file answers which need, so that the pages can be made again from it.

    Sizes are in pixels; `start` and `end` are milliseconds of the item's footage.
    """

    need: Need
    path: str
    media_type: str
    width: int
    height: int
    start: int
    end: int


class Publisher(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Name who publishes, in which language, and the identity that signs; empty where nobody does."""

    name: str
    language: Language
    signer: str = ""


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="manifest/1"):
    """List a published site: every file but this list, its signature and SHA256SUMS.

    `editions` are the digests of the edition records published, in order of date; `records` those of all
    records that stand under records/, sorted. `by`, `desk`, `settings` and `footage` are what, with the
    records, makes every page again.
    """

    by: Tool
    desk: Publisher
    settings: PublishSettings
    files: dict[str, File]
    footage: tuple[Piece, ...]
    editions: tuple[Digest, ...]
    records: tuple[Digest, ...]


def listed(output: Output) -> tuple[str, File]:
    """Return an output's line in the manifest, so that its bytes need not be kept."""
    return output.path, File(of_bytes(output.data), len(output.data))


def manifest(site: Site, footage: Footage, files: Iterable[tuple[str, File]]) -> Manifest:
    """Return the manifest of a site whose outputs have been listed; raise ValueError for a path given twice."""
    by_path: dict[str, File] = {}
    for path, file in files:
        if path in by_path:
            raise ValueError(f"two outputs for one path: {path}")
        by_path[path] = file
    editions = sorted(
        site.editions, key=lambda e: (e.edition.at, e.edition.series, e.edition.number, e.edition.edition)
    )
    return Manifest(
        by=Tool("dragoman", __version__),
        desk=Publisher(site.desk.name, site.desk.language, site.desk.signer),
        settings=site.settings,
        files=dict(sorted(by_path.items())),
        footage=tuple(
            Piece(need, placed.path, placed.media_type, placed.width, placed.height, placed.start, placed.end)
            for need, placed in footage.pieces()
        ),
        editions=tuple(edition.digest for edition in editions),
        records=tuple(sorted(site.records)),
    )


def seal(manifest: Manifest, signature: bytes | None) -> tuple[Output, ...]:
    """Return the last files of a site: manifest.json, its signature where there is one, and SHA256SUMS.

    The signature is over the manifest's canonical bytes, in the namespace `SIGNATURE_NAMESPACE`.
    """
    closing = [Output(MANIFEST, canonical(manifest))]
    if signature is not None:
        closing.append(Output(SIGNATURE, signature))
    digests = {path: file.digest for path, file in manifest.files.items()}
    digests |= {output.path: of_bytes(output.data) for output in closing}
    lines = [f"{digests[path].removeprefix('sha256:')}  {path}\n" for path in sorted(digests)]
    return (*closing, Output(SUMS, "".join(lines).encode()))
