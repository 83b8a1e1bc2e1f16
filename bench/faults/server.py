"""The portal on loopback: validators, robots.txt, faults drawn by a seeded chance, and a log of what was asked."""

from __future__ import annotations

import hashlib
import random
import socket
import struct
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

from bench.faults.portal import Portal


class Asked(NamedTuple):
    """One request as the server saw it."""

    at: float
    path: str
    status: int
    agent: str


@dataclass
class Faults:
    """Shares of the answers that are spoiled."""

    errors: float = 0.0
    resets: float = 0.0
    truncated: float = 0.0
    stalled: float = 0.0
    seed: int = 1
    stall: float = 5.0

    def draw(self, path: str, time_asked: int) -> str:
        """The fault of an answer, `""` for none; the same for the same try of the same path."""
        chance = random.Random(f"{self.seed} {path} {time_asked}").random()
        for name in ("errors", "resets", "truncated", "stalled"):
            chance -= getattr(self, name)
            if chance < 0:
                return name
        return ""


@dataclass
class Manner:
    """What the server wishes and offers."""

    validators: bool = True
    robots: Callable[[int], tuple[int, str, dict[str, str]]] = lambda _: (
        200,
        "User-agent: *\nDisallow: /private/\n",
        {},
    )
    """(how often asked before) -> status, text and headers of robots.txt."""
    busy: Callable[[str, int], tuple[int, dict[str, str]] | None] = lambda path, times: None
    """(path, how often asked before) -> a status and headers instead of the page."""
    special: dict[str, Callable[[Handler], None]] = field(default_factory=dict)
    """Paths that answer by themselves."""


class Server(ThreadingHTTPServer):
    """Serves a portal; `log` grows with every request."""

    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 128

    def __init__(self, portal: Portal, faults: Faults, manner: Manner) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.portal, self.faults, self.manner = portal, faults, manner
        self.log: list[Asked] = []
        self.times: Counter[str] = Counter()

    @property
    def url(self) -> str:
        """Start address."""
        return f"http://127.0.0.1:{self.server_address[1]}/"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that was killed is no error of ours."""


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    server: Server
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        """Answer one request, or spoil it."""
        server, path = self.server, self.path
        times = server.times[path]
        server.times[path] += 1
        if path == "/robots.txt":
            status, text, headers = server.manner.robots(times)
            self.give(status, text.encode(), {"Content-Type": "text/plain", **headers})
        elif special := server.manner.special.get(path):
            self.note(200)
            special(self)
        elif said := server.manner.busy(path, times):
            self.give(said[0], b"not now", said[1])
        elif fault := server.faults.draw(path, times):
            self.spoil(fault)
        elif (html := server.portal.page(path)) is None:
            self.give(404, b"<h1>404 Not Found</h1>", {})
        else:
            self.give(200, html.encode(), {})

    def give(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        """Send an answer; 304 where validators allow."""
        tag = f'"{hashlib.sha1(body, usedforsecurity=False).hexdigest()}"'
        if status == 200 and self.server.manner.validators:
            headers = {**headers, "ETag": tag}
            if self.headers.get("If-None-Match") == tag:
                status, body = 304, b""
        self.note(status)
        self.send_response(status)
        for name, value in {"Content-Type": "text/html; charset=utf-8", **headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def spoil(self, fault: str) -> None:
        """Send a fault."""
        self.note(0)
        self.close_connection = True
        if fault == "errors":
            self.give(random.choice((500, 502, 503)), b"broken", {})
        elif fault == "resets":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
        elif fault == "truncated":
            html = (self.server.portal.page(self.path) or "").encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(html)))
            self.end_headers()
            self.wfile.write(html[: len(html) // 2])
        else:
            time.sleep(self.server.faults.stall)

    def note(self, status: int) -> None:
        """Log the request."""
        self.server.log.append(Asked(time.monotonic(), self.path, status, self.headers.get("User-Agent", "")))

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@contextmanager
def serving(portal: Portal, faults: Faults | None = None, manner: Manner | None = None) -> Iterator[Server]:
    """Serve a portal in threads for the length of the block."""
    server = Server(portal, faults or Faults(), manner or Manner())
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
