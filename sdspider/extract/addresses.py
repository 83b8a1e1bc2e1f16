"""Addresses as a page prints them, made absolute."""

from __future__ import annotations

from urllib.parse import urldefrag, urljoin, urlsplit

from sdspider.extract.tree import Tree


def base_of(tree: Tree, url: str) -> str:
    """The address that relative ones are relative to: `<base href>` where there is one."""
    for node in tree.all("base"):
        if href := (node.attrs.get("href") or "").strip():
            return absolute(url, href) or url
    return url


def absolute(base: str, href: str) -> str | None:
    """Absolute http(s) address without fragment, `None` for anything else (`javascript:`, `mailto:`, broken)."""
    href = "".join(href.split()) if any(c in href for c in "\t\r\n") else href.strip()
    if not href or href.startswith("#"):
        return None
    head = href[:12].lower()
    if (
        ":" in head
        and not head.startswith(("http:", "https:"))
        and head.split(":")[0].isalnum()
        and "/" not in head.split(":")[0]
    ):
        return None
    try:
        whole = urldefrag(urljoin(base, href.replace(" ", "%20").replace("\\", "/")))[0]
        parts = urlsplit(whole)
        _ = parts.port
    except ValueError:
        return None
    return whole if parts.scheme in ("http", "https") and parts.hostname else None
