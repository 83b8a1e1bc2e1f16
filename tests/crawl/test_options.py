"""What the options of `sdspider crawl` promise."""

from __future__ import annotations

import gzip
import json
import signal
import time
from pathlib import Path
from typing import Any

import pytest

from sdspider.fixturesite import Server
from tests.conftest import FAST, Ran, lines, sdspider, started


def crawl(server: Server, folder: Path, *options: object) -> Ran:
    """Crawl the saved portal into a folder."""
    return sdspider("crawl", "selectshandong", *folders(folder), *FAST, *options, proxy=server.url)


def folders(folder: Path) -> list[object]:
    """Where a crawl writes."""
    return ["--out", folder / "out", "--archive", folder / "archive"]


def articles(folder: Path) -> list[dict[str, Any]]:
    """Published articles."""
    return lines(folder / "out" / "selectshandong" / "latest" / "articles.jsonl")


def test_limit_gives_so_many_articles_and_an_identical_replay(server: Server, tmp_path: Path) -> None:
    assert crawl(server, tmp_path, "--limit", 4).code == 0
    assert len(articles(tmp_path)) == 4
    assert sdspider("replay", tmp_path / "archive", "--out", tmp_path / "again").code == 0
    latest = tmp_path / "out" / "selectshandong" / "latest"
    for path in latest.iterdir():
        other = tmp_path / "again" / "selectshandong" / latest.readlink() / path.name
        assert other.read_bytes() == path.read_bytes(), path.name


def test_language_and_since(server: Server, tmp_path: Path) -> None:
    assert crawl(server, tmp_path, "--language", "de", "--since", "2023-06-01").code == 0
    found = articles(tmp_path)
    assert found
    assert {article["language"] for article in found} == {"de"}
    assert min(article["published_at"] or "9" for article in found) >= "2023-06-01"


def test_section(server: Server, tmp_path: Path) -> None:
    assert crawl(server, tmp_path, "--section", "high-end-chemical").code == 0
    found = articles(tmp_path)
    assert found
    labels = {article["section"] for article in found}
    assert len(labels) == 1


def test_start_url_and_gzip(server: Server, tmp_path: Path) -> None:
    start = "http://www.selectshandong.com/home/list_sk/index/cid/816.html"
    assert crawl(server, tmp_path, "--start-url", start, "--gzip", "--limit", 1).code == 0
    packed = tmp_path / "out" / "selectshandong" / "latest" / "articles.jsonl.gz"
    with gzip.open(packed, "rt", encoding="utf-8") as stream:
        assert len([json.loads(line) for line in stream]) == 1


@pytest.mark.parametrize("kills", [2])
def test_a_killed_crawl_is_carried_on(server: Server, tmp_path: Path, kills: int) -> None:
    """`kill -9` at some moment; the same command ends with the same records, and asks hardly anything twice."""
    whole, broken = tmp_path / "whole", tmp_path / "broken"
    assert crawl(server, whole).code == 0
    undisturbed = dict(server.asked)
    server.asked.clear()
    for kill in range(kills):
        process = started("crawl", "selectshandong", *folders(broken), *FAST, proxy=server.url)
        until = server.asked.total() + 25 + 10 * kill
        while server.asked.total() < until and process.poll() is None:
            time.sleep(0.005)
        process.kill()
        assert process.wait() == -signal.SIGKILL
    assert crawl(server, broken).code == 0
    again = sum(n - undisturbed.get(url, 0) for url, n in server.asked.items() if not url.endswith("/robots.txt"))
    assert again <= 16 * kills
    for kind in ("articles", "figures", "navigation", "records"):
        assert stable(whole, kind) == stable(broken, kind)


def stable(folder: Path, kind: str) -> list[dict[str, Any]]:
    """Published records without what differs between any two crawls."""
    path = folder / "out" / "selectshandong" / "latest" / f"{kind}.jsonl"
    return [{key: value for key, value in line.items() if key not in ("fetched_at", "archive")} for line in lines(path)]
