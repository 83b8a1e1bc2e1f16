"""What a second run costs an unchanged portal, and whether it finds every edit."""

from __future__ import annotations

import argparse
import random
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.faults.crawls import RECORDS, Place, crawl
from bench.faults.portal import Portal
from bench.faults.server import Manner, Server, serving

DUE = {"FRESHNESS": '{"articles": [], "undated": 0}'}
"""As if every article had fallen due."""


def unchanged(args: argparse.Namespace) -> None:
    """A second run at once, a third with every article due: requests, and the share that answers 304."""
    with TemporaryDirectory() as folder, serving(Portal(args.pages)) as server:
        place = Place(Path(folder))
        first = _asked(place, server, {})
        digest = place.files()
        second, third = _asked(place, server, {}), _asked(place, server, DUE)
        same = {name: sha for name, sha in place.files().items() if name.split(".")[0] in RECORDS}
        lists = server.portal.lists + 1
    print(f"unchanged: portal of {args.pages} articles and {lists} lists; first run: {sum(first.values())} requests")
    print(f"  second run at once: {_told(second)} (lists and robots.txt: {lists + 1})")
    print(f"  third run, every article due: {_told(third)} (lists, robots.txt and articles: {lists + 1 + args.pages})")
    print(f"  record files equal to the first run: {sum(digest[n] == s for n, s in same.items())}/{len(same)}")


def _asked(place: Place, server: Server, settings: dict[str, str]) -> Counter[int]:
    """Requests of one crawl by status, as the server saw them."""
    server.log.clear()
    assert crawl(place, server.url, settings) == 0, "the crawl did not end well"
    return Counter(one.status for one in server.log)


def _told(statuses: Counter[int]) -> str:
    total = sum(statuses.values())
    return f"{total} requests, {statuses[304]} of them answered 304 ({statuses[304] / max(1, total):.2%})"


def edits(args: argparse.Namespace) -> None:
    """Edit k articles, with and without validators; do changes.jsonl name exactly these?"""
    chance = random.Random(args.seed)
    for validators in (True, False):
        with (
            TemporaryDirectory() as folder,
            serving(Portal(args.pages), manner=Manner(validators=validators)) as server,
        ):
            place = Place(Path(folder))
            assert crawl(place, server.url) == 0
            for k in (3, 100):
                chosen = set(chance.sample(range(args.pages), k))
                for number in chosen:
                    server.portal.edits[number] = server.portal.edits.get(number, 0) + 1
                assert crawl(place, server.url, DUE) == 0
                found = [c for c in place.lines("changes") if c["kind"] == "articles"]
                named = {int(c["id"].split(":")[1]) - 26_000 for c in found if c["change"] == "changed"}
                word = "with" if validators else "without"
                print(
                    f"edits: {len(named & chosen)} of {k} {word} validators, {len(found) - len(named & chosen)} other"
                )
