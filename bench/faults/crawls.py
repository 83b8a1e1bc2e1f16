"""Crawls as processes: start, wait, measure, and read what they published."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
NAME = "selectshandong"
FAST = {
    "DOWNLOAD_DELAY": "0",
    "AUTOTHROTTLE_ENABLED": "False",
    "CONCURRENT_REQUESTS_PER_DOMAIN": "4",
    "LOG_LEVEL": "WARNING",
    "RETRY_PAUSE": "0.05",
}
"""Manners are for other people's servers; the experiments on manners leave them on."""
RECORDS = ("articles", "navigation", "figures", "records")


@dataclass
class Place:
    """Folders of one crawl."""

    folder: Path

    @property
    def store(self) -> Path:
        """Archive of the portal."""
        return self.folder / "archives" / NAME

    @property
    def latest(self) -> Path:
        """What is published."""
        return self.folder / "exports" / NAME / "latest"

    def run(self) -> dict[str, Any]:
        """The published run.json."""
        return json.loads((self.latest / "run.json").read_text("utf-8"))

    def lines(self, kind: str) -> list[dict[str, Any]]:
        """Published records."""
        return [json.loads(line) for line in (self.latest / f"{kind}.jsonl").read_text("utf-8").splitlines()]

    def digest(self, *, without: tuple[str, ...] = ("fetched_at", "archive")) -> str:
        """Digest of all published records, apart from when and where each page was fetched."""
        sha = hashlib.sha256()
        for kind in RECORDS:
            for record in self.lines(kind):
                kept = {key: value for key, value in record.items() if key not in without}
                sha.update(json.dumps(kept, ensure_ascii=False).encode() + b"\n")
        return sha.hexdigest()[:16]

    def files(self) -> dict[str, str]:
        """Digest of each published file."""
        return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(self.latest.iterdir())}


def command(place: Place, url: str, settings: dict[str, str] | None = None, *more: str) -> list[str]:
    """The command line of a crawl."""
    options = [option for pair in ({**FAST, **(settings or {})}).items() for option in ("--set", "=".join(pair))]
    out, archive = place.folder / "exports", place.folder / "archives"
    return [
        sys.executable, "-m", "sdspider", "crawl", NAME, "--out", str(out), "--archive", str(archive),
        "--allow-private", "--start-url", url, *options, *more,
    ]  # fmt: skip


def start(place: Place, url: str, settings: dict[str, str] | None = None, *more: str) -> subprocess.Popen[bytes]:
    """Start a crawl; its log goes to a file."""
    place.folder.mkdir(parents=True, exist_ok=True)
    with (place.folder / "log.txt").open("ab") as log:
        return subprocess.Popen(
            command(place, url, settings, *more), cwd=ROOT, env=environment(), stdout=log, stderr=log
        )


def crawl(place: Place, url: str, settings: dict[str, str] | None = None, *more: str) -> int:
    """Run a crawl to its end; returns its exit code."""
    return start(place, url, settings, *more).wait()


def environment() -> dict[str, str]:
    """This environment without proxies."""
    return {k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy")} | {"PYTHONPATH": str(ROOT)}


def resident(pid: int) -> float:
    """Resident memory of a process in MB, 0 where it has ended."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def peak(process: subprocess.Popen[bytes]) -> float:
    """Wait for a process; returns the largest resident memory that was seen, in MB."""
    most = 0.0
    while process.poll() is None:
        most = max(most, resident(process.pid))
        time.sleep(0.02)
    return most
