"""Traps are cut once more when their turn comes: what looked worth asking for may have proved barren since."""

from __future__ import annotations

from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest


class Trapped(IgnoreRequest):
    """Pages of this shape have only ever been barren or missing."""


class Traps:
    """Downloader middleware (90) that drops requests whose address shape the frontier has given up."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's constructor."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Let the request pass, or raise `Trapped`."""
        frontier = getattr(self.crawler.spider, "frontier", None)
        if frontier is not None and "barren" in request.meta and frontier.dead(request.url):
            raise Trapped(f"trap: {request.url}")
