"""The waist of the project: one fetched page, whether from the network, a fixture or an archive.

Everything before `Page` may be Scrapy; everything after it is plain Python without clock or network.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, NamedTuple, Protocol, TypeVar, cast

from charset_normalizer import from_bytes
from lxml import etree
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

    @classmethod
    def of_text(cls, url: str, text: str) -> Page:
        """A page of which only the decoded text is at hand."""
        page = cls(url, text.encode("utf-8", "replace"), encoding="utf-8")
        page.__dict__["decoded"] = (text, "utf-8", False)
        return page

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

    @property
    def source(self) -> str | bytes:
        """What a parser is given: the bytes where they are sound UTF-8, else the text."""
        text, encoding, _ = self.decoded
        plain = encoding == "utf-8" and not self.body.startswith(BOM_UTF8)
        return self.body if plain and "\ufffd" not in text else text

    @cached_property
    def root(self) -> etree._Element:
        """The root element of the parsed tree, made when it is first asked for; never `None`. Comments are left out."""
        return parse(self.source)

    @cached_property
    def selector(self) -> Selector:
        """The same tree as a parsel selector."""
        return Selector(root=self.root, type="html")


CONTROLS = bytes(set(range(32)) - {9, 10, 13})
"""Control characters that libxml2 stops at; they carry no text."""


EMPTY = b"<html></html>"
"""Stands for what cannot be parsed."""
Made = TypeVar("Made", covariant=True)


class Target(Protocol[Made]):
    """What a parser tells the elements and texts of a page to, in their order."""

    def start(self, tag: str, attrs: Mapping[str, str]) -> None:
        """An element begins."""

    def end(self, tag: str) -> None:
        """The element that began last and has not ended yet ends."""

    @property
    def data(self) -> Callable[[str], None]:
        """Takes a piece of text."""

    def close(self) -> Made:
        """What was made of the page."""


def parse(text: str | bytes) -> etree._Element:
    """The tree of an HTML text (bytes: in UTF-8) of any quality; `<html/>` where there is nothing to parse.

    libxml2 drops what lies deeper than 2,048 levels.
    """
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root: etree._Element | None = etree.fromstring(_clean(text), parser)
    except etree.XMLSyntaxError:
        root = None
    return etree.Element("html") if root is None else root


def tell(text: str | bytes, make: Callable[[], Target[Made]]) -> Made:
    """Parse an HTML text of any quality without building a tree of elements. Returns what the target made."""

    def told(data: bytes) -> Made:
        target: Any = make()
        parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, target=target)
        return cast(Made, etree.fromstring(data, parser))

    try:
        return told(_clean(text))
    except etree.XMLSyntaxError:
        return told(EMPTY)


def _clean(text: str | bytes) -> bytes:
    data = text if isinstance(text, bytes) else text.encode("utf-8", "replace")
    for control in CONTROLS:
        if control in data:  # seldom so, and quicker to see than to leave out
            data = data.translate(None, CONTROLS)
            break
    return data.strip() or EMPTY


def decode(body: bytes, declared: str | None = None) -> tuple[str, str, bool]:
    """Decode HTML bytes: BOM, then strict HTTP and meta declarations, then strict UTF-8, then detection.

    Returns (text, canonical charset name, repaired); `repaired` is true when a declared charset was wrong.
    """
    bom_encoding, bom = read_bom(body)
    if bom_encoding:
        return body[len(bom or b"") :].decode(bom_encoding, "replace"), bom_encoding, False
    claims: list[str] = []
    for claim in _claims(body, declared):
        claims.append(claim)
        name = resolve_encoding(claim)
        text = _strictly(body, name)
        if text is not None and name is not None:
            return text, name, False
    return _detected(body, claims)


def _claims(body: bytes, declared: str | None) -> Iterator[str]:
    """Charsets that are claimed, by the server before the page itself."""
    if declared:
        yield declared
    if said := html_body_declared_encoding(body):
        yield said


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
    last = (resolve_encoding(claims[0]) if claims else None) or "utf-8"
    return body.decode(last, "replace"), last, True
