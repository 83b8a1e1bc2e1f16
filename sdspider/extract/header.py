"""The header line of an article: date, source and editor as printed, in one element or in several, glued or not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from sdspider.extract.body import OFF
from sdspider.extract.datelike import find_dates, narrow
from sdspider.extract.tree import Run
from sdspider.extract.words import alternatives

BAR = "\n"
"""Joins the lines of a header window."""
_TRIM = " \t|·•,;:：/[]【】()（）-–—\u3000"
LONGEST = 90
"""Characters that a source or an editor has at most."""
_REACH = 36
"""Characters before a colon in which its label begins."""
_COLON = re.compile("[:：]")
_LABELS = ("source", "editor", "published", "modified", "other")


@dataclass(frozen=True, slots=True)
class Header:
    """Strings of the header line, and the run that holds the date (else the source); -1 where there is none."""

    date: str | None = None
    source: str | None = None
    editor: str | None = None
    run: int = -1
    last: int = -1
    line: int = 0
    """Which line of the run it is."""
    dates: int = 0
    """How many different dates the window shows."""


@lru_cache(maxsize=1)
def _labels() -> re.Pattern[str]:
    """A label with its colon. Labels may be glued to the word before if they begin with a capital or are East Asian."""
    parts = "|".join(f"(?P<{name}>(?i:{alternatives(name)}))" for name in _LABELS)
    return re.compile(
        rf"(?:(?<![^\W\d_])|(?<=[a-z)])(?=[A-Z])|(?<=[\u3040-\u9fff])|(?=[\u3040-\u9fff\uac00-\ud7af]))(?:{parts})\s*[:：]"
    )


def _find_labels(text: str) -> Iterator[re.Match[str]]:
    """All labels of a text, each found from its colon backwards."""
    end = 0
    for colon in _COLON.finditer(text):
        if match := _labels().search(text, max(end, colon.start() - _REACH), colon.end()):
            end = match.end()
            yield match


@lru_cache(maxsize=2)
def _before(name: str) -> re.Pattern[str]:
    """A label, with colon or without, right before a date."""
    return re.compile(rf"(?:^|[\W_]|(?<=[a-z])(?=[A-Z]))(?:{alternatives(name)})[\s:：|(-]{{0,4}}\Z", re.I)


@lru_cache(maxsize=1)
def _byline() -> re.Pattern[str]:
    return re.compile(r"^(?:by|von|par)\s+(?P<name>[^\d|,·•]{3,60})", re.I)


def match_patterns(runs: list[Run], patterns: Iterable[re.Pattern[str]]) -> Header | None:
    """The portal's own header patterns, on single runs first, then on up to six short neighbours joined."""
    patterns = tuple(patterns)
    if not patterns:
        return None
    for width in (1, 2, 3, 4, 6):
        for at in range(len(runs)):
            window = runs[at : at + width]
            if len(window) < width or any(len(run.text) > 200 for run in window):
                continue
            text = narrow(" ".join(run.text for run in window))
            for pattern in patterns:
                if match := pattern.search(text):
                    said = {name: (value or "").strip(_TRIM) or None for name, value in match.groupdict().items()}
                    if said.get("date"):
                        return Header(
                            said.get("date"),
                            said.get("source"),
                            said.get("editor"),
                            window[0].index,
                            window[-1].index,
                            dates=1,
                        )
    return None


@dataclass(slots=True)
class _Line:
    """One line of the window."""

    run: Run
    number: int
    text: str


def _window(runs: list[Run]) -> list[_Line]:
    """Lines that a header line can be."""
    return [
        _Line(run, at, narrow(line))
        for run in runs
        if not run.node.marks & OFF
        for at, line in enumerate(run.lines[:6])
        if line and len(line) <= 400
    ]


