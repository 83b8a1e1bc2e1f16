"""Every link of a page that a crawler may follow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from sdspider.drafts import FoundLink
from sdspider.extract.addresses import absolute
from sdspider.extract.tree import Node, Tree
from sdspider.extract.words import is_word

_REFRESH = re.compile(r"^\s*\d*(?:\.\d+)?\s*[;,]\s*(?:url\s*=)?\s*[\"']?\s*([^\"']+)", re.I)
_ADDRESS = re.compile(r"^(?:https?://|/|\.{1,2}/|\?)\S+$|^[\w./-]+\.(?:s?html?|php|jsp|aspx?)(?:\?\S*)?$", re.I)


def refresh_target(tree: Tree, base: str) -> str | None:
    """Where `<meta http-equiv=refresh>` leads, `None` where the page has none or reloads itself."""
    for node in tree.all("meta"):
        if node.attrs.get("http-equiv", "").lower() == "refresh":
            match = _REFRESH.match(node.attrs.get("content", ""))
            if match and (target := absolute(base, match.group(1))):
                return target
    return None


def _anchors(tree: Tree, base: str) -> Iterator[FoundLink]:
    for node in tree.all("a", "area"):
        url = absolute(base, node.attrs.get("href") or "")
        if url:
            text = tree.text(node) or node.attrs.get("title") or node.attrs.get("alt") or ""
            yield FoundLink(url, text, "next" if _is_next(node, text) else "link")


def _is_next(node: Node, text: str) -> bool:
    rel = node.attrs.get("rel", "")
    return "next" in rel.lower().split() or (len(text) < 24 and is_word("next", text or node.attrs.get("title", "")))


def _heads(tree: Tree, base: str) -> Iterator[FoundLink]:
    rels: dict[str, Literal["next", "canonical", "alternate"]] = {
        "next": "next",
        "canonical": "canonical",
        "alternate": "alternate",
    }
    for node in tree.all("link"):
        for rel in node.attrs.get("rel", "").lower().split():
            url = absolute(base, node.attrs.get("href") or "")
            if rel in rels and url and (rel != "alternate" or node.attrs.get("hreflang")):
                yield FoundLink(url, node.attrs.get("hreflang", ""), rels[rel])


def _jumps(tree: Tree, base: str) -> Iterator[FoundLink]:
    """Jump menus of pagers: options whose values are addresses."""
    for node in tree.all("option"):
        value = (node.attrs.get("value") or "").strip()
        if _ADDRESS.match(value) and (url := absolute(base, value)):
            yield FoundLink(url, tree.text(node))


def links(tree: Tree, base: str) -> tuple[FoundLink, ...]:
    """All links, each (address, rel) once, a link with text before one without."""
    out: dict[tuple[str, str], FoundLink] = {}
    if target := refresh_target(tree, base):
        out[target, "refresh"] = FoundLink(target, "", "refresh")
    for found in (*_heads(tree, base), *_anchors(tree, base), *_jumps(tree, base)):
        key = (found.url, found.rel)
        if key not in out or (found.text and not out[key].text):
            out[key] = found
    return tuple(out.values())


def alternates(found: tuple[FoundLink, ...]) -> tuple[tuple[str, str], ...]:
    """(hreflang, address) of declared translations."""
    return tuple((link.text, link.url) for link in found if link.rel == "alternate")
