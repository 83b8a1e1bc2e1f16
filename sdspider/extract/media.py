"""Images with captions, attached files and recommended links of an article."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from sdspider.extract.addresses import absolute
from sdspider.extract.body import OFF, size
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
CAPTION, CENTRED = 300, 220
"""Size of a caption at most, in a box with its picture and merely centred below it."""
TITLE = 20
"""Mean size of the titles of recommended pages; menu labels are shorter."""
MOST = 40
"""Recommended pages at most."""
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
    for run in tree.runs[node.first : node.first + 2]:
        if run.node.marks & Mark.CAPTION:
            return run.text
    return next((run.text for run in tree.runs[node.first : node.first + 1] if captions(run, node)), None)


def captions(run: Run, image: Node) -> bool:
    """Whether a short run right behind a picture is its caption: alone with it in a box, or centred like it."""
    if run.node.tag in ("h1", "h2", "h3", "h4") or size(run.text) > CAPTION:
        return False
    wrapper = next((above for above in run.node.up() if image.within(above)), None)
    if wrapper is not None and wrapper is not run.node and wrapper.last - wrapper.first == 1:
        return True
    said = run.node.attrs.get("style", "").replace(" ", "").casefold()
    centred = run.node.tag == "center" or run.node.attrs.get("align") == "center" or "text-align:center" in said
    return centred and size(run.text) < CENTRED


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
    """Titled links of the first block behind a heading that has any: one element, or several alike in a row."""
    for above in list(run.node.up())[:4]:
        block = _following(tree, above)
        found: dict[str, Link] = {}
        for node in block:
            for link in (inner for inner in tree.nodes[node.index : node.end] if inner.tag == "a"):
                url, title = absolute(base, link.attrs.get("href") or ""), tree.text(link)
                if url and title and url != own and not link.marks & (Mark.NAV | Mark.FOOTER | Mark.HIDDEN):
                    found.setdefault(url, Link(title=title, url=url))
        if found:
            # short labels, or very many, are the site's menu, which some templates print under this heading
            long = sum(size(link.title) for link in found.values()) > TITLE * len(found)
            return tuple(found.values()) if len(found) <= MOST and long else ()
    return ()


def _following(tree: Tree, node: Node) -> list[Node]:
    """The first element behind a node, within its parent, that holds links, and those alike right behind it."""
    out: list[Node] = []
    for child in tree.children(node.parent) if node.parent else ():
        if child.index < node.end:
            continue
        if tree.links_in(child) and (not out or child.tag == out[0].tag):
            out.append(child)
        elif out:
            break
    return out


__all__ = ["attachments", "images", "media_type", "recommended"]
