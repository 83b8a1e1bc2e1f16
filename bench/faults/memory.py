"""Resident memory over a long crawl."""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.faults.crawls import Place, resident, start
from bench.faults.portal import Portal
from bench.faults.server import serving


def memory(args: argparse.Namespace) -> None:
    """Crawl `--pages` articles; growth of resident memory after the first 5,000 pages (or a twentieth)."""
    first = min(5_000, args.pages // 20)
    with TemporaryDirectory() as folder, serving(Portal(args.pages, wide=args.wide)) as server:
        place = Place(Path(folder))
        process = start(place, server.url)
        base = most = 0.0
        step, began = 0, time.monotonic()
        while process.poll() is None:
            time.sleep(0.5)
            asked, now = len(server.log), resident(process.pid)
            if asked < first:
                continue
            base = base or now
            most = max(most, now)
            if asked // (args.pages // 10) > step:
                step = asked // (args.pages // 10)
                print(f"  {asked} pages: {now:.0f} MB, {asked / (time.monotonic() - began):.0f} pages/s", flush=True)
        found = place.run()["records"]["articles"] if process.returncode == 0 else 0
    print(f"memory: {found} of {args.pages} articles, exit {process.returncode}; {base:.0f} MB after {first} pages, ")
    print(f"  at most {most:.0f} MB after that: grew by {most - base:.0f} MB (publication included)")
