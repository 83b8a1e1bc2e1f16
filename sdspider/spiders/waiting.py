"""Requests that wait without holding a place in the downloader: one silent host must not keep the others waiting."""

from __future__ import annotations

import asyncio
from typing import NoReturn, Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider, IgnoreRequest

PARKED = "parked"
"""Key of `request.meta`: this request was asked for before and comes back from the waiting room."""


class Parked(IgnoreRequest):
    """The request waits and will be asked again: this is neither an answer nor a failure."""


class GivenUp(IgnoreRequest):
    """The host is left aside for the rest of the run; the message is the reason."""


class WaitingRoom:
    """Extension that takes requests out of the downloader and puts them back when their time has come."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.timers: dict[Request, asyncio.TimerHandle] = {}
        self.held: dict[str, list[Request]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Connect: no crawl ends while somebody waits."""
        room = cls(crawler)
        crawler.signals.connect(room.stay, signal=signals.spider_idle)
        crawler.signals.connect(room.close, signal=signals.spider_closed)
        return room

    def park(self, request: Request, seconds: float) -> NoReturn:
        """Ask again in so many seconds. Raises `Parked`."""
        loop = asyncio.get_running_loop()
        self.timers[request] = loop.call_later(max(0.0, seconds), self._back, request)
        raise Parked(f"waits {seconds:.1f} s")

    def hold(self, request: Request, key: str) -> NoReturn:
        """Ask again once `release(key)` is called. Raises `Parked`."""
        self.held.setdefault(key, []).append(request)
        raise Parked(f"waits for {key}")

    def release(self, key: str) -> None:
        """Ask for everything that was held under a key."""
        for request in self.held.pop(key, []):
            self._back(request)

    def _back(self, request: Request) -> None:
        self.timers.pop(request, None)
        engine = self.crawler.engine
        if engine is not None and engine.spider is not None:
            engine.crawl(request.replace(dont_filter=True, meta={**request.meta, PARKED: True}))

    def stay(self) -> None:
        """Keep the crawl open while requests wait."""
        if self.timers or self.held:
            raise DontCloseSpider

    def close(self) -> None:
        """Forget those that wait: a run that is ended early is carried on by the next one."""
        for timer in self.timers.values():
            timer.cancel()
        self.timers.clear()
        self.held.clear()


def room_of(crawler: Crawler) -> WaitingRoom:
    """The waiting room of a crawl."""
    room = crawler.get_extension(WaitingRoom)
    if room is None:
        raise RuntimeError("the extension sdspider.spiders.waiting.WaitingRoom is switched off; switch it on")
    return room
