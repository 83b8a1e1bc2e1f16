"""`scrapy list` and `scrapy crawl selectshandong -O x.jsonl`, as any Scrapy user expects."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from sdspider.fixturesite import Server
from tests.conftest import FAST, lines, python

KIND = {"body": "article", "fields": "record", "sentence": "figure", "label": "menu entry"}


def test_list() -> None:
    ran = python("-m", "scrapy", "list")
    assert ran.out.split() == ["selectshandong"]


def test_crawl_into_a_feed(server: Server, tmp_path: Path) -> None:
    feed = tmp_path / "x.jsonl"
    options = [option.replace("--set", "-s") for option in FAST]
    start = "start_url=http://en.selectshandong.com/syzx/ywxx/index.shtml"
    ran = python("-m", "scrapy", "crawl", "selectshandong", "-a", start, "-O", feed, *options, proxy=server.url)
    assert ran.code == 0, ran.err
    kinds = Counter(next(kind for name, kind in KIND.items() if name in item) for item in lines(feed))
    assert kinds["article"] >= 10
    assert kinds["menu entry"] >= 10
    assert kinds["figure"] >= 10
    figures = [(item["id"], item["url"]) for item in lines(feed) if "sentence" in item]
    assert len(set(figures)) == len(figures)
