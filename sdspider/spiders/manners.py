"""Obey `Crawl-delay`: Scrapy reads it from robots.txt but does not keep to it."""

from __future__ import annotations

from typing import Any, Self
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler

LONGEST_DELAY = 120.0
"""Seconds; a longer `Crawl-delay` is taken for this one, or a crawl would never end."""


class CrawlDelay:
    """Raises the delay of a host's download slot to what its robots.txt asks for, whatever AutoThrottle says."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.agent: str = crawler.settings["ROBOTSTXT_USER_AGENT"] or crawler.settings["USER_AGENT"]
        self.delays: dict[str, float] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Connect the two signals."""
        delays = cls(crawler)
        crawler.signals.connect(delays.learn, signal=signals.robots_parsed)
        crawler.signals.connect(delays.hold, signal=signals.response_downloaded)
        return delays

    def learn(self, robotparser: Any, request: Request) -> None:
        """Note the delay that a robots.txt states for us."""
        delay = robotparser.crawl_delay(self.agent)
        if delay:
            self.delays[urlsplit(request.url).hostname or ""] = min(float(delay), LONGEST_DELAY)
            self.apply(urlsplit(request.url).hostname or "")

    def hold(self, request: Request) -> None:
        """After AutoThrottle has spoken, restore the host's own wish."""
        self.apply(str(request.meta.get("download_slot", "")))

    def apply(self, host: str) -> None:
        """Raise the slot's delay where it is lower."""
        engine = self.crawler.engine
        slot = engine.downloader.slots.get(host) if engine is not None else None
        if slot is not None and host in self.delays:
            slot.delay = max(slot.delay, self.delays[host])
