"""Which of a sentence's times a figure holds for.

A time at the head of the sentence governs all of it; any other time governs its own clause. Between two times the
nearer one behind the figure wins. A part, a component, a change or a conversion takes over the time of the figure
before.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from itertools import pairwise

from sdspider.quantities.language import Language
from sdspider.quantities.model import Mention, Sentence, TimeExpression

Period = tuple[date | None, date | None]
MOST_AWAY = 22
"""Characters between an amount and the time that it is of."""
_YARD = 60
"""Characters between a change and the time that it is measured against."""
_CHANGES = ("percent", "percentage_point")


@cache
def _boundary(language: Language) -> re.Pattern[str]:
    return language.pattern(language.get("times", "boundary") or r"(?!)")


@cache
def _against(language: Language) -> re.Pattern[str]:
    return language.pattern(language.get("times", "against") or r"(?!)")


@cache
def _origin(language: Language) -> re.Pattern[str]:
    return language.pattern(language.get("times", "origin") or r"(?!)")


@cache
def _aside(language: Language) -> re.Pattern[str]:
    return language.pattern(language.get("times", "aside") or r"(?!)")


@cache
def _now(language: Language) -> re.Pattern[str]:
    return language.pattern(language.get("times", "now") or r"(?!)")


def _edges(sentence: Sentence) -> list[int]:
    """Offsets that separate clauses."""
    found = [match.end() for match in _boundary(sentence.language).finditer(sentence.low, sentence.start, sentence.end)]
    return sorted({*found, *sentence.cuts})


def _segment(edges: list[int], sentence: Sentence, at: int) -> tuple[int, int]:
    first = max((edge for edge in edges if edge <= at), default=sentence.start)
    last = min((edge for edge in edges if edge > at), default=sentence.end)
    return first, last


def _behind(figure: Mention, sentence: Sentence, times: list[TimeExpression], last: int) -> TimeExpression | None:
    """The next time in the clause, unless another figure is only compared with that time."""
    for time in times:
        if figure.end <= time.start < last:
            between = sentence.low[figure.end : time.start]
            language = sentence.language
            if between.endswith("(") and sentence.low.startswith(":", time.end):
                return None
            apart = (_against(language), _aside(language), _origin(language))
            return None if any(pattern.search(between) for pattern in apart) else time
    return None


def _best(figure: Mention, sentence: Sentence, times: list[TimeExpression], edges: list[int]) -> TimeExpression | None:
    first, last = _segment(edges, sentence, figure.start)
    fence = min([last, *(other.start for other in sentence.figures if other.start > figure.start)])
    nearest = _behind(figure, sentence, times, fence)
    if nearest:
        return nearest
    earlier = [time for time in times if time.end <= figure.start]
    inside = [time for time in earlier if time.start >= first]
    if inside and _origin(sentence.language).search(sentence.low, inside[-1].end, figure.start):
        return None
    if inside:
        return inside[-1]
    later = _behind(figure, sentence, times, last)
    if later:
        return later
    if first in sentence.soft_cuts and figure.kind in _CHANGES and figure.per is None:
        before = _segment(edges, sentence, first - 1)[0]
        governing = [time for time in earlier if time.start >= before]
        if governing:
            return governing[-1]
    if _now(sentence.language).search(sentence.low, first, figure.start):
        return None
    if _origin(sentence.language).search(sentence.low, max(first, figure.start - 12), figure.start):
        return None
    head = min([sentence.end, *edges, *(other.start for other in sentence.figures)])
    return next((time for time in earlier if time.start < head), None)


def _carried(figure: Mention, sentence: Sentence) -> Period | None:
    """The period of the figure that this one is a part, a change or a conversion of."""
    for whole in (figure.converted_from, figure.part_of):
        if whole and whole.period:
            return whole.period
    before = sentence.before
    if before is None or sentence.times or not before.figures:
        return None
    opening = sentence.figures[0]
    if not before.times and not opening.anaphoric and sentence.language.get("times", "carried_once"):
        # What the sentence before only carried on ends with it.
        return None
    goes_on = opening.kind in _CHANGES and (opening.anaphoric or before.figures[-1].kind != "count")
    return before.figures[0].period if goes_on else None


def read(sentence: Sentence) -> None:
    """Fill the period of every figure."""
    times = [time for time in sentence.times if time.resolved and not time.compared]
    edges = _edges(sentence) if times else []
    for figure in sentence.figures:
        if len(times) < len(sentence.times) and _own_yard(figure, sentence):
            continue
        time = _best(figure, sentence, times, edges) if times else None
        figure.period = (time.first, time.last) if time else _carried(figure, sentence)
        if figure.direction and figure.kind in _CHANGES and figure.period and len(times) < len(sentence.times):
            _against_last_year(figure, sentence)
    if not times:
        changes_too(sentence)


def _against_last_year(figure: Mention, sentence: Sentence) -> None:
    """ "in March 2023, up 3 percent from March 2022": the same days of the year before."""
    first, last = figure.period or (None, None)
    reach = min([figure.end + _YARD, *(other.start for other in sentence.figures if other.start > figure.end)])
    yard = next((time for time in sentence.times if figure.end <= time.start < reach and time.compared), None)
    day, own = yard and (yard.first or yard.last), first or last
    if not yard or not day or not own or (own.year - day.year, own.month) != (1, day.month):
        return
    if yard.why != "year" or _against(sentence.language).search(sentence.low, figure.end, yard.start):
        figure.comparison = "year_on_year"


def _own_yard(figure: Mention, sentence: Sentence) -> bool:
    """ "compared with # in the same month last year": an amount of the time that is compared with."""
    time = next((time for time in sentence.times if time.start >= figure.end), None)
    if time is None or not time.compared or figure.kind in _CHANGES or time.start - figure.end > MOST_AWAY:
        return False
    before = tuple(sentence.language.get("times", "yards", default=()))
    return sentence.low[max(sentence.start, figure.lead - 14) : figure.lead].rstrip().endswith(before)


def changes_too(sentence: Sentence) -> None:
    """Where a sentence names no time, a change holds for that of the amount before, which it is a change of."""
    for before, figure in pairwise(sentence.figures):
        if figure.kind in _CHANGES and figure.direction and figure.subject == before.subject:
            figure.period = figure.period or before.period
