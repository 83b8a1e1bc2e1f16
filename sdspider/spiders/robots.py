"""robots.txt by RFC 9309: one that cannot be read is waited for, and never taken for "all is allowed".

Scrapy's own middleware reads the body of a 503 as rules and allows everything where a server does not answer.
"""

from __future__ import annotations

import asyncio
import logging
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.misc import build_from_crawler, load_object

from sdspider.spiders.guard import Refused
from sdspider.spiders.manners import retry_after
from sdspider.spiders.waiting import GivenUp, room_of

LARGEST = 512 * 1024
"""Bytes that are read; RFC 9309, 2.5 asks for at least 500 KiB."""
LONGEST_PAUSE = 60.0
"""Seconds between two tries, unless the server asks for more."""

log = logging.getLogger(__name__)


def unreadable(origin: str, reason: str) -> str:
    """Why a host is left aside."""
    return f"{origin}/robots.txt cannot be read ({reason}), so nothing is asked of this host"


class Robots:
    """Downloader middleware (100).

    Settings: `ROBOTSTXT_PATIENCE` (seconds for which a host that answers 5xx is waited for), `RETRY_PAUSE`.
    """

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        if not settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured
        self.crawler = crawler
        self.agent: str = settings["ROBOTSTXT_USER_AGENT"] or settings["USER_AGENT"]
        self.parser: Any = load_object(settings["ROBOTSTXT_PARSER"])
        self.patience = settings.getfloat("ROBOTSTXT_PATIENCE")
        self.pause = settings.getfloat("RETRY_PAUSE")
        self.tries = 1 + settings.getint("RETRY_TIMES")
        self.rules: dict[str, Any] = {}
        self.tasks: dict[str, asyncio.Task[None]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's constructor."""
        robots = cls(crawler)
        crawler.signals.connect(robots.close, signal=signals.spider_closed)
        return robots

    def close(self) -> None:
        """Wait no longer."""
        for task in self.tasks.values():
            task.cancel()

    def process_request(self, request: Request) -> None:
        """Let an allowed request pass; park it while the rules of its host are being asked for."""
        if request.meta.get("dont_obey_robotstxt") or not request.url.startswith(("http://", "https://")):
            return
        parts = urlsplit(request.url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self.rules:
            if origin not in self.tasks:
                self.tasks[origin] = asyncio.ensure_future(self.learn(origin, request))
            room_of(self.crawler).hold(request, f"{origin}/robots.txt")
        rules = self.rules[origin]
        if isinstance(rules, str):
            raise GivenUp(rules)
        if rules is not None and not rules.allowed(request.url, self.agent):
            self.note("robotstxt/forbidden")
            raise IgnoreRequest("Forbidden by robots.txt")

    async def learn(self, origin: str, request: Request) -> None:
        """Get the rules of a host, or know that there are none, or give the host up; then let its requests go on."""
        try:
            self.rules[origin] = await self.settled(origin, request)
        except Exception as error:
            log.exception("robots.txt of %s", origin)
            self.rules[origin] = unreadable(origin, type(error).__name__)
        room_of(self.crawler).release(f"{origin}/robots.txt")

    async def settled(self, origin: str, request: Request) -> Any:
        """Rules, `None` (no rules), or why the host is given up."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + self.patience
        tries = 0
        while True:
            tries += 1
            answer = await self.ask(f"{origin}/robots.txt")
            if answer is None:
                return None
            if isinstance(answer, str):
                reason, asked, over = answer, None, tries >= self.tries
            elif answer.status < 500 and answer.status != 429:
                return await self.read(answer, request)
            else:
                reason, asked, over = f"HTTP {answer.status}", retry_after(answer), False
            pause = max(min(LONGEST_PAUSE, self.pause * 2.0 ** (tries - 1)), asked or 0.0)
            if over or loop.time() + pause > deadline:
                return unreadable(origin, reason)
            await asyncio.sleep(pause)

    async def ask(self, url: str) -> Response | str | None:
        """The answer, the name of a fault, or `None` where the address is refused (then so are its pages)."""
        meta = {"dont_obey_robotstxt": True, "dont_retry": True, "archive_revalidate": True}
        request = Request(url, callback=NO_CALLBACK, priority=1000, meta=meta)
        self.note("robotstxt/request_count")
        try:
            return await self.crawler.engine.download_async(request)
        except (Refused, GivenUp):
            return None
        except Exception as error:
            return None if "max redirections" in str(error) else type(error).__name__

    async def read(self, answer: Response, request: Request) -> Any:
        """The rules of an answer; 4xx and what is left of redirects mean that there are none (RFC 9309, 2.3.1)."""
        found = 200 <= answer.status < 300
        rules = build_from_crawler(self.parser, self.crawler, answer.body[:LARGEST] if found else b"")
        await self.crawler.signals.send_catch_log_async(
            signal=signals.robots_parsed, robotparser=rules, request=request
        )
        return rules

    def note(self, name: str) -> None:
        """Count under Scrapy's own name."""
        if self.crawler.stats is not None:
            self.crawler.stats.inc_value(name)
