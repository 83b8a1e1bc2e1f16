"""The breadcrumb trail: the labels as printed, from the root to the page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sdspider.drafts import Rung
from sdspider.extract.declared import Declared
from sdspider.extract.headline import key
from sdspider.extract.marks import Mark
from sdspider.extract.tree import BREAK, EDGE, Node, Run, Tree, fold
from sdspider.extract.words import alternatives, is_word

_STRONG = re.compile(r"[>>›»→▸▶❯⟩]+|::")
_WEAK = re.compile(r"\s*(?:[>>›»→▸▶❯⟩]+|::|[/|·•—–<←|/])\s*")
_HERE = re.compile(rf"^[\W_]*(?:{alternatives('here')})\s*[::]?\s*", re.I)
_EDGES = " \t>›»→/|:·•-–—>::<«‹\u3000[]【】"
LONGEST = 12
SEARCHED = 400
"""Runs from the top of the page in which an unmarked trail is looked for."""


def trail(tree: Tree, said: Declared, headline: str | None, before: int) -> tuple[tuple[str, ...], Rung]:
    """The whole trail as printed, with the rung that gave it; `before`: the run where the text begins."""
    shown = next(_marked(tree), None) or _printed(tree, before) or _listed(tree, headline, before)
    stated = said.breadcrumb
    if shown and stated and _same(shown, stated):
        return max(shown, stated, key=len), "declared"
    if shown:
        return shown, "generic"
    if stated:
        return stated, "declared"
    return (), "generic"


def without_page(labels: tuple[str, ...], headline: str | None) -> tuple[str, ...]:
    """A trail without the page's own headline at its end."""
    if labels and headline:
        last, own = key(labels[-1].rstrip("….")), key(headline)
        if last and (
            last == own or (len(last) > 15 and own.startswith(last)) or (len(own) > 15 and last.startswith(own))
        ):
            return labels[:-1]
    return labels


def _same(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one trail is the other without its root or its end."""
    short, long = sorted(([key(x) for x in one], [key(x) for x in other]), key=len)
    return len(set(short) & set(long)) >= max(1, len(short) - 1)


def labels_of(tree: Tree, node: Node) -> tuple[str, ...]:
    """Labels of a trail: its links, and the texts between them cut at separators and element borders."""
    out: list[str] = []
    at = node.p0
    for link in (inner for inner in tree.inside(node) if inner.tag == "a" and not inner.marks & Mark.HIDDEN):
        if link.p0 < at:
            continue
        out.extend(_between(tree.pieces[at : link.p0]))
        out.append(tree.label(link))
        at = link.p1
    out.extend(_between(tree.pieces[at : node.p1]))
    return _clean(out)


def _between(pieces: list[str]) -> list[str]:
    """Labels in unlinked text."""
    text = "".join(pieces)
    if not text or text.isspace():
        return []
    return [part for line in re.split(f"[{EDGE}{BREAK}]", text) for part in _WEAK.split(fold(line))]


def _clean(labels: list[str]) -> tuple[str, ...]:
    """Labels without separators, words like "You are here" and neighbours printed twice."""
    out: list[str] = []
    for label in labels:
        label = label.strip(_EDGES)
        if _HERE.match(label):
            label = _HERE.sub("", label).strip(_EDGES)
        if label and (not out or out[-1] != label):
            out.append(label)
    return tuple(out)


def _marked(tree: Tree) -> Iterator[tuple[str, ...]]:
    """Trails in elements that call themselves so."""
    end = -1
    for node in [node for node in tree.nodes if node.marks & Mark.CRUMB]:
        if node.index < end or node.marks & Mark.HIDDEN:
            continue
        end = node.end
        labels = labels_of(tree, node)
        if 1 < len(labels) <= LONGEST and max(map(len, labels)) <= 300:
            yield labels


def _printed(tree: Tree, before: int) -> tuple[str, ...]:
    """A short line that is cut by separators and begins like a trail."""
    stop = before if before > 0 else SEARCHED
    for run in tree.runs[: min(stop, SEARCHED)]:
        if len(run.text) > 250 or run.node.marks & Mark.HIDDEN:
            continue
        labels = _line(tree, run)
        if labels:
            return labels
    return ()


def _line(tree: Tree, run: Run) -> tuple[str, ...]:
    """The labels of one line or of the lines of one block, if it is a trail."""
    text = run.text
    here = _HERE.match(text)
    rest = text[here.end() :] if here else text
    parts = _STRONG.split(rest)
    if len(parts) > 1:
        labels = _clean(parts)
        if (
            len(labels) <= LONGEST
            and labels
            and (here or is_word("home", labels[0]) or run.links >= len(labels) - 1 > 0)
        ):
            return labels if max(map(len, labels)) <= 200 and len(labels) > 1 else ()
        return ()
    node = run.node
    if here or (run.links and is_word("home", text)):
        for _ in range(3):
            if node.parent is None or node.last - node.first > 1:
                break
            node = node.parent
        if 1 < node.last - node.first <= LONGEST * 2 or here:
            raw = "".join(tree.pieces[node.p0 : node.p1])
            if here or _STRONG.search(raw):
                labels = labels_of(tree, node)
                return labels if 1 < len(labels) <= LONGEST and max(map(len, labels)) <= 200 else ()
    return ()


def _listed(tree: Tree, headline: str | None, before: int) -> tuple[str, ...]:
    """A short flat list of links whose first is the home page and whose last, unlinked, is this page."""
    own = key(headline or "")
    for node in tree.all("ol", "ul"):
        if node.marks & Mark.HIDDEN or not 2 <= node.last - node.first <= LONGEST or (0 < before < node.first):
            continue
        labels = labels_of(tree, node)
        if 2 <= len(labels) <= LONGEST and is_word("home", labels[0]) and own and key(labels[-1]) == own:
            return labels
    return ()
