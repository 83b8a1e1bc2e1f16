"""One article, several addresses: which view gives the fields. Pure, and independent of the order of arrival."""

from __future__ import annotations

from collections.abc import Sequence

from sdspider.items import Article, Model, NavNode

PREFERENCE = {"C": 0, "B": 1, "A": 2, "A-zh": 3}
"""Ties between views that state equally much (DESIGN section 4): C before B before A."""

STATED = (
    "title", "published_at", "source", "editor", "section", "breadcrumb", "body", "images", "attachments",
    "recommended", "translations",
)  # fmt: skip
"""Fields that count for how much a view states."""


def rank(view: Article) -> tuple[bool, bool, int, int, int, str]:
    """Sort key of a view: the smallest is preferred."""
    stated = sum(bool(getattr(view, name)) for name in STATED)
    inferred = view.published_method == "inferred"
    length = len(view.body or "")
    return not view.body, inferred, -stated, PREFERENCE.get(view.template or "", 4), -length, view.url


def merge_articles(views: Sequence[Article]) -> Article:
    """The preferred view, with the addresses and translations of all."""
    best = min(views, key=rank)
    urls = sorted({url for view in views for url in view.urls})
    translations = sorted({key for view in views for key in view.translations} - {best.id})
    return best.model_copy(update={"urls": tuple(urls), "translations": tuple(translations)})


def merge_nodes(nodes: Sequence[NavNode]) -> NavNode:
    """One entry of a menu that pages print alike: a linked one first, then the first place it holds."""
    return min(nodes, key=lambda node: (node.url is None, node.position, node.model_dump_json()))


def merge(items: Sequence[Model]) -> Model:
    """Merge records that share an id; records other than articles and menu entries are alike by their id."""
    first = items[0]
    if isinstance(first, Article):
        return merge_articles([item for item in items if isinstance(item, Article)])
    if isinstance(first, NavNode):
        return merge_nodes([item for item in items if isinstance(item, NavNode)])
    return min(items, key=lambda item: item.model_dump_json())
