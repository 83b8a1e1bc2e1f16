"""One navigation block as a tree of entries, from lists, divs, definition lists, tables or headings with links."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sdspider.extract.grouping import LISTS, SUBS, Entry, Part, combine, sign_of
from sdspider.extract.tree import EDGE, Node, Tree, fold

_SKIP = frozenset(
    [
        "script",
        "style",
        "svg",
        "img",
        "input",
        "select",
        "textarea",
        "noscript",
        "br",
        "hr",
        "link",
        "meta",
        "template",
        "iframe",
        "label",
    ]
)
_EDGES = " \t|/>»›«‹<→▸▾▼►▶•·:-–—+×✕☰\u3000"
_NO_LABEL = re.compile(
    r"^(?:(?:open|close|toggle|show|hide|expand|collapse)?\W*(?:main |primary |mobile |site )?(?:sub-?)?"
    r"(?:menu|navigation|nav|search|suche|recherche|submenu)(?: (?:öffnen|schließen))?|skip to .*"
    r"|(?:direkt )?zum (?:inhalt|hauptinhalt).*|aller au contenu.*"
    r"|schließen|close|open|more|mehr|back|zurück|retour|\d+|\W+)$",
    re.I,
)
LONGEST = 90
"""Longest label in characters."""
FURNITURE = 60
"""Characters that words such as "Skip to the main content" have at most."""
_EDGE_ONLY = [EDGE]


@dataclass(slots=True)
class _Builder:
    """Builds the entries of one block."""

    tree: Tree
    budget: int = 5000

    def block(self, node: Node, item: bool, depth: int = 0) -> Part:
        """The entries of an element; `item`: whether it is one of several alike, so that a head may own a block."""
        self.budget -= 1
        if self.tree.links_in(node) == 1 and (single := self.single(node)):
            return single
        parts = self.parts(node, item, depth) if depth < 60 and self.budget > 0 else []
        return combine(node, parts, item or node.tag in ("li", "dd", "td", "tr"))

    def parts(self, node: Node, item: bool, depth: int) -> list[Part]:
        """What each child, and each text between children, gives."""
        children = list(self.tree.children(node))
        counts = self.tree.link_counts
        tags = [child.tag for child in children if counts[child.end] > counts[child.index]]
        several = {tag for tag in set(tags) if tag not in LISTS and tags.count(tag) > 1}
        out: list[Part] = []
        at = node.p0
        for child in children:
            if at < child.p0:
                self.gap(out, node, at, child.p0)
            at = child.p1
            if child.tag == "a":
                if entry := self.entry(child):
                    out.append(Part([entry], sign_of(child), False))
            elif child.tag in _SKIP:
                continue
            elif counts[child.end] > counts[child.index]:
                alike = child.tag == "li" or item or child.tag in several
                out.append(self.block(child, alike, depth + 1))
            else:
                self.gap(out, child, child.p0, child.p1)
        self.gap(out, node, at, node.p1)
        return out

    def single(self, node: Node) -> Part | None:
        """The part of an element that is nothing but one link, however wrapped."""
        nodes, pieces = self.tree.nodes, self.tree.pieces
        sub, at = node.tag in SUBS, node.index + 1
        while nodes[at].tag != "a":
            sub, at = sub or nodes[at].tag in SUBS, at + 1
        inner = nodes[at]
        around = pieces[node.p0 : inner.p0] + pieces[inner.p1 : node.p1]
        if around and around != _EDGE_ONLY and not "".join(around).isspace():
            return None
        entry = self.entry(inner)
        look = tuple([(one.tag, one.attrs.get("class", "")) for one in nodes[node.index : at]])
        return Part([entry] if entry else [], look[0], sub, look=look)

    def gap(self, out: list[Part], node: Node, start: int, stop: int) -> None:
        """Add an unlinked label, if there is one."""
        if start < stop and self.tree.pieces[start:stop] != _EDGE_ONLY:
            text = "".join(self.tree.pieces[start:stop])
            label = fold(text.split(EDGE)[0] if text.count(EDGE) > 3 else text).strip(_EDGES)
            if label and len(label) <= LONGEST and not _NO_LABEL.match(label):
                out.append(Part([Entry(label, "", node)], (node.tag, "#"), False, linked=False))

    def entry(self, node: Node) -> Entry | None:
        """A linked label: the first line of the link, else the words of its picture; `None` for what is no label."""
        pieces = self.tree.pieces
        raw = pieces[node.p0] if node.p1 - node.p0 == 1 else "".join(pieces[node.p0 : node.p1])
        if EDGE in raw:
            raw = next((line for line in raw.split(EDGE) if line.strip(_EDGES)), "")
        label = fold(raw).strip(_EDGES)
        if not label:
            pictures = (inner.attrs.get("alt") for inner in self.tree.inside(node) if inner.tag == "img")
            label = fold(next(filter(None, pictures), ""))
        href = node.attrs.get("href", "")
        if not label or len(label) > LONGEST * 2 or href.startswith(("mailto:", "tel:")):
            return None
        return None if len(label) < FURNITURE and _NO_LABEL.match(label) else Entry(label, href, node)


def _unfold(entry: Entry) -> Entry:
    """An entry whose block repeats its own label as a heading, without that heading."""
    while entry.children and entry.children[0].label.casefold() == entry.label.casefold():
        first, *rest = entry.children
        if not first.children and rest:
            break
        entry.href = entry.href or first.href
        entry.children = [*first.children, *rest]
        if not first.children:
            break
    return entry


def build(tree: Tree, node: Node) -> list[Entry]:
    """The entries of a navigation block."""
    entries = _Builder(tree).block(node, item=False).entries
    for entry in entries:
        if entry.children:
            for inner in entry.walk():
                _unfold(inner)
    once: dict[tuple[str, str, tuple[str, ...]], Entry] = {}
    for entry in entries:
        once.setdefault(_shape(entry), entry)
    return list(once.values())


def _shape(entry: Entry) -> tuple[str, str, tuple[str, ...]]:
    """What makes two entries the same one, printed twice."""
    below = tuple([inner.label for inner in entry.walk()]) if entry.children else ()
    return entry.label, entry.href, below
