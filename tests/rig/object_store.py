"""An object store on this machine that speaks as much of S3 as django-storages asks for.

Whoever has a key may do everything; anybody may read what lies below `public/`, as the policy of a bucket would say.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import formatdate
from hashlib import md5
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


@dataclass
class ObjectStore:
    """What lies in the buckets, by bucket/key; `port` is where it listens."""

    port: int = 0
    objects: dict[str, bytes] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


def _unchunked(body: bytes) -> bytes:
    """The content of a body that was sent in signed pieces: size in hex, signature, piece, and so on."""
    whole = b""
    while body:
        line, _, body = body.partition(b"\r\n")
        size = int(line.partition(b";")[0] or b"0", 16)
        if size == 0:
            break
        whole, body = whole + body[:size], body[size + 2 :]
    return whole


class _Answers(BaseHTTPRequestHandler):
    store: ObjectStore
    protocol_version = "HTTP/1.1"

    def do_PUT(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if "aws-chunked" in self.headers.get("Content-Encoding", ""):
            body = _unchunked(body)
        if self._allowed():
            self.store.objects[self._key] = body
            self.store.kinds[self._key] = self.headers.get("Content-Type", "binary/octet-stream")
            self._say(200)

    def do_DELETE(self) -> None:
        if self._allowed():
            self.store.objects.pop(self._key, None)
            self._say(204)

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        if not self._allowed():
            return
        if "/" not in self._key:
            self._say(200, self._listing().encode(), "application/xml")
        elif self._key in self.store.objects:
            self._say(200, self.store.objects[self._key], self.store.kinds[self._key])
        else:
            self._say(404, f"{HEAD}<Error><Code>NoSuchKey</Code></Error>".encode(), "application/xml")

    @property
    def _key(self) -> str:
        return unquote(urlsplit(self.path).path).strip("/")

    def _allowed(self) -> bool:
        shown = self.command in {"GET", "HEAD"} and self._key.partition("/")[2].startswith("public/")
        if shown or self.headers.get("Authorization", "").startswith("AWS4-HMAC-SHA256"):
            return True
        self._say(403, f"{HEAD}<Error><Code>AccessDenied</Code></Error>".encode(), "application/xml")
        return False

    def _listing(self) -> str:
        asked = parse_qs(urlsplit(self.path).query)
        prefix, delimiter = asked.get("prefix", [""])[0], asked.get("delimiter", [""])[0]
        files, folders = [], set()
        for whole in sorted(self.store.objects):
            bucket, _, key = whole.partition("/")
            if bucket == self._key and key.startswith(prefix):
                below = key.removeprefix(prefix)
                if delimiter and delimiter in below:
                    folders.add(prefix + below.partition(delimiter)[0] + delimiter)
                else:
                    files.append(key)
        shown = "".join(f"<Contents><Key>{escape(key)}</Key><Size>1</Size></Contents>" for key in files)
        shown += "".join(f"<CommonPrefixes><Prefix>{escape(key)}</Prefix></CommonPrefixes>" for key in sorted(folders))
        return f"{HEAD}<ListBucketResult><IsTruncated>false</IsTruncated>{shown}</ListBucketResult>"

    def _say(self, status: int, body: bytes = b"", kind: str = "application/octet-stream") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("ETag", f'"{md5(body, usedforsecurity=False).hexdigest()}"')
        self.send_header("Last-Modified", formatdate(usegmt=True))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_words: Any) -> None:
        """Nothing on the screen."""


@contextmanager
def object_store() -> Iterator[ObjectStore]:
    """A store that is listening."""
    store = ObjectStore()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Answers", (_Answers,), {"store": store}))
    store.port = int(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield store
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
