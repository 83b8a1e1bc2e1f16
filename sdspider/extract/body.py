"""The generic rung for the article's text: which part of the page is the text that the page is about.

Every run is weighed as prose (long, punctuated, hardly linked). Prose adds to its container and, halved, to the
containers above; the heaviest container is the core. Neighbours that read like it are joined to it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate

from sdspider.extract.marks import Mark
from sdspider.extract.tree import Node, Run, Tree

OFF = int(Mark.NAV | Mark.FOOTER | Mark.FORM | Mark.CAPTION | Mark.HIDDEN | Mark.COMMENT | Mark.CRUMB)
"""Marks of regions that hold no article text."""
DOUBT = int(Mark.JUNK | Mark.ASIDE | Mark.BYLINE)
"""Marks that make prose unlikely, though not impossible."""

_STOPS = re.compile(r"[.!?;:。!?;…]|[,,、]")
_ENDS = re.compile("[.!?。!?…:;][\"'”’»」』）)\\]]*$")
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
ENOUGH = 60.0
"""Weight that a text must have to be somebody's article."""


def size(text: str) -> int:
    """Length in letters of an alphabet: an East Asian character says as much as two and a half."""
    if text.isascii():
        return len(text)
    return len(text) + 3 * len(_WIDE.findall(text)) // 2


def prose(run: Run) -> float:
    """Weight of a run as prose, 0 for labels, links and lists of words."""
    text = run.text
    if len(text) < 16:
        return 0.0
    length = size(text)
    if length < 40 or run.linked * 2 > len(text):
        return 0.0
    marks = run.node.marks
    if marks & OFF:
        return 0.0
    stops = len(_STOPS.findall(text))
    if stops == 0 or (length < 80 and not _ENDS.search(text)):
        return 0.0
    weight = min(length, 700) * (1 - run.linked / len(text)) * min(1.0, 0.4 + 0.2 * stops)
    if marks & Mark.HEADING:
        weight *= 0.1
    return weight * 0.25 if marks & DOUBT else weight


@dataclass(slots=True)
class Weights:
    """Running sums over the runs: the weight of any subtree is a difference of two entries."""

    prose: list[float]
    chars: list[int]
    linked: list[int]

    def of(self, node: Node) -> float:
        """Prose in a subtree."""
        return self.prose[node.last] - self.prose[node.first]

    def length(self, node: Node) -> int:
        """Characters in a subtree."""
        return self.chars[node.last] - self.chars[node.first]

    def link_share(self, node: Node) -> float:
        """Share of linked characters in a subtree."""
        return (self.linked[node.last] - self.linked[node.first]) / max(1, self.length(node))


def weigh(tree: Tree) -> Weights:
    """Weigh all runs of a page."""
    runs = tree.runs
    return Weights(
        [0.0, *accumulate(prose(run) for run in runs)],
        [0, *accumulate(len(run.text) for run in runs)],
        [0, *accumulate(run.linked for run in runs)],
    )


def core(tree: Tree, weights: Weights) -> Node | None:
    """The container with the most prose near to it."""
    scores: dict[int, float] = {}
    for run in tree.runs:
        weight = weights.prose[run.index + 1] - weights.prose[run.index]
        if weight:
            share = 1.0
            node: Node | None = run.node
            if node is not None and node.tag in (
                "p",
                "li",
                "dd",
                "td",
                "span",
                "font",
                "center",
                "blockquote",
            ):
                node = node.parent
            for _ in range(5):
                if node is None or node.tag in ("html",):
                    break
                scores[node.index] = scores.get(node.index, 0.0) + weight * share
                share *= 0.6
                node = node.parent
    best = max(scores, key=lambda index: scores[index], default=None)
    return None if best is None else tree.nodes[best]


def _joins(node: Node, core_: Node, weights: Weights) -> bool:
    """Whether a neighbour of the core reads like a part of the same text."""
    if node.marks & (OFF | DOUBT) & ~core_.marks or node.tag in ("ul", "ol", "table"):
        return False
    weight = weights.of(node)
    return weight > 40 and weight > 0.5 * weights.length(node) and weights.link_share(node) < 0.2


def region(tree: Tree, weights: Weights) -> tuple[Node, list[Run]] | None:
    """The core and the runs of the article's region, in page order; `None` for a page without prose."""
    found = core(tree, weights)
    if found is None or weights.of(found) < ENOUGH:
        return None
    chosen = {found.index: found}
    node = found
    for _ in range(6):
        above = node.parent
        if above is None or above.tag in ("html",):
            break
        extra = [
            child for child in tree.children(above) if child is not node and _joins(child, found, weights)
        ]
        for child in extra:
            chosen[child.index] = child
        node = above
    runs: list[Run] = []
    for index in sorted(chosen):
        runs.extend(tree.runs_of(chosen[index]))
    return found, runs
