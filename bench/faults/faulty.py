"""Servers that fail by chance, hosts that are dead, and manners as the server sees them."""

from __future__ import annotations

import argparse
import time
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.faults.crawls import Place, crawl
from bench.faults.portal import Portal
from bench.faults.server import Asked, Faults, Manner, serving


def faults(args: argparse.Namespace) -> None:
    """5 % 5xx, 2 % resets, 1 % truncated, 1 % stalls: is every article found?"""
    spoiled = Faults(errors=0.05, resets=0.02, truncated=0.01, stalled=0.01, seed=args.seed, stall=6.0)
    settings = {"DOWNLOAD_TIMEOUT": "3", "HOST_PATIENCE": "3600"}
    with TemporaryDirectory() as folder, serving(Portal(args.pages), spoiled) as server:
        place = Place(Path(folder))
        began = time.monotonic()
        code = crawl(place, server.url, settings)
        took = time.monotonic() - began
        found = len({a["id"] for a in place.lines("articles")})
        drawn = Counter(spoiled.draw(one, n) for one, times in server.times.items() for n in range(times))
        failed = place.run()["fetch"]["failed"]
    told = ", ".join(f"{n} {name}" for name, n in sorted(drawn.items()) if name)
    print(f"faults: {told}; exit code {code}, {found} of {args.pages} articles found, failed {failed}, {took:.0f} s")


def manners(args: argparse.Namespace) -> None:
    """robots.txt rules, Crawl-delay and Retry-After over `--pages` requests: violations as the server saw them."""
    _rules(args.pages)
    _delay(args.delay, args.delayed)
    _busy(args.delayed)
    _unreadable()


def _rules(pages: int) -> None:
    """Every third article is forbidden."""
    forbidden = set(Portal(pages).paths()[::3])
    text = "User-agent: *\n" + "".join(f"Disallow: {path}\n" for path in sorted(forbidden))
    manner = Manner(robots=lambda times: (200, text, {}))
    with TemporaryDirectory() as folder, serving(Portal(pages), manner=manner) as server:
        place = Place(Path(folder))
        code = crawl(place, server.url)
        asked = [one.path for one in server.log]
        found = len(place.lines("articles")) if code == 0 else 0
    wrong = sum(path in forbidden for path in asked)
    print(f"robots: {len(asked)} requests, {wrong} of them forbidden ({len(forbidden)} linked, {found} articles)")


def _delay(delay: float, pages: int) -> None:
    """Crawl-delay, also after an idle time that makes Scrapy forget the host's slot."""
    manner = Manner(robots=lambda times: (200, f"User-agent: *\nCrawl-delay: {delay}\n", {}))
    with TemporaryDirectory() as folder, serving(Portal(pages), manner=manner) as server:
        crawl(Place(Path(folder)), server.url, {"AUTOTHROTTLE_ENABLED": "True", "AUTOTHROTTLE_START_DELAY": "0.01"})
        gaps = [b.at - a.at for a, b in zip(server.log, server.log[1:], strict=False)]
    wrong = sum(gap < delay for gap in gaps)
    print(f"crawl-delay {delay} s: {len(gaps)} gaps between requests, {wrong} too short, shortest {min(gaps):.3f} s")


def _busy(pages: int) -> None:
    """Every 25th answer is a 429 or 503 that asks for rest."""
    served = [0]

    def busy(path: str, times: int) -> tuple[int, dict[str, str]] | None:
        served[0] += 1
        if served[0] % 25 or times:
            return None
        return (429 if served[0] % 50 else 503), {"Retry-After": "1"}

    with TemporaryDirectory() as folder, serving(Portal(pages), manner=Manner(busy=busy)) as server:
        place = Place(Path(folder))
        code = crawl(place, server.url, {"HOST_PATIENCE": "3600", "CONCURRENT_REQUESTS_PER_DOMAIN": "1"})
        log = list(server.log)
        found = len(place.lines("articles")) if code == 0 else 0
    rests = [one.at for one in log if one.status in (429, 503)]
    wrong = sum(_during(log, at, 1.0) for at in rests)
    print(f"retry-after: {len(rests)} asked for rest, {wrong} requests during one; {found} of {pages} articles")


def _during(log: list[Asked], at: float, seconds: float) -> int:
    return sum(at < one.at < at + seconds for one in log)


def _unreadable() -> None:
    """robots.txt that answers 503 three times, then allows; and one that never answers."""
    manner = Manner(robots=lambda times: (503, "busy", {}) if times < 3 else (200, "", {}))
    with TemporaryDirectory() as folder, serving(Portal(20), manner=manner) as server:
        crawl(Place(Path(folder)), server.url)
        early = [one.path for one in server.log[:4] if one.path != "/robots.txt"]
        total = len(server.log)
    print(f"robots 503 three times: {len(early)} pages asked for before it answered, {total} requests in all")
    manner = Manner(robots=lambda times: (503, "busy", {}))
    with TemporaryDirectory() as folder, serving(Portal(20), manner=manner) as server:
        code = crawl(Place(Path(folder)), server.url, {"ROBOTSTXT_PATIENCE": "3"})
        pages = [one.path for one in server.log if one.path != "/robots.txt"]
    print(f"robots 503 for ever: exit code {code}, {len(pages)} pages asked for")
