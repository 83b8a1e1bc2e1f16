"""The headline: never the site's name, never glued to it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from sdspider.drafts import Rung
from sdspider.extract.body import OFF
from sdspider.extract.declared import TITLES, Declared
from sdspider.extract.marks import Mark
from sdspider.extract.tree import Node, Run, Tree
from sdspider.extract.words import holds, opens

_SPLIT = re.compile(
    r"\s+[|\-–—_»›·•:]+\s+|\s*[|\uff5c_]\s*|\s+[»›]\s*|(?<=[\u3040-\u9fff])[-–—](?=[\u3040-\u9fff\w])|::|(?<=\S)\s+\|\s*"
)
MOST = 200
"""Headings of each rank that are looked at."""
_SIGNS = re.compile(r"[\W_]+")
_ASCII_SIGNS = {code: None for code in range(128) if _SIGNS.match(chr(code))}
_NOT_HERE = int(OFF & ~Mark.CAPTION) & ~int(Mark.COMMENT)


@dataclass(frozen=True, slots=True)
class Headline:
    """The headline, which rung gave it, and the first and last run that show it (-1: not shown)."""

    text: str
    rung: Rung
    first: int = -1
    last: int = -1


def key(text: str) -> str:
    """Letters and digits only, for comparing texts that are set differently."""
    text = text.casefold()
    return text.translate(_ASCII_SIGNS) if text.isascii() else _SIGNS.sub("", text)


def without_site(text: str, names: Iterable[str]) -> str:
    """A title without the site's names and the separators before or behind them."""
    keys = {key(name) for name in names if key(name)}
    while True:
        parts = list(_SPLIT.finditer(text))
        if parts and key(text[parts[-1].end() :]) in keys:
            text = text[: parts[-1].start()].strip()
        elif parts and key(text[: parts[0].start()]) in keys:
            text = text[parts[0].end() :].strip()
        else:
            break
    for name in names:
        if len(text) > len(name) + 8 and text.casefold().endswith(name.casefold()):
            text = text[: -len(name)].rstrip(" -–—|_·:")
    return text


def _parts(title: str) -> list[str]:
    """A `<title>` and its pieces between separators, longest first."""
    pieces = [piece.strip() for piece in _SPLIT.split(title)]
    starts = [title[: match.start()].strip() for match in _SPLIT.finditer(title)]
    return sorted({title, *pieces, *starts} - {""}, key=len, reverse=True)


def _agree(shown: str, said: str) -> bool:
    """Whether two texts are the same headline, one perhaps cut or lengthened."""
    if not shown or not said:
        return False
    short, long = sorted((shown, said), key=len)
    return short == long or (
        len(short) * 5 >= len(long) * 2 and len(short) > 5 and (long.startswith(short) or short in long)
    )


@dataclass(frozen=True, slots=True)
class _Shown:
    """A text on the page that may be the headline."""

    text: str
    key: str
    level: int
    first: int
    last: int


def _headings(tree: Tree) -> list[_Shown]:
    """Headings of the page's own content, in page order."""
    out = []
    for level in range(1, 7):
        for node in islice(tree.all(f"h{level}"), MOST):
            if node.last > node.first and not node.marks & _NOT_HERE:
                text = tree.text(node)
                out.append(_Shown(text, key(text), level, node.first, node.last - 1))
    return out


def _lines(runs: list[Run], longest: int) -> list[_Shown]:
    """Runs that are no headings but may be set as one; `longest`: characters that a headline can have."""
    return [
        _Shown(run.text, key(run.text), 7, run.index, run.index)
        for run in runs
        if 8 <= len(run.text) <= longest and not run.node.marks & (_NOT_HERE | Mark.HEADING) and len(run.lines) < 4
    ]


def headline(tree: Tree, said: Declared, site_names: Iterable[str], start: int, header: int = -1) -> Headline | None:
    """The headline of an article page.

    `start` is the run where the text begins, `header` the run of the date line (-1: none). A headline that is
    shown and declared is given as shown.
    """
    names = [*site_names, *([said.site] if said.site else [])]
    name_keys = {key(name) for name in names}
    claims = [
        without_site(claim, names) for claim in (said.headline, *(said.meta.get(name) for name in TITLES)) if claim
    ]
    claims = [claim for claim in claims if key(claim) and key(claim) not in name_keys]
    titles = [part for part in _parts(tree.title) if key(part) and key(part) not in name_keys]
    shown = [entry for entry in _headings(tree) if entry.key and entry.key not in name_keys]
    stop = max(start, header) if start >= 0 else 60
    longest = min(300, 2 * max(map(len, (*claims, *titles)), default=150))
    near = [*shown, *_lines(tree.runs[max(0, stop - 60) : stop + 1], longest)]
    for rung, texts in (("declared", claims[:2]), ("generic", titles)):
        found = _matching(near, [key(text) for text in texts], start)
        if found:
            return Headline(found.text, "declared" if rung == "declared" else "generic", found.first, found.last)
    if claims:
        return Headline(claims[0], "declared")
    return _unsaid(tree, shown, titles, start, header, names)


def _matching(near: list[_Shown], keys: list[str], start: int) -> _Shown | None:
    """The shown text that agrees with a declared one: equal before similar, headings before lines, near before far."""
    for wanted in keys:
        agreeing = [entry for entry in near if _agree(entry.key, wanted)]
        if agreeing:
            return min(
                agreeing,
                key=lambda entry: (
                    entry.key != wanted,
                    entry.level > 6,
                    entry.level,
                    abs(start - entry.last),
                ),
            )
    return None


def _unsaid(
    tree: Tree, shown: list[_Shown], titles: list[str], start: int, header: int, names: list[str]
) -> Headline | None:
    """A headline that nothing declares: the first-rank heading, the line above the date line, the document title."""
    anchor = header if header >= 0 else start
    before = [entry for entry in shown if anchor < 0 or entry.last <= anchor]
    if before:
        return _nearest(before, anchor)
    if header > 0 and (line := _above(tree.runs, header)):
        return Headline(line.text, "generic", line.index, line.index)
    if titles:
        return Headline(without_site(tree.title, names), "generic")
    if start > 0 and (line := _above(tree.runs, start)):
        return Headline(line.text, "generic", line.index, line.index)
    return _nearest(shown, anchor) if shown else None


def _nearest(headings: list[_Shown], anchor: int) -> Headline:
    """The last heading of the first rank, else the highest and nearest to the text."""
    firsts = [entry for entry in headings if entry.level == 1]
    best = firsts[-1] if firsts else min(headings, key=lambda entry: (entry.level, abs(anchor - entry.last)))
    return Headline(best.text, "generic", best.first, best.last)


def is_no_headline(text: str) -> bool:
    """Whether a line is furniture: a label, an owner's line, an address, a trail."""
    return "@" in text or opens(text) or holds("owner", text) or re.search(r"[>›»]\s", text) is not None


def _above(runs: list[Run], index: int) -> Run | None:
    """The nearest line above a run that can be a headline."""
    for run in reversed(runs[max(0, index - 5) : index]):
        if (
            8 <= len(run.text) <= 300
            and run.linked * 2 < len(run.text)
            and not run.node.marks & _NOT_HERE
            and not is_no_headline(run.text)
        ):
            return run
    return None


def node_of(tree: Tree, found: Headline | None) -> Node | None:
    """The block that shows the headline."""
    return tree.runs[found.first].node if found and 0 <= found.first < len(tree.runs) else None
