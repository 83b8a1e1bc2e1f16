"""A page as light nodes and text runs, which all extractors read.

A node covers a contiguous range of nodes, runs and text pieces, so the text or the weight of any subtree is a
slice or the difference of two running sums, and no extractor has to walk the lxml tree again.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field

from sdspider.extract.marks import BY_TAG, TELLING, marks_of

EDGE = "\x0c"
"""Ends a run in the pieces."""

BREAK = "\x0b"
"""Stands for `<br>` in the pieces."""


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
            above = node.parent.marks if node.parent is not None else 0
            if TELLING.isdisjoint(node.attrs):
                node.marks = above | BY_TAG.get(node.tag, 0)
            else:
                node.marks = marks_of(node.tag, node.attrs, above, void)

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
    text = text.strip()
    if text.isprintable() and "  " not in text:  # a blank is the only whitespace that is printable
        return text
    if not text.isascii() and _UNSEEN.search(text):
        text = _UNSEEN.sub("", text)
    return " ".join(text.split())
