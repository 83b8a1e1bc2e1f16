"""The bridge from Scrapy to the spool: every item that passed the pipelines, and a stop when the disk does not."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import Any, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from sdspider.exporters.spool import Spool

log = logging.getLogger(__name__)


class Collector:
    """Extension that spools scraped items; active where the setting `SPOOL` holds the path of a new spool."""

    def __init__(self, crawler: Crawler, spool: Spool) -> None:
        self.crawler = crawler
        self.spool = spool
        self.closing: asyncio.Future[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Connect, or stay out of plain `scrapy crawl` runs, which have feeds instead."""
        path = crawler.settings.get("SPOOL")
        if not path:
            raise NotConfigured
        collector = cls(crawler, Spool(Path(path)))
        crawler.signals.connect(collector.collect, signal=signals.item_scraped)
        return collector

    def collect(self, item: Any) -> None:
        """Spool one item; a disk that refuses ends the crawl, because a lost item must not look like a good run."""
        if self.closing is not None:
            return
        try:
            self.spool.add(item)
        except Exception as error:
            log.error("cannot keep %s: %s", type(item).__name__, error)
            if self.crawler.stats is not None:
                self.crawler.stats.set_value("sdspider/spool_error", str(error))
            if self.crawler.engine is not None:
                self.closing = asyncio.ensure_future(self.crawler.engine.close_spider_async(reason="spool_error"))
