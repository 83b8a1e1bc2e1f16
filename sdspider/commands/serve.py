"""`sdspider serve`: a saved portal on loopback, for a browser or for one command."""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

from sdspider.errors import OK, UsageError
from sdspider.fixturesite import serving

HELP = "serve a saved portal on loopback, or run one command with it as its proxy"
DEFAULT = Path("fixtures/selectshandong/site")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("--site", type=Path, default=DEFAULT, help="folder with site.json [%(default)s]")
    parser.add_argument("--port", type=int, default=0, help="port on 127.0.0.1 [a free one]")
    parser.add_argument(
        "then", nargs=argparse.REMAINDER, metavar="-- COMMAND ...", help="run this with http_proxy set, then end"
    )


def run(args: argparse.Namespace) -> int:
    """Serve until interrupted, or until the command ends; then its exit code."""
    command = args.then[1:] if args.then[:1] == ["--"] else args.then
    if args.then and not command:
        raise UsageError("name a command after --, for example: sdspider serve -- sdspider crawl selectshandong")
    with serving(args.site, args.port) as server:
        if command:
            proxied = {**os.environ, "http_proxy": server.url, "no_proxy": ""}
            return _ran(command, proxied)
        print(
            f"{server.url} serves {len(server.site.pages)} pages; use it as http_proxy or open it; Ctrl-C ends it",
            flush=True,
        )
        stop = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stop.set())
        stop.wait()
    return OK


def _ran(command: list[str], environment: dict[str, str]) -> int:
    """Exit code of a command."""
    try:
        return subprocess.run(command, env=environment, check=False).returncode
    except OSError as error:
        print(f"sdspider: cannot run {command[0]}: {error.strerror}", file=sys.stderr)
        return 127
