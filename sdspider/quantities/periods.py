"""Which of a sentence's times a figure holds for."""

from __future__ import annotations

from datetime import date
from functools import cache

from sdspider.quantities.language import Language
from sdspider.quantities.model import Mention, Sentence, TimeExpression

Period = tuple[date | None, date | None]


@cache
def _boundary(language: Language):  # type: ignore[no-untyped-def]
    return language.pattern(language.get("times", "boundary") or r"(?!)")


def _usable(sentence: Sentence) -> list[TimeExpression]:
    return [time for time in sentence.times if time.resolved and not time.compared]


def _segment(sentence: Sentence, at: int) -> tuple[int, int]:
    """The stretch between strong boundaries that an offset lies in."""
    first, last = sentence.start, sentence.end
    for match in _boundary(sentence.language).finditer(sentence.text, sentence.start, sentence.end):
        if match.end() <= at:
            first = match.end()
        else:
            last = match.start()
            break
    return first, last


def _best(figure: Mention, sentence: Sentence, times: list[TimeExpression]) -> TimeExpression | None:
    """The time right behind the figure in its segment, else the last one before it, else the next one in the segment."""
    first, last = _segment(sentence, figure.start)
    figures = sentence.figures
    later = [other.start for other in figures if other.start > figure.start]
    fence = min([last, *later[:1]])
    for time in times:
        if figure.end <= time.start < fence:
            return time
    earlier = [time for time in times if time.end <= figure.start]
    inside = [time for time in earlier if time.start >= first]
    if inside:
        return inside[-1]
    for time in times:
        if figure.end <= time.start < last:
            return time
    return earlier[0] if earlier else None


def _carried(figure: Mention, sentence: Sentence) -> Period | None:
    """The period of the figure that this one is a part, a change or a conversion of."""
    for whole in (figure.converted_from, figure.part_of):
        if whole and whole.period:
            return whole.period
    return None


def read(sentence: Sentence) -> None:
    """Fill the period of every figure."""
    times = _usable(sentence)
    for figure in sentence.figures:
        time = _best(figure, sentence, times)
        if time:
            figure.period = (time.first, time.last)
        else:
            figure.period = _carried(figure, sentence)
