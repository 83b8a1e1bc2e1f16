"""One walk over a parsed page into the light nodes and text runs that all other extractors read."""

from __future__ import annotations

from itertools import accumulate
from typing import cast

from lxml import etree

from sdspider.extract.marks import BY_TAG, TELLING, TELLING_LINK, Mark, marks_of
from sdspider.extract.tags import BOLD, INDEXED, INLINE, KEPT, LEAVES, SILENT
from sdspider.extract.tree import BREAK, EDGE, Node, Run, Tree, fold

_APART = Mark.CAPTION
"""What is marked so is no part of the line it stands in, whatever its tag."""
DEEPEST = 2040
"""libxml2 drops what lies deeper than 2,048 levels; a tree this deep has surely lost something."""


class _Grower:
    """State of the one walk. It is the hottest loop of the project: hence the early exits."""

    __slots__ = ("block", "bold", "full", "in_bold", "in_link", "linked", "links", "silent", "start", "tree")

    def __init__(self) -> None:
        self.tree = Tree()
        self.start = -1
        self.full = False
        """Whether anything visible was said since the last run ended."""
        self.linked = self.links = self.bold = 0
        self.in_link = self.in_bold = self.silent = 0
        self.block: Node | None = None

    def say(self, text: str) -> None:
        """Take up a piece of text; blanks count only behind text, and where they indent it."""
        pieces = self.tree.pieces
        if text.isspace():
            if self.full:
                pieces.append(" ")
            elif not text.isascii():
                self.start = len(pieces)
                pieces.append(text)
            return
        if not self.full:
            self.full = True
            self.links = self.in_link
            if self.start < 0:
                self.start = len(pieces)
        pieces.append(text)
        if self.in_link:
            self.linked += len(text.strip())
        if self.in_bold:
            self.bold += len(text.strip())

    def flush(self) -> None:
        """End the current run, and store it if it says anything."""
        tree, block = self.tree, self.block
        raw = "".join(tree.pieces[self.start :])
        if block is not None and (text := fold(raw)):
            lines = tuple(map(fold, raw.split(BREAK))) if BREAK in raw else (text,)
            indented = not raw.isascii() and raw.lstrip(_BLANKS)[:2] in _INDENTS
            at, runs = self.start, tree.runs
            runs.append(Run(text, lines, block, len(runs), at, self.linked, self.links, self.bold, indented))
        tree.pieces.append(EDGE)
        self.full = False
        self.start = -1
        self.linked = self.bold = 0

    def enter(self, el: etree._Element, tag: str, parent: Node | None) -> Node:
        """Take up an element and the text at its start."""
        tree = self.tree
        items = el.items()
        attrs = dict(items) if items else _NONE
        above = parent.marks if parent is not None else 0
        bits = _BITS.get(tag, 0)
        telling = TELLING_LINK if bits & _PLENTY else TELLING
        marks = above | BY_TAG.get(tag, 0) if telling.isdisjoint(attrs) else marks_of(tag, attrs, above)
        new = marks & ~above
        inline = bool(bits & _INLINE) and not new & _APART
        if not inline and self.full:
            self.flush()
        nodes = tree.nodes
        node = Node(tag, attrs, parent, len(nodes), marks, len(tree.runs), len(tree.pieces), inline)
        nodes.append(node)
        if bits & _INDEXED:
            tree.by_tag[tag].append(node)
        if not inline:
            self.block = node
            self.start = self.start if self.full else -1
        if bits & _SPECIAL:
            self.special(el, node)
        if new & Mark.QUIET and tag != "h1":
            self.hush(el, node)
        if not self.silent and (text := el.text):
            self.say(text)
        return node

    def special(self, el: etree._Element, node: Node) -> None:
        """Links, bold, and what nobody reads in the page's flow."""
        tag = node.tag
        if tag == "a":
            self.in_link += 1
            self.links += 1
        elif tag in BOLD:
            self.in_bold += 1
        else:
            self.silent += 1
            if tag == "title" and not self.tree.title and self.silent <= 2:
                self.tree.title = fold((el.text or "")[:2000])[:500]

    def hush(self, el: etree._Element, node: Node) -> None:
        """Keep apart what only screen readers say."""
        node.quiet = True
        self.silent += 1
        if (text := el.text) and not text.isspace():
            self.tree.spoken[node.index] = fold(text)

    def leave(self, el: etree._Element, node: Node) -> None:
        """Leave an element and take up the text behind it."""
        tree, tag = self.tree, node.tag
        if not node.inline:
            if self.full:
                self.flush()
            above = node.parent
            while above is not None and above.inline:
                above = above.parent
            self.block = above
            self.start = -1
        node.end, node.last, node.p1 = len(tree.nodes), len(tree.runs), len(tree.pieces)
        if _BITS.get(tag, 0) & _SPECIAL:
            if tag == "a":
                self.in_link -= 1
            elif tag in BOLD:
                self.in_bold -= 1
            else:
                self.silent -= 1
        if node.quiet:
            self.silent -= 1
        if not self.silent and (tail := el.tail):
            self.say(tail)

    def leaf(self, el: etree._Element, tag: str, parent: Node | None) -> None:
        """Take up an element that holds no others, and the text behind it."""
        tree = self.tree
        if tag == "br":
            if self.full:
                tree.pieces.append(BREAK)
        elif tag == "script":
            tree.scripted = True
            if "json" in el.get("type", ""):
                tree.scripts.append((el.get("type", ""), el.text or ""))
        elif tag in KEPT:
            nodes, runs, at = tree.nodes, len(tree.runs), len(tree.pieces)
            attrs, marks = dict(el.items()), parent.marks if parent else 0
            if tag == "img":
                marks = marks_of(tag, attrs, marks)
            node = Node(tag, attrs, parent, len(nodes), marks, runs, at, True, False, len(nodes) + 1, runs, at)
            nodes.append(node)
            tree.by_tag[tag].append(node)
        if not self.silent and (tail := el.tail):
            self.say(tail)


_BLANKS = "\r\n\t " + BREAK
_INDENTS = ("\u3000", "\u3000\u3000", "\xa0\xa0", "\xa0 ")
_INLINE, _SPECIAL, _INDEXED, _PLENTY = 1, 2, 4, 8
_BITS = {
    tag: (tag in INLINE) * _INLINE
    + (tag in SILENT | BOLD | {"a"}) * _SPECIAL
    + (tag in INDEXED) * _INDEXED
    + (tag in ("a", "li")) * _PLENTY
    for tag in INLINE | SILENT | INDEXED | {"li"}
}
"""Element -> what it is, as bits: one look instead of four."""
_NONE: dict[str, str] = {}


def grow(root: etree._Element) -> Tree:
    """Walk a parsed page once."""
    grower = _Grower()
    elements: list[etree._Element] = []
    nodes: list[Node] = []
    deepest = 0
    for el in root.iter(etree.Element):
        parent = el.getparent()
        while elements and elements[-1] is not parent:
            grower.leave(elements.pop(), nodes.pop())
        tag = cast(str, el.tag)
        above = nodes[-1] if nodes else None
        if tag in LEAVES and not len(el):
            grower.leaf(el, tag, above)
            continue
        nodes.append(grower.enter(el, tag, above))
        elements.append(el)
        if len(nodes) > deepest:
            deepest = len(nodes)
    while elements:
        grower.leave(elements.pop(), nodes.pop())
    tree = grower.tree
    tree.by_tag.default_factory = None
    tree.link_counts = [0, *accumulate(node.tag == "a" for node in tree.nodes)]
    tree.too_deep = deepest >= DEEPEST
    return tree
