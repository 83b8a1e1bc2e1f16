"""Addresses as a page prints them, made absolute."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urldefrag, urljoin, urlsplit

from sdspider.extract.tree import Tree


def base_of(tree: Tree, url: str) -> str:
    """The address that relative ones are relative to: `<base href>` where there is one."""
    for node in tree.all("base"):
        if href := (node.attrs.get("href") or "").strip():
            return absolute(url, href) or url
    return url


_PATH = re.compile(r"/(?![/.])[\w/%?&=+~-]*(?:\.\w+)?(?:[?][\w/%&=+-]*)?\Z", re.ASCII)
"""Paths that need no resolving."""
_WHOLE = re.compile(r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/[\w/%?&=+~-]*(?:\.\w+)?(?:[?][\w/%&=+-]*)?)?\Z", re.ASCII)
"""Addresses that need no resolving."""


@lru_cache(maxsize=64)
def _origin(base: str) -> str | None:
    """Scheme and host of an address, `None` where it has none."""
    try:
        parts = urlsplit(base)
    except ValueError:
        return None
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme in ("http", "https") and parts.hostname else None


def absolute(base: str, href: str) -> str | None:
    """Absolute http(s) address without fragment, `None` for anything else (`javascript:`, `mailto:`, broken)."""
    if _WHOLE.match(href):
        return href
    if _PATH.match(href) and (origin := _origin(base)):
        return origin + href
    return _resolved(base, href)


def _resolved(base: str, href: str) -> str | None:
    """The same for any form of address."""
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
