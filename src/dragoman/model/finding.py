"""What a check rule reports."""

from typing import Literal

import msgspec

Severity = Literal["error", "warning"]
VerdictName = Literal["faithful", "altered", "cannot tell"]


class Finding(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Report one fault at one place; an error blocks publication, a warning does not.

    Lines and columns are 1-based and count characters; the end is exclusive. `quotation` and `nearest`
    are the two wordings where words are at issue.
    """

    code: str
    name: str
    severity: Severity
    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    message: str
    hint: str = ""
    quotation: str = ""
    nearest: str = ""
    verdict: VerdictName | None = None
