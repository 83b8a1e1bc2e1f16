"""One navigation block as a tree of entries, from lists, divs, definition lists, tables or headings with links.

Nothing here looks at class names, except to tell two kinds of siblings apart that share a tag. The shapes are:
a nested list below an entry; an entry followed by a block of entries; a heading followed by entries; a wrapper
around one head and one block, repeated for each entry.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from sdspider.extract.tree import EDGE, Node, Tree, fold

LISTS = frozenset(("ul", "ol", "menu", "dl", "dir"))
HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "dt"])
SUBS = LISTS | {"dd", "table"}
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
_INLINE = frozenset(
    [
        "a",
        "span",
        "b",
        "strong",
        "em",
        "i",
        "font",
        "small",
        "u",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "p",
        "button",
        "dt",
        "th",
    ]
)
_EDGES = " \t|/>»›«‹<→▸▾▼►▶•·:-–—+×✕☰\u3000"
_NO_LABEL = re.compile(
    r"^(?:(?:open|close|toggle|show|hide|expand|collapse)?\W*(?:main |primary |mobile |site )?(?:sub-?)?(?:menu|navigation|nav|search|suche|recherche|submenu)(?: (?:öffnen|schließen))?|skip to .*|(?:direkt )?zum (?:inhalt|hauptinhalt).*|aller au contenu.*|"
    r"schließen|close|open|more|mehr|back|zurück|retour|\d+|\W+)$",
    re.I,
)
LONGEST = 90
"""Longest label in characters."""

Sign = tuple[str, str]


@dataclass(slots=True, eq=False)
class Entry:
    """An entry of a menu with those below it."""

    label: str
    href: str
    """Address as printed, empty for a heading."""
    node: Node
    children: list[Entry] = field(default_factory=list)

    def count(self) -> int:
        """This entry and all below it."""
        return 1 + sum(child.count() for child in self.children)

    def walk(self) -> Iterator[Entry]:
        """This entry and all below it, in page order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(slots=True)
class _Part:
    """What one child of a block gives: entries, and what is known of its shape."""

    entries: list[Entry]
    sign: Sign
    sub: bool
    """Whether it is a list or a block of several entries: something that can stand below a head."""
    linked: bool = True
    pairs: frozenset[tuple[Sign, Sign]] = frozenset()
    """Signs of the heads and blocks that were nested in it."""
    look: tuple[Sign, ...] = ()
    """Signs of all elements from its own to its only link."""
    pending: tuple[Sign, Sign] | None = None
    """Set where it holds two single entries of which the second may belong below the first."""


def _sign(node: Node) -> Sign:
    return node.tag, node.attrs.get("class", "")


@dataclass(slots=True)
class _Builder:
    """Builds the entries of one block."""

    tree: Tree
    budget: int = 5000

    def block(self, node: Node, item: bool, depth: int = 0) -> _Part:
        """The entries of an element; `item`: whether it is one of several alike, so that a head may own a block."""
        self.budget -= 1
        if self.tree.links_in(node) == 1 and (single := self.single(node)):
            return single
        parts: list[_Part] = []
        if depth < 60 and self.budget > 0:
            parts = list(self.parts(node, item, depth))
        return _combine(node, parts, item or node.tag in ("li", "dd", "td", "tr"))

    def parts(self, node: Node, item: bool, depth: int) -> Iterator[_Part]:
        """What each child, and each text between children, gives."""
        children = list(self.tree.children(node))
        tags = [child.tag for child in children if self.has_link(child)]
        at = node.p0
        for child in children:
            yield from self.gap(node, at, child.p0)
            at = child.p1
            if child.tag == "a":
                yield from self.link(child)
            elif child.tag in _SKIP:
                continue
            elif not self.has_link(child):
                yield from self.gap(child, child.p0, child.p1)
            else:
                alike = child.tag == "li" or item or (tags.count(child.tag) > 1 and child.tag not in LISTS)
                yield self.block(child, alike, depth + 1)
        yield from self.gap(node, at, node.p1)

    def single(self, node: Node) -> _Part | None:
        """The part of an element that is nothing but one link, however wrapped."""
        sub = node.tag in SUBS
        for inner in self.tree.inside(node):
            if inner.tag == "a":
                break
            sub = sub or inner.tag in SUBS
        pieces = self.tree.pieces
        around = (*pieces[node.p0 : inner.p0], *pieces[inner.p1 : node.p1])
        if any(piece != EDGE and not piece.isspace() for piece in around):
            return None
        entries = [entry for part in self.link(inner) for entry in part.entries]
        look = tuple(_sign(one) for one in self.tree.nodes[node.index : inner.index])
        return _Part(entries, _sign(node), sub, look=look)

    def has_link(self, node: Node) -> bool:
        """Whether any link lies in a node."""
        return self.tree.links_in(node) > 0

    def gap(self, node: Node, start: int, stop: int) -> Iterator[_Part]:
        """An unlinked label."""
        if start < stop:
            text = "".join(self.tree.pieces[start:stop])
            label = fold(text.split(EDGE)[0] if text.count(EDGE) > 3 else text).strip(_EDGES)
            if label and len(label) <= LONGEST and not _NO_LABEL.match(label):
                yield _Part([Entry(label, "", node)], (node.tag, "#"), False, linked=False)

    def link(self, node: Node) -> list[_Part]:
        """A linked label: the first line of the link, else the words of its picture."""
        raw = "".join(self.tree.pieces[node.p0 : node.p1])
        if EDGE in raw:
            raw = next((line for line in raw.split(EDGE) if line.strip(_EDGES)), "")
        label = fold(raw).strip(_EDGES)
        if not label:
            pictures = (inner.attrs.get("alt") for inner in self.tree.inside(node) if inner.tag == "img")
            label = fold(next(filter(None, pictures), ""))
        href = node.attrs.get("href", "")
        if not label or len(label) > LONGEST * 2 or _NO_LABEL.match(label) or href.startswith(("mailto:", "tel:")):
            return []
        return [_Part([Entry(label, href, node)], _sign(node), False)]


