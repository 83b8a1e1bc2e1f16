"""The navigation blocks of a page, told apart by what they hold: menu, language switch, footer; pagers and link lists are none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Literal

from sdspider.extract.body import Weights
from sdspider.extract.marks import Mark, class_marks, said_of
from sdspider.extract.menus import Entry, build
from sdspider.extract.tree import Node, Tree
from sdspider.extract.words import is_word

Kind = Literal["menu", "language", "footer"]
_NO_NAME = frozenset(["a", "li", "span", "body", "html", "button", "i"])
_NO_BLOCK = frozenset(["a", "span", "li"])
_PAGER = re.compile(r"^[\d\s.…<>«»‹›]+$")


@dataclass
class Block:
    """A navigation block and what kind it is."""

    kind: Kind
    entries: list[Entry]
    node: Node
    rank: float = 0.0

    @cached_property
    def labels(self) -> frozenset[str]:
        """Labels of all entries, for comparing blocks."""
        return frozenset(inner.label.casefold() for entry in self.entries for inner in entry.walk())


def _is_named(node: Node) -> bool:
    """Whether an element, not only one around it, is named like a menu."""
    if not node.marks & Mark.MENU or node.tag in _NO_NAME:
        return False
    if node.tag in ("nav", "menu"):
        return True
    attrs = node.attrs
    return attrs.get("role") in ("navigation", "menubar") or bool(class_marks(said_of(attrs)) & Mark.MENU)


def _candidates(tree: Tree, weights: Weights) -> Iterator[Node]:
    """Smallest whole blocks of short links: named ones, else lists and dense containers."""
    end = -1
    named: list[int] = []
    counts = tree.link_counts
    for node in tree.nodes:
        links = counts[node.end] - counts[node.index]
        if links < 2 or node.index < end or node.tag in _NO_BLOCK or not _is_block(node, weights, links):
            continue
        named = named or [0, *accumulate(one.end - one.index > 2 and _is_named(one) for one in tree.nodes)]
        inner = _narrower(tree, node, named)
        if inner is None or inner is node:
            end = node.end
            yield node


def _is_block(node: Node, weights: Weights, links: int) -> bool:
    """Whether a subtree is nothing but short links and labels."""
    if node.marks & Mark.CRUMB or weights.of(node) > 0:
        return False
    length = weights.length(node)
    share = weights.link_share(node)
    limit = 0.3 if _is_named(node) else 0.6
    return share >= limit and length / links < (70 if _is_named(node) else 40)


def _narrower(tree: Tree, node: Node, named: list[int]) -> Node | None:
    """`None` where a block is whole; the node itself where it is; something else where its parts are blocks of their own."""
    if node.tag in ("ul", "ol", "dl", "table", "menu"):
        return None
    children = [child for child in tree.children(node) if tree.links_in(child)]
    if len(children) == 1:
        return children[0] if children[0].tag != "a" else None
    if named[node.end] - named[node.index + 1] and not _is_named(node):
        return children[0] if children else None
    lists = [child for child in children if child.tag in ("ul", "ol", "nav", "menu")]
    if len(children) > 1 and lists and len(lists) < len(children) and len({child.tag for child in children}) > 1:
        heads = [child for child in children if child.tag in ("h1", "h2", "h3", "h4", "h5", "h6", "p", "a", "dt")]
        if not heads or len(lists) == 1:
            return children[0]
    return None


def _kind(block_node: Node, entries: list[Entry]) -> Kind | None:
    """What a block is; `None` for pagers and lists of articles."""
    flat = [inner for entry in entries for inner in entry.walk()]
    if not flat:
        return None
    words = sum(is_word("language", entry.label) for entry in flat)
    if words >= 2 and words * 10 >= len(flat) * 6:
        return "language"
    if len(flat) < 3:
        return None
    pages = sum(bool(_PAGER.match(entry.label)) for entry in flat)
    if pages * 2 >= len(flat) or sum(len(entry.label) for entry in flat) > 42 * len(flat):
        return None
    return "footer" if block_node.marks & Mark.FOOTER else "menu"


def blocks(tree: Tree, weights: Weights, trail: tuple[str, ...]) -> list[Block]:
    """All navigation blocks but the trail, the site's main menu first; what is printed twice is given once."""
    found: list[Block] = []
    steps = frozenset(label.casefold() for label in trail)
    for node in _candidates(tree, weights):
        entries = build(tree, node)
        kind = _kind(node, entries)
        if not kind:
            continue
        block = Block(kind, entries, node, _rank(tree, node, entries))
        if not block.labels <= steps:
            found.append(block)
    found.sort(key=lambda block: -block.rank)
    out: list[Block] = []
    for block in found:
        if not any(_repeats(block, other) for other in out):
            out.append(block)
    return out


def _rank(tree: Tree, node: Node, entries: list[Entry]) -> float:
    """How much a block looks like the site's main menu."""
    count = sum(entry.count() for entry in entries)
    nested = sum(1 for entry in entries if entry.children)
    rank = min(count, 150) + 10.0 * min(nested, 8)
    if any(_is_named(above) for above in node.up()):
        rank *= 2
    if node.marks & (Mark.FOOTER | Mark.ASIDE):
        rank *= 0.2
    place = node.index / max(1, len(tree.nodes))
    return rank * (1.2 - 0.4 * place)


def _repeats(block: Block, other: Block) -> bool:
    """Whether a block says nothing that another one does not."""
    if block.kind == "language" or other.kind == "language":
        return block.kind == other.kind and block.labels <= other.labels
    own = block.labels
    return len(own & other.labels) >= 0.8 * len(own)