def read_header(runs: list[Run]) -> Header:
    """The header line among some runs by its labels and dates, whatever the site."""
    window = _window(runs)
    lines = [line for line, before in zip(window, [None, *window], strict=False) if _telling(line, before)]
    if not lines:
        return Header(editor=_signed(runs))
    text = BAR.join(line.text for line in lines)
    dates = find_dates(text, 6000)
    labels = list(_find_labels(text))
    date = _publication(text, dates)
    cuts = sorted([match.start() for match in labels] + [start for start, _ in dates])
    source = _value(text, labels, "source", cuts) or (_unlabelled(text, date[0]) if date else None)
    editor = _value(text, labels, "editor", cuts) or _signed(runs)
    spot = date[0] if date else next((match.start() for match in labels if match["source"]), -1)
    if spot < 0:
        return Header(None, source, editor)
    place = lines[text.count(BAR, 0, spot)]
    said = text[date[0] : date[1]] if date else None
    seen = len({text[start:end] for start, end in dates})
    return Header(said, source, editor, place.run.index, place.run.index, place.number, seen)


def _telling(line: _Line, before: _Line | None) -> bool:
    """Whether a line has a label, or is hardly more than a date: a sentence that names a day is no header line."""
    text = line.text
    if next(_find_labels(text), None) is not None:
        return len(text) <= 250
    if before is not None and before.text[-1] in ":：" and len(text) <= LONGEST:
        return True
    dates = find_dates(text)
    return bool(dates) and len(text) <= 40 + 4 * sum(end - start for start, end in dates)


def _publication(text: str, dates: list[tuple[int, int]]) -> tuple[int, int] | None:
    """The first date that is not labelled as that of a change; a dated change only where there is nothing else."""
    changed, stated, plain = [], [], []
    for span in dates:
        head = text[max(0, span[0] - _REACH) : span[0]].rpartition(BAR)[2]
        if _before("modified").search(head):
            changed.append(span)
        elif _before("published").search(head):
            stated.append(span)
        else:
            plain.append(span)
    return next(iter([*stated, *plain, *changed]), None)


def _value(text: str, labels: list[re.Match[str]], name: str, cuts: list[int]) -> str | None:
    """What stands behind a label, up to the next label, date or line; on the next line where nothing follows."""
    for match in labels:
        if not match[name]:
            continue
        start = match.end()
        stop = min([cut for cut in cuts if cut >= start] + [len(text)])
        lines = text[start:stop].split(BAR)
        value = next((line.strip(_TRIM) for line in lines[:2] if line.strip(_TRIM)), "")
        if value and len(value) <= LONGEST:
            return value
    return None


_IN_BRACKETS = re.compile(r"[(（](?P<name>[^()（）|\d][^()（）|]{1,60})[)）]\s*\|?\s*\Z")
_IN_BARS = re.compile(r"(?:^|\|)\s*(?P<name>[^|:：]{2,60}?)\s*\|\s*\Z")


def _unlabelled(text: str, date: int) -> str | None:
    """A source before the date that no label names: "(Xinhua) 09:12, …" or "zibo.gov.cn|Updated: …"."""
    head = text[:date].rpartition(BAR)[2]
    label = _before("modified").search(head) or _before("published").search(head)
    bare = head[: label.start() + (head[label.start()] in "|)）")] if label else head
    match = _IN_BRACKETS.search(bare) or (_IN_BARS.search(bare) if label else None)
    value = match["name"].strip(_TRIM) if match else ""
    return value or None


def _signed(runs: list[Run]) -> str | None:
    """A byline without colon."""
    for run in runs:
        if len(run.text) < 100 and (match := _byline().match(run.text)):
            return match["name"].strip(_TRIM) or None
    return None


def tells_more(shown: str | None, said: str, ordered: bool) -> bool:
    """Whether a printed date is the declared one with more of its time.

    `ordered`: whether the order of day and month is known where the printed date leaves it open.
    """
    if not shown or shown.count(":") <= said.count(":") or not _numbers(said) <= _numbers(shown):
        return False
    return bool(ordered or re.match(r"\D*(?:19|20)\d\d", shown) or re.search(r"[^\W\d_]{3}", shown))


def _numbers(text: str) -> set[int]:
    """The numbers in a text."""
    return {int(number) for number in re.findall(r"\d{1,8}", text)}
