"""Serve a folder on this machine only, answering byte ranges so that video seeks."""

import re
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


class RangeHandler(SimpleHTTPRequestHandler):
    """Answer GET with `Range: bytes=a-b` as RFC 9110 asks, for one range; everything else as its parent does."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Send the whole file, or the part that was asked for."""
        asked = re.fullmatch(r"bytes=([0-9]+)-([0-9]*)", self.headers.get("Range", ""))
        path = Path(self.translate_path(self.path))
        if asked is None or not path.is_file():
            super().do_GET()
            return
        size = path.stat().st_size
        start, end = int(asked[1]), min(int(asked[2] or size - 1), size - 1)
        if start > end:
            self.send_error(416)
            return
        self.send_response(206)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Range", f"bytes {start}-{end}/{size}")
        self.send_header("Content-Length", str(end - start + 1))
        self.end_headers()
        with path.open("rb") as file:
            file.seek(start)
            self.wfile.write(file.read(end - start + 1))

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: a page with a player asks often."""


def serve(folder: Path, port: int) -> None:
    """Serve `folder` at 127.0.0.1 until interrupted."""
    with ThreadingHTTPServer(("127.0.0.1", port), partial(RangeHandler, directory=str(folder))) as server:
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return
