"""The one spider: breadth first through a portal, every page read by the portal file, every draft to the pipelines."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator
from typing import Any, ClassVar, Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from scrapy.utils.gz import gunzip, gzip_magic_number
from scrapy.utils.sitemap import Sitemap
from twisted.python.failure import Failure

from sdspider.drafts import ArticleDraft, Draft, FoundLink, Reading
from sdspider.items import Article
from sdspider.normalise.digests import Digests
from sdspider.normalise.urls import canonical
from sdspider.page import Page
from sdspider.portals import load
from sdspider.portals.base import Portal
from sdspider.responses import page_of
from sdspider.spiders.frontier import MOST_LINKS, Frontier
from sdspider.spiders.traps import Trapped
from sdspider.spiders.waiting import GivenUp, Parked

MOST_SITEMAPS = 500
"""Sitemaps of one run; each may name 50,000 pages."""
HTML_TYPES = ("text/html", "application/xhtml", "text/plain", "")
"""Content types that are read as pages; an absent type is tried."""


class PortalSpider(Spider):
    """Crawls the portal whose file is named like the spider.

    Arguments (`-a`): `start_url`, one or more addresses separated by blanks. Settings: `SELECT_SECTIONS`,
    `SELECT_LANGUAGES` (lists), `SELECT_SINCE` (ISO date), `SELECT_LIMIT` (articles), `ALLOW_PRIVATE`.
    """

    handle_httpstatus_list: ClassVar[list[int]] = []

    def __init__(self, name: str | None = None, start_url: str = "", **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        self.portal: Portal = load(self.name)
        self.given = start_url.split()
        self.frontier = Frontier(self.portal, self.given)
        self.articles: set[str] = set()
        self.read: dict[str, None] = {}
        self.gone: set[str] = set()
        self.aside = Digests()
        self.sitemaps = 0
        self.limit = 0
        self.closing: asyncio.Future[None] | None = None
        self.sections: frozenset[str] = frozenset()
        self.labels: frozenset[str] = frozenset()
        self.languages: frozenset[str] = frozenset()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Take the selection from the settings and listen for robots.txt files and scraped articles."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.limit = crawler.settings.getint("SELECT_LIMIT")
        spider.sections = frozenset(crawler.settings.getlist("SELECT_SECTIONS"))
        spider.labels = spider.portal.labels(spider.sections)
        spider.languages = frozenset(crawler.settings.getlist("SELECT_LANGUAGES"))
        crawler.signals.connect(spider.on_robots, signal=signals.robots_parsed)
        crawler.signals.connect(spider.on_item, signal=signals.item_scraped)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        """Ask for the given addresses, else for the portal's entry pages."""
        for url in self.entries():
            yield self.ask(canonical(url), entry=True, archive_max_age=0)

    def entries(self) -> list[str]:
        """Where the crawl starts: given addresses, else entries of the chosen sections and of the portal."""
        if self.given:
            return self.given
        chosen = [s for s in self.portal.sections if not self.sections or s.key in self.sections]
        found = [*self.portal.entries, *(url for section in chosen for url in section.entries)]
        return list(dict.fromkeys(found))

    def ask(self, url: str, **meta: Any) -> Request:
        """A request of this crawl."""
        return Request(url, callback=self.parse, errback=self.failed, meta={"archive_revalidate": True, **meta})

    def revisit(self, urls: Iterable[str]) -> None:
        """Ask for articles of the last run that no list shows any more; those asked for already are dropped."""
        engine = self.crawler.engine
        for url in urls:
            if engine is not None and self.frontier.in_scope(url):
                engine.crawl(self.ask(url))

    def parse(self, response: Response) -> Iterator[Draft | Request]:
        """Read one page: its drafts, then the requests for the links worth following."""
        if self.limited():
            self.count("skipped/limit reached")
            return
        if not self.frontier.in_scope(canonical(response.url)) or not _is_html(response):
            self.count("skipped/not a page of this portal")
            return
        self.count("done")
        page = self.page_of(response)
        if self.limit:
            self.read[page.url] = None
        reading = self.portal.read(page)
        self.observe(reading, response)
        yield from reading.drafts
        yield from self.follow(page.url, reading, response.meta.get("barren", 0))

    def page_of(self, response: Response) -> Page:
        """The archived page, or one made of the response where nothing is archived."""
        page = response.meta.get("page")
        if isinstance(page, Page):
            return page
        return page_of(response)

    def observe(self, reading: Reading, response: Response) -> None:
        """Count what the verdict needs: page kinds, unknown templates, entries that answered."""
        self.count(f"pages/{reading.kind}")
        if response.meta.get("entry"):
            self.count("entries/reached")
        for draft in reading.drafts:
            if isinstance(draft, ArticleDraft) and draft.hints.template is None:
                self.count("templates/unknown")

    def follow(self, url: str, reading: Reading, before: int) -> Iterator[Request]:
        """Requests for the links of a page."""
        links = self.frontier.wanted(reading)
        chain = self.frontier.barren_run(url, reading, links, before)
        for link in reading.links[MOST_LINKS:]:
            self.leave(link.url, "too many links on one page")
        for link in links:
            if not self.selected(link):
                continue
            if self.frontier.open(link, chain):
                yield self.ask(link.url, barren=chain)
            else:
                self.leave(link.url, "trap")

    def leave(self, url: str, reason: str) -> None:
        """Account once for an address that is not asked for."""
        if self.aside.add_text(url):
            self.count("discovered")
            self.count(f"skipped/{reason}")

    def selected(self, link: FoundLink) -> bool:
        """Whether an article address can still be part of the selection; lists always can."""
        hints = self.portal.hints(link.url)
        if hints.number is None:
            return True
        fits = not self.languages or hints.language is None or hints.language in self.languages
        return fits and (not self.labels or hints.section is None or hints.section in self.labels)

    def failed(self, failure: Failure) -> None:
        """Count a request that brought no page, by reason; the run's verdict weighs it."""
        if isinstance(failure.value, Parked):
            return
        if isinstance(failure.value, HttpError) and failure.value.response.status in (404, 410):
            self.gone.add(canonical(failure.value.response.url))
            self.frontier.missing(failure.value.response.url)
        if isinstance(failure.value, Trapped):
            self.count("skipped/trap")
            return
        request: Request | None = getattr(failure, "request", None)
        entry = "entries/failed/" if request is not None and request.meta.get("entry") else "failed/"
        self.count(entry + reason_of(failure))

    def on_robots(self, robotparser: Any, request: Request) -> None:
        """Ask for the sitemaps that a robots.txt names, if they lie on the portal."""
        for url in getattr(getattr(robotparser, "rp", None), "sitemaps", ()):
            self.ask_sitemap(str(url))

    def ask_sitemap(self, url: str) -> None:
        """Schedule one sitemap; an endless index of indexes ends somewhere."""
        if not self.frontier.in_scope(url) or self.crawler.engine is None:
            return
        if self.sitemaps >= MOST_SITEMAPS:
            self.leave(url, "too many sitemaps")
            return
        self.sitemaps += 1
        meta = {"archive_revalidate": True, "archive_max_age": 0, "archive_note": False}
        self.crawler.engine.crawl(Request(url, callback=self.parse_sitemap, errback=self.failed, meta=meta))

    def parse_sitemap(self, response: Response) -> Iterator[Request]:
        """Pages of a sitemap, or further sitemaps of an index."""
        self.count("done")
        body, most = response.body, self.crawler.settings.getint("DOWNLOAD_MAXSIZE")
        try:
            sitemap = Sitemap(gunzip(body, max_size=most) if gzip_magic_number(response) else body)
            entries = [str(entry["loc"]) for entry in sitemap if entry.get("loc")]
        except (ValueError, AttributeError, KeyError, EOFError, OSError) as error:
            self.logger.warning("%s is no readable sitemap: %s", response.url, error)
            self.count("unreadable sitemaps")
            return
        for url in entries:
            if sitemap.type == "sitemapindex":
                self.ask_sitemap(canonical(url))
            elif self.frontier.in_scope(canonical(url)):
                yield self.ask(canonical(url), barren=0)

    def on_item(self, item: Any) -> None:
        """End the crawl once the asked number of articles is there."""
        if not isinstance(item, Article) or not self.limit or self.limited():
            return
        self.articles.add(item.id)
        if self.limited() and self.crawler.engine is not None:
            # not awaited: the engine closes only after this item has left the pipelines
            self.closing = asyncio.ensure_future(self.crawler.engine.close_spider_async(reason="limit"))

    def limited(self) -> bool:
        """Whether the limit is reached; what is still under way is then neither read nor published."""
        return bool(self.limit) and len(self.articles) >= self.limit

    def count(self, key: str) -> None:
        """Count under the project's own prefix."""
        if self.crawler.stats is not None:
            self.crawler.stats.inc_value(f"sdspider/{key}")


def _is_html(response: Response) -> bool:
    """Whether a response may be read as a page, by its type."""
    kind = (response.headers.get("Content-Type") or b"").decode("latin-1").lower()
    return any(kind.startswith(known) for known in HTML_TYPES if known) or not kind


def reason_of(failure: Failure) -> str:
    """Short name of a failure: `HTTP 404`, `forbidden by robots.txt`, `DNSLookupError` ..."""
    if isinstance(failure.value, HttpError):
        return f"HTTP {failure.value.response.status}"
    text = str(failure.value)
    if isinstance(failure.value, GivenUp):
        return text
    if "robots.txt" in text:
        return "forbidden by robots.txt"
    if text.startswith("refused address"):
        return "refused address"
    return type(failure.value).__name__
