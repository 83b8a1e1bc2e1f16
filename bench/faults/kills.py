"""`kill -9` while crawling, and while publishing."""

from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.faults.crawls import RECORDS, ROOT, Place, crawl, environment, start
from bench.faults.portal import Portal
from bench.faults.server import Server, serving
from sdspider.archive import Reader


def kill(args: argparse.Namespace) -> None:
    """Crawls of `--pages` articles, each killed `--each` times at random moments, until `--times` kills are done."""
    chance = random.Random(args.seed)
    kills = lost = doubled = differing = replays = fetched_again = worst = 0
    with TemporaryDirectory() as folder, serving(Portal(args.pages)) as server:
        undisturbed = Place(Path(folder) / "undisturbed")
        crawl(undisturbed, server.url)
        wanted, digest = {a["id"] for a in undisturbed.lines("articles")}, undisturbed.digest()
        crawls = 0
        while kills < args.times:
            place = Place(Path(folder) / f"killed-{crawls}")
            again = _killed_crawl(place, server, chance, min(args.each, args.times - kills), args.pages)
            kills, crawls, fetched_again = kills + len(again), crawls + 1, fetched_again + sum(again)
            worst = max(worst, *again)
            ids = Counter(a["id"] for a in place.lines("articles"))
            lost += len(wanted - set(ids))
            doubled += sum(n - 1 for n in ids.values())
            differing += place.digest() != digest
            replays += _replays_differ(place)
            print(f"  crawl {crawls}: {kills} kills so far, {lost} lost, {doubled} doubled", flush=True)
    print(f"kill: {kills} kills in {crawls} crawls of {args.pages} articles: {lost} lost, {doubled} doubled")
    print(f"  exports that differ from the undisturbed run's (apart from fetched_at and archive): {differing}")
    print(f"  replays that are not byte-identical to their crawl: {replays}")
    print(f"  pages that a kill costs: {fetched_again / max(1, kills):.1f} on average, {worst} at most")


def _killed_crawl(place: Place, server: Server, chance: random.Random, times: int, pages: int) -> list[int]:
    """Crawl with kills; returns how many pages each kill cost: asked for by the process, but not in the archive."""
    again: list[int] = []
    for _ in range(times):
        before = len(server.log)
        process = start(place, server.url)
        target = before + chance.randint(1, max(2, 2 * pages // (times + 1)))
        while process.poll() is None and len(server.log) < target:
            time.sleep(chance.random() * 0.02)
        process.kill()
        process.wait()
        time.sleep(0.1)  # what the dead process had sent reaches the server's log
        again.append(len(_asked(server, before) - _archived(place, server)))
    assert crawl(place, server.url) == 0, "a crawl that was carried on did not end well"
    return again


def _asked(server: Server, since: int) -> set[str]:
    """Paths that the server was asked for; robots.txt is asked for by every process."""
    return {one.path for one in server.log[since:] if one.path != "/robots.txt"}


def _archived(place: Place, server: Server) -> set[str]:
    """Paths whose answers the archive knows."""
    if not (place.store / "index.sqlite").exists():
        return set()
    with Reader.open(place.store) as reader:
        return {entry.url.removeprefix(server.url.rstrip("/")) for entry in reader.entries()}


def _replays_differ(place: Place) -> bool:
    """Whether the replay of an archive differs from what was published, in any byte of any file."""
    out = place.folder / "replayed"
    command = [sys.executable, "-m", "sdspider", "replay", str(place.store), "--out", str(out)]
    subprocess.run(command, cwd=ROOT, env=environment(), check=True, capture_output=True)
    replayed = next((out / place.latest.parent.name).glob("2*"))
    return any((replayed / p.name).read_bytes() != p.read_bytes() for p in place.latest.iterdir())


def publish(args: argparse.Namespace) -> None:
    """Replays of one archive into one folder, killed while they publish; a reader looks at `latest` all the time."""
    chance = random.Random(args.seed)
    with TemporaryDirectory() as folder, serving(Portal(args.pages)) as server:
        place = Place(Path(folder) / "place")
        crawl(place, server.url)
        server.portal.edits = dict.fromkeys(range(0, args.pages, 3), 1)
        crawl(place, server.url, {"ARCHIVE_FULL": "True"})
        runs = sorted(path.name for path in place.latest.parent.glob("2*"))
        reader = _Reader(place)
        reader.start()
        window, ended = 0.0, 0
        for n in range(args.times + 1):
            run = runs[n % len(runs)]
            if place.latest.readlink().name != run:
                shutil.rmtree(place.latest.parent / run, ignore_errors=True)
            process = _replaying(place, run)
            began = time.monotonic()
            if n == 0:  # how long publication takes when nobody disturbs it
                process.wait()
                window = time.monotonic() - began
            else:
                time.sleep(1.1 * window * chance.random())
                ended += process.poll() is not None
                process.kill()
                process.wait()
        reader.stop.set()
        reader.join()
    print(f"publish: {args.times} kills within {1.1 * window:.2f} s of the first record file, {ended} came too late;")
    print(f"  {reader.looks} looks of a reader at `latest`:", end="")
    print(f" partial {reader.partial}, mixed {reader.mixed}, missing {reader.missing}")


def _replaying(place: Place, run: str) -> subprocess.Popen[bytes]:
    """A replay that has just begun to write its record files."""
    out = place.folder / "exports"
    command = [sys.executable, "-m", "sdspider", "replay", str(place.store), "--out", str(out), "--run", run]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=ROOT, env=environment(), stdout=quiet, stderr=quiet)
    staging = place.latest.parent / f".{run}.part"
    while process.poll() is None and not any(staging.glob("articles.jsonl*")):
        time.sleep(0.001)
    return process


class _Reader(threading.Thread):
    """Opens the folder behind `latest` as a careful user would, and checks every file against its run.json."""

    def __init__(self, place: Place) -> None:
        super().__init__(daemon=True)
        self.place, self.stop = place, threading.Event()
        self.looks = self.partial = self.mixed = self.missing = 0

    def run(self) -> None:
        """Look until stopped."""
        while not self.stop.is_set():
            self.look()
            time.sleep(0.01)

    def look(self) -> None:
        """One look."""
        self.looks += 1
        try:
            folder = self.place.latest.resolve(strict=True)
            run = json.loads((folder / "run.json").read_text("utf-8"))
            lines = {kind: (folder / f"{kind}.jsonl").read_bytes() for kind in RECORDS}
        except FileNotFoundError:
            self.missing += 1
            return
        except ValueError:
            self.partial += 1
            return
        self.partial += any(not text.endswith(b"\n") for text in lines.values() if text)
        self.mixed += any(text.count(b"\n") != run["records"][kind] for kind, text in lines.items())
