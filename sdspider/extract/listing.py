"""Repeated blocks of a list page: items with a titled link each."""

from __future__ import annotations

from sdspider.extract.addresses import absolute
from sdspider.extract.datelike import find_dates
from sdspider.extract.marks import Mark
from sdspider.extract.tree import Tree

_OFF = int(Mark.NAV | Mark.FOOTER | Mark.CRUMB | Mark.HIDDEN | Mark.FORM)


def count_items(tree: Tree, base: str, menus: set[int]) -> int:
    """Titled links that stand in repeated siblings outside the menus: dated ones, else long ones."""
    spans = [(tree.nodes[index].index, tree.nodes[index].end) for index in menus]
    best = 0
    groups: dict[int, int] = {}
    for node in tree.all("a"):
        if node.marks & _OFF or any(start <= node.index < end for start, end in spans):
            continue
        text = tree.text(node)
        if len(text) < 12 or absolute(base, node.attrs.get("href") or "") is None:
            continue
        item = node
        for above in node.up():
            if above.last - above.first > 6:
                break
            item = above
        weight = 1
        if item.parent is not None and (
            len(text) >= 24 or find_dates(" ".join(run.text for run in tree.runs_of(item)))
        ):
            groups[item.parent.index] = groups.get(item.parent.index, 0) + weight
            best = max(best, groups[item.parent.index])
    return best


__all__ = ["count_items"]
