"""What extractors cut from a page, before pipelines give it meaning: strings and where they were found.

Drafts hold no parsed date, number or language. `Hints` is what the portal file knows of an address.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from sdspider.items import Attachment, Image, Link
from sdspider.page import ArchiveRef

PageKind = Literal["home", "list", "article", "record", "static", "error", "challenge", "empty"]
"""What a page is for. `error` covers soft 404s; `empty` is a page without readable content."""

Rung = Literal["declared", "template", "generic"]
"""Rung of the extraction ladder."""


@dataclass(frozen=True)
class Hints:
    """What a portal knows of an address before its page is read. All optional: the generic rung needs none."""

    site: str
    number: str | None = None
    """The portal's own article number."""
    language: str | None = None
    """BCP 47 language that the address suggests."""
    template: str | None = None
    kind: PageKind | None = None
    """Kind that the address suggests; a page's own evidence (error, empty) outranks it."""
    section: str | None = None
    record_kind: Literal["contact", "project"] | None = None
    date_formats: tuple[str, ...] = ()
    """strptime forms of this template, tried in order before anything else."""
    date_order: Literal["YMD", "MDY", "DMY"] | None = None
    """Order of an all-numeric date of this template."""
    timezone: str | None = None
    """IANA name for dates printed without offset."""
    created_at: datetime | None = None
    """Creation time decoded from the article number: the `inferred` fallback."""
    window: tuple[datetime | None, datetime | None] | None = None
    """Earliest and latest plausible date by the article number: a check, never a value."""
    headers: tuple[re.Pattern[str], ...] = ()
    """Patterns of the header line, with named groups `source`, `editor`, `date` (each optional)."""
    noise: tuple[re.Pattern[str], ...] = ()
    """Whole lines that are never part of an article (top bars, share words, copyright lines)."""
    sources: Mapping[str, str] = field(default_factory=dict)
    """Printed name of an outlet (casefolded) -> canonical name."""
    site_names: tuple[str, ...] = ()
    """Names of the site that may be glued to titles."""
    languages: tuple[str, ...] = ()
    """BCP 47 codes that the portal's texts are written in; empty where any is possible."""
    lookup: Callable[[str], Hints] | None = field(default=None, compare=False, repr=False)
    """What the portal knows of another address: the number, language and section of a link's target."""


@dataclass(frozen=True)
class ArticleDraft:
    """Strings of one article page."""

    url: str
    hints: Hints
    fetched_at: datetime
    title: str | None = None
    published_raw: str | None = None
    source_raw: str | None = None
    editor: str | None = None
    breadcrumb: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()
    images: tuple[Image, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    recommended: tuple[Link, ...] = ()
    alternates: tuple[tuple[str, str], ...] = ()
    """(hreflang, absolute address) of declared translations."""
    declared_language: str | None = None
    """`lang` attribute or meta language, unchecked."""
    extraction: Mapping[str, Rung] = field(default_factory=dict)
    """Field -> rung that gave it. `published` stands for the date."""
    flags: tuple[str, ...] = ()
    archive: ArchiveRef | None = None


@dataclass(frozen=True)
class NavDraft:
    """One entry of a navigation block, labels as printed."""

    page_url: str
    hints: Hints
    label: str
    path: tuple[str, ...]
    """Labels from the root to this entry, this entry's label last."""
    position: int
    kind: Literal["menu", "breadcrumb", "language", "footer"]
    url: str | None = None
    declared_language: str | None = None
    sample: str = ""
    """Labels of the whole block: one label is too short to tell its language."""


@dataclass(frozen=True)
class RecordDraft:
    """One labelled record, fields in page order."""

    url: str
    hints: Hints
    kind: Literal["contact", "project"]
    fields: tuple[tuple[str, str], ...]
    title: str | None = None
    section: str | None = None
    declared_language: str | None = None


Draft = ArticleDraft | NavDraft | RecordDraft


@dataclass(frozen=True)
class FoundLink:
    """A link that a crawler may follow: absolute address without fragment, and its text."""

    url: str
    text: str = ""
    rel: Literal["link", "next", "refresh", "canonical", "alternate"] = "link"


@dataclass(frozen=True)
class Reading:
    """Everything that one page says."""

    kind: PageKind
    drafts: tuple[Draft, ...] = ()
    links: tuple[FoundLink, ...] = ()
    reason: str = ""
    """Why a page is `error`, `challenge` or `empty`."""
