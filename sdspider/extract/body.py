"""The generic rung for the article's text: which part of the page is the text that the page is about.

Every run is weighed as prose (long, punctuated, hardly linked). Prose adds to its container and, lessened, to the
containers above; the heaviest container is the core. Neighbours that read like it are joined to it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate

from sdspider.extract.marks import HIDDEN_SAID, Mark, class_marks, said_of
from sdspider.extract.tree import Node, Run, Tree

OFF = Mark.NAV | Mark.FOOTER | Mark.FORM | Mark.CAPTION | Mark.HIDDEN | Mark.COMMENT | Mark.CRUMB
"""Marks of regions that hold no article text."""
DOUBT = Mark.JUNK | Mark.ASIDE | Mark.BYLINE
"""Marks that make prose unlikely, though not impossible."""
_WEAK = Mark.JUNK | Mark.BYLINE | Mark.CAPTION | Mark.HIDDEN | Mark.CRUMB
"""Marks by class words, which are not believed where they would cover most of a page's prose."""

_STOPS = re.compile(r"[.!?;:。！？；…,，、]")
_ENDS = re.compile("[.!?。！？…:;][\"'”’»」』）)\\]]*$")
_SENTENCE = re.compile("[.!?。！？][\"'”’」』)）]*$")
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
ENOUGH = 60.0
"""Weight that a text must have to be somebody's article."""
_THROUGH = frozenset(["p", "li", "dd", "blockquote", "pre", "center"])
"""Elements that hold a paragraph, so that what they stand in is the container."""
_LISTS = frozenset(["ul", "ol", "table"])


def size(text: str) -> int:
    """Length in letters of an alphabet: an East Asian character says as much as two and a half."""
    if text.isascii():
        return len(text)
    return len(text) + 3 * len(_WIDE.findall(text)) // 2


def _line(text: str) -> float:
    """Weight of one line as prose by its length and its punctuation."""
    length = len(text) if text.isascii() else size(text)
    if length < 40:
        return 0.0
    stops = len(_STOPS.findall(text))
    if stops == 0 or (length < 80 and not _ENDS.search(text)):
        return 0.0
    return min(length, 700) * min(1.0, 0.4 + 0.2 * stops)


def prose(run: Run) -> float:
    """Weight of a run as prose whatever region it stands in, 0 for labels, links and lists of words."""
    text = run.text
    if len(text) < 16 or run.linked * 2 > len(text):
        return 0.0
    weight = sum(map(_line, run.lines)) if len(run.lines) > 1 else _line(text)
    if not weight and run.node.tag == "p" and not run.links and _SENTENCE.search(text):
        weight = 0.5 * size(text)
    return weight * (1 - run.linked / len(text)) if weight else 0.0


def _in_place(weight: float, marks: int) -> float:
    """Weight of prose in a region with these marks."""
    if not weight or marks & OFF:
        return 0.0
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
    """Weigh all runs of a page; marks by class words that would hide most of its prose are taken back first."""
    runs = tree.runs
    raw = [prose(run) for run in runs]
    if void := _liars(runs, raw):
        tree.remark(void)
    placed = [_in_place(weight, run.node.marks) for weight, run in zip(raw, runs, strict=True)]
    return Weights(
        [0.0, *accumulate(placed)],
        [0, *accumulate([len(run.text) for run in runs])],
        [0, *accumulate([run.linked for run in runs])],
    )


def _liars(runs: list[Run], raw: list[float]) -> set[str]:
    """Class words that cover more than 45 % of a page's prose."""
    total, covered = 0.0, dict[str, float]()
    for run, weight in zip(runs, raw, strict=True):
        if not weight or run.node.marks & (Mark.NAV | Mark.FOOTER | Mark.COMMENT | Mark.FORM):
            continue
        total += weight
        if run.node.marks & _WEAK:
            for said in {said for node in run.node.up() if node.attrs for said in said_of(node.attrs)}:
                if said and class_marks(said) & _WEAK:
                    covered[said] = covered.get(said, 0.0) + weight
            if run.node.marks & Mark.HIDDEN:
                covered[HIDDEN_SAID] = covered.get(HIDDEN_SAID, 0.0) + weight * 0.6
    return {said for said, weight in covered.items() if weight > 0.45 * total > 0.45 * ENOUGH}


