"""Scrapy downloader middleware (priority 545): every final answer is archived before anybody sees it.

Below retry, redirect and decompression it meets each answer once, decoded. Redirects never come that far and
are taken from the `response_downloaded` signal, so that a resumed run need not ask for them again. The spider
finds the archived page in `response.meta["page"]` and builds on nothing else. Answers with a 2xx status that
somebody waits for are noted as pages of the run, in the order they came.

| setting | meaning |
|---|---|
| ARCHIVE_DIR | folder of the archive; the middleware is off without it |
| ARCHIVE_PORTAL | name in file names and runs; default: the spider's name |
| ARCHIVE_RUN_ID | id of the run; an unfinished run of this id is carried on; default: the time |
| ARCHIVE_RUN_SETTINGS | dict that must be equal for a run to be carried on |
| ARCHIVE_FULL | `True`: ask for every page, without conditions |
| FRESHNESS | how long an answer is fresh, by kind and age of the page (`freshness.Policy`) |

| request.meta | meaning |
|---|---|
| archive_note | `False`: archive the answer, but do not count it among the run's pages |
| archive_revalidate | `True`: no request while the archived answer is fresh, and one with its validators after that; \
a 304 gives the archived page |
| archive_max_age | seconds for which an archived answer is fresh, instead of what the policy says |
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http import Request, Response
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.asyncio import create_looping_call
from scrapy.utils.defer import deferred_from_coro

from sdspider.archive.errors import ArchiveError
from sdspider.archive.freshness import ARTICLE, CONDITIONAL, Policy, conditional_headers, is_fresh
from sdspider.archive.store import SYNC_SECONDS, Archive
from sdspider.items import Article
from sdspider.page import Page
from sdspider.responses import page_of, response_of

PAGE = "page"
"""Key of `response.meta` under which the spider finds the archived `Page`."""
VALIDATED = "archive_validated"
"""Key of `request.meta` that says that the conditional headers are ours."""
REDIRECTS = frozenset({301, 302, 303, 307, 308})

logger = logging.getLogger(__name__)


class ArchiveMiddleware:
    """Archives answers, notes which of them the run used, and answers a resumed run from its archive."""

    def __init__(self, crawler: Crawler, archive: Archive, run_id: str) -> None:
        self.crawler = crawler
        self.archive = archive
        self.run_id = run_id
        settings = crawler.settings
        self.resuming = archive.begin_run(run_id, settings.getdict("ARCHIVE_RUN_SETTINGS"))
        self.full = settings.getbool("ARCHIVE_FULL")
        self.policy = Policy.of(settings.getdict("FRESHNESS"))
        self._retried = {int(code) for code in settings.getlist("RETRY_HTTP_CODES")}
        self._failed = False
        self._shown = False
        self._timer = create_looping_call(self._flush)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Open the archive. Raises `NotConfigured` without ARCHIVE_DIR, else perhaps `ArchiveError`."""
        settings = crawler.settings
        if not settings.get("ARCHIVE_DIR"):
            raise NotConfigured  # a plain `scrapy crawl`
        name = crawler.spider.name if crawler.spider else "crawl"
        archive = Archive.create(settings["ARCHIVE_DIR"], settings.get("ARCHIVE_PORTAL") or name)
        run_id = settings.get("ARCHIVE_RUN_ID") or datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
        middleware = cls(crawler, archive, run_id)
        crawler.signals.connect(middleware.spider_opened, signals.spider_opened)
        crawler.signals.connect(middleware.spider_closed, signals.spider_closed)
        crawler.signals.connect(middleware.response_downloaded, signals.response_downloaded)
        crawler.signals.connect(middleware.item_scraped, signals.item_scraped)
        crawler.signals.connect(middleware.spider_idle, signals.spider_idle)
        return middleware

    def spider_opened(self) -> None:
        """Flush by the clock, so that a slow crawl loses no more to a kill than a fast one."""
        self._timer.start(SYNC_SECONDS, now=False)

    def spider_idle(self) -> None:
        """Show the spider, once, the articles of the last good run: a list may have dropped what still answers."""
        revisit = getattr(self.crawler.spider, "revisit", None)
        if revisit is not None and not self._shown:
            self._shown = True
            with suppress(IgnoreRequest), self._stopping():
                revisit(self.archive.last_articles(self.run_id))

    def spider_closed(self) -> None:
        """Flush and close the archive; the run stays unfinished until somebody calls `end_run`."""
        if self._timer.running:
            self._timer.stop()
        with suppress(IgnoreRequest), self._stopping():
            self.archive.close()

    def process_request(self, request: Request) -> Response | None:
        """Answer from the archive what need not be asked; make conditional what may be unchanged."""
        request.meta.pop(PAGE, None)
        if request.meta.pop(VALIDATED, False):  # a retry or redirect of a request of ours
            for name in CONDITIONAL:
                request.headers.pop(name, None)
        if request.method != "GET" or not request.url.startswith(("http://", "https://")):
            return None
        with self._stopping():
            page = self._known(request)
        if page is None:
            return None
        request.meta[PAGE] = page
        return response_of(page)

    def _known(self, request: Request) -> Page | None:
        """The page that stands in for the request, if any; else the request is made conditional."""
        page = self._answered(request)
        if page or self.full or not (request.meta.get("archive_revalidate") or "archive_max_age" in request.meta):
            return page
        entry = self.archive.entry(request.url)
        if entry is None or self.archive.origin(entry) is None:
            return None
        if _is_page(request) and is_fresh(entry, self._max_age(request), datetime.now(UTC)):
            self._count("fresh")
            return self.archive.resolve(entry)
        if request.meta.get("archive_revalidate") and (headers := conditional_headers(entry)):
            request.headers.update(headers)
            request.meta[VALIDATED] = True
        return None

    def _answered(self, request: Request) -> Page | None:
        """What an earlier process of this run was answered."""
        if not self.resuming or not _is_page(request):
            return None
        page = self.archive.answered(request.url, self.run_id)
        if page is None or page.status in self._retried:
            return None
        self._count("reused")
        return page

    def _max_age(self, request: Request) -> float:
        """Seconds for which the archived answer is fresh."""
        if "archive_max_age" in request.meta:
            return float(request.meta["archive_max_age"])
        return self.policy.max_age(self.archive.known(request.url), datetime.now(UTC))

    def item_scraped(self, item: object) -> None:
        """Remember what an address shows: the policy needs its kind and date, `sdspider history` its id."""
        if isinstance(item, Article) and item.archive is not None:
            with suppress(IgnoreRequest), self._stopping():
                self.archive.learn(item.url, ARTICLE, item.id, item.published_at)

    def response_downloaded(self, response: Response, request: Request) -> None:
        """Archive a redirect, so that a resumed run can follow it again without asking."""
        if response.status in REDIRECTS and b"Location" in response.headers and _is_page(request):
            with suppress(IgnoreRequest), self._stopping():
                self.archive.write(page_of(response))
                self._count("redirects")

    def process_response(self, request: Request, response: Response) -> Response:
        """Archive an answer, note it, and leave its page in `request.meta`."""
        if not request.url.startswith(("http://", "https://")) or request.method != "GET":
            request.meta[PAGE] = page_of(response)
            return response
        with self._stopping():
            page = request.meta.get(PAGE) or self._archive(request, response)
            if _is_page(request) and 200 <= page.status < 300 and request.meta.get("archive_note", True):
                self.archive.note(self.run_id, page, request.meta.get("depth", 0))
        request.meta[PAGE] = page
        return response if page.status == response.status else response_of(page)

    def _archive(self, request: Request, response: Response) -> Page:
        if response.status == 304 and request.meta.get(VALIDATED):
            self._count("not_modified")
            return self.archive.confirm(page_of(response))
        fetched = page_of(response)
        page = self.archive.write(fetched)
        self._count("written" if page.fetched_at == fetched.fetched_at else "unchanged")
        return page

    def _count(self, what: str) -> None:
        self.crawler.stats.inc_value(f"archive/{what}")

    def _flush(self) -> None:
        with suppress(IgnoreRequest), self._stopping():
            self.archive.flush()

    @contextmanager
    def _stopping(self) -> Iterator[None]:
        """End the crawl on an `ArchiveError`: what cannot be archived must not be exported either."""
        if self._failed:
            raise IgnoreRequest("the archive has failed")
        try:
            yield
        except ArchiveError as error:
            self._failed = True
            logger.critical("Archive: %s", error)
            self.crawler.stats.set_value("archive/error", str(error))
            if self.crawler.engine and self.crawler.engine.spider:
                deferred_from_coro(self.crawler.engine.close_spider_async(reason="archive_error"))
            raise IgnoreRequest(str(error)) from error


def _is_page(request: Request) -> bool:
    """Whether somebody waits for the page itself; robots.txt and the like are never taken from an archive."""
    return (
        request.method == "GET"
        and request.callback is not NO_CALLBACK
        and request.url.startswith(("http://", "https://"))
    )
