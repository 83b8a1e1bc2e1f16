"""What the options of `sdspider crawl` promise."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

from sdspider.fixturesite import Server
from tests.conftest import FAST, Ran, lines, sdspider


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


def test_language_section_and_since(server: Server, tmp_path: Path) -> None:
    chosen = ["--language", "de", "--section", "business-news", "--since", "2023-06-01"]
    assert crawl(server, tmp_path, *chosen).code == 0
    found = articles(tmp_path)
    assert found
    assert {article["language"] for article in found} == {"de"}
    assert {article["section"] for article in found} == {"Business News"}
    assert min(article["published_at"] or "9" for article in found) >= "2023-06-01"


def test_start_url_and_gzip(server: Server, tmp_path: Path) -> None:
    start = "http://www.selectshandong.com/home/list_sk/index/cid/816.html"
    assert crawl(server, tmp_path, "--start-url", start, "--gzip", "--limit", 1).code == 0
    packed = tmp_path / "out" / "selectshandong" / "latest" / "articles.jsonl.gz"
    with gzip.open(packed, "rt", encoding="utf-8") as stream:
        assert len([json.loads(line) for line in stream]) == 1
