"""One walk over a parsed page into light nodes and text runs, which all other extractors read.

A node covers a contiguous range of nodes, runs and text pieces, so the text or the weight of any subtree is a
slice or the difference of two running sums, and no extractor has to walk the lxml tree again.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from typing import cast

from lxml import etree

from sdspider.extract.marks import BY_TAG, TELLING, TELLING_LINK, Mark, marks_of

EDGE = "\x0c"
"""Ends a run in the pieces."""

BREAK = "\x0b"
"""Stands for `<br>` in the pieces."""

SILENT = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "head",
        "title",
        "iframe",
        "object",
        "audio",
        "video",
        "canvas",
    ]
)
"""Elements whose text nobody reads in the page's flow."""

INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "q",
        "rb",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "img",
        "input",
        "svg",
        "area",
        "map",
        "link",
        "meta",
        "script",
        "style",
        "br",
        "base",
    ]
)
"""Elements that do not interrupt a line of text."""

BOLD = frozenset(("b", "strong"))
_APART = Mark.CAPTION
"""What is marked so is no part of the line it stands in, whatever its tag."""
DEEPEST = 2040
"""libxml2 drops what lies deeper than 2,048 levels; a tree this deep has surely lost something."""


@dataclass(slots=True, eq=False)
class Node:
    """One element. `end`, `last` and `p1` lie one behind the last node, run and piece of its subtree."""

    tag: str
    attrs: Mapping[str, str]
    parent: Node | None
    index: int
    marks: int
    first: int
    p0: int
    inline: bool = False
    """Whether it stands in a line of text."""
    quiet: bool = False
    """Whether its text is for screen readers only."""
    end: int = 0
    last: int = 0
    p1: int = 0

    def up(self) -> Iterator[Node]:
        """This node and all above it, nearest first."""
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent

    def within(self, other: Node) -> bool:
        """Whether this node is `other` or lies in it."""
        return other.index <= self.index < other.end


@dataclass(slots=True, eq=False)
class Run:
    """An uninterrupted piece of text: what a reader sees as one line or paragraph."""

    text: str
    """Whitespace folded."""
    lines: tuple[str, ...]
    """The same, cut at `<br>`; one empty string stands for an empty line."""
    node: Node
    """The block that it stands in."""
    index: int
    p0: int
    """First piece."""
    linked: int
    """Characters inside links."""
    links: int
    """How many links."""
    bold: int
    """Characters in bold."""
    indented: bool
    """Whether the lines begin with the blanks that East Asian pages indent paragraphs with."""


@dataclass(slots=True)
class Tree:
    """A page as nodes in document order, with its text runs."""

    nodes: list[Node] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    by_tag: defaultdict[str, list[Node]] = field(default_factory=lambda: defaultdict(list))
    scripts: list[tuple[str, str]] = field(default_factory=list)
    """(type, text) of the data scripts."""
    spoken: dict[int, str] = field(default_factory=dict)
    """Node index -> text that only screen readers say."""
    link_counts: list[int] = field(default_factory=list)
    """Running count of links over the nodes."""
    title: str = ""
    scripted: bool = False
    """Whether the page has any script."""
    too_deep: bool = False

    def remark(self, void: Container[str]) -> None:
        """Mark all nodes anew without believing some class words."""
        for node in self.nodes:
            node.marks = marks_of(node.tag, node.attrs, node.parent.marks if node.parent else 0, void)

    def text(self, node: Node) -> str:
        """All text of a node, whitespace folded."""
        return fold("".join(self.pieces[node.p0 : node.p1]))

    def label(self, node: Node) -> str:
        """What a link says: its text, else what it says without letters (picture, icon, for screen readers)."""
        if text := self.text(node):
            return text
        for inner in self.nodes[node.index : node.end]:
            said = self.spoken.get(inner.index) or inner.attrs.get("alt") or inner.attrs.get("aria-label")
            if said := said or inner.attrs.get("title"):
                return fold(said)
        return ""

    def all(self, *tags: str) -> Iterator[Node]:
        """Nodes of these tags, tag by tag, in document order."""
        for tag in tags:
            yield from self.by_tag.get(tag, ())

    def inside(self, node: Node) -> list[Node]:
        """The nodes below a node."""
        return self.nodes[node.index + 1 : node.end]

    def children(self, node: Node) -> Iterator[Node]:
        """The elements right below a node."""
        index = node.index + 1
        while index < node.end:
            child = self.nodes[index]
            yield child
            index = child.end

    def links_in(self, node: Node) -> int:
        """How many links are in a node, itself included."""
        counts = self.link_counts
        return counts[node.end] - counts[node.index]

    def runs_of(self, node: Node) -> list[Run]:
        """The runs that lie in a node."""
        return self.runs[node.first : node.last]


_UNSEEN = re.compile("[\u200b-\u200e\ufeff\xad\u2060]+")


def fold(text: str) -> str:
    """Whitespace of any kind folded to single blanks, invisible characters dropped."""
    if not text.isascii() and _UNSEEN.search(text):
        text = _UNSEEN.sub("", text)
    return " ".join(text.split())


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
        above = parent.marks if parent else 0
        telling = TELLING_LINK if tag == "a" else TELLING
        marks = above | BY_TAG.get(tag, 0) if telling.isdisjoint(attrs) else marks_of(tag, attrs, above)
        inline = tag in INLINE and not marks & ~above & _APART
        if not inline and self.full:
            self.flush()
        nodes = tree.nodes
        node = Node(tag, attrs, parent, len(nodes), marks, len(tree.runs), len(tree.pieces), inline)
        nodes.append(node)
        if tag in _INDEXED:
            tree.by_tag[tag].append(node)
        if not inline:
            self.block = node
            self.start = self.start if self.full else -1
        if tag in _SPECIAL:
            self.special(el, node)
        if marks & ~above & Mark.QUIET and tag != "h1":
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
        if tag in _SPECIAL:
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
        elif tag in _KEPT:
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
_SPECIAL = (SILENT | BOLD | {"a"}) - {"script", "style"}
_KEPT = frozenset(["img", "meta", "link", "base", "input", "area"])
_LEAVES = _KEPT | {
    "br",
    "script",
    "style",
    "path",
    "use",
    "circle",
    "rect",
    "source",
    "polygon",
    "wbr",
    "param",
    "track",
}
_INDEXED = frozenset(
    [
        "a",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "table",
        "dl",
        "ol",
        "ul",
        "option",
        "link",
        "meta",
        "base",
        "img",
        "area",
    ]
)
"""Elements that extractors ask for by their tag."""
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
        if tag in _LEAVES and not len(el):
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


__all__ = ["BREAK", "EDGE", "Mark", "Node", "Run", "Tree", "fold", "grow"]
