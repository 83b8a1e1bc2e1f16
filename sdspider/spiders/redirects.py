"""Redirects without a Referer: the policy middleware is switched off, because portals need not know our path."""

from __future__ import annotations

from scrapy import Request
from scrapy.downloadermiddlewares.redirect import MetaRefreshMiddleware, RedirectMiddleware
from scrapy.http import Response


class _NoReferer:
    """Scrapy's documented hook for crawls without RefererMiddleware."""

    def handle_referer(self, request: Request, response: Response) -> None:
        """Send none."""
        request.headers.pop("Referer", None)


class Redirect(_NoReferer, RedirectMiddleware):
    """HTTP redirects."""


class Refresh(_NoReferer, MetaRefreshMiddleware):
    """`<meta http-equiv=refresh>` redirects."""
