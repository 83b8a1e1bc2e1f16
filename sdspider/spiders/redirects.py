"""Redirects whose targets are asked for once a run, like every other address."""

from __future__ import annotations

from scrapy import Request
from scrapy.downloadermiddlewares.redirect import MetaRefreshMiddleware, RedirectMiddleware
from scrapy.http import Response

from sdspider.spiders.waiting import PARKED


def first_try(result: Request | Response) -> Request | Response:
    """A redirect's target is an address of its own: asked for once a run, with retries of its own."""
    if isinstance(result, Response):
        return result
    meta = {key: value for key, value in result.meta.items() if key not in (PARKED, "retry_times", "page")}
    return result.replace(meta=meta, dont_filter=False)


class Redirect(RedirectMiddleware):
    """HTTP redirects."""

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        """The answer, or the request that follows its redirect."""
        return first_try(super().process_response(request, response))


class Refresh(MetaRefreshMiddleware):
    """`<meta http-equiv=refresh>` redirects."""

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        """The answer, or the request that follows its redirect."""
        return first_try(super().process_response(request, response))
