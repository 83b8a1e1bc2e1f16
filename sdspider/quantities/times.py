"""Find the times that a sentence names and resolve them against the publication date.

The patterns stand in the language's file under `[[times.patterns]]`; their named groups say what is printed, and one
resolver reads them all: `era year year2 rel month month2 day day2 nth part count plan`. Numbers inside a time are
decoys.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from sdspider.quantities.language import Language
from sdspider.quantities.model import Sentence, TimeExpression
from sdspider.quantities.triggers import Selection

Interval = tuple[date | None, date | None]
_PART_MONTHS = {"quarter": 3, "half": 6}


@dataclass(frozen=True, slots=True)
class TimeRule:
    """One kind of time expression."""

    pattern: re.Pattern[str]
    why: str
    case: bool


_DATED = ("year", "rel", "same", "prior", "plan", "unit", "year2")
"""Groups that tie a time to a year."""
_NEAR_YEAR = 60
_APART = re.compile(r"[.;。；\d]")


@dataclass(frozen=True, slots=True)
class TimeRules:
    """All that a language says about times, compiled."""

    rules: Selection[TimeRule]
    months: dict[str, int]
    nth: dict[str, int]
    relative: dict[str, int]
    parts: dict[str, str]
    counts: dict[str, float]
    modes: Selection[tuple[str, re.Pattern[str]]]
    compared: re.Pattern[str]
    superlative: re.Pattern[str]
    """Before "since": "the biggest rise since October" says nothing of when it was."""
    compared_year: re.Pattern[str]
    """What makes a bare year something to compare with: "up 5 percent on 2019"."""
    plan_after: re.Pattern[str] | None
    """What has to stand before the name of a plan for it to say when; without it, nothing has to."""


@cache
def rules(language: Language) -> TimeRules:
    """Compile the `[times]` table of a language."""
    data = language.get("times", default={})
    made = Selection(_rule(entry, data, language) for entry in data.get("patterns", ()))
    modes = Selection(_mode(name, text, language) for name, text in data.get("modes", {}).items())
    counts = {word: float(value) for word, value in language.get("numbers", "small", default={}).items()}
    return TimeRules(
        made,
        data.get("months", {}),
        data.get("nth", {}),
        data.get("relative", {}),
        data.get("parts", {}),
        counts,
        modes,
        language.ending(data.get("compared")),
        language.ending(data.get("superlative")),
        language.ending(data.get("compared_year")),
        language.ending(data["plan_after"]) if "plan_after" in data else None,
    )


def _mode(name: str, text: str, language: Language) -> tuple[int, tuple[str, re.Pattern[str]]]:
    pattern = language.ending(text)
    return language.bits(pattern), (name, pattern)


def _rule(entry: dict[str, Any], data: dict[str, Any], language: Language) -> tuple[int, TimeRule]:
    pattern, needs = language.pattern(entry["pattern"], case=bool(entry.get("case"))), _needs(entry, data)
    bits = language.triggers.bit(needs) | language.bits(pattern) | language.triggers.shape(entry.get("piece"))
    return bits, TimeRule(pattern, entry["why"], bool(entry.get("case")))


def _needs(entry: dict[str, Any], data: dict[str, Any]) -> frozenset[str]:
    """What must occur for a pattern to be tried: a list, or the name of one of `[times.triggers]`."""
    needs = entry.get("needs", ())
    return frozenset(data.get("triggers", {})[needs] if isinstance(needs, str) else needs)


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def _span(year: int, first: int, last: int) -> Interval:
    return date(year, first, 1), month_end(year, last)


class Resolver:
    """Turns the groups of a match into an interval of days."""

    def __init__(self, rule: TimeRules, published: date | None) -> None:
        """Keep the tables and the day that relative times count from."""
        self.rule = rule
        self.published = published

    def _number(self, printed: str) -> int | None:
        digits = re.match(r"\d+", printed)
        if digits:
            return int(digits.group())
        low = printed.lower().rstrip(".")
        found = self.rule.nth.get(low, self.rule.counts.get(low))
        return None if found is None else int(found)

    def _year(self, groups: dict[str, str | None], month: int | None, day: int | None) -> int | None:
        printed = groups.get("year")
        if printed:
            value = int(printed) + int(self.rule.relative.get(groups.get("era") or "", 0))
            return value if value > 99 else 2000 + value
        if self.published is None:
            return None
        shift = self.rule.relative.get((groups.get("rel") or "").lower())
        if shift is not None:
            return self.published.year + shift
        if month is None or (month, day or 1) <= (self.published.month, self.published.day):
            return self.published.year
        return self.published.year if month - self.published.month < 7 else self.published.year - 1

    def interval(self, groups: dict[str, str | None]) -> Interval | None:
        """First and last day, or `None` where the words do not name bounds."""
        try:
            return self._interval(groups)
        except (ValueError, OverflowError):
            return None

    def _interval(self, groups: dict[str, str | None]) -> Interval | None:
        months = [self.rule.months.get((groups.get(name) or "").lower().rstrip(".")) for name in ("month", "month2")]
        day = int(groups["day"] or 0) or None if groups.get("day") else None
        year = self._year(groups, months[0], day)
        if groups.get("plan"):
            return self._plan(groups["plan"] or "")
        if groups.get("unit"):
            return self._relative_unit(groups)
        if year is None:
            return None
        if groups.get("year2"):
            second = int(groups["year2"] or 0)
            return date(year, months[0] or 1, 1), month_end(
                second + (year // 100 * 100 if second < 100 else 0), months[1] or 12
            )
        if groups.get("run") and months[0]:
            return self._run(groups["run"] or "", date(year, months[0], day) if day else month_end(year, months[0]))
        if groups.get("part") and not groups.get("count"):
            return self._part(groups, year)
        if groups.get("count"):
            last = (self._number(groups["count"] or "") or 0) * (3 if groups.get("part") else 1)
            return _span(year, 1, last) if last and last <= 12 else None
        if months[0] and day:
            last_day = int(groups.get("day2") or day)
            return date(year, months[0], day), date(year, months[1] or months[0], last_day)
        if months[0]:
            return _span(year, months[0], months[1] or months[0])
        return (_span(year, 1, 12)) if groups.get("year") or groups.get("rel") else None

    def _run(self, printed: str, last: date) -> Interval | None:
        """ "quarter ended June 30", "week ended May 5", "nine months ended September"."""
        count = {"quarter": 3, "year": 12, "week": 1}.get(printed.lower(), self._number(printed.partition(" ")[0]))
        if not count:
            return None
        if "week" in printed:
            return last - timedelta(days=7 * count - 1), last
        first = last.year * 12 + last.month - count
        return date(first // 12, first % 12 + 1, 1), last

    def _part(self, groups: dict[str, str | None], year: int) -> Interval | None:
        size = _PART_MONTHS[self.rule.parts.get((groups["part"] or "").lower(), "quarter")]
        nth = self._number(groups.get("nth") or "1")
        if nth is None or not 1 <= nth <= 12 // size:
            return None
        if (
            self.published
            and not groups.get("year")
            and not groups.get("rel")
            and date(year, (nth - 1) * size + 1, 1) > self.published
        ):
            year -= 1
        final = self._number(groups.get("nth2") or "") or nth
        return _span(year, (nth - 1) * size + 1, final * size)

    def _plan(self, printed: str) -> Interval | None:
        nth = self._number(printed)
        if nth is None:
            return None
        # The 10th Five-Year Plan ran from 2001 to 2005.
        return _span(2001 + 5 * (nth - 10), 1, 12)[0], date(2005 + 5 * (nth - 10), 12, 31)

    def _relative_unit(self, groups: dict[str, str | None]) -> Interval | None:
        """ "this year", "last month", "yesterday"."""
        shift = self.rule.relative.get((groups.get("rel") or "").lower())
        unit = self.rule.parts.get((groups["unit"] or "").lower())
        if self.published is None or shift is None or unit is None:
            return None
        day = self.published
        if unit == "year":
            return _span(day.year + shift, 1, 12)
        if unit == "day":
            return (day + timedelta(days=shift),) * 2
        if unit == "month":
            whole = day.year * 12 + day.month - 1 + shift
            return _span(whole // 12, whole % 12 + 1, whole % 12 + 1)
        if unit == "quarter":
            whole = day.year * 4 + (day.month - 1) // 3 + shift
            return _span(whole // 4, whole % 4 * 3 + 1, whole % 4 * 3 + 3)
        return None


def _with_mode(found: TimeExpression, sentence: Sentence, rule: TimeRules) -> None:
    """Apply the words before a time: "by", "since", "at the end of"; and see whether it is only compared with."""
    left = sentence.low[max(sentence.start, found.start - 60) : found.start].rstrip(" (") + " "
    if found.why == "plan name" and rule.plan_after and not sentence.low.endswith("period", found.start, found.end):
        found.resolved = rule.plan_after.search(left) is not None
    mode = None
    for mode, pattern in rule.modes.of(sentence.bits):
        match = pattern.search(left)
        if match:
            if mode == "until":
                found.first = None
            elif mode == "since":
                found.last = None
            found.lead = found.start - (len(left) - match.start())
            left = left[: match.start()].rstrip(" ") + " "
            break
    if mode == "since" and found.last is None and rule.superlative.search(left):
        found.resolved = False
    found.compared = rule.compared.search(left) is not None or (
        found.why in {"year", "period"} and rule.compared_year.search(left) is not None
    )


def _in_year(period: TimeExpression, taken: list[TimeExpression], sentence: Sentence) -> None:
    """ "In 2021 exports rose in the first nine months": months without a year lie in the one named before."""
    named = [time for time in taken if time.end <= period.start and time.why == "year" and not time.compared]
    if not named or named[-1].first is None or named[-1].last is None or period.first is None or period.last is None:
        return
    between, year = sentence.text[named[-1].end : period.start], named[-1].first.year
    whole = period.first.day == 1 and period.last == month_end(period.last.year, period.last.month)
    if whole and len(between) <= _NEAR_YEAR and not _APART.search(between):
        period.first = date(year, period.first.month, 1)
        period.last = month_end(year, period.last.month)


def _same(sentence: Sentence, taken: list[TimeExpression], at: int) -> Interval | None:
    """ "that year": the year of the time named before, in this sentence or the one before."""
    here = sorted((time for time in taken if time.start < at), key=lambda time: time.start)
    earlier = [*(sentence.before.times if sentence.before else ()), *here]
    for time in reversed(earlier):
        day = time.last or time.first
        if day:
            return _span(day.year, 1, 12)
    return None


def _named(sentence: Sentence, taken: list[TimeExpression], groups: dict[str, str | None], at: int) -> Interval | None:
    """A year that is counted from the one named before: group `same` ("that year"), group `prior` ("Vorjahr")."""
    if groups.get("same"):
        return _same(sentence, taken, at)
    if not groups.get("prior"):
        return None
    named = _same(sentence, taken, at)
    day = named[0] if named else sentence.published
    return _span(day.year - 1, 1, 12) if day else None


def find(sentence: Sentence) -> list[TimeExpression]:
    """All times of a sentence, in order, none inside another."""
    rule, text = rules(sentence.language), sentence.text
    taken: list[TimeExpression] = []
    possible = rule.rules.of(sentence.bits)
    if not possible:
        return taken
    resolver = Resolver(rule, sentence.published)
    yearless: list[TimeExpression] = []
    for entry in possible:
        for match in entry.pattern.finditer(text if entry.case else sentence.low, sentence.start, sentence.end):
            start, end = match.span()
            if any(start < other.end and other.start < end for other in taken):
                continue
            expression = TimeExpression(start, end, start, entry.why)
            groups = match.groupdict()
            interval = _named(sentence, taken, groups, start) or resolver.interval(groups)
            if interval:
                expression.first, expression.last = interval
                expression.resolved = True
                if groups.get("asof"):
                    expression.first = None
                _with_mode(expression, sentence, rule)
                if expression.why == "period" and not any(map(groups.get, _DATED)):
                    yearless.append(expression)
            taken.append(expression)
    taken.sort(key=lambda expression: expression.start)
    for expression in yearless:
        _in_year(expression, taken, sentence)
    return taken
