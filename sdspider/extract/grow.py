"""What the parser tells of a page, kept as the light nodes and text runs that all other extractors read."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import accumulate

from sdspider.extract.marks import BY_TAG, TELLING, TELLING_LINK, Mark, marks_of
from sdspider.extract.tags import BOLD, INDEXED, INLINE, KEPT, LEAVES, SILENT
from sdspider.extract.tree import BREAK, EDGE, Node, Run, Tree, fold
from sdspider.page import EMPTY, tell

_APART, _QUIET = Mark.CAPTION, Mark.QUIET
"""What is marked so is no part of the line it stands in, whatever its tag."""
DEEPEST = 2040
"""What lies deeper is read as text of the element at this depth."""
_BLANKS = "\r\n\t " + BREAK
_INDENTS = ("\u3000", "\u3000\u3000", "\xa0\xa0", "\xa0 ")
_INLINE, _LINK, _BOLD, _SILENT, _INDEXED, _PLENTY, _LEAF = 1, 2, 4, 8, 16, 32, 64
_LEFT = _LINK | _BOLD | _SILENT
_SPECIAL = _LEFT | _INDEXED
_NONE: dict[str, str] = {}
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


class Grower:
    """Grows a tree while the page is parsed; a target of the parser."""

    def __init__(self) -> None:
        self.tree = Tree()
        self.nodes, self.runs, self.pieces = self.tree.nodes, self.tree.runs, self.tree.pieces
        self.depth = 0
        """Open elements, those that lie too deep to be kept included."""
        self.above: Node | None = None
        """The innermost open element that is kept."""
        self.block: Node | None = None
        """The innermost open element that is no part of a line."""
        self.first = -1
        """Where the pieces of the open run begin; -1 where none has begun."""
        self.full = False
        """Whether the open run holds more than blanks."""
        self.linked = self.links = self.bold = 0
        self.in_link = self.in_bold = self.silent = 0
        self.heard: list[str] = []
        """Text since the last tag."""
        self.data = self.heard.append
        self.leaf: tuple[str, Mapping[str, str], int] | None = None
        """An element that has just begun and should hold no others."""
        self.told: Node | None = None
        """An element that has just begun and whose text is not read in the page's flow."""

    def start(self, tag: str, attrs: Mapping[str, str]) -> None:
        """An element begins."""
        if self.leaf is not None:
            leaf, self.leaf = self.leaf, None
            self.open(*leaf)
        if self.heard:
            self.hear()
        self.told = None
        bits = _BITS.get(tag, 0)
        if bits & _LEAF:
            self.leaf = tag, attrs, bits
        else:
            self.open(tag, attrs, bits)

    def open(self, tag: str, attrs: Mapping[str, str], bits: int) -> None:
        """Keep an element that holds others."""
        self.depth += 1
        if self.depth > DEEPEST:
            self.tree.too_deep = True
            return
        above, nodes = self.above, self.nodes
        inherited = 0 if above is None else above.marks
        marks, new = inherited | BY_TAG.get(tag, 0), 0
        if not attrs:
            attrs = _NONE  # the parser's own empty mapping is slow to ask
        elif not self.silent and not (TELLING_LINK if bits & _PLENTY else TELLING).isdisjoint(attrs):
            marks = marks_of(tag, attrs, inherited)
            new = marks & ~inherited
        inline = bits & _INLINE and not new & _APART
        if not inline and self.full:
            self.end_run()
        node = Node(tag, attrs, above, len(nodes), marks, len(self.runs), len(self.pieces), inline != 0)
        nodes.append(node)
        self.above = node
        if not inline:
            self.block, self.first = node, -1
        if bits & _SPECIAL:
            self.enter(bits, node)
        if new & _QUIET and tag != "h1":
            node.quiet = True
            self.silent += 1
            self.told = node

    def enter(self, bits: int, node: Node) -> None:
        """Begin an element that is asked for by its tag, a link, bold text or one without text in the page's flow."""
        if bits & _INDEXED:
            self.tree.by_tag[node.tag].append(node)
        if bits & _LINK:
            self.in_link += 1
            self.links += 1
        elif bits & _BOLD:
            self.in_bold += 1
        elif bits & _SILENT:
            self.silent += 1
            self.told = node

    def end(self, tag: str) -> None:
        """The innermost open element ends."""
        if self.leaf is not None:
            self.keep(*self.leaf)
            self.leaf = None
            return
        if self.heard:
            self.hear()
        self.told = None
        node = self.above
        if node is None:
            return
        self.depth -= 1
        if self.depth >= DEEPEST:
            return
        self.above = block = node.parent
        if not node.inline:
            if self.full:
                self.end_run()
            while block is not None and block.inline:
                block = block.parent
            self.first, self.block = -1, block
        node.end, node.last, node.p1 = len(self.nodes), len(self.runs), len(self.pieces)
        bits = _BITS.get(node.tag, 0)
        if bits & _LEFT:
            self.leave(bits)
        if node.quiet:
            self.silent -= 1

    def leave(self, bits: int) -> None:
        """End what `enter` began."""
        if bits & _LINK:
            self.in_link -= 1
        elif bits & _BOLD:
            self.in_bold -= 1
        else:
            self.silent -= 1

    def hear(self) -> None:
        """Read the text since the last tag."""
        heard = self.heard
        text = heard[0] if len(heard) == 1 else "".join(heard)
        heard.clear()
        if self.silent:
            if self.told is not None and not text.isspace():
                self.unheard(self.told, text)
            return
        if text.isspace():
            # blanks count only behind text, and where they indent it
            if self.full:
                self.pieces.append(" ")
            elif not text.isascii():
                self.first = len(self.pieces)
                self.pieces.append(text)
            return
        if not self.full:
            self.full, self.links = True, self.in_link
            if self.first < 0:
                self.first = len(self.pieces)
        self.pieces.append(text)
        if self.in_link:
            self.linked += len(text.strip())
        if self.in_bold:
            self.bold += len(text.strip())

    def end_run(self) -> None:
        """Store the text since `first` as a run of its block."""
        pieces, runs, block = self.pieces, self.runs, self.block
        raw = "".join(pieces[self.first :])
        pieces.append(EDGE)
        if block is not None and (text := fold(raw)):
            lines = tuple(map(fold, raw.split(BREAK))) if BREAK in raw else (text,)
            indented = not raw.isascii() and raw.lstrip(_BLANKS)[:2] in _INDENTS
            runs.append(Run(text, lines, block, len(runs), self.first, self.linked, self.links, self.bold, indented))
        self.full, self.first, self.linked, self.bold = False, -1, 0, 0

    def keep(self, tag: str, attrs: Mapping[str, str], bits: int) -> None:
        """Keep what is read of an element that holds no others."""
        if tag == "br":
            if self.full:
                self.pieces.append(BREAK)
        elif tag in KEPT:
            nodes, runs, at, above = self.nodes, len(self.runs), len(self.pieces), self.above
            marks = above.marks if above else 0
            if tag == "img":
                marks = marks_of(tag, attrs, marks)
            node = Node(tag, attrs, above, len(nodes), marks, runs, at, True, False, len(nodes) + 1, runs, at)
            nodes.append(node)
            self.tree.by_tag[tag].append(node)
        elif tag == "script":
            self.tree.scripted = True
            if "json" in attrs.get("type", ""):
                self.tree.scripts.append((attrs.get("type", ""), "".join(self.heard)))
        self.heard.clear()

    def unheard(self, node: Node, text: str) -> None:
        """Keep what is read of elements without text in the page's flow."""
        if node.quiet:
            self.tree.spoken[node.index] = fold(text)
        elif node.tag == "title" and not self.tree.title:
            self.tree.title = fold(text[:2000])[:500]

    def close(self) -> Tree:
        """The whole tree, with what was left open ended."""
        tree = self.tree
        while self.above is not None or self.leaf is not None:
            self.end("")
        links = bytearray(len(tree.nodes))
        for node in tree.by_tag["a"]:
            links[node.index] = 1
        tree.by_tag.default_factory = None
        tree.link_counts = [0, *accumulate(links)]
        return tree


def grow(source: str | bytes) -> Tree:
    """The tree of an HTML text (bytes: in UTF-8), of one element at least."""
    tree = tell(source, Grower)
    return tree if tree.nodes else tell(EMPTY, Grower)
