"""Faults: asked again with growing pauses inside a budget, then reported by name; a dead host is left aside.

Takes the place of Scrapy's RetryMiddleware, which asks again at once. What counts as a fault is said by Scrapy's own
settings `RETRY_HTTP_CODES` and `RETRY_EXCEPTIONS`, how often by `RETRY_TIMES`.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.exceptions import NotConfigured
from scrapy.http import Response
from scrapy.utils.misc import load_object

from sdspider.spiders.manners import BUSY, Manners, retry_after
from sdspider.spiders.waiting import GivenUp, room_of

LONGEST_PAUSE = 120.0
"""Seconds between two tries of one address, unless the server asks for more."""

log = logging.getLogger(__name__)


@dataclass
class Health:
    """What a host has cost so far."""

    faults: int = 0
    """Faults in a row without a good answer."""
    waited: float = 0.0
    """Seconds of rest that it has asked for."""
    given_up: str = ""
    """Why nothing is asked of it any more."""


class Patience:
    """Downloader middleware (550).

    Settings: `RETRY_PAUSE` (first pause), `HOST_PATIENCE` (seconds of rest that one host is granted in a run),
    `HOST_FAULTS` (connection faults in a row after which a host counts as dead).
    """

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        if not settings.getbool("RETRY_ENABLED"):
            raise NotConfigured
        self.crawler = crawler
        self.codes = {int(code) for code in settings.getlist("RETRY_HTTP_CODES")}
        self.faults = tuple(load_object(name) for name in settings.getlist("RETRY_EXCEPTIONS"))
        self.pause = settings.getfloat("RETRY_PAUSE")
        self.budget = settings.getfloat("HOST_PATIENCE")
        self.most = settings.getint("HOST_FAULTS")
        self.hosts: dict[str, Health] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Listen to answers before the next request is taken from the queue of their host."""
        patience = cls(crawler)
        crawler.signals.connect(patience.downloaded, signal=signals.response_downloaded)
        return patience

    def of(self, request: Request) -> tuple[str, Health]:
        """(host, its health)."""
        host = urlsplit(request.url).hostname or ""
        return host, self.hosts.setdefault(host, Health())

    @property
    def manners(self) -> Manners:
        """Who keeps the delays."""
        found = self.crawler.get_extension(Manners)
        if found is None:
            raise RuntimeError("the extension sdspider.spiders.manners.Manners is switched off; switch it on")
        return found

    def process_request(self, request: Request) -> None:
        """Let a request pass, park it while its host rests, or refuse it where the host was given up."""
        host, health = self.of(request)
        if health.given_up:
            raise GivenUp(health.given_up)
        if (seconds := self.manners.resting(host)) > 0 and not request.meta.get("dont_retry"):
            room_of(self.crawler).park(request, seconds)

    def process_response(self, request: Request, response: Response) -> Response:
        """Pass an answer on; one that says "not now" is asked for again later."""
        _, health = self.of(request)
        if response.status not in self.codes:
            health.faults = 0
            return response
        if not request.meta.get("dont_retry"):
            self.again(request, f"HTTP {response.status}", retry_after(response))
        return response

    def downloaded(self, response: Response, request: Request) -> None:
        """Let a busy host rest, and ask it less often from now on."""
        if response.status in BUSY:
            host, health = self.of(request)
            self.manners.slow_down(host)
            self.rest(host, health, f"HTTP {response.status}", self._pause(request, retry_after(response)))

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Ask again after a fault of the connection."""
        if not isinstance(exception, self.faults):
            return
        host, health = self.of(request)
        health.faults += 1
        if health.faults >= self.most and not health.given_up:
            self.give_up(host, health, type(exception).__name__)
        if not request.meta.get("dont_retry"):
            self.again(request, type(exception).__name__, None)

    def rest(self, host: str, health: Health, reason: str, seconds: float) -> None:
        """Give a host the rest it asks for, within the budget."""
        waiting = max(0.0, self.manners.resting(host))
        if seconds <= waiting:
            return
        health.waited += seconds - waiting
        if health.waited > self.budget:
            self.give_up(host, health, f"{reason}, and more rest asked for than {self.budget:.0f} s")
        else:
            self.manners.rest(host, seconds)

    def give_up(self, host: str, health: Health, reason: str) -> None:
        """Leave a host aside for the rest of the run."""
        health.given_up = f"host {host} given up: {reason}"
        log.error("%s", health.given_up)

    def again(self, request: Request, reason: str, asked: float | None) -> None:
        """Park a request for another try; returns only where there is none left."""
        if self.of(request)[1].given_up or self.crawler.spider is None:
            return
        retry = get_retry_request(request, spider=self.crawler.spider, reason=reason, give_up_log_level="WARNING")
        if retry is not None:
            room_of(self.crawler).park(retry, self._pause(request, asked))

    def _pause(self, request: Request, asked: float | None) -> float:
        """Seconds until the next try: doubled each time, and never less than the server asks for."""
        pause = self.pause * 2.0 ** int(request.meta.get("retry_times", 0))
        return max(min(LONGEST_PAUSE, pause), asked or 0.0)
