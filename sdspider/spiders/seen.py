"""Addresses that were asked for: eight bytes of each request's fingerprint, because a crawl has many of them."""

from __future__ import annotations

from typing import Self

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.dupefilters import BaseDupeFilter

from sdspider.normalise.digests import Digests


class Seen(BaseDupeFilter):
    """Scrapy's duplicate filter (setting `DUPEFILTER_CLASS`) in little memory, and without a file."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.known = Digests()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's constructor."""
        return cls(crawler)

    def request_seen(self, request: Request) -> bool:
        """Whether the request was met before; remembers it."""
        if self.known.add(self.crawler.request_fingerprinter.fingerprint(request)):
            return False
        if self.crawler.stats is not None:
            self.crawler.stats.inc_value("dupefilter/filtered")
        return True

    def log(self, request: Request, spider: Spider) -> None:
        """Say nothing: the ledger counts."""
