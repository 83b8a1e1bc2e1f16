"""Wholes and their parts: "of which", "among them", "21 of the 22", items of a breakdown, summands of a total."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from sdspider.quantities.language import Language
from sdspider.quantities.model import Mention, Sentence

MOST_SUMMED = 16
"""Counts of a sentence that are tried for a sum; more are a table."""
OPENING = 3
"""Characters in front of what opens a sentence with a subset: a quotation mark, a bullet."""
SMALL = 10
"""A sum up to this is no sign of a whole and its parts by itself."""


@cache
def _patterns(language: Language) -> tuple[re.Pattern[str], ...]:
    def one(name: str) -> re.Pattern[str]:
        return language.pattern(language.get("links", name) or r"(?!)")

    return one("subset"), one("of_them"), one("of_number"), one("of_start"), one("breakdown")


@cache
def rules(language: Language) -> int:
    """The bit of sentences that may name a subset; a colon may too."""
    return language.bits(_patterns(language)[0])


def _countable(figure: Mention) -> bool:
    return figure.kind in {None, "count"} and figure.value is not None


def _summands(counts: list[Mention]) -> None:
    """A total is the whole of the numbers that add up to it, before or behind it."""
    values = [figure.value or 0.0 for figure in counts]
    for at, whole in enumerate(counts):
        for first in (*range(at + 1, len(counts)), *range(at)):
            total, last = 0.0, first
            limit = len(counts) if first > at else at
            while last < limit and total < values[at] and counts[last].part_of is None:
                total += values[last]
                last += 1
            if total == values[at] and last - first > 1 and whole.part_of is None and _sums(whole, counts[first:last]):
                for item in counts[first:last]:
                    item.part_of = whole
                break


def _sums(whole: Mention, items: list[Mention]) -> bool:
    """Whether a sum is no accident: two small numbers add up to a third too easily, unless all count the same."""
    same = all(item.subject == whole.subject for item in items)
    return (whole.value or 0) > SMALL or same


def _subsets(sentence: Sentence, counts: list[Mention]) -> None:
    text = sentence.low
    subset, of_them, of_number, of_start, breakdown = _patterns(sentence.language)
    possible = rules(sentence.language) & sentence.bits
    opening = subset.search(text[sentence.start : counts[0].start]) if possible and counts else None
    opened = opening is not None and opening.start() <= OPENING
    for at, figure in enumerate(counts):
        before = counts[at - 1] if at else None
        following = counts[at + 1] if at + 1 < len(counts) else None
        if following and of_number.fullmatch(text[figure.end : following.start]):
            figure.part_of = following
        elif of_them.match(text, figure.end, sentence.end):
            figure.part_of = _larger(figure, before) or _larger(figure, _last_whole(sentence))
        elif possible and before and _subset_of(subset, text[before.end : figure.start]):
            figure.part_of = before.part_of if before.part_of and "," not in text[before.end : figure.start] else before
        elif before and before.part_of not in (None, figure) and breakdown.fullmatch(text[before.end : figure.start]):
            figure.part_of = before.part_of
        elif (
            at
            and of_start.match(text, sentence.start, counts[0].start)
            and counts[0].token <= 3
            and "," not in text[sentence.start : counts[0].start]
            and figure.subject == counts[0].subject
        ):
            figure.part_of = counts[0]
        elif opened and figure.part_of is None:
            # "Among these projects, eight are …": the whole stands in the sentence before.
            figure.part_of = _larger(figure, _last_whole(sentence))


def _subset_of(subset: re.Pattern[str], between: str) -> bool:
    """Whether a figure follows the word for a subset at once, not ", including A and B, for a total of #"."""
    match = subset.search(between)
    return match is not None and "," not in between[match.end() :].lstrip(",")


def _larger(figure: Mention, whole: Mention | None) -> Mention | None:
    """The whole, if it can be one."""
    return whole if whole and (whole.value or 0) >= (figure.value or 0) else None


def _last_whole(sentence: Sentence) -> Mention | None:
    if sentence.before is None:
        return None
    return next((figure for figure in sentence.before.figures if _countable(figure)), None)


def _part_of_last(sentence: Sentence, subset: re.Pattern[str]) -> None:
    """ "Of which 5 million kW are solar": an amount of the same unit in the sentence before is the whole."""
    first = sentence.figures[0] if sentence.figures else None
    if first is None or sentence.before is None or first.kind not in {"money", "measure"} or first.part_of:
        return
    if subset.search(sentence.low[sentence.start : first.start]) is None:
        return
    alike = [figure for figure in sentence.before.figures if (figure.kind, figure.unit) == (first.kind, first.unit)]
    first.part_of = _larger(first, alike[-1]) if alike else None


def read(sentence: Sentence) -> None:
    """Fill `part_of` of the counts, and of amounts behind "of which"."""
    counts = [figure for figure in sentence.figures if _countable(figure)]
    if 2 < len(counts) <= MOST_SUMMED:
        _summands(counts)
    _subsets(sentence, counts)
    if not rules(sentence.language) & sentence.bits:
        return
    subset = _patterns(sentence.language)[0]
    figures = sentence.figures
    _part_of_last(sentence, subset)
    for first, second in pairwise(figures):
        if (
            second.kind in {"money", "measure"}
            and second.kind == first.kind
            and subset.search(sentence.low[first.end : second.start])
        ):
            second.part_of = first
