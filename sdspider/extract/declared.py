"""The first rung: what a page declares of itself in JSON-LD, OpenGraph, meta names and microdata."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

from sdspider.extract.tree import Tree, fold

ARTICLE_TYPES = re.compile(
    r"Article|BlogPosting|Report|NewsItem|Review$|LiveBlog|Recipe|TechArticle|WebPage$|ItemPage$"
)
"""schema.org types that describe the page's text; `WebPage` only where nothing better is there."""

TITLES = (
    "articletitle",
    "og:title",
    "dc.title",
    "dcterms.title",
    "twitter:title",
    "parsely-title",
    "sailthru.title",
    "title",
)
DATES = (
    "pubdate", "publishdate", "publish-date", "publish_date", "publication_date", "publicationdate",
    "article:published_time", "article:published", "og:published_time", "og:article:published_time",
    "datepublished", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created",
    "dc.date.publication", "citation_publication_date", "citation_date", "citation_online_date", "parsely-pub-date",
    "sailthru.date", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "bt:pubdate", "article.published",
    "article_date_original", "originalpublicationdate", "published_time", "published-date", "published",
    "rnews:datepublished", "gentime", "ptime", "displaydate", "dc.date", "dcterms.date", "dc:date", "pdate", "date",
    "created", "creation_date", "datecreated", "article:create_time", "article.created", "date_created",
)  # fmt: skip
"""Publication before creation before a date of no stated sense; modification dates are no publication dates."""
MODIFIED = (
    "article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "dc.date.modified", "last-modified",
    "lastmod", "lastmodified", "article.updated", "last_updated_date", "updated_time", "revision_date",
)  # fmt: skip
AUTHORS = (
    "author",
    "article:author_name",
    "dc.creator",
    "dcterms.creator",
    "byl",
    "parsely-author",
    "sailthru.author",
    "dc.contributor",
    "cxenseparse:author",
    "editor",
)
SOURCES = ("contentsource", "article:source", "source", "original-source", "copyright-holder")
SECTIONS = ("columnname", "article:section")


@dataclass(frozen=True, slots=True)
class Declared:
    """Strings that the page states of itself; `None` where it is silent."""

    meta: Mapping[str, str]
    headline: str | None = None
    published: str | None = None
    modified: str | None = None
    author: str | None = None
    source: str | None = None
    body: str | None = None
    site: str | None = None
    language: str | None = None
    breadcrumb: tuple[str, ...] = ()
    is_article: bool = False

    def first(self, names: tuple[str, ...]) -> str | None:
        """Content of the first of these meta names that is there."""
        return next((self.meta[name] for name in names if name in self.meta), None)


def declared(tree: Tree) -> Declared:
    """Read all declarations of a page."""
    meta = _metas(tree)
    items = list(_items(tree))
    best = _article(items)
    return Declared(
        meta=meta,
        headline=_text(best.get("headline")) or _text(meta.get("articletitle")),
        published=_date(best, "datePublished", "uploadDate", "dateCreated"),
        modified=_date(best, "dateModified"),
        author=_names(best.get("author") or best.get("creator")),
        source=next((_text(meta[name]) for name in SOURCES if name in meta), None),
        body=_text(best.get("articleBody"), limit=10**6),
        site=_text(meta.get("og:site_name") or meta.get("sitename")) or _names(best.get("publisher")),
        language=_language(tree, meta),
        breadcrumb=_trail(items),
        is_article=bool(best) and "WebPage" not in str(best.get("@type")),
    )


def _metas(tree: Tree) -> dict[str, str]:
    """Meta name, property or itemprop (lower case) -> content; the first one wins."""
    out: dict[str, str] = {}
    for node in tree.all("meta"):
        attrs = node.attrs
        content = attrs.get("content")
        name = attrs.get("property") or attrs.get("name") or attrs.get("itemprop") or attrs.get("http-equiv")
        if content and name and (content := fold(content)):
            out.setdefault(name.strip().lower(), content)
    return out


def _items(tree: Tree) -> Iterator[dict[str, Any]]:
    """All objects of the page's JSON-LD, outermost first."""
    for kind, text in tree.scripts:
        if "ld+json" in kind:
            yield from _walk(_loads(text), 0)


def _loads(text: str) -> Any:
    """Parsed JSON, `None` for what cannot be read even without comment marks and stray commas."""
    text = (
        text.strip()
        .removeprefix("<!--")
        .removesuffix("-->")
        .removeprefix("//<![CDATA[")
        .removesuffix("//]]>")
        .strip(" \t\r\n;")
    )
    for attempt in (text, re.sub(r",\s*([}\]])", r"\1", text[:500_000])):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _walk(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    """Dicts in a JSON value, at most eight levels down."""
    if depth > 8:
        return
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            if isinstance(inner, (dict, list)):
                yield from _walk(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value[:500]:
            yield from _walk(inner, depth + 1)


def _article(items: list[dict[str, Any]]) -> dict[str, Any]:
    """The object that describes this page's text: the best typed one with the most said."""
    best: dict[str, Any] = {}
    rank = (-1, 0)
    for item in items:
        kind = str(item.get("@type") or "")
        if not ARTICLE_TYPES.search(kind):
            continue
        own = (
            "WebPage" not in kind and "ItemPage" not in kind,
            sum(key in item for key in ("headline", "datePublished", "articleBody", "author")),
        )
        if (score := (int(own[0]), own[1])) > rank and (own[0] or own[1]):
            best, rank = item, score
    return best


def _text(value: Any, limit: int = 500) -> str | None:
    """A folded string without markup, else `None`."""
    if isinstance(value, list):
        value = value[0] if value else None
    if not isinstance(value, str):
        return None
    value = unescape(value)
    if "<" in value:
        value = re.sub(r"<[^<>]{1,500}>", " ", value)
    return fold(value[: limit * 2])[:limit] or None


def _date(item: Mapping[str, Any], *names: str) -> str | None:
    """The first of these dates that has a digit."""
    for name in names:
        value = _text(item.get(name), 80)
        if value and any(char.isdigit() for char in value):
            return value
    return None


def _names(value: Any) -> str | None:
    """Names of people or organisations, joined by commas."""
    values = value if isinstance(value, list) else [value]
    names = [_text(entry.get("name") if isinstance(entry, dict) else entry) for entry in values]
    kept = [name for name in names if name and "://" not in name]
    return ", ".join(dict.fromkeys(kept)) or None


def _language(tree: Tree, meta: Mapping[str, str]) -> str | None:
    """`lang` of the root, else the declared content language."""
    for node in tree.nodes[:1]:
        if lang := (node.attrs.get("lang") or node.attrs.get("xml:lang") or "").strip():
            return lang[:35]
    return (meta.get("content-language") or meta.get("language") or meta.get("og:locale") or "")[:35].strip() or None


def _trail(items: list[dict[str, Any]]) -> tuple[str, ...]:
    """Labels of the longest BreadcrumbList."""
    best: tuple[str, ...] = ()
    for item in items:
        if "BreadcrumbList" not in str(item.get("@type")):
            continue
        entries = item.get("itemListElement")
        entries = entries if isinstance(entries, list) else [entries]
        labels = tuple(filter(None, (_entry_label(entry) for entry in entries)))
        best = max(best, labels, key=len)
    return best


def _entry_label(entry: Any) -> str | None:
    if not isinstance(entry, dict):
        return None
    inner = entry.get("item")
    return _text(entry.get("name")) or (_text(inner.get("name")) if isinstance(inner, dict) else None)
