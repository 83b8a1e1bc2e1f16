"""Images with captions, attached files and recommended links of an article."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from sdspider.extract.addresses import absolute
from sdspider.extract.body import OFF
from sdspider.extract.marks import Mark
from sdspider.extract.tree import Node, Run, Tree
from sdspider.extract.words import is_word
from sdspider.items import Attachment, Image, Link

FILES = {
    ".pdf": "application/pdf",
    ".doc": "application/msword",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xls": "application/vnd.ms-excel",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".ppt": "application/vnd.ms-powerpoint",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".zip": "application/zip",
    ".rar": "application/vnd.rar",
    ".7z": "application/x-7z-compressed",
    ".csv": "text/csv",
    ".txt": "text/plain",
    ".rtf": "application/rtf",
    ".ofd": "application/ofd",
    ".wps": "application/vnd.ms-works",
    ".et": "application/vnd.ms-excel",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".mp4": "video/mp4",
    ".mp3": "audio/mpeg",
}
"""Endings of files that are attachments -> media type; fixed here, for the system's own table differs by machine."""

_SOURCES = ("data-src", "data-original", "data-lazy-src", "data-srcset", "srcset", "src")
_ICON = re.compile(
    r"(?:^|[/_.-])(?:icons?|logos?|spacer|blank|pixel|share|weixin|wechat|weibo|qrcode|sprite|loading|avatar|print|arrow|btn|button)(?:[/_.\d-]|$)",
    re.I,
)
SMALLEST = 48
"""Pixels a side below which a picture is an icon."""


def media_type(url: str) -> str | None:
    """Media type by the ending of a path, `None` where it is no file to attach."""
    try:
        suffix = PurePosixPath(unquote(urlsplit(url).path)).suffix.lower()
    except ValueError:
        return None
    return FILES.get(suffix)


def _address(node: Node, base: str) -> str | None:
    """Address of an image, lazy loading seen through."""
    for name in _SOURCES:
        value = (node.attrs.get(name) or "").strip()
        if value and not value.startswith("data:"):
            if "srcset" in name:
                value = value.split(",")[-1].split()[0] if value.split(",")[-1].split() else ""
            if found := absolute(base, value):
                return found
    return None


def _too_small(node: Node) -> bool:
    sides = [node.attrs.get(side, "").strip().removesuffix("px") for side in ("width", "height")]
    return any(side.isdigit() and int(side) < SMALLEST for side in sides)


def _caption(tree: Tree, node: Node) -> str | None:
    """Text of the figure's caption, or of a marked caption right behind the picture."""
    for above in node.up():
        if above.tag == "figure" or (above.last - above.first <= 2 and above is not node and above.marks & Mark.FIGURE):
            for inner in tree.inside(above):
                if inner.tag == "figcaption" or (
                    inner.marks & Mark.CAPTION and inner.tag in ("div", "p", "span", "dd")
                ):
                    return tree.text(inner) or None
            if above.tag == "figure":
                return tree.text(above) or None
    at = node.first
    for run in tree.runs[at : at + 2]:
        if run.node.marks & Mark.CAPTION:
            return run.text
    return None


def images(tree: Tree, nodes: Iterable[Node], base: str) -> tuple[Image, ...]:
    """Pictures among some nodes, each address once; icons, share buttons and tracking pixels left out."""
    out: dict[str, Image] = {}
    for node in nodes:
        if node.tag != "img" or _too_small(node) or node.marks & (OFF & ~Mark.CAPTION):
            continue
        url = _address(node, base)
        if url and url not in out and not _ICON.search(urlsplit(url).path):
            alt = " ".join((node.attrs.get("alt") or "").split()) or None
            out[url] = Image(url=url, alt=alt, caption=_caption(tree, node))
    return tuple(out.values())


def attachments(tree: Tree, nodes: Iterable[Node], base: str) -> tuple[Attachment, ...]:
    """Files linked among some nodes, each address once."""
    out: dict[str, Attachment] = {}
    for node in nodes:
        if node.tag == "a" and (url := absolute(base, node.attrs.get("href") or "")) and (kind := media_type(url)):
            out.setdefault(url, Attachment(url=url, text=tree.text(node) or node.attrs.get("title") or None, type=kind))
    return tuple(out.values())


def recommended(tree: Tree, base: str, own: str) -> tuple[Link, ...]:
    """Links of the first block that is headed by a word for related or recommended pages."""
    for run in tree.runs:
        if len(run.text) <= 60 and is_word("recommend", run.text) and not run.node.marks & (Mark.NAV | Mark.HIDDEN):
            found = _links_behind(tree, run, base, own)
            if found:
                return found
    return ()


def _links_behind(tree: Tree, run: Run, base: str, own: str) -> tuple[Link, ...]:
    """Titled links in the rest of the smallest container around a heading that has any."""
    end = run.node.end
    for box in list(run.node.up())[:5]:
        links = [node for node in tree.nodes[end : box.end] if node.tag == "a"] if box.end > end else []
        found: dict[str, Link] = {}
        for node in links[:200]:
            url, title = absolute(base, node.attrs.get("href") or ""), tree.text(node)
            if url and title and url != own and not node.marks & (Mark.NAV | Mark.FOOTER | Mark.HIDDEN):
                found.setdefault(url, Link(title=title, url=url))
        if found:
            titles = [len(link.title) for link in found.values()]
            # short labels are the site's menu, which some templates print under this heading
            return tuple(found.values()) if len(found) <= 40 and sum(titles) / len(titles) > 12 else ()
    return ()


__all__ = ["attachments", "images", "media_type", "recommended"]
