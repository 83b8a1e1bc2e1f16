"""A saved portal served on loopback: as an HTTP proxy (addresses stay those of the portal) and for a browser.

A site is a folder with `site.json`: `pages` maps an address to {file, status, headers}; `patterns` is a list of
{url, file, rule} for pages made on the fly: `url` is a regular expression whose groups fill the `{name}` fields of the
file, and the rule `month` adds `previous` and `next` to a group `month` (YYYY-MM).
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sdspider.errors import UserError


@dataclass(frozen=True)
class Answer:
    """What the server sends."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass
class Site:
    """A saved portal."""

    folder: Path
    pages: Mapping[str, Mapping[str, Any]]
    patterns: list[tuple[re.Pattern[str], Mapping[str, Any]]] = field(default_factory=list)

    @classmethod
    def load(cls, folder: Path) -> Site:
        """Read `site.json`. Raises `UserError`."""
        path = folder / "site.json"
        try:
            said = json.loads(path.read_text("utf-8"))
            patterns = [(re.compile(one["url"]), one) for one in said.get("patterns", [])]
            return cls(folder, said["pages"], patterns)
        except (OSError, ValueError, KeyError, re.error) as error:
            raise UserError(
                f"cannot serve {folder}: {path} is no readable site ({error}); pass the folder of a saved site"
            ) from error

    @property
    def hosts(self) -> list[str]:
        """Hosts of the portal, in the order of the site's pages."""
        return list(dict.fromkeys(urlsplit(url).netloc for url in self.pages))

    def answer(self, url: str) -> Answer:
        """The page at an address; session ids and queries that name no page of their own are ignored."""
        bare = re.sub(r";[^/?#]*", "", url.partition("#")[0])
        for address in (url, bare, bare.partition("?")[0]):
            if said := self.pages.get(address):
                return self._stored(said)
        for pattern, said in self.patterns:
            if match := pattern.fullmatch(bare):
                return self._made(said, match.groupdict())
        return Answer(404, {"Content-Type": "text/html; charset=utf-8"}, b"<h1>404 Not Found</h1>")

    def _stored(self, said: Mapping[str, Any]) -> Answer:
        body = (self.folder / said["file"]).read_bytes() if said.get("file") else b""
        if str(said.get("file", "")).endswith(".html.gz"):
            body = gzip.decompress(body)
        return Answer(int(said.get("status", 200)), dict(said.get("headers", {})), body)

    def _made(self, said: Mapping[str, Any], groups: dict[str, str]) -> Answer:
        if said.get("rule") == "month":
            groups |= {"previous": _month(groups["month"], -1), "next": _month(groups["month"], 1)}
        text = (self.folder / said["file"]).read_text("utf-8")
        body = re.sub(r"\{(\w+)\}", lambda match: groups.get(match[1], match[0]), text).encode()
        return Answer(200, {"Content-Type": "text/html; charset=utf-8"}, body)


def _month(month: str, step: int) -> str:
    """The month before or after a `YYYY-MM`."""
    year, number = (int(part) for part in month.split("-"))
    at = year * 12 + number - 1 + step
    return f"{at // 12:04d}-{at % 12 + 1:02d}"


class Server(ThreadingHTTPServer):
    """Serves a site on loopback and counts what it is asked for."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, site: Site, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.site = site
        self.asked: Counter[str] = Counter()

    @property
    def url(self) -> str:
        """Address of the server: a proxy for programs, an index of the hosts for browsers."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def linked(self, body: bytes) -> bytes:
        """A page whose links to the portal's hosts lead to this server instead."""
        for host in self.site.hosts:
            body = body.replace(b"http://" + host.encode() + b"/", b"/" + host.encode() + b"/")
        return body


class _Handler(BaseHTTPRequestHandler):
    """Proxy form (`GET http://host/path`), `Host` header form, or browser form (`GET /host/path`)."""

    server: Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer a request."""
        site = self.server.site
        host = self.headers.get("Host", "")
        if self.path.startswith("http://"):
            self.give(self.path)
        elif host in site.hosts:
            self.give(f"http://{host}{self.path}")
        elif (name := self.path.lstrip("/").partition("/")[0]) in site.hosts:
            self.give(f"http:/{self.path}" if "/" in self.path[1:] else f"http://{name}/", rewrite=True)
        else:
            links = "".join(f'<li><a href="/{name}/">{name}</a></li>' for name in site.hosts)
            self.send(Answer(200, {"Content-Type": "text/html; charset=utf-8"}, f"<ul>{links}</ul>".encode()))

    do_HEAD = do_GET

    def give(self, url: str, *, rewrite: bool = False) -> None:
        """Send a page of the site."""
        self.server.asked[url] += 1
        answer = self.server.site.answer(url)
        if rewrite:
            headers = {name: self.server.linked(value.encode()).decode() for name, value in answer.headers.items()}
            answer = Answer(answer.status, headers, self.server.linked(answer.body))
        etag = f'"{hashlib.sha1(answer.body, usedforsecurity=False).hexdigest()}"'
        if answer.status == 200 and self.headers.get("If-None-Match") == etag:
            answer = Answer(304, {}, b"")
        self.send(Answer(answer.status, {**answer.headers, "ETag": etag}, answer.body))

    def send(self, answer: Answer) -> None:
        """Write one answer."""
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: whoever crawls has the log."""


@contextmanager
def serving(folder: Path, port: int = 0) -> Iterator[Server]:
    """Serve a site in a thread for the length of the block. Raises `UserError`."""
    site = Site.load(folder)
    try:
        server = Server(site, port)
    except OSError as error:
        raise UserError(f"cannot listen on 127.0.0.1:{port} ({error.strerror}); choose another --port") from error
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
