"""From the runs of the article's region to its paragraphs: what is no part of the text is left out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sdspider.extract.body import DOUBT, OFF, prose, size
from sdspider.extract.headline import key
from sdspider.extract.marks import Mark
from sdspider.extract.tree import Node, Run, Tree
from sdspider.extract.words import is_word, opening

_ENDS = re.compile("[.!?。！？…:：;；\"'”’»」』)）\\]]\\s*$")
_STOP = re.compile("[.!?。！？…]['\"”’»」』)）\\]]*\\s*$")
_PAGES = re.compile(r"^[\W\d_]*(?:\d+\s*/\s*\d+|\d{1,3})?[\W\d_]*$")
_FLOWING = frozenset(
    ["p", "li", "ul", "ol", "dl", "dt", "dd", "blockquote", "pre", "center", "h1", "h2", "h3", "h4", "h5", "h6"]
    + ["table", "tbody", "thead", "tfoot", "tr", "td", "th"]
)
"""Elements that are parts of a text, as opposed to the boxes that a text stands in."""
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
LONG = 220
"""Letters beyond which a line is a paragraph, whatever it stands beside."""


def cut_lines(run: Run) -> list[str]:
    """Paragraphs of a run: cut at empty lines, and at each `<br>` where lines are paragraphs of their own."""
    if len(run.lines) == 1:
        return [run.text]
    groups: list[list[str]] = [[]]
    for line in run.lines:
        if line:
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    lines = [line for group in groups for line in group]
    whole = sum(1 for line in lines if _ENDS.search(line))
    if run.indented or (whole * 4 >= len(lines) * 3 and sum(map(size, lines)) > 60 * len(lines)):
        return lines
    return [" ".join(group) for group in groups if group]


def is_noise(text: str, noise: Iterable[re.Pattern[str]]) -> bool:
    """Whether a whole line is one that never belongs to a text."""
    if any(pattern.fullmatch(text) for pattern in noise):
        return True
    return size(text) < 200 and opening("opens").match(text) is not None


def _box(run: Run) -> Node:
    """The box that a run's paragraph stands in."""
    node = run.node
    while node.tag in _FLOWING and node.parent is not None:
        node = node.parent
    return node


@dataclass(slots=True)
class _Flow:
    """What is known of a region while its runs are judged."""

    tree: Tree
    core: Node
    boxes: frozenset[int]
    """Boxes that hold a good part of the prose."""
    first: int
    """First run with prose."""
    last: int
    """Last run with prose."""
    shown: frozenset[int]
    """Runs right behind a picture."""

    def holds(self, run: Run) -> bool:
        """Whether a run stands in the text's own flow."""
        return _box(run).index in self.boxes


def _flow(tree: Tree, core: Node, runs: list[Run]) -> _Flow:
    """Where the prose of a region stands."""
    weights: dict[int, float] = {}
    full: list[int] = []
    for run in runs:
        if weight := prose(run):
            full.append(run.index)
            box = _box(run).index
            weights[box] = weights.get(box, 0.0) + weight
    total = sum(weights.values())
    boxes = frozenset(box for box, weight in weights.items() if weight > 0.15 * total)
    shown = frozenset(node.first for node in tree.all("img") if core.first <= node.first < core.last)
    first, last = (full[0], full[-1]) if full else (-1, 1 << 60)
    return _Flow(tree, core, boxes, first, last, shown)


def paragraphs(
    tree: Tree,
    runs: list[Run],
    core: Node,
    title: str,
    noise: Iterable[re.Pattern[str]],
    skip: frozenset[int],
) -> list[str]:
    """Paragraphs of the article in page order; `skip` holds runs known to be headline or header line."""
    noise = tuple(noise)
    kept = [run for run in runs if run.index not in skip and not _foreign(run, core)]
    flow = _flow(tree, core, kept)
    title_key = key(title)
    out: list[str] = []
    for run in _chosen(kept, flow, noise):
        for text in cut_lines(run):
            if (
                not is_noise(text, noise)
                and not _PAGES.match(text)
                and not (title_key and key(text) == title_key)
            ):
                out.append(text)
    return out


def _foreign(run: Run, core: Node) -> bool:
    """Whether a run lies in a region that is no text, inside a core that is."""
    return bool(run.node.marks & ~core.marks & (OFF | DOUBT))


def _chosen(runs: list[Run], flow: _Flow, noise: tuple[re.Pattern[str], ...]) -> list[Run]:
    """Runs that are paragraphs: all from the first to the last prose but labels, links and captions."""
    out: list[Run] = []
    promoted = False
    for run in runs:
        label = size(run.text) < 60 and is_word("recommend", run.text)
        if label or (size(run.text) < 60 and is_noise(run.text, noise) and run.node.tag != "li"):
            promoted = True
            continue
        linked = run.linked > 0.9 * len(run.text) or (
            run.linked > 0.5 * len(run.text) and not _STOP.search(run.text)
        )
        if promoted and linked:
            continue
        promoted = False
        if run.index < flow.first:
            keep = _leads(run, flow, linked)
        elif run.index > flow.last:
            keep = _trails(run, flow, linked)
            if not keep:
                break
        else:
            keep = _between(run, flow, linked)
        if keep:
            out.append(run)
    while out and out[-1].node.tag in _HEADINGS and out[-1].index > flow.last:
        out.pop()
    return out


def _between(run: Run, flow: _Flow, linked: bool) -> bool:
    """Whether a run between prose is part of the text."""
    if linked:
        return flow.holds(run) and not run.text.isupper()
    return not (run.index in flow.shown and _is_caption(run))


def _is_caption(run: Run) -> bool:
    """Whether a run right behind a picture reads like its caption."""
    return run.node.tag not in _HEADINGS and size(run.text) < LONG and not prose(run)


def _leads(run: Run, flow: _Flow, linked: bool) -> bool:
    """A short first paragraph, heading or list above the text."""
    if not flow.holds(run) or run.index in flow.shown:
        return False
    return not linked and (bool(_ENDS.search(run.text)) or run.node.tag in ("li", "h2", "h3")) and size(run.text) > 14


def _trails(run: Run, flow: _Flow, linked: bool) -> bool:
    """A short last paragraph, list or heading below the text."""
    if not flow.holds(run) or linked:
        return False
    return run.node.tag in _FLOWING or bool(_STOP.search(run.text))


def is_heading(run: Run) -> bool:
    """Whether a run is set as a heading."""
    return bool(run.node.marks & Mark.HEADING)
