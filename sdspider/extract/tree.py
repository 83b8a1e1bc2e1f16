"""One walk over a parsed page into light nodes and text runs, which all other extractors read.

A node covers a contiguous range of nodes, runs and text pieces, so the text or the weight of any subtree is a
slice or the difference of two running sums, and no extractor has to walk the lxml tree again.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from sdspider.extract.marks import Mark, marks_of

EDGE = "\x0c"
"""Ends a run in the pieces."""

BREAK = "\x0b"
"""Stands for `<br>` in the pieces."""

SILENT = frozenset(
    ["script", "style", "noscript", "template", "svg", "math", "head", "title", "iframe", "object", "audio", "video", "canvas"]
)
"""Elements whose text nobody reads in the page's flow."""

INLINE = frozenset(
    ["a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "label", "mark", "nobr", "q", "rb", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "img", "input", "svg", "area", "map", "link", "meta", "script", "style", "br"]
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
    by_tag: dict[str, list[Node]] = field(default_factory=dict)
    scripts: list[tuple[str, str]] = field(default_factory=list)
    """(type, text) of the data scripts."""
    title: str = ""
    too_deep: bool = False

    def remark(self, void: Container[str]) -> None:
        """Mark all nodes anew without believing some class words."""
        for node in self.nodes:
            node.marks = marks_of(node.tag, node.attrs, node.parent.marks if node.parent else 0, void)

    def text(self, node: Node) -> str:
        """All text of a node, whitespace folded."""
        return fold("".join(self.pieces[node.p0 : node.p1]))

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

    def runs_of(self, node: Node) -> list[Run]:
        """The runs that lie in a node."""
        return self.runs[node.first : node.last]


_ZERO_WIDTH = {0x200B: None, 0x200C: None, 0x200D: None, 0xFEFF: None, 0xAD: None, 0x2060: None, 0x200E: None}


def fold(text: str) -> str:
    """Whitespace of any kind folded to single blanks, invisible characters dropped."""
    if not text.isascii():
        text = text.translate(_ZERO_WIDTH)
    return " ".join(text.split())


class _Grower:
    """State of the one walk."""

    def __init__(self) -> None:
        self.tree = Tree()
        self.start = 0
        self.linked = self.links = self.bold = 0
        self.in_link = self.in_bold = self.silent = 0
        self.block: Node | None = None

    def say(self, text: str) -> None:
        """Take up a piece of text."""
        self.tree.pieces.append(text)
        if self.in_link:
            self.linked += len(text.strip())
        if self.in_bold:
            self.bold += len(text.strip())

    def flush(self) -> None:
        """End the current run."""
        pieces = self.tree.pieces
        if len(pieces) > self.start and self.block is not None:
            raw = "".join(pieces[self.start :])
            if raw and not raw.isspace():
                self.add_run(raw)
            pieces.append(EDGE)
        self.start = len(pieces)
        self.linked = self.links = self.bold = 0

    def add_run(self, raw: str) -> None:
        """Store a run of visible text."""
        text = fold(raw)
        if not text or self.block is None:
            return
        lines = tuple(fold(line) for line in raw.split(BREAK)) if BREAK in raw else (text,)
        head = raw.lstrip("\r\n\t " + BREAK)[:2]
        indented = head[:1] == "\u3000" or head == "\xa0\xa0" or (head == "\xa0 ")
        runs = self.tree.runs
        runs.append(
            Run(text, lines, self.block, len(runs), self.start, self.linked, self.links, self.bold, indented)
        )

    def open(self, el: etree._Element, tag: str, parent: Node | None) -> Node:
        """Enter an element."""
        tree = self.tree
        items = el.items()
        attrs = dict(items) if items else _NONE
        above = parent.marks if parent else 0
        marks = marks_of(tag, attrs, above)
        inline = tag in INLINE and not marks & ~above & _APART
        if not inline:
            self.flush()
        node = Node(tag, attrs, parent, len(tree.nodes), marks, len(tree.runs), len(tree.pieces), inline)
        tree.nodes.append(node)
        same = tree.by_tag.get(tag)
        if same is None:
            tree.by_tag[tag] = [node]
        else:
            same.append(node)
        if tag == "a":
            self.in_link += 1
            self.links += 1
        elif tag in BOLD:
            self.in_bold += 1
        elif tag == "br":
            tree.pieces.append(BREAK)
        elif tag in SILENT:
            self.silent += 1
            self.keep_silent(el, tag, attrs)
        if marks & ~above & Mark.QUIET and tag != "h1":
            node.quiet = True
            self.silent += 1
        if not inline and tag != "br":
            self.block = node
        if not self.silent and (text := el.text):
            self.say(text)
        return node

    def keep_silent(self, el: etree._Element, tag: str, attrs: Mapping[str, str]) -> None:
        """What is read of silent elements: the title and data scripts."""
        if tag == "title" and not self.tree.title and self.silent <= 2:
            self.tree.title = fold(el.text or "")
        elif tag == "script" and "json" in attrs.get("type", ""):
            self.tree.scripts.append((attrs["type"], el.text or ""))

    def close(self, el: etree._Element, node: Node) -> None:
        """Leave an element and take up the text behind it."""
        tree, tag = self.tree, node.tag
        if not node.inline and tag != "br":
            self.flush()
            self.block = node.parent
            while self.block is not None and self.block.inline:
                self.block = self.block.parent
        node.end, node.last, node.p1 = len(tree.nodes), len(tree.runs), len(tree.pieces)
        if tag == "a":
            self.in_link -= 1
        elif tag in BOLD:
            self.in_bold -= 1
        elif tag in SILENT:
            self.silent -= 1
        if node.quiet:
            self.silent -= 1
        if not self.silent and (tail := el.tail):
            self.say(tail)


_NONE: dict[str, str] = {}


def grow(root: etree._Element) -> Tree:
    """Walk a parsed page once."""
    grower = _Grower()
    stack: list[tuple[etree._Element, Node]] = []
    deepest = 0
    for el in root.iter():
        parent = el.getparent()
        while stack and stack[-1][0] is not parent:
            grower.close(*stack.pop())
        tag = el.tag
        if not isinstance(tag, str):
            continue
        node = grower.open(el, tag, stack[-1][1] if stack else None)
        stack.append((el, node))
        if len(stack) > deepest:
            deepest = len(stack)
    while stack:
        grower.close(*stack.pop())
    grower.tree.too_deep = deepest >= DEEPEST
    return grower.tree


__all__ = ["BREAK", "EDGE", "Mark", "Node", "Run", "Tree", "fold", "grow"]
