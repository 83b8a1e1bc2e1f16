"""The waist of the project: one fetched page, whether from the network, a fixture or an archive.

Everything before `Page` may be Scrapy; everything after it is plain Python without clock or network.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import NamedTuple

from charset_normalizer import from_bytes
from lxml import html as lxml_html
from parsel import Selector
from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom, resolve_encoding

EAST_ASIAN = ("utf-8", "gb18030", "big5", "shift_jis", "euc-kr")
"""Charsets tried, in this order, when the declared one cannot decode the body."""

SAMPLE_BYTES = 65_536
"""Bytes shown to the charset detector; it is slow on long bodies and certain on short ones."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
"""Fetch time of a page whose fetch time nobody recorded."""


class ArchiveRef(NamedTuple):
    """Where the raw bytes of a page lie: WARC file name (relative to the archive) and byte offset."""

    file: str
    offset: int


@dataclass(frozen=True)
class Page:
    """One final answer of a server, decoded of its transfer and content encodings but not of its charset."""

    url: str
    body: bytes
    status: int = 200
    encoding: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    fetched_at: datetime = EPOCH
    archive: ArchiveRef | None = None

    @cached_property
    def decoded(self) -> tuple[str, str, bool]:
        """(text, charset used, whether the declared charset was wrong)."""
        return decode(self.body, self.encoding or self._header_charset)

    @property
    def _header_charset(self) -> str | None:
        return http_content_type_encoding(self.header("content-type"))

    def header(self, name: str) -> str:
        """Value of an HTTP header, `""` where absent; names are case-insensitive."""
        low = name.lower()
        return next((value for key, value in self.headers.items() if key.lower() == low), "")

    @property
    def text(self) -> str:
        """The body as text."""
        return self.decoded[0]

    @cached_property
    def selector(self) -> Selector:
        """The parsed tree as a parsel selector; parsed once, and never `None`."""
        text = _UNPARSABLE.sub("", self.text).strip() or "<html></html>"
        return Selector(text=text, type="html", huge_tree=True)

    @property
    def root(self) -> lxml_html.HtmlElement:
        """The root element of the parsed tree (the same tree as `selector`)."""
        return self.selector.root


_UNPARSABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""Control characters that libxml2 stops at; they carry no text."""


def decode(body: bytes, declared: str | None = None) -> tuple[str, str, bool]:
    """Decode HTML bytes: BOM, then strict HTTP and meta declarations, then strict UTF-8, then detection.

    Returns (text, canonical charset name, repaired); `repaired` is true when a declared charset was wrong.
    """
    bom_encoding, bom = read_bom(body)
    if bom_encoding:
        return body[len(bom or b"") :].decode(bom_encoding, "replace"), bom_encoding, False
    claims = [name for name in (declared, html_body_declared_encoding(body)) if name]
    for claim in claims:
        name = resolve_encoding(claim)
        text = _strictly(body, name)
        if text is not None and name is not None:
            return text, name, False
    return _detected(body, claims)


def _strictly(body: bytes, name: str | None) -> str | None:
    """The decoded text, or `None` where the charset is unknown or does not fit."""
    if name is None:
        return None
    try:
        return body.decode(name)
    except (UnicodeDecodeError, LookupError):
        return None


def _detected(body: bytes, claims: list[str]) -> tuple[str, str, bool]:
    """Fall back: UTF-8 if it fits, else the detector's best guess, else lossy UTF-8."""
    text = _strictly(body, "utf-8")
    if text is not None:
        return text, "utf-8", bool(claims)
    best = from_bytes(body[:SAMPLE_BYTES], cp_isolation=[*EAST_ASIAN, "cp1252", "utf_16"]).best()
    for name in filter(None, [best.encoding if best else None, *EAST_ASIAN]):
        text = _strictly(body, name)
        if text is not None:
            return text, name, bool(claims)
    name = resolve_encoding(claims[0]) if claims else None
    return body.decode(name or "utf-8", "replace"), name or "utf-8", True
