"""The header line of an article: date, source and editor as printed, in one element or in several, glued or not."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from sdspider.extract.body import OFF
from sdspider.extract.datelike import find_dates, narrow
from sdspider.extract.tree import Run
from sdspider.extract.words import alternatives

BAR = "\n"
"""Joins the runs of a header window."""
_NOT_HERE = OFF
_TRIM = " \t|·•,;:/[]【】()()-–—\u3000"
LONGEST = 90


@dataclass(frozen=True, slots=True)
class Header:
    """Strings of the header line, and the run that holds the date (else the source); -1 where there is none."""

    date: str | None = None
    source: str | None = None
    editor: str | None = None
    run: int = -1
    last: int = -1
    dates: int = 0
    """How many different dates the window shows."""


@lru_cache(maxsize=1)
def _labels() -> re.Pattern[str]:
    """A label with its colon. Labels may be glued to the word before if they begin with a capital or are East Asian."""
    parts = "|".join(
        f"(?P<{name}>(?i:{alternatives(name)}))" for name in ("source", "editor", "published", "modified")
    )
    return re.compile(
        rf"(?:(?<![^\W\d_])|(?<=[a-z)])(?=[A-Z])|(?<=[\u3040-\u9fff])|(?=[\u3040-\u9fff\uac00-\ud7af]))(?:{parts})\s*[::]\s*"
    )


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
                    said = {
                        name: (value or "").strip(_TRIM) or None for name, value in match.groupdict().items()
                    }
                    if said.get("date"):
                        return Header(
                            said.get("date"),
                            said.get("source"),
                            said.get("editor"),
                            window[0].index,
                            window[-1].index,
                            1,
                        )
    return None


def read_header(runs: list[Run]) -> Header:
    """The header line among some runs by its labels and dates, whatever the site."""
    runs = [run for run in runs if not run.node.marks & _NOT_HERE and len(run.text) <= 400]
    text = BAR.join(narrow(run.text) for run in runs)
    if not text:
        return Header()
    dates = find_dates(text, 6000)
    labels = list(_labels().finditer(text))
    date = _publication(text, dates, labels)
    cuts = sorted([match.start() for match in labels] + [start for start, _ in dates])
    source = _value(text, labels, "source", cuts)
    editor = _value(text, labels, "editor", cuts) or _signed(runs)
    spot = date[0] if date else next((match.start() for match in labels if match["source"]), -1)
    run = runs[text.count(BAR, 0, spot)].index if spot >= 0 else -1
    return Header(
        text[date[0] : date[1]] if date else None,
        source,
        editor,
        run,
        run,
        len({text[a:b] for a, b in dates}),
    )


def _publication(
    text: str, dates: list[tuple[int, int]], labels: list[re.Match[str]]
) -> tuple[int, int] | None:
    """The first date that is not labelled as that of a change; a dated change only where there is nothing else."""
    ends = {match.end(): match for match in labels}
    changed = [span for span in dates if (label := ends.get(span[0])) and label["modified"]]
    stated = [span for span in dates if (label := ends.get(span[0])) and label["published"]]
    plain = [span for span in dates if span not in changed]
    return next(iter([*stated, *plain, *changed]), None)


def _value(text: str, labels: list[re.Match[str]], name: str, cuts: list[int]) -> str | None:
    """What stands behind a label, up to the next label, date or line; on the next line where nothing follows."""
    for match in labels:
        if not match[name]:
            continue
        start = match.end()
        stop = min([cut for cut in cuts if cut >= start] + [len(text)])
        line = text.find(BAR, start)
        stop = min(stop, line) if line >= 0 else stop
        value = text[start:stop].strip(_TRIM)
        if value and len(value) <= LONGEST:
            return value
    return None


def _signed(runs: list[Run]) -> str | None:
    """A byline without colon."""
    for run in runs:
        if len(run.text) < 100 and (match := _byline().match(run.text)):
            return match["name"].strip(_TRIM) or None
    return None
