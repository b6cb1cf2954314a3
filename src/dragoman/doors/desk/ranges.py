"""Bytes in memory, or the stretch of them that a player asks for."""

import re
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


def ranged(request: Request, data: bytes, media_type: str, headers: Mapping[str, str]) -> Response:
    """Return all of `data`, or with 206 the one stretch asked for; 416 for one that it does not have (RFC 9110)."""
    told = {**headers, "Accept-Ranges": "bytes"}
    match = _RANGE.fullmatch(request.headers.get("range", ""))
    if match is None or match.groups() == ("", ""):
        return Response(data, media_type=media_type, headers=told)
    first, last = match.groups()
    start = int(first) if first else max(0, len(data) - int(last))
    end = min(len(data) - 1, int(last)) if first and last else len(data) - 1
    if start > end:
        return Response(status_code=416, headers={**told, "Content-Range": f"bytes */{len(data)}"})
    told["Content-Range"] = f"bytes {start}-{end}/{len(data)}"
    return Response(data[start : end + 1], 206, media_type=media_type, headers=told)
