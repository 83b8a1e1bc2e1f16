"""Real crawls of a generated portal that misbehaves; `python -m bench.faults` does the same at full size."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

from bench.faults.crawls import RECORDS, ROOT, Place, crawl, environment
from bench.faults.hostile import answer, redirect
from bench.faults.portal import FIRST_ID, Portal, article_path
from bench.faults.server import Faults, Manner, serving

DUE = {"FRESHNESS": '{"articles": [], "undated": 0}'}
HOSTILE = '<p><a href="/bomb">bomb</a> <a href="/inside">inside</a></p>'


def test_three_nights_of_a_portal(tmp_path: Path) -> None:
    """Faults at first, then nothing new, then edits and a removal: complete, cheap, and told exactly."""
    place, portal = Place(tmp_path), Portal(25, extra=HOSTILE)
    manner = Manner(
        robots=lambda times: (503, "busy", {}) if times < 2 else (200, "User-agent: *\nDisallow: /private/\n", {}),
        special={
            "/bomb": answer(gzip.compress(bytes(200 << 20)), Content_Encoding="gzip"),
            "/inside": redirect("http://127.1:1/"),
        },
    )
    faults = Faults(errors=0.1, resets=0.05, truncated=0.05, seed=3)
    with serving(portal, faults, manner) as server:
        assert crawl(place, server.url) == 0, (tmp_path / "log.txt").read_text()
        assert {one.path for one in server.log[:3]} == {"/robots.txt"}
        assert len(place.lines("articles")) == 25
        first = {kind: (place.latest / f"{kind}.jsonl").read_bytes() for kind in RECORDS}
        assert place.run()["fetch"]["failed"]["refused address"] == 1

        server.faults, server.manner.special = Faults(), {}
        portal.extra = ""
        server.log.clear()
        assert crawl(place, server.url) == 0
        assert Counter(one.status for one in server.log) == {304: 3, 200: 1}  # the home page lost two links
        assert {kind: (place.latest / f"{kind}.jsonl").read_bytes() for kind in RECORDS} == first
        assert place.lines("changes") == []

        portal.edits, portal.removed = {7: 1, 21: 1}, {11}
        server.log.clear()
        assert crawl(place, server.url, DUE) == 0
        changes = [(c["id"].split(":")[1], c["change"], c["fields"]) for c in place.lines("changes")]
        assert changes == [
            (str(FIRST_ID + 7), "changed", ["body"]),
            (str(FIRST_ID + 11), "gone", []),
            (str(FIRST_ID + 21), "changed", ["body"]),
        ]
        assert article_path(11) in {one.path for one in server.log}, "an article that no list shows is asked for"
    out = tmp_path / "again"
    ran = subprocess.run(
        [sys.executable, "-m", "sdspider", "replay", str(place.store), "--out", str(out)],
        cwd=ROOT, env=environment(), capture_output=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    for path in place.latest.iterdir():
        assert (out / "selectshandong" / place.latest.readlink() / path.name).read_bytes() == path.read_bytes()
    listed = subprocess.run(
        [sys.executable, "-m", "sdspider", "history", f"selectshandong:{FIRST_ID + 7}:en", str(place.store), "--json"],
        cwd=ROOT, env=environment(), capture_output=True, check=True,
    )  # fmt: skip
    versions = [json.loads(line) for line in listed.stdout.splitlines()]
    assert [version["changed"] for version in versions] == [[], ["body"]]


def test_an_unreadable_robots_txt_is_not_leave_and_somebody_is_told(tmp_path: Path) -> None:
    place, seen = Place(tmp_path), tmp_path / "told.json"
    tell = f"{sys.executable} -c \"import sys; open('{seen}', 'w').write(sys.stdin.read())\""
    with serving(Portal(5), manner=Manner(robots=lambda times: (500, "", {}))) as server:
        assert crawl(place, server.url, {"ROBOTSTXT_PATIENCE": "0.2"}, "--notify", tell) == 1
        assert {one.path for one in server.log} == {"/robots.txt"}
    told = json.loads(seen.read_text())
    assert told["verdict"]["status"] == "failed"
    assert "robots.txt cannot be read (HTTP 500)" in told["verdict"]["reasons"][0]


def test_rest_that_is_asked_for_is_given_and_the_name_is_honest(tmp_path: Path) -> None:
    def busy(path: str, times: int) -> tuple[int, dict[str, str]] | None:
        return (429, {"Retry-After": "1"}) if path.endswith("p/1.html") and not times else None

    with serving(Portal(5), manner=Manner(busy=busy)) as server:
        assert crawl(Place(tmp_path), server.url, {}, "--contact", "mailto:data@example.org") == 0
        asked = next(n for n, one in enumerate(server.log) if one.status == 429)
        assert server.log[asked + 1].at - server.log[asked].at > 0.95
        agents = {one.agent for one in server.log}
    assert len(agents) == 1
    assert agents.pop().endswith("(+mailto:data@example.org)")
