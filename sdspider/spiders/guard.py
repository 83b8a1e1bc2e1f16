"""The address guard: what a page links to must not make this machine talk to its own network.

Every request, redirects included, is checked just before it is sent: the host is resolved and refused unless all of
its addresses are global. `ALLOW_PRIVATE` admits only the private hosts and ports that the user named as start
addresses. Behind a proxy names are resolved by the proxy, so that only literal and local names are judged here.
`sdspider.spiders.resolver` judges once more what the connection itself resolves, so that a name cannot change between.
"""

from __future__ import annotations

import asyncio
import socket
from contextlib import suppress
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest


def is_global(address: str) -> bool:
    """Whether an IP address lies on the public internet; mapped IPv4 addresses count as what they map."""
    ip: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address) and (inner := ip.ipv4_mapped or ip.sixtofour):
        ip = inner
    return ip.is_global and not ip.is_multicast


def literal(host: str) -> str | None:
    """The IP address that a host spells in any notation (dotted, decimal, octal, hex, IPv6), else `None`."""
    bare = host.strip("[]").rstrip(".")
    with suppress(ValueError):
        return str(ip_address(bare.partition("%")[0]))
    try:
        return socket.inet_ntoa(socket.inet_aton(bare))
    except OSError:
        return "127.0.0.1" if bare == "localhost" or bare.endswith(".localhost") else None


class Refused(IgnoreRequest):
    """The address is not global, and the user did not name it."""


class AddressGuard:
    """Downloader middleware that refuses requests to addresses that are not global."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.allow_private = crawler.settings.getbool("ALLOW_PRIVATE")
        self.known: dict[str, bool] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's constructor."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Let the request pass, or raise `Refused`."""
        parts = urlsplit(request.url)
        host = (parts.hostname or "").lower()
        if self.named(parts.netloc) or await self.allowed(host, bool(request.meta.get("proxy"))):
            return
        raise Refused(f"refused address: {host} is private (use --allow-private for a portal of your own)")

    def named(self, netloc: str) -> bool:
        """Whether the user named this private host and port as a start address and allowed it."""
        frontier = getattr(self.crawler.spider, "frontier", None)
        return self.allow_private and frontier is not None and netloc.lower() in frontier.given

    async def allowed(self, host: str, proxied: bool) -> bool:
        """Whether all addresses of the host are global; resolved once a run."""
        if address := literal(host):
            return is_global(address)
        if proxied:
            return True
        if host not in self.known:
            self.known[host] = await self.resolve(host)
        return self.known[host]

    async def resolve(self, host: str) -> bool:
        """Look the host up; a name that cannot be resolved passes, to fail as what it is in the downloader."""
        try:
            found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
        except OSError:
            return True
        return all(is_global(str(entry[4][0])) for entry in found)
