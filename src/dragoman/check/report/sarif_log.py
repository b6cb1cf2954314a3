"""The parts of a SARIF 2.1.0 log that we write, by their names in the standard.

Source: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0 Plus Errata 01, section 3.
"""

import msgspec

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


class _Part(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """Stand for any part of a log; what is as by default is left out."""


class Message(_Part, frozen=True):
    """Hold a message (3.11), in plain text and, for a rule's page, in Markdown."""

    text: str
    markdown: str = ""


class ArtifactLocation(_Part, frozen=True):
    """Name a file (3.4): a URI, relative to the base that `uri_base_id` names where that is given."""

    uri: str
    uri_base_id: str = ""


class Region(_Part, frozen=True):
    """Hold a stretch of a text (3.30): lines and columns from 1, the end exclusive."""

    start_line: int
    start_column: int
    end_line: int
    end_column: int


class PhysicalLocation(_Part, frozen=True):
    """Hold a stretch of a file (3.29)."""

    artifact_location: ArtifactLocation
    region: Region


class Location(_Part, frozen=True):
    """Hold where a result was found (3.28)."""

    physical_location: PhysicalLocation


class Replacement(_Part, frozen=True):
    """Hold one edit (3.57): what goes and what comes."""

    deleted_region: Region
    inserted_content: Message


class ArtifactChange(_Part, frozen=True):
    """Hold the edits of one file (3.56)."""

    artifact_location: ArtifactLocation
    replacements: tuple[Replacement, ...]


class Fix(_Part, frozen=True):
    """Hold a proposed fix (3.55)."""

    description: Message
    artifact_changes: tuple[ArtifactChange, ...]


class Suppression(_Part, frozen=True):
    """Hold why a result is not to be acted on (3.35); `kind` is inSource: a comment in the file says so."""

    kind: str
    justification: str


class Result(_Part, frozen=True):
    """Hold one result (3.27). `suppressions` is always written: the check knows of them all."""

    rule_id: str
    rule_index: int
    level: str
    message: Message
    locations: tuple[Location, ...]
    partial_fingerprints: dict[str, str]
    suppressions: tuple[Suppression, ...]
    fixes: tuple[Fix, ...] = ()
    properties: dict[str, str] = {}


class Configuration(_Part, frozen=True):
    """Hold how severe a rule is where nobody says otherwise (3.50)."""

    level: str


class Descriptor(_Part, frozen=True):
    """Describe a rule (3.49)."""

    id: str
    name: str
    short_description: Message
    full_description: Message
    help: Message
    default_configuration: Configuration


class Driver(_Part, frozen=True):
    """Describe the tool (3.19)."""

    name: str
    version: str
    semantic_version: str
    language: str
    rules: tuple[Descriptor, ...]


class Tool(_Part, frozen=True):
    """Hold the tool (3.18)."""

    driver: Driver


class Invocation(_Part, frozen=True):
    """Tell how a run went (3.20)."""

    execution_successful: bool


class Base(_Part, frozen=True):
    """Describe a base of relative URIs (3.14.14), whose own address no log of ours gives away."""

    description: Message


class Run(_Part, frozen=True):
    """Hold one run (3.14)."""

    tool: Tool
    invocations: tuple[Invocation, ...]
    original_uri_base_ids: dict[str, Base]
    column_kind: str
    results: tuple[Result, ...]


class Log(_Part, frozen=True, rename={"schema": "$schema", "version": "version", "runs": "runs"}):
    """Hold a whole log (3.13)."""

    schema: str
    version: str
    runs: tuple[Run, ...]
