"""From the runs of the article's region to its paragraphs: what is no part of the text is left out."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sdspider.extract.body import DOUBT, OFF, prose, size
from sdspider.extract.headline import key
from sdspider.extract.marks import Mark
from sdspider.extract.tree import Node, Run
from sdspider.extract.words import is_word, opening

_ENDS = re.compile("[.!?。!?…:;:;\"'”’»」』)）\\]]\\s*$")
_PAGES = re.compile(r"^[\W\d]*(?:\d+\s*/\s*\d+|\d{1,3})?[\W\d]*$")


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


def _foreign(run: Run, core: Node) -> bool:
    """Whether a run lies in a region that is no text, inside a core that is."""
    marks = run.node.marks & ~core.marks
    return bool(marks & (OFF | DOUBT))


def _is_link_line(run: Run) -> bool:
    """A line that is nothing but a link, or mostly links and no sentence."""
    share = run.linked / max(1, len(run.text))
    return share > 0.9 or (share > 0.5 and not _ENDS.search(run.text))


def paragraphs(
    runs: list[Run], core: Node, title: str, noise: Iterable[re.Pattern[str]], skip: frozenset[int]
) -> list[str]:
    """Paragraphs of the article in page order; `skip` holds runs known to be headline or header line."""
    noise = tuple(noise)
    kept = [run for run in runs if run.index not in skip and not _foreign(run, core)]
    kept = _trim(kept)
    title_key = key(title)
    out: list[str] = []
    for run in kept:
        if _is_link_line(run) and not _between_prose(run):
            continue
        for text in cut_lines(run):
            if (
                not is_noise(text, noise)
                and not _PAGES.match(text)
                and not (title_key and key(text) == title_key)
            ):
                out.append(text)
    return out


def _between_prose(run: Run) -> bool:
    return (
        run.node.tag in ("p", "li", "td", "blockquote")
        and _ENDS.search(run.text) is not None
        and size(run.text) > 80
    )


def _trim(runs: list[Run]) -> list[Run]:
    """Leave out short lines before the first and behind the last prose."""
    full = [
        at
        for at, run in enumerate(runs)
        if prose(run) > 0 or (size(run.text) > 60 and run.linked * 2 < len(run.text))
    ]
    if not full:
        return runs
    first, last = full[0], full[-1]
    while first > 0 and _leads(runs[first - 1]):
        first -= 1
    while last + 1 < len(runs) and _trails(runs[last + 1]):
        last += 1
    return runs[first : last + 1]


def _leads(run: Run) -> bool:
    """A short first paragraph or heading right above the text."""
    return (
        bool(_ENDS.search(run.text))
        and size(run.text) > 25
        and not run.linked
        and not is_word("opens", run.text)
    )


def _trails(run: Run) -> bool:
    """A short last paragraph: a sentence, not a label."""
    return (
        run.node.tag in ("p", "li", "blockquote", "div")
        and bool(re.search("[.!?。!?]['\"”’」』)]?$", run.text))
        and not run.linked
    )


def is_heading(run: Run) -> bool:
    """Whether a run is set as a heading."""
    return bool(run.node.marks & Mark.HEADING)
