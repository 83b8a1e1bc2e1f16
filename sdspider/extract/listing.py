"""The items of a list page: repeated siblings with one link target each, whose link is a line of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

from sdspider.extract.addresses import absolute
from sdspider.extract.body import size
from sdspider.extract.datelike import find_dates
from sdspider.extract.marks import Mark
from sdspider.extract.tree import Node, Run, Tree

_OFF = int(Mark.NAV | Mark.FOOTER | Mark.CRUMB | Mark.HIDDEN | Mark.FORM)
SHORTEST = 12
"""Length of a title that stands beside a date."""
TITLE = 24
"""Length from which a title needs no date beside it."""
SUMMARIES = 2
"""Paragraphs that an item has at most."""
MOST_LINKS = 5000
"""Links that are looked at; no list page shows more."""
HEADS = ("dt", "h2", "h3", "h4", "h5")
"""Elements that head what follows them."""
MOST_RUNS = 14
"""Runs of an item; a larger block is no item."""


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list page."""

    title: str
    url: str
    date: str | None
    summary: str | None
    first: int
    """First run."""
    last: int
    """Run behind the last."""


def items(tree: Tree, base: str, menus: Collection[tuple[int, int]]) -> list[Item]:
    """Items of all groups of two or more alike siblings outside the menus, in page order."""
    groups: dict[tuple[int, str], dict[int, tuple[Node, str]]] = defaultdict(dict)
    for box, url in _boxes(tree, base, menus):
        if box.parent is not None:
            groups[box.parent.index, box.tag].setdefault(box.index, (box, url))
    out: list[Item] = []
    for group in groups.values():
        if len(group) > 1:
            out.extend(_read(tree, list(group.values())))
    return sorted(out, key=lambda item: item.first)


def _boxes(tree: Tree, base: str, menus: Collection[tuple[int, int]]) -> Iterator[tuple[Node, str]]:
    """(largest element that leads nowhere else, address) of each link that is a line of its own."""
    inside = bytearray(len(tree.nodes))
    for start, end in menus:
        inside[start:end] = b"\1" * (end - start)
    links = [*islice(tree.all("a"), MOST_LINKS)]
    targets = {node.index: absolute(base, node.attrs.get("href") or "") for node in links}
    for node in links:
        url = targets[node.index]
        if url is None or node.marks & _OFF or inside[node.index]:
            continue
        if size(tree.text(node)) >= SHORTEST and _is_line(tree, node):
            yield _box(tree, node, url, targets), url


def _box(tree: Tree, node: Node, url: str, targets: dict[int, str | None]) -> Node:
    box = node
    for above in node.up():
        if above.last - above.first > MOST_RUNS or above.tag in ("body", "html", "main", "article"):
            break
        inner = tree.nodes[above.index : above.end]
        if any(other.tag == "a" and targets.get(other.index) not in (url, None) for other in inner):
            break
        box = above
    return box


def _is_line(tree: Tree, node: Node) -> bool:
    """Whether a link makes up most of its lines, dates aside: links inside prose do not."""
    own = tree.text(node)
    runs = tree.runs[node.first : max(node.last, node.first + 1)]
    lines = [line for run in runs for line in run.lines if own in line] or [run.text for run in runs] or [own]
    around = " ".join(lines)
    dated = sum(end - start for start, end in find_dates(around))
    return len(own) * 1.6 >= len(around) - dated


def _read(tree: Tree, boxes: list[tuple[Node, str]]) -> Iterator[Item]:
    """Items of one group; text without links between two of them belongs to the one before."""
    boxes.sort(key=lambda pair: pair[0].index)
    follows = _followed(boxes)
    for at, (box, url) in enumerate(boxes):
        stop = boxes[at + 1][0].first if at + 1 < len(boxes) else _until(tree, box)
        runs = tree.runs[box.first : max(box.last, min(stop, box.last + MOST_RUNS)) if follows else box.last]
        if not runs:
            continue
        linked = [run for run in runs if run.linked]
        title = max(linked or runs, key=lambda run: (bool(run.node.marks & Mark.HEADING), run.linked))
        text = " ".join(run.text for run in runs)
        dates = find_dates(text)
        if size(title.text) < TITLE and not dates:
            continue
        summary = next((run.text for run in runs if run is not title and size(run.text) > 40), None)
        date = text[dates[0][0] : dates[0][1]] if dates else None
        yield Item(title.text, url, date, summary, runs[0].index, runs[-1].index + 1)


def _followed(boxes: list[tuple[Node, str]]) -> bool:
    """Whether what stands between two items is the first one's summary: so behind terms and headings, or where it is
    short everywhere; links strewn into a text have much and varying text between them.
    """
    if boxes[0][0].tag in HEADS:
        return True
    return all(after.first - box.last <= 2 for (box, _), (after, _) in pairwise(boxes))


def _until(tree: Tree, box: Node) -> int:
    """Run behind the siblings that follow the last item without a link (its summary, in a `dl`)."""
    stop = box.last
    if box.parent is None or box.tag not in HEADS:
        return stop
    for child in tree.children(box.parent):
        if child.index > box.index:
            if any(node.tag == "a" for node in tree.nodes[child.index : child.end]):
                break
            stop = child.last
    return stop


def share(found: list[Item], runs: list[Run], prose: list[float]) -> float:
    """Share of a text's prose that stands in list items: one or two summaries behind each link.

    `runs`: the text's runs; `prose`: running sums over all runs of the page.
    """
    weights = {run.index: prose[run.index + 1] - prose[run.index] for run in runs}
    covered = set[int]()
    for item in found:
        full = [index for index in range(item.first, item.last) if weights.get(index)]
        covered.update(full if len(full) <= SUMMARIES else ())
    total = sum(weights.values())
    return sum(weights[index] for index in covered) / total if total else 0.0


__all__ = ["Item", "items", "share"]