def _combine(node: Node, parts: list[_Part], item: bool) -> _Part:
    """Entries of an element from those of its children."""
    known = frozenset(pair for part in parts for pair in part.pairs)
    for part in parts:
        if part.pending in known and len(part.entries) == 2:
            head, below = part.entries
            head.children.append(below)
            part.entries = [head]
    if heads := _levels(parts):
        return _Part(_nested(parts, heads), _sign(node), True, pairs=known)
    if node.tag in LISTS and node.tag != "dl":
        return _Part(_list(parts), _sign(node), True, pairs=known)
    if node.tag == "dl":
        item = True
    return _grouped(node, parts, item, known)


def _levels(parts: list[_Part]) -> tuple[Sign, ...]:
    """The look of heads, where entries in a row are set in two ways: heads, and what belongs below them.

    Groups must differ in size: rows that merely alternate are striped, and a single odd one is the current page.
    """
    looks = [part.look for part in parts if part.entries]
    kinds = list(dict.fromkeys(looks))
    if len(looks) < 5 or len(kinds) != 2 or () in kinds or min(map(looks.count, kinds)) < 2:
        return ()
    groups = [0]
    for look in looks:
        groups.append(0) if look == kinds[0] else groups.append(groups.pop() + 1)
    return kinds[0] if len(set(groups[1:])) > 1 else ()


def _nested(parts: list[_Part], heads: tuple[Sign, ...]) -> list[Entry]:
    """Entries of two levels that stand in one row."""
    out: list[Entry] = []
    for part in parts:
        if part.look == heads or not out:
            out.extend(part.entries)
        else:
            out[-1].children.extend(part.entries)
    return out


def _list(parts: list[_Part]) -> list[Entry]:
    """Entries of a list; a list right in a list belongs below the entry before it."""
    out: list[Entry] = []
    for part in parts:
        if part.sub and part.sign[0] in LISTS and out and not out[-1].children:
            out[-1].children.extend(part.entries)
        elif part.linked or part.sign[1] != "#":
            out.extend(part.entries)
    return out


def _grouped(node: Node, parts: list[_Part], item: bool, known: frozenset[tuple[Sign, Sign]]) -> _Part:
    """Heads with the blocks behind them."""
    couples = _couples(parts)
    free = item or len(couples) > 1
    out: list[Entry] = []
    head: Entry | None = None
    used: set[tuple[Sign, Sign]] = set(known)
    head_sign: Sign = ("", "")
    signs = {sub for _, sub in couples} - {sign for sign, _ in couples}
    headings = _headings(parts)
    grouping = 0 < len(headings) < len(parts) and (item or len(headings) > 1)
    free = free or grouping
    for at, part in enumerate(parts):
        below = part.sub or (part.sign in signs and head is not None and not head.children)
        if grouping:
            below = at not in headings
        if below and head is not None and free and part.entries:
            head.children.extend(part.entries)
            used.add((head_sign, part.sign))
        elif (len(part.entries) == 1 and not part.entries[0].children and not part.sub) or at in headings:
            if not part.linked and head is not None and head.href and not head.children and node.tag == "li":
                continue
            head, head_sign = part.entries[0], part.sign
            out.append(head)
        else:
            out.extend(part.entries)
            head = None
    whole = node.tag == "li" and len(out) == 1
    out = [entry for entry in out if entry.href or entry.children or entry.node.tag == "a" or whole]
    out = _once(out)
    pending = None
    singles = [part for part in parts if len(part.entries) == 1]
    if len(out) == 2 and len(singles) == 2 == len(parts) and not any(entry.children for entry in out):
        pending = (parts[0].sign, parts[1].sign)
    sub = node.tag in SUBS or len(out) > 1 or (len(parts) == 1 and parts[0].sub)
    return _Part(out, _sign(node), sub, pairs=frozenset(used), pending=pending)


def _headings(parts: list[_Part]) -> set[int]:
    """Which parts are headings: they group what follows, whether it is one entry or many."""
    return {
        at
        for at, part in enumerate(parts)
        if len(part.entries) == 1
        and (part.sign[0] in HEADINGS or (part.sign[0] in ("b", "strong") and not part.linked))
    }


def _couples(parts: list[_Part]) -> list[tuple[Sign, Sign]]:
    """Signs of single entries that are followed by a block."""
    out = []
    for one, two in pairwise(parts):
        if len(one.entries) == 1 and not one.sub and not one.entries[0].children and two.sub and two.entries:
            out.append((one.sign, two.sign))
    return out


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


def _once(entries: list[Entry]) -> list[Entry]:
    """Neighbours that are one link printed twice (icon and text) merged."""
    out: list[Entry] = []
    for entry in entries:
        last = out[-1] if out else None
        if last and last.label == entry.label and last.href == entry.href and not (last.children and entry.children):
            last.children.extend(entry.children)
        else:
            out.append(entry)
    return out


def build(tree: Tree, node: Node) -> list[Entry]:
    """The entries of a navigation block."""
    entries = _Builder(tree).block(node, item=False).entries
    for entry in entries:
        for inner in entry.walk():
            _unfold(inner)
    once: dict[tuple[str, str, tuple[str, ...]], Entry] = {}
    for entry in entries:
        once.setdefault(_shape(entry), entry)
    return list(once.values())


def _shape(entry: Entry) -> tuple[str, str, tuple[str, ...]]:
    """What makes two entries the same one, printed twice."""
    return entry.label, entry.href, tuple(inner.label for inner in entry.walk())
