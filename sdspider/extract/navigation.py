"""The navigation blocks of a page, told apart by what they hold; pagers and lists of articles are none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from sdspider.extract.body import Weights, size
from sdspider.extract.candidates import candidates, is_named
from sdspider.extract.datelike import find_dates
from sdspider.extract.grouping import Entry
from sdspider.extract.marks import Mark
from sdspider.extract.menus import build
from sdspider.extract.tree import Node, Tree
from sdspider.extract.words import is_word

Kind = Literal["menu", "language", "footer"]
MOST = 200
"""Blocks that are looked at, in page order."""
LONG = 42
"""Mean size of a label from which entries are headlines."""
_PAGER = re.compile(r"^[\d\s.…<>«»‹›]+$")


@dataclass(slots=True)
class Block:
    """A navigation block and what kind it is."""

    kind: Kind
    entries: list[Entry]
    node: Node
    labels: frozenset[str]
    """Labels of all entries, for comparing blocks."""
    rank: float = 0.0


def _kind(tree: Tree, node: Node, flat: list[Entry]) -> Kind | None:
    """What a block with these entries of all levels is; `None` for pagers and lists of articles."""
    if not flat:
        return None
    words = sum([is_word("language", entry.label) for entry in flat])
    if words >= 2 and words * 10 >= len(flat) * 6:
        return "language"
    if len(flat) < 2 or (len(flat) == 2 and not is_word("home", flat[0].label)):
        return None
    pages = sum([_PAGER.match(entry.label) is not None for entry in flat])
    if pages * 2 >= len(flat) or sum([size(entry.label) for entry in flat]) > LONG * len(flat):
        return None
    if _is_dated(tree, node, len(flat)):
        return None
    return "footer" if node.marks & Mark.FOOTER else "menu"


def _is_dated(tree: Tree, node: Node, count: int) -> bool:
    """Whether half of the entries have a date beside them, as items of a list of articles do."""
    return 2 * sum([bool(find_dates(run.text)) for run in tree.runs_of(node)]) >= count


def blocks(tree: Tree, weights: Weights, trail: tuple[str, ...]) -> list[Block]:
    """All navigation blocks but the trail, the site's main menu first; what is printed twice is given once."""
    found: list[Block] = []
    steps = frozenset(label.casefold() for label in trail)
    for node in islice(candidates(tree, weights), MOST):
        entries = build(tree, node)
        flat = [inner for entry in entries for inner in entry.walk()]
        if kind := _kind(tree, node, flat):
            labels = frozenset([entry.label.casefold() for entry in flat])
            if not labels <= steps:
                found.append(Block(kind, entries, node, labels, _rank(tree, node, entries, len(flat))))
    found.sort(key=lambda block: -block.rank)
    out: list[Block] = []
    for block in found:
        if not any(_repeats(block, other) for other in out):
            out.append(block)
    return out


def _rank(tree: Tree, node: Node, entries: list[Entry], count: int) -> float:
    """How much a block looks like the site's main menu; `count`: its entries of all levels."""
    nested = sum([1 for entry in entries if entry.children])
    rank = min(count, 150) + 10.0 * min(nested, 8)
    if any(is_named(above) for above in node.up()):
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
