"""From the runs of the article's region to its paragraphs: what is no part of the text is left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from sdspider.extract.body import size
from sdspider.extract.flow import chosen, flow_of, is_foreign, is_noise
from sdspider.extract.headline import key
from sdspider.extract.tree import Node, Run, Tree

_ENDS = re.compile("[.!?。！？…:：;；\"'”’»」』)）\\]]\\s*$")
_PAGES = re.compile(r"^[\W\d_]*(?:\d+\s*/\s*\d+|\d{1,3})?[\W\d_]*$")


def cut_lines(run: Run, above: int = 0) -> list[str]:
    """Paragraphs of a run behind its first lines: cut at empty lines, and at each `<br>` that wraps no sentence."""
    if len(run.lines) == 1:
        return [run.text]
    out: list[str] = []
    open_ = False
    for line in run.lines[above:]:
        if line and open_ and not run.indented and _wraps(out[-1], line):
            out[-1] = join(out[-1], line)
        elif line:
            out.append(line)
        open_ = bool(line)
    return out


def join(one: str, other: str) -> str:
    """Two parts of a paragraph as one: East Asian text takes no blank."""
    wide = ord(one[-1]) > 0x2E7F and ord(other[0]) > 0x2E7F
    return one + other if wide or other[0] in ",.;:!?)，。；：！？）" else f"{one} {other}"


def _wraps(line: str, after: str) -> bool:
    """Whether a line goes on in the next one."""
    if _ENDS.search(line):
        return False
    return after[0].islower() or after[0] in ",.;)，。；）" or size(line) > 50


def paragraphs(
    tree: Tree,
    runs: list[Run],
    core: Node,
    title: str,
    noise: Iterable[re.Pattern[str]],
    skip: frozenset[int],
    above: Mapping[int, int],
) -> list[str]:
    """Paragraphs of the article in page order.

    `skip` holds runs known to be headline or header line; `above`: of a run that begins with them, how many lines.
    """
    noise = tuple(noise)
    kept = [run for run in runs if run.index not in skip and not is_foreign(run, core)]
    flow = flow_of(tree, core, kept)
    title_key = key(title)
    out: list[str] = []
    last: Run | None = None
    for run in chosen(kept, flow, noise):
        row = flow.rows.get(run.index)
        if row is not None:
            if last is not None and flow.rows.get(last.index) == row:
                out[-1] += f" | {run.text}"
            else:
                out.append(run.text)
        elif last is not None and _goes_on(last, run):
            out[-1] = join(out[-1], run.text)
        else:
            out += [text for text in cut_lines(run, above.get(run.index, 0)) if not _is_none(text, noise, title_key)]
        last = run if out else None
    return out


def _is_none(text: str, noise: tuple[re.Pattern[str], ...], title_key: str) -> bool:
    """Whether a line is noise, a page number or the headline again."""
    if is_noise(text, noise) or (len(text) < 40 and _PAGES.match(text)):
        return True
    return bool(title_key) and len(text) < 2 * len(title_key) + 20 and key(text) == title_key


def _goes_on(one: Run, other: Run) -> bool:
    """Whether a paragraph goes on behind a box without text that stood in its midst."""
    return (
        one.index + 1 == other.index
        and one.node is other.node
        and one.node.tag in ("p", "li")
        and not _ENDS.search(one.text)
        and (other.text[0].islower() or other.text[0] in ",.;)’'")
    )
