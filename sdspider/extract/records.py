"""Labelled records: contact and project tables, definition lists and "label: value" lines, fields in page order."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from sdspider.extract.marks import Mark
from sdspider.extract.tree import Node, Run, Tree
from sdspider.extract.words import is_word

_OFF = int(Mark.NAV | Mark.FOOTER | Mark.FORM | Mark.HIDDEN | Mark.CRUMB)
_LINE = re.compile(r"^\s*(?P<label>[^:\uff1a\d][^:\uff1a]{0,48}?)\s*[:\uff1a]\s*(?P<value>\S.*)$", re.S)
_ADDRESSY = re.compile(r"^(?:https?|mailto|tel)$", re.I)
_LABEL_EDGES = " :\uff1a\u3000\t"
LABEL = 60
"""Longest label in characters."""

Fields = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Fields of one record and what stands above them as their title."""

    fields: Fields
    title: str | None = None


def _rows(tree: Tree, table: Node) -> list[list[Node]]:
    """Cells by row; rows of inner tables left out."""
    out = []
    for row in tree.inside(table):
        if row.tag == "tr" and _nearest(row, "table") is table:
            cells = [cell for cell in tree.inside(row) if cell.tag in ("td", "th") and _nearest(cell, "tr") is row]
            if cells:
                out.append(cells)
    return out


def _nearest(node: Node, tag: str) -> Node | None:
    return next((above for above in node.up() if above is not node and above.tag == tag), None)


def _label(text: str) -> str:
    return text.strip(_LABEL_EDGES)


def _pairs(cells: list[str], heads: list[bool]) -> list[tuple[str, str]] | None:
    """(label, value) pairs of a row of two, four or six cells; `None` where it is none."""
    if len(cells) % 2 or not cells or len(cells) > 6:
        return None
    pairs = []
    for at in range(0, len(cells), 2):
        label, value = _label(cells[at]), cells[at + 1]
        if not label or len(label) > LABEL:
            return None
        if value:
            pairs.append((label, value))
    return pairs


def from_table(tree: Tree, table: Node) -> list[Table]:
    """Records of one table: one for a label/value table, one a row for a table with a header row."""
    rows = _rows(tree, table)
    if not rows or len(rows) > 2000 or any(inner.tag == "table" for inner in tree.inside(table)):
        return []
    texts = [[tree.text(cell) for cell in row] for row in rows]
    heads = [[cell.tag == "th" for cell in row] for row in rows]
    title = _above(tree, table)
    if len(texts[0]) == 1 and len(texts) > 1 and texts[0][0]:
        title, texts, heads = texts[0][0], texts[1:], heads[1:]
    if _is_headed(texts, heads):
        return [Table(fields) for row in texts[1:] if (fields := _zip(texts[0], row))]
    pairs: list[tuple[str, str]] = []
    for row, head in zip(texts, heads, strict=True):
        found = _pairs(row, head)
        if found is None:
            return []
        pairs.extend(found)
    return [Table(tuple(pairs), title)] if len(pairs) >= 2 else []


def _is_headed(texts: list[list[str]], heads: list[list[bool]]) -> bool:
    """Whether the first row holds labels for all others."""
    width = len(texts[0])
    if len(texts) < 2 or width < 2 or any(len(row) != width for row in texts) or not all(texts[0]):
        return False
    if all(heads[0]) and not all(row[0] for row in heads[1:]):
        return True
    return (
        width > 2
        and width % 2 == 1
        and max(map(len, texts[0])) <= 40
        and not any(c.isdigit() for c in "".join(texts[0]))
    )


def _zip(labels: list[str], row: list[str]) -> Fields:
    return tuple((_label(label), value) for label, value in zip(labels, row, strict=True) if value and _label(label))


def _above(tree: Tree, node: Node) -> str | None:
    """Heading right above a table, or its caption."""
    for inner in tree.inside(node)[:3]:
        if inner.tag == "caption":
            return tree.text(inner) or None
    if node.first > 0:
        run = tree.runs[node.first - 1]
        if run.node.marks & Mark.HEADING and len(run.text) < 150:
            return run.text
    return None


def from_list(tree: Tree, node: Node) -> Table | None:
    """Record of a `dl`."""
    fields, label = [], ""
    for child in tree.inside(node):
        if child.tag == "dt":
            label = _label(tree.text(child))
        elif child.tag == "dd" and label and (value := tree.text(child)):
            fields.append((label, value))
    return Table(tuple(fields), _above(tree, node)) if len(fields) >= 2 else None


def pair_in(text: str) -> tuple[str, str] | None:
    """(label, value) of a "label: value" line, `None` for anything else."""
    match = _LINE.match(text)
    if not match or _ADDRESSY.match(match["label"].strip()) or match["value"].startswith("//"):
        return None
    label, value = match["label"].strip(), match["value"].strip()
    return (label, value) if len(label.split()) <= 7 and len(value) <= 600 else None


def from_lines(runs: list[Run]) -> Iterator[Table]:
    """Records of consecutive "label: value" lines; a line without label ends one and titles the next."""
    fields: list[tuple[str, str]] = []
    title: str | None = None
    for run in runs:
        for line in run.lines:
            pair = pair_in(line) if line else None
            if pair and pair[0] in dict(fields):
                yield Table(tuple(fields), title)
                fields, title = [pair], None
            elif pair:
                fields.append(pair)
            elif line:
                if len(fields) >= 2:
                    yield Table(tuple(fields), title)
                fields, title = [], line if len(line) < 150 else None
    if len(fields) >= 2:
        yield Table(tuple(fields), title)


def records(tree: Tree, runs: list[Run], menus: Collection[tuple[int, int]] = ()) -> list[Table]:
    """All labelled records of a page's content, tables before lists before lines; `menus`: node spans."""

    def content(node: Node) -> bool:
        return not node.marks & _OFF and not any(start <= node.index < end for start, end in menus)

    out: list[Table] = []
    for table in filter(content, tree.all("table")):
        out.extend(from_table(tree, table))
    for node in filter(content, tree.all("dl")):
        if found := from_list(tree, node):
            out.append(found)
    return out or list(from_lines([run for run in runs if content(run.node)]))


def about(tables: list[Table], texts: Iterable[str]) -> Literal["contact", "project"] | None:
    """What records describe, by the page's headings or by two or more of their labels."""
    labels = [label for table in tables for label, _ in table.fields]
    texts = list(texts)
    kinds: tuple[Literal["project", "contact"], ...] = ("project", "contact")
    for kind in kinds:
        if any(is_word(kind, text) for text in texts) or sum(is_word(f"{kind}_labels", label) for label in labels) > 1:
            return kind
    return None
