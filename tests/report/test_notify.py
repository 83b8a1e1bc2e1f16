"""Somebody is told; whoever cannot be told changes nothing."""

from __future__ import annotations

import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

from sdspider.report.notify import notify

RUN = {"portal": "山东", "verdict": {"status": "suspect", "reasons": ["few articles"]}}


def test_a_command_gets_run_json(tmp_path: Path) -> None:
    seen = tmp_path / "seen.json"
    code = f"import sys; open({str(seen)!r}, 'wb').write(sys.stdin.buffer.read())"
    assert notify(f'{sys.executable} -c "{code}"', RUN) == ""
    assert json.loads(seen.read_bytes()) == RUN


def test_a_webhook_gets_json() -> None:
    got: list[tuple[str, bytes]] = []

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            got.append((self.headers["Content-Type"], body))
            self.send_response(500 if self.path == "/sick" else 204)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Hook)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        url = f"http://127.0.0.1:{server.server_port}/"
        assert notify(url, RUN) == ""
        assert "500" in notify(f"{url}sick", RUN)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    assert got[0][0] == "application/json"
    assert json.loads(got[0][1]) == RUN


def test_failures_are_one_line() -> None:
    for target in ("/no/such/command", "false", "http://127.0.0.1:1/", "'", "http://["):
        failure = notify(target, RUN)
        assert failure.startswith("nobody was notified")
        assert "\n" not in failure
