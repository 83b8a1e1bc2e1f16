"""The form of a page that a WARC record can carry without loss.

HTTP headers and WARC fields are lines of text, so line breaks, odd names and lone surrogates cannot be kept.
Pages are brought into this form before they are written, and the crawl goes on with what was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC
from urllib.parse import quote, urldefrag

from sdspider.archive.errors import ArchiveError
from sdspider.page import Page

FRAMING = frozenset({"transfer-encoding", "content-length"})
"""Headers that describe the body on the wire; the stored body is another one."""

_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")  # RFC 9110, section 5.6.2
_BREAKS = re.compile("[\x00\r\n]+")
_UNSAFE = re.compile("[\\s\x00-\x20\x7f<>]")


def storable(page: Page) -> Page:
    """The page as a WARC record can hold it. Raises `ArchiveError` where the address is not http or https."""
    moment = page.fetched_at
    return replace(
        page,
        url=storable_url(page.url),
        headers=merge_headers(page.headers.items()),
        encoding=_line(page.encoding or "") or None,
        fetched_at=moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC),
    )


def storable_url(url: str) -> str:
    """The address without fragment, with blanks, control characters and angle brackets percent-encoded."""
    if not url.startswith(("http://", "https://")):
        raise ArchiveError(f"only http and https answers can be archived, not {url[:80]!r}")
    bare = urldefrag(url.encode("utf-8", "replace").decode("utf-8")).url
    return _UNSAFE.sub(lambda match: quote(match.group()), bare)


def merge_headers(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Headers in order of first appearance; repeated ones are joined by `, ` (RFC 9110, section 5.3)."""
    names: dict[str, str] = {}
    merged: dict[str, str] = {}
    for name, value in pairs:
        low = name.lower()
        if low in FRAMING or not _TOKEN.fullmatch(name):
            continue
        key = names.setdefault(low, name)
        merged[key] = f"{merged[key]}, {_line(value)}" if key in merged else _line(value)
    return {key: value.strip() for key, value in merged.items()}


def _line(value: str) -> str:
    """The text on one line, encodable as UTF-8."""
    return _BREAKS.sub(" ", value.encode("utf-8", "replace").decode("utf-8")).strip()
