"""Which runs of the article's region are its text: labels, links, captions and pointers are told from paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sdspider.extract.body import DOUBT, OFF, prose, size
from sdspider.extract.marks import Mark
from sdspider.extract.media import captions, media_type
from sdspider.extract.tree import Node, Run, Tree
from sdspider.extract.words import anywhere, holds, is_word, opens

_ENDS = re.compile("[.!?。！？…:：;；\"'”’»」』)）\\]]\\s*$")
_STOP = re.compile("[.!?。！？…]['\"”’»」』)）\\]]*\\s*$")
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_FLOWING = _HEADINGS | frozenset(
    [
        "p",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "blockquote",
        "pre",
        "center",
        "table",
        "tbody",
        "thead",
        "tfoot",
        "tr",
        "td",
        "th",
    ]
)
"""Elements that are parts of a text, as opposed to the boxes that a text stands in."""
LONG = 220
"""Letters beyond which a line is a paragraph, whatever it stands beside."""


def is_noise(text: str, noise: Iterable[re.Pattern[str]]) -> bool:
    """Whether a whole line is one that never belongs to a text."""
    for pattern in noise:
        if pattern.fullmatch(text):
            return True
    if len(text) >= 200 or size(text) >= 200:
        return False
    return opens(text) or holds("owner", text)


def _box(run: Run) -> Node:
    """The box that a run's paragraph stands in."""
    node = run.node
    while node.tag in _FLOWING and node.parent is not None:
        node = node.parent
    return node


@dataclass(slots=True)
class Flow:
    """What is known of a region while its runs are judged."""

    tree: Tree
    core: Node
    boxes: frozenset[int]
    """Boxes that hold a good part of the prose."""
    near: frozenset[int]
    """Boxes that hold any prose."""
    first: int
    """First run with prose."""
    last: int
    """Last run with prose."""
    shown: dict[int, Node]
    """Run -> the picture right before it."""
    files: frozenset[int]
    """Runs that link to a file."""
    rows: dict[int, int]
    """Run -> row, for cells of data tables."""

    def holds(self, run: Run) -> bool:
        """Whether a run stands in the text's own flow."""
        return _box(run).index in self.boxes


def flow_of(tree: Tree, core: Node, runs: list[Run]) -> Flow:
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
    shown = {node.first: node for node in tree.all("img") if core.first <= node.first < core.last}
    links = (node for node in tree.all("a") if core.first <= node.first < core.last)
    files = frozenset(
        node.first for node in links if "." in (href := node.attrs.get("href", ""))[-6:] and media_type(href)
    )
    first, last = (full[0], full[-1]) if full else (-1, 1 << 60)
    return Flow(tree, core, boxes, frozenset(weights), first, last, shown, files, data_rows(tree, core))


def data_rows(tree: Tree, within: Node) -> dict[int, int]:
    """Run -> row (node index) for the cells of tables that hold data, not layout."""
    out: dict[int, int] = {}
    for table in tree.all("table"):
        runs = tree.runs_of(table)
        if not table.within(within) or not runs or sum(size(run.text) for run in runs) > 60 * len(runs):
            continue
        inside = tree.inside(table)
        rows = [node for node in inside if node.tag == "tr" and node.last > node.first]
        wide = [row for row in rows if row.last - row.first > 1]
        if len(rows) < 2 or len(wide) * 2 < len(rows) or any(node.tag == "table" for node in inside):
            continue
        for row in rows:
            out.update(dict.fromkeys(range(row.first, row.last), row.index))
    return out


def is_foreign(run: Run, core: Node) -> bool:
    """Whether a run lies in a region that is no text, inside a core that is."""
    return bool(run.node.marks & ~core.marks & (OFF | DOUBT))


def chosen(runs: list[Run], flow: Flow, noise: tuple[re.Pattern[str], ...]) -> list[Run]:
    """Runs that are paragraphs: all from the first to the last prose but labels, links and captions."""
    out: list[Run] = []
    label: Run | None = None
    for run in runs:
        if run.index in flow.rows:
            out.append(run)
            continue
        if _is_label(run, noise):
            label = run
            continue
        if label is not None and _below(label, run):
            label = label if run.links else None
            continue
        label = None
        linked = _is_linked(run)
        if run.index < flow.first:
            keep = _leads(run, flow, linked)
        elif run.index > flow.last:
            if run.linked > 0.9 * len(run.text) or not flow.holds(run):
                break
            keep = not linked and (run.node.tag in _FLOWING or bool(_STOP.search(run.text)))
        else:
            keep = _between(run, flow, linked)
        if keep and not _points_away(run):
            out.append(run)
    while out and out[-1].node.tag in _HEADINGS:
        out.pop()
    return out


def _is_label(run: Run, noise: tuple[re.Pattern[str], ...]) -> bool:
    """Whether a short line announces what is no text, such as "Related stories" or "Photo:"."""
    if size(run.text) >= 60:
        return False
    return is_word("recommend", run.text) or (run.node.tag != "li" and is_noise(run.text, noise))


def _below(label: Run, run: Run) -> bool:
    """Whether a run belongs to the label above it: links under a heading, the value of "Photo:"."""
    if run.links and (_is_linked(run) or run.node.tag in ("li", "dd")):
        return True
    return (
        label.text[-1] in ":："
        and run.index == label.index + 1
        and run.node.parent is label.node.parent
        and size(run.text) < 60
    )


def _is_linked(run: Run) -> bool:
    """Whether a run is hardly more than links."""
    return run.linked > 0.9 * len(run.text) or (run.linked > 0.5 * len(run.text) and not _STOP.search(run.text))


def _points_away(run: Run) -> bool:
    """Whether a run is a pointer to other pages: "Related: …", or a headline in capitals as a link."""
    if not run.links or run.linked < 0.4 * len(run.text):
        return False
    capitals = sum(char.isupper() for char in run.text)
    if run.linked > 0.9 * len(run.text) and capitals > 0.7 * sum(char.isalpha() for char in run.text) > 8:
        return True
    head = re.split("[:：|]", run.lines[0] or run.text, maxsplit=1)[0]
    return len(head) < 40 and (is_word("recommend", head) or opens(head))


def _between(run: Run, flow: Flow, linked: bool) -> bool:
    """Whether a run between prose is part of the text."""
    if run.node.marks & Mark.FIGURE and run.node.tag not in ("td", "li", "blockquote"):
        return False
    if linked:
        return _box(run).index in flow.near and run.index not in flow.files
    return not _is_caption(run, flow)


def _is_caption(run: Run, flow: Flow) -> bool:
    """Whether a run reads like a caption: short and right behind a picture, in its box or centred like it."""
    length = size(run.text)
    if run.node.tag in _HEADINGS:
        return False
    if length < LONG and anywhere("picture").search(run.text):
        return True
    image = flow.shown.get(run.index)
    if image is None:
        return False
    return (not prose(run) and length < LONG) or captions(run, image)


def _leads(run: Run, flow: Flow, linked: bool) -> bool:
    """A short first paragraph, heading or list above the text."""
    if linked or not flow.holds(run) or run.index in flow.shown or size(run.text) < 14:
        return False
    return bool(_ENDS.search(run.text)) or run.node.tag in ("li", "h2", "h3")
