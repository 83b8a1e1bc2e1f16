"""How fast each host is asked: `Crawl-delay`, `Retry-After`, and slower after every 429 and 503.

Scrapy reads `Crawl-delay` but does not keep to it, and knows nothing of the others. The delay of a host's download slot
is held at or above what the host wishes, whatever AutoThrottle says.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response

LONGEST_DELAY = 120.0
"""Seconds; a longer `Crawl-delay` is taken for this one, or a crawl would never end."""
MARGIN = 0.05
"""Seconds added to what a host asks for: two requests may take different times to reach it."""
SHORTEST_DELAY = 0.002
"""Seconds. Where a slot has no delay at all, Scrapy 2.19 starts its whole queue at once and does not keep to
`CONCURRENT_REQUESTS_PER_DOMAIN`."""
SLOWEST = 60.0
"""Seconds between two requests that 429 and 503 lead to at most."""
BUSY = frozenset({429, 503})
RECOVERY = 0.9
"""Each good answer shortens a slowed host's delay to this share."""


@dataclass
class Wish:
    """What one host asks for, in seconds."""

    delay: float = 0.0
    """Its `Crawl-delay`."""
    slowed: float = 0.0
    """Delay after 429 and 503."""
    until: float = 0.0
    """Monotonic time before which it wants no request."""
    before: float | None = None
    """Delay of its slot before it rested."""


class Manners:
    """Extension that keeps the delays of download slots at what their hosts wish."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.agent: str = crawler.settings["ROBOTSTXT_USER_AGENT"] or crawler.settings["USER_AGENT"]
        self.least: float = crawler.settings.getfloat("DOWNLOAD_DELAY")
        self.wishes: dict[str, Wish] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Connect the signals."""
        manners = cls(crawler)
        crawler.signals.connect(manners.learn, signal=signals.robots_parsed)
        crawler.signals.connect(manners.hold, signal=signals.response_downloaded)
        crawler.signals.connect(manners.reached, signal=signals.request_reached_downloader)
        return manners

    def of(self, host: str) -> Wish:
        """The wishes of a host."""
        return self.wishes.setdefault(host, Wish())

    def learn(self, robotparser: Any, request: Request) -> None:
        """Note the delay that a robots.txt states for us."""
        host = urlsplit(request.url).hostname or ""
        delay = robotparser.crawl_delay(self.agent)
        if delay:
            self.of(host).delay = min(float(delay), LONGEST_DELAY) + MARGIN
            self.apply(host)

    def slow_down(self, host: str) -> None:
        """Double the delay of a host that is busy."""
        wish = self.of(host)
        wish.slowed = min(SLOWEST, 2 * max(wish.slowed, self.least))
        self.apply(host)

    def rest(self, host: str, seconds: float) -> None:
        """Send a host nothing for so long, not even what is queued already."""
        wish = self.of(host)
        wish.until = max(wish.until, monotonic() + seconds + MARGIN)
        self.apply(host)
        asyncio.get_running_loop().call_later(seconds + 2 * MARGIN, self.apply, host)

    def resting(self, host: str) -> float:
        """Seconds that a host still rests."""
        return self.of(host).until - monotonic()

    def reached(self, request: Request) -> None:
        """A slot that was idle for a while is made anew, without its host's wishes."""
        self.apply(str(request.meta.get("download_slot", "")))

    def hold(self, response: Response, request: Request) -> None:
        """After AutoThrottle has spoken, restore the host's own wishes; a good answer lets a slowed host recover."""
        host = str(request.meta.get("download_slot", ""))
        wish = self.of(host)
        if wish.slowed and response.status not in BUSY:
            wish.slowed = wish.slowed * RECOVERY if wish.slowed > self.least else 0.0
            self.relax(host)
        self.apply(host)

    def relax(self, host: str) -> None:
        """Let a slot's delay follow a wish that has become smaller."""
        engine = self.crawler.engine
        slot = engine.downloader.slots.get(host) if engine is not None else None
        if slot is not None and not self.crawler.settings.getbool("AUTOTHROTTLE_ENABLED"):
            slot.delay = self.least

    def apply(self, host: str) -> None:
        """Raise the slot's delay where it is lower than any wish; put it back after a rest."""
        engine = self.crawler.engine
        slot = engine.downloader.slots.get(host) if engine is not None else None
        wish = self.of(host)
        if slot is None:
            return
        now = monotonic()
        if wish.until > now:
            wish.before = slot.delay if wish.before is None else wish.before
            slot.delay = wish.until - slot.lastseen if slot.lastseen else wish.until - now
            return
        if wish.before is not None:
            slot.delay, wish.before = wish.before, None
        slot.delay = max(slot.delay, wish.delay, wish.slowed, SHORTEST_DELAY)


def retry_after(response: Response) -> float | None:
    """Seconds that an answer asks to wait (RFC 9110, 10.2.3: seconds or a date); `None` where it asks for nothing."""
    value = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if value.isdigit():
        return float(value[:9])
    try:
        moment = parsedate_to_datetime(value)
    except (TypeError, ValueError):
        return None
    aware = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
    return max(0.0, (aware - datetime.now(UTC)).total_seconds())
