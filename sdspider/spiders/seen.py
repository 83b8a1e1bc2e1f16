"""Addresses that were asked for: eight bytes of each request's fingerprint, because a crawl has many of them.

Two of a million addresses share their eight bytes with a chance of one in forty million.
"""

from __future__ import annotations

from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.dupefilters import BaseDupeFilter

BYTES = 8


class Seen(BaseDupeFilter):
    """Scrapy's duplicate filter (setting `DUPEFILTER_CLASS`) in a third of the memory, and without a file."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.known: set[int] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's constructor."""
        return cls(crawler)

    def request_seen(self, request: Request) -> bool:
        """Whether the request was met before; remembers it."""
        key = int.from_bytes(self.crawler.request_fingerprinter.fingerprint(request)[:BYTES], "big")
        if key in self.known:
            if self.crawler.stats is not None:
                self.crawler.stats.inc_value("dupefilter/filtered")
            return True
        self.known.add(key)
        return False
