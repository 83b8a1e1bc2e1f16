"""Which links are worth asking for: scope, file types and traps. Pure bookkeeping; no Scrapy objects.

A trap is an endless chain of pages that bring nothing (calendars, facets, session mazes). It is cut by what it
yields, not by its name: a page is barren when it gives no record and shows no new article address; chains of barren
pages and address shapes that stay barren are not followed further.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from ipaddress import ip_address
from urllib.parse import parse_qsl, urlsplit

from sdspider.drafts import FoundLink, Reading
from sdspider.normalise.digests import Digests
from sdspider.normalise.urls import canonical
from sdspider.portals.base import Portal

BARREN_CHAIN = 3
"""Barren pages in a row after which a chain is cut. Menus reach every section in fewer steps."""

MOST_LINKS = 2_000
"""Links of one page that are looked at; the largest honest list has a few hundred."""

MISSING_WEIGHT = 2
"""A page that does not exist counts for so many barren ones: a shape that only gives 404 is an invention."""

BARREN_SHAPE = 40
"""Barren pages of one address shape, without a fertile one among them, after which the shape is dropped."""

FILES = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|zip|rar|7z|gz|tar|jpe?g|png|gif|bmp|webp|svg|ico|tiff?|css|js|json|mp[34]|m4[av]|avi"
    r"|mov|wmv|flv|webm|wav|apk|exe|dmg|iso|swf|woff2?|ttf|eot|rss|atom|txt|csv|xml)$",
    re.IGNORECASE,
)
"""Addresses of files: never pages, and never asked for."""


def shape(url: str) -> str:
    """An address with its numbers blanked: pages made by one template share it."""
    parts = urlsplit(url)
    path = re.sub(r"\d+", "0", parts.path)
    keys = "&".join(sorted({key for key, _ in parse_qsl(parts.query, keep_blank_values=True)}))
    return f"{parts.hostname}{path}?{keys}"


def looping(url: str) -> bool:
    """Whether a path repeats one segment more than twice: relative links that pile up."""
    segments = [part for part in urlsplit(url).path.split("/") if part]
    return any(count > 2 for part, count in Counter(segments).items() if not part.isdigit())


def private_netloc(url: str) -> str | None:
    """`host:port` where the host is a literal address or a local name, else `None`."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    try:
        ip_address(host)
    except ValueError:
        if host != "localhost" and not host.endswith(".localhost") and "." in host:
            return None
    return parts.netloc.lower()


class Frontier:
    """Decides for one crawl of one portal which links are followed."""

    def __init__(self, portal: Portal, start_urls: Iterable[str] = ()) -> None:
        self.portal = portal
        starts = list(start_urls)
        self.given = {urlsplit(url).netloc.lower() for url in starts}
        """`host:port` of the addresses that the user named."""
        self.netlocs = {netloc for url in starts if (netloc := private_netloc(url))}
        self.hosts = {urlsplit(url).hostname or "" for url in starts if not private_netloc(url)}
        if not starts or any(portal.owns(url) for url in starts):
            self.hosts |= set(portal.hosts)
        self._articles = Digests()
        self._barren: Counter[str] = Counter()
        self._fertile: set[str] = set()

    def in_scope(self, url: str) -> bool:
        """Whether an address lies on the portal: private hosts by host and port, others by domain."""
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https"):
            return False
        if netloc := private_netloc(url):
            return netloc in self.netlocs
        host = (parts.hostname or "").rstrip(".")
        return any(host == own or host.endswith("." + own) for own in self.hosts)

    def wanted(self, reading: Reading) -> list[FoundLink]:
        """Links of a page in canonical form, in page order, without those that are no pages of this portal."""
        found: dict[str, FoundLink] = {}
        for link in reading.links[:MOST_LINKS]:
            url = canonical(link.url)
            if self.in_scope(url) and not FILES.search(urlsplit(url).path) and not looping(url):
                found.setdefault(url, FoundLink(url, link.text, link.rel))
        return list(found.values())

    def barren_run(self, url: str, reading: Reading, links: list[FoundLink], before: int) -> int:
        """Length of the chain of barren pages that ends here; 0 where this page brings something."""
        fertile = self._fresh(url, reading, links)
        own = shape(url)
        if fertile or _gives(reading):
            self._barren[own] = 0
            self._fertile.add(own)
            return 0
        self._barren[own] += 1
        return before + 1

    def open(self, link: FoundLink, chain: int) -> bool:
        """Whether a link found at the end of a barren chain of this length may still be asked for."""
        return chain <= BARREN_CHAIN and self._barren[shape(link.url)] < BARREN_SHAPE

    def missing(self, url: str) -> None:
        """Note that a page does not exist."""
        self._barren[shape(url)] += MISSING_WEIGHT

    def dead(self, url: str) -> bool:
        """Whether pages of this shape have never brought anything, often enough; articles are never dead."""
        own = shape(url)
        if self._barren[own] < BARREN_SHAPE or own in self._fertile:
            return False
        return self.portal.identify(url) is None

    def _fresh(self, url: str, reading: Reading, links: list[FoundLink]) -> bool:
        """Whether the page shows the address of an article for the first time.

        An article is known by its identity; on a list, and on a portal without routes, any address of another shape may
        be one, unless such addresses have brought nothing so far.
        """
        fresh = False
        own = shape(url)
        guess = reading.kind in ("list", "home") or not self.portal.routes
        for link in links:
            identity = self.portal.identify(link.url)
            other = shape(link.url)
            if identity is None and (not guess or other == own or self._barren[other] >= BARREN_SHAPE):
                continue
            fresh |= self._articles.add_text(urlsplit(link.url)._replace(query="").geturl() if identity else link.url)
        return fresh


def _gives(reading: Reading) -> bool:
    """Whether a page is itself worth publishing, apart from its menus."""
    return reading.kind in ("article", "record")
