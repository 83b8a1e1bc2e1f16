"""Shared by all tests: the command line in a process of its own, and the saved portal on loopback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from sdspider.fixturesite import Server, serving

settings.register_profile(
    "suite", derandomize=True, deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("suite")

ROOT = Path(__file__).parents[1]
SITE = ROOT / "fixtures" / "selectshandong" / "site"
FAST = [
    option
    for pair in (
        "DOWNLOAD_DELAY=0",
        "AUTOTHROTTLE_ENABLED=False",
        "CONCURRENT_REQUESTS_PER_DOMAIN=8",
        "LOG_LEVEL=WARNING",
        "RETRY_TIMES=1",
    )
    for option in ("--set", pair)
]
"""Manners are for other people's servers."""


@dataclass(frozen=True)
class Ran:
    """How a command ended."""

    code: int
    out: str
    err: str


def sdspider(*args: object, proxy: str | None = None, cwd: Path = ROOT, text: str | None = None) -> Ran:
    """Run `sdspider ARGS`; `proxy` is used for http addresses, without it none of the environment's is."""
    return python("-m", "sdspider", *args, proxy=proxy, cwd=cwd, text=text)


def python(*args: object, proxy: str | None = None, cwd: Path = ROOT, text: str | None = None) -> Ran:
    """Run this interpreter."""
    done = subprocess.run(
        [sys.executable, *map(str, args)],
        cwd=cwd, env=environment(proxy), input=text, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    return Ran(done.returncode, done.stdout, done.stderr)


def started(*args: object, proxy: str) -> subprocess.Popen[bytes]:
    """Start `sdspider ARGS` without waiting for it."""
    command = [sys.executable, "-m", "sdspider", *map(str, args)]
    return subprocess.Popen(
        command, cwd=ROOT, env=environment(proxy), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def environment(proxy: str | None) -> dict[str, str]:
    """This environment without its proxies, wide enough for tables."""
    kept = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    return kept | {"COLUMNS": "200", "PYTHONPATH": str(ROOT)} | ({"http_proxy": proxy} if proxy else {})


def lines(path: Path) -> list[dict[str, Any]]:
    """The records of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@dataclass(frozen=True)
class Crawled:
    """One finished crawl of the saved portal."""

    ran: Ran
    out: Path
    archive: Path
    asked: dict[str, int]
    run: dict[str, Any]

    @property
    def latest(self) -> Path:
        """The published files."""
        return self.out / "selectshandong" / "latest"


@pytest.fixture(scope="session")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    """The saved portal, crawled once for all tests of a process."""
    folder = tmp_path_factory.mktemp("crawled")
    out, archive = folder / "exports", folder / "archives"
    with serving(SITE) as server:
        ran = sdspider("crawl", "selectshandong", "--out", out, "--archive", archive, *FAST, proxy=server.url)
        asked = dict(server.asked)
    assert ran.code == 0, ran.out + ran.err
    run = json.loads((out / "selectshandong" / "latest" / "run.json").read_text("utf-8"))
    return Crawled(ran, out, archive, asked, run)


@pytest.fixture
def server() -> Iterator[Server]:
    """The saved portal on loopback."""
    with serving(SITE) as running:
        yield running