def core(tree: Tree, weights: Weights) -> Node | None:
    """The container with the most prose near to it."""
    scores: dict[int, float] = {}
    sums = weights.prose
    for run in tree.runs:
        weight = sums[run.index + 1] - sums[run.index]
        if weight:
            share = 1.0
            node: Node | None = run.node
            if node is not None and (node.tag in _THROUGH or (node.tag == "td" and len(run.lines) == 1)):
                node = node.parent
            for _ in range(5):
                if node is None or node.tag == "html":
                    break
                scores[node.index] = scores.get(node.index, 0.0) + weight * share
                share *= 0.6
                node = node.parent
    best = max(scores, key=lambda index: scores[index], default=None)
    return None if best is None else tree.nodes[best]


def _joins(node: Node, core_: Node, weights: Weights) -> bool:
    """Whether a neighbour of the core reads like a part of the same text."""
    if node.marks & (OFF | DOUBT) & ~core_.marks or node.tag in _LISTS:
        return False
    weight = weights.of(node)
    return weight > 40 and weight > 0.5 * weights.length(node) and weights.link_share(node) < 0.2


def _alike(one: Node, other: Node) -> bool:
    """Whether two elements share their tag and a class word, or have no class."""
    if one.tag != other.tag:
        return False
    mine, its = one.attrs.get("class", ""), other.attrs.get("class", "")
    return mine == its or not set(mine.split()).isdisjoint(its.split())


def _like_any(tree: Tree, node: Node, kin: list[Node]) -> bool:
    """Whether an element, or the paragraph that it wraps, is like one of these."""
    inner = [run.node for run in tree.runs_of(node)[:1] if node.last - node.first == 1]
    return any(_alike(candidate, one) for candidate in (node, *inner) for one in kin)


def _siblings(tree: Tree, node: Node, core_: Node, weights: Weights, level: int) -> list[Node]:
    """Neighbours of the core (or of what it lies in) that belong to the text, those alike between them included."""
    above = node.parent
    if above is None:
        return []
    around = list(tree.children(above))
    kin = [node, *[child for child in tree.children(core_) if weights.of(child) > 0][:2]]
    joined = [
        child
        for child in around
        if child is not node
        and _joins(child, core_, weights)
        and (child.index > core_.index or child.tag in _THROUGH or _like_any(tree, child, kin))
        and (level == 0 or _like_any(tree, child, kin) or weights.of(child) > 0.15 * weights.of(core_))
    ]
    if not joined:
        return []
    low, high = min(node.index, joined[0].index), max(node.index, joined[-1].index)
    kin = [*kin, *joined]
    return joined + [
        child
        for child in around
        if low < child.index < high
        and child.last > child.first
        and child not in kin
        and any(_alike(child, one) for one in kin)
        and not child.marks & (OFF | DOUBT) & ~core_.marks
        and weights.link_share(child) < 0.5
    ]


def _twins(tree: Tree, core_: Node, weights: Weights, top: Node) -> list[Node]:
    """Containers like the core elsewhere in the same article: texts that advertisements cut into pieces."""
    said = core_.attrs.get("class")
    out = []
    for node in tree.nodes[top.index : top.end] if said else ():
        if node.tag == core_.tag and node.attrs.get("class") == said and not node.within(core_):
            weight = weights.of(node)
            if weight > 40 and weight > 0.4 * weights.length(node) and weights.link_share(node) < 0.3:
                out.append(node)
    return out


def region(tree: Tree, weights: Weights) -> tuple[Node, list[Run]] | None:
    """The core and the runs of the article's region, in page order; `None` for a page without prose."""
    found = core(tree, weights)
    if found is None or weights.of(found) < ENOUGH:
        return None
    chosen = [found]
    node = top = found
    for level in range(6):
        if node.parent is None or node.parent.tag == "html":
            break
        chosen += _siblings(tree, node, found, weights, level)
        node = node.parent
        if node.tag != "body" and not any(above.tag == "article" for above in top.up()):
            top = node
    chosen += _twins(tree, found, weights, top)
    indices: set[int] = set()
    for part in chosen:
        indices.update(range(part.first, part.last))
    return found, [tree.runs[index] for index in sorted(indices)]
