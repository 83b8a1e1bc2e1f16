"""The bridge between Scrapy's responses and pages."""

from __future__ import annotations

from datetime import UTC, datetime

from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes

from sdspider.archive.storable import merge_headers
from sdspider.page import Page


def page_of(response: Response) -> Page:
    """The answer as a page, fetched now."""
    pairs = ((name.decode("latin-1"), value) for name, values in response.headers.items() for value in values)
    headers = merge_headers((name, _text(value)) for name, value in pairs)
    return Page(response.url, response.body, response.status, None, headers, datetime.now(UTC))


def _text(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def response_of(page: Page) -> Response:
    """The page as the response that the network gave."""
    headers = Headers(page.headers)
    kind = responsetypes.from_args(headers=headers, url=page.url, body=page.body)
    return kind(page.url, status=page.status, headers=headers, body=page.body, flags=["archived"])
