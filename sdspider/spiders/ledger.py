"""The account of a crawl: every address that was found is done, failed or skipped, and the sums must agree."""

from __future__ import annotations

from typing import Any, Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from sdspider.items import KINDS
from sdspider.spiders.waiting import PARKED

KIND_OF = {model: kind for kind, model in KINDS.items()}


class Ledger:
    """Extension that counts addresses as they are found; the spider counts what becomes of them."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Connect to the scheduler's signals."""
        ledger = cls(crawler)
        crawler.signals.connect(ledger.scheduled, signal=signals.request_scheduled)
        crawler.signals.connect(ledger.dropped, signal=signals.request_dropped)
        crawler.signals.connect(ledger.downloaded, signal=signals.response_downloaded)
        crawler.signals.connect(ledger.item, signal=signals.item_scraped)
        return ledger

    def scheduled(self, request: Request) -> None:
        """A new address; retries, redirects and requests back from the waiting room go on with an old one."""
        if request.callback is not NO_CALLBACK and not _goes_on(request):
            self.count("discovered", 1)

    def dropped(self, request: Request) -> None:
        """The scheduler knew the address: it was found before, or a redirect leads to it."""
        if request.callback is NO_CALLBACK:
            return
        if _goes_on(request):
            self.count("skipped/redirect to a known address", 1)
        else:
            self.count("discovered", -1)

    def downloaded(self, response: Response) -> None:
        """An answer of the network; those of the archive never come this way."""
        self.count("responses", 1)
        self.count("bytes", len(response.body))

    def item(self, item: Any) -> None:
        """A record that passed the pipelines."""
        kind = KIND_OF.get(type(item))
        if kind:
            self.count(f"items/{kind}", 1)

    def count(self, key: str, by: int) -> None:
        """Count under the project's own prefix."""
        if self.crawler.stats is not None:
            self.crawler.stats.inc_value(f"sdspider/{key}", by)


def _goes_on(request: Request) -> bool:
    meta = request.meta
    return bool(meta.get("redirect_times") or meta.get("retry_times") or meta.get(PARKED))
