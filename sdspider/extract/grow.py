"""One walk over a parsed page into the light nodes and text runs that all other extractors read."""

from __future__ import annotations

from itertools import accumulate
from typing import cast

from lxml import etree

from sdspider.extract.marks import BY_TAG, TELLING, TELLING_LINK, Mark, marks_of
from sdspider.extract.tags import BOLD, INDEXED, INLINE, KEPT, LEAVES, SILENT
from sdspider.extract.tree import BREAK, EDGE, Node, Run, Tree, fold

_APART = Mark.CAPTION
"""What is marked so is no part of the line it stands in, whatever its tag."""
DEEPEST = 2040
"""libxml2 drops what lies deeper than 2,048 levels; a tree this deep has surely lost something."""
_BLANKS = "\r\n\t " + BREAK
_INDENTS = ("\u3000", "\u3000\u3000", "\xa0\xa0", "\xa0 ")
_INLINE, _LINK, _BOLD, _SILENT, _INDEXED, _PLENTY, _LEAF = 1, 2, 4, 8, 16, 32, 64
_SPECIAL = _LINK | _BOLD | _SILENT
_BITS = {
    tag: (tag in INLINE) * _INLINE
    + (tag == "a") * _LINK
    + (tag in BOLD) * _BOLD
    + (tag in SILENT) * _SILENT
    + (tag in INDEXED) * _INDEXED
    + (tag in ("a", "li")) * _PLENTY
    + (tag in LEAVES) * _LEAF
    for tag in INLINE | SILENT | INDEXED | LEAVES | {"li"}
}
"""Element -> what it is, as bits."""
_NONE: dict[str, str] = {}


def _end_run(tree: Tree, block: Node | None, start: int, linked: int, links: int, bold: int) -> None:
    """Store the text since `start` as a run of its block, if it says anything."""
    raw = "".join(tree.pieces[start:])
    if block is not None and (text := fold(raw)):
        lines = tuple(map(fold, raw.split(BREAK))) if BREAK in raw else (text,)
        indented = not raw.isascii() and raw.lstrip(_BLANKS)[:2] in _INDENTS
        runs = tree.runs
        runs.append(Run(text, lines, block, len(runs), start, linked, links, bold, indented))
    tree.pieces.append(EDGE)


def _leaf(tree: Tree, el: etree._Element, tag: str, parent: Node | None) -> None:
    """Keep what is read of an element that holds no others."""
    if tag == "script":
        tree.scripted = True
        if "json" in el.get("type", ""):
            tree.scripts.append((el.get("type", ""), el.text or ""))
    elif tag in KEPT:
        nodes, runs, at = tree.nodes, len(tree.runs), len(tree.pieces)
        attrs, marks = dict(el.items()), parent.marks if parent else 0
        if tag == "img":
            marks = marks_of(tag, attrs, marks)
        node = Node(tag, attrs, parent, len(nodes), marks, runs, at, True, False, len(nodes) + 1, runs, at)
        nodes.append(node)
        tree.by_tag[tag].append(node)


def _unheard(tree: Tree, el: etree._Element, node: Node, quiet: bool) -> None:
    """Keep what is read of elements without text in the page's flow."""
    text = el.text
    if not text or text.isspace():
        return
    if quiet:
        tree.spoken[node.index] = fold(text)
    elif node.tag == "title" and not tree.title:
        tree.title = fold(text[:2000])[:500]


def grow(root: etree._Element) -> Tree:  # noqa: C901, PLR0912, PLR0915 - one loop: a call for each step doubles its time
    """Walk a parsed page once."""
    tree = Tree()
    nodes, pieces = tree.nodes, tree.pieces
    stack: list[Node] = []
    node = block = above = None
    start, full = -1, False
    linked = links = bold = in_link = in_bold = silent = deepest = 0
    for event, el in etree.iterwalk(root, events=("start", "end"), tag=etree.Element):
        tag = cast(str, el.tag)
        bits = _BITS.get(tag, 0)
        if bits & _LEAF and not len(el):
            if event == "start":
                if tag != "br":
                    _leaf(tree, el, tag, above)
                elif full:
                    pieces.append(BREAK)
                continue
            text = el.tail
        elif event == "start":
            items = el.items()
            attrs = dict(items) if items else _NONE
            inherited = 0 if above is None else above.marks
            if (TELLING_LINK if bits & _PLENTY else TELLING).isdisjoint(attrs):
                marks = inherited | BY_TAG.get(tag, 0)
            else:
                marks = marks_of(tag, attrs, inherited)
            new = marks & ~inherited
            inline = bool(bits & _INLINE) and not new & _APART
            if not inline and full:
                _end_run(tree, block, start, linked, links, bold)
                start, full, linked, bold = -1, False, 0, 0
            node = Node(tag, attrs, above, len(nodes), marks, len(tree.runs), len(pieces), inline)
            nodes.append(node)
            stack.append(node)
            above = node
            if len(stack) > deepest:
                deepest = len(stack)
            if bits & _INDEXED:
                tree.by_tag[tag].append(node)
            if not inline:
                block, start = node, -1
            if bits & _SPECIAL:
                if bits & _LINK:
                    in_link += 1
                    links += 1
                elif bits & _BOLD:
                    in_bold += 1
                else:
                    silent += 1
                    _unheard(tree, el, node, False)
            if new & Mark.QUIET and tag != "h1":
                node.quiet = True
                silent += 1
                _unheard(tree, el, node, True)
            text = el.text
        else:
            node = stack.pop()
            above = node.parent
            if not node.inline:
                if full:
                    _end_run(tree, block, start, linked, links, bold)
                    full, linked, bold = False, 0, 0
                start, block = -1, above
                while block is not None and block.inline:
                    block = block.parent
            node.end, node.last, node.p1 = len(nodes), len(tree.runs), len(pieces)
            if bits & _SPECIAL:
                if bits & _LINK:
                    in_link -= 1
                elif bits & _BOLD:
                    in_bold -= 1
                else:
                    silent -= 1
            if node.quiet:
                silent -= 1
            text = el.tail
        if not text or silent:
            continue
        if text.isspace():
            # blanks count only behind text, and where they indent it
            if full:
                pieces.append(" ")
            elif not text.isascii():
                start = len(pieces)
                pieces.append(text)
            continue
        if not full:
            full, links = True, in_link
            if start < 0:
                start = len(pieces)
        pieces.append(text)
        if in_link:
            linked += len(text.strip())
        if in_bold:
            bold += len(text.strip())
    tree.by_tag.default_factory = None
    tree.link_counts = [0, *accumulate(node.tag == "a" for node in nodes)]
    tree.too_deep = deepest >= DEEPEST
    return tree
