"""Where the navigation blocks of a page may be: the largest parts that are one block of short links each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from sdspider.extract.body import Weights
from sdspider.extract.grouping import Sign, sign_of
from sdspider.extract.marks import Mark, class_marks
from sdspider.extract.tree import EDGE, Node, Tree
from sdspider.extract.words import is_word

_NO_BLOCK = frozenset(["a", "span", "li"])
_NO_NAME = frozenset(["a", "li", "span", "body", "html", "button", "i"])
ROWS = frozenset(["dl", "ul", "ol"])
_HEADS = frozenset(["div", "p", "h2", "h3", "h4", "h5"])
"""Elements that may head a block behind them, where nothing encloses the two."""
_CAN_BE_SUB = ROWS | {"div", "p"}
UNLIKE = 2.5
"""Ratio of the mean lengths of their labels from which two blocks are not of one kind."""


def is_named(node: Node) -> bool:
    """Whether an element, not only one around it, is named like a menu."""
    tag, attrs = node.tag, node.attrs
    if tag in _NO_NAME or not node.marks & Mark.MENU:
        return False
    if tag in ("nav", "menu"):
        return True
    if not attrs:
        return False
    if attrs.get("role") in ("navigation", "menubar"):
        return True
    said, name = attrs.get("class"), attrs.get("id")
    return bool((said and class_marks(said) & Mark.MENU) or (name and class_marks(name) & Mark.MENU))


def candidates(tree: Tree, weights: Weights) -> Iterator[Node]:
    """Smallest whole blocks of short links: named ones, else lists and dense containers."""
    at = 0
    named = [node.index for node in tree.nodes if node.marks & Mark.MENU and is_named(node)]
    tried = dict[tuple[int, Sign], int]()
    counts, nodes = tree.link_counts, tree.nodes
    while at < len(nodes):
        node = nodes[at]
        links = counts[node.end] - counts[at]
        may_head = node.tag in ROWS or (links == 1 and node.tag in _HEADS)
        if may_head and (stretch := _stretch(tree, weights, node, tried)):
            at = stretch.end
            yield stretch
            continue
        if links < 2:
            at = node.end
        elif node.tag in _NO_BLOCK or not _is_block(node, weights, links) or _narrower(tree, weights, node, named):
            at += 1
        else:
            at = node.end
            yield node


def _stretch(tree: Tree, weights: Weights, first: Node, tried: dict[tuple[int, Sign], int]) -> Node | None:
    """A row of elements that nothing encloses but the page, as one block: lists alike, or heads and what is below them.

    Some menus are set as a list an entry, others as a list for each head and another one for what belongs below it.
    `tried`: (parent, sign of the first) -> where the last such row ended, so that a long row is looked at once.
    """
    parent = first.parent
    if parent is None or first.end == parent.end or not tree.links_in(first):
        return None
    key = parent.index, sign_of(first)
    if first.index < tried.get(key, 0):
        return None
    row, found = _alternating(tree, first)
    if not found and first.tag in ROWS:
        row = list(takewhile(lambda node: sign_of(node) == key[1], _row(tree, first)))
        found = len(row) > 2
    last = row[-1]
    tried[key] = last.end
    if not found:
        return None
    block = replace(first, tag="div", attrs={}, index=first.index - 1)
    block.end, block.last, block.p1 = last.end, last.last, last.p1
    links = tree.link_counts[last.end] - tree.link_counts[first.index]
    return block if links >= len(row) and _is_block(block, weights, links) else None


def _row(tree: Tree, first: Node) -> Iterator[Node]:
    """An element and those right behind it, with no text between them."""
    node, parent = first, first.parent
    yield node
    while parent is not None and node.end < parent.end:
        after = tree.nodes[node.end]
        if not all(piece == EDGE or piece.isspace() for piece in tree.pieces[node.p1 : after.p0]):
            break
        yield after
        node = after


def _alternating(tree: Tree, first: Node) -> tuple[list[Node], bool]:
    """A row that may hold heads of one link each and, behind some of them, what is below; and whether it does."""
    head, sub = sign_of(first), None
    row: list[Node] = []
    for node in _row(tree, first):
        sign, links = sign_of(node), tree.links_in(node)
        if sign == head:
            if links != 1:
                break
        elif not links or sign != (sub or sign) or sign_of(row[-1]) == sub or node.tag not in _CAN_BE_SUB:
            break
        else:
            sub = sign
        row.append(node)
    return row or [first], sum(sign_of(node) == sub for node in row) > 1


def _is_block(node: Node, weights: Weights, links: int) -> bool:
    """Whether a subtree is nothing but short links and labels."""
    if node.marks & Mark.CRUMB or weights.of(node) > 0:
        return False
    length = weights.length(node)
    share = weights.link_share(node)
    limit = 0.3 if is_named(node) else 0.6
    return share >= limit and length / links < (70 if is_named(node) else 40)


def _narrower(tree: Tree, weights: Weights, node: Node, named: list[int]) -> Node | None:
    """`None` where a block is whole, a part of it where its parts are blocks of their own."""
    if node.tag in ("ul", "ol", "dl", "table", "menu"):
        return None
    children = [child for child in tree.children(node) if tree.links_in(child)]
    if not children:
        return None
    if len(children) == 1:
        return children[0] if children[0].tag != "a" else None
    if node.tag == "body" or _apart(tree, weights, node, children):
        return children[0]
    if bisect_left(named, node.end) > bisect_left(named, node.index + 1) and not is_named(node):
        return children[0]
    lists = [child for child in children if child.tag in ("ul", "ol", "nav", "menu")]
    if len(children) > 1 and lists and len(lists) < len(children) and len({child.tag for child in children}) > 1:
        heads = [child for child in children if child.tag in ("h1", "h2", "h3", "h4", "h5", "h6", "p", "a", "dt")]
        if not heads or len(lists) == 1:
            return children[0]
    return None


def _apart(tree: Tree, weights: Weights, node: Node, children: list[Node]) -> bool:
    """Whether the parts of a block are blocks that have nothing to do with each other: neither alike nor headed."""
    links = [_links(tree, child) for child in children]
    flat = [
        (child, inner)
        for child, inner in zip(children, links, strict=True)
        if len(inner) > 1 and not _headed(inner, child)
    ]
    if len(flat) < 2 or len(flat) * 2 < len(children):
        return False
    heads = sum(child.last - child.first == 1 and not tree.links_in(child) for child in tree.children(node))
    if heads >= max(2, len(flat) - 1):
        return False
    classes = {child.attrs.get("class", "") for child, _ in flat}
    if len(flat) <= 6 and len(classes) == len(flat) and "" not in classes:
        return True
    means = [(weights.linked[child.last] - weights.linked[child.first]) / len(inner) for child, inner in flat]
    if max(means) > UNLIKE * min(means) and max(means) > 14:
        return True
    spoken = [all(is_word("language", tree.label(link)) for link in inner) for _, inner in flat]
    return any(spoken) and not all(spoken)


def _links(tree: Tree, node: Node) -> list[Node]:
    """The links in a node."""
    links = tree.by_tag.get("a", [])
    low = bisect_left(links, node.index, key=lambda link: link.index)
    return links[low : low + tree.links_in(node)]


def _headed(links: list[Node], box: Node) -> bool:
    """Whether the first of some links is set unlike all others in their box: as their head."""
    first = _place(links[0], box)
    return all(_place(link, box) != first for link in links[1:12])


def _place(link: Node, box: Node) -> tuple[int, str]:
    """How deep a link stands in a box, and in what element."""
    depth, node = 0, link
    while node is not box and node.parent is not None:
        depth, node = depth + 1, node.parent
    return depth, link.parent.tag if link.parent else ""
