"""One page from the network, with the manners and guards of a crawl."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request, Spider
from scrapy.http import Response
from twisted.python.failure import Failure

from sdspider.crawl import execute, settings_of
from sdspider.errors import UserError
from sdspider.page import Page
from sdspider.portals.base import Portal
from sdspider.responses import page_of
from sdspider.spiders.frontier import Frontier
from sdspider.spiders.portal import reason_of


class OnePage(Spider):
    """Asks for one address and keeps its page, whatever its status."""

    name = "one-page"

    def __init__(self, url: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        host = urlsplit(url).hostname or ""
        self.url = url
        self.frontier = Frontier(Portal(name=host, hosts=(host,)), [url])
        self.page: Page | None = None
        self.reason = ""

    async def start(self) -> AsyncIterator[Request]:
        """The one request."""
        yield Request(self.url, callback=self.keep, errback=self.failed)

    def keep(self, response: Response) -> None:
        """Keep the page."""
        self.page = page_of(response)

    def failed(self, failure: Failure) -> None:
        """Keep the reason, and the page of an answer that only its status spoils."""
        self.reason = reason_of(failure)
        response = getattr(failure.value, "response", None)
        if isinstance(response, Response):
            self.page = page_of(response)


def fetch(url: str, *, allow_private: bool = False, overrides: dict[str, str] | None = None) -> Page:
    """The page at an address. Raises `UserError` where no server answered or robots.txt forbids it."""
    settings = settings_of({"LOG_LEVEL": "ERROR", "ALLOW_PRIVATE": str(int(allow_private)), **(overrides or {})})
    settings.set("ITEM_PIPELINES", {}, priority="cmdline")  # there are no items
    crawler = execute(settings, OnePage, url=url)
    spider = crawler.spider
    if isinstance(spider, OnePage) and spider.page is not None:
        return spider.page
    reason = spider.reason if isinstance(spider, OnePage) else "no answer"
    hint = (
        "add --allow-private if the address is your own"
        if "refused" in reason
        else "check the address, the network and robots.txt"
    )
    raise UserError(f"cannot fetch {url}: {reason or 'no answer'}; {hint}")
