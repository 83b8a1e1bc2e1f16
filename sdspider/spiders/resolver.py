"""The address guard's second look: the address that a connection is about to use, whatever the name said before."""

from __future__ import annotations

from typing import Any, Self
from urllib.parse import urlsplit
from urllib.request import getproxies

from scrapy.resolver import CachingThreadedResolver
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

from sdspider.spiders.guard import is_global, literal


class GuardedResolver(CachingThreadedResolver):
    """Resolves names for connections (setting `TWISTED_DNS_RESOLVER`); refuses addresses that are not global."""

    crawlers: Any = None
    allow_private = False

    @classmethod
    def from_crawler(cls, crawler: Any, reactor: Any) -> Self:
        """Scrapy's constructor; it passes the process, not a crawler."""
        resolver = super().from_crawler(crawler, reactor)
        resolver.crawlers = crawler
        resolver.allow_private = crawler.settings.getbool("ALLOW_PRIVATE")
        return resolver

    def getHostByName(self, name: str, timeout: Any = ()) -> Deferred[str]:
        """The address of a name; literal addresses were judged before."""
        found: Deferred[str] = super().getHostByName(name, timeout)
        return found if literal(name) else found.addCallback(self.judged, name)

    def judged(self, address: str, name: str) -> str:
        """The address, or `DNSLookupError` where it is private and nobody named the host."""
        if is_global(address) or name.lower() in self.named():
            return address
        raise DNSLookupError(f"refused address: {name} is private ({address})")

    def named(self) -> set[str]:
        """Hosts that may be private: proxies, and start addresses where the user allowed it."""
        urls = list(getproxies().values())
        if self.allow_private:
            frontiers = [getattr(one.spider, "frontier", None) for one in getattr(self.crawlers, "crawlers", ())]
            urls += [f"http://{netloc}" for frontier in frontiers if frontier for netloc in frontier.given]
        return {(urlsplit(url if "://" in url else f"http://{url}").hostname or "").lower() for url in urls}
