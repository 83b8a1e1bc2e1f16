"""Times of Japanese, Chinese and Korean: the shared resolver, with bounds that stand behind the time (末, まで, 까지).

`[times]` adds to the keys of `quantities.times`: `before_until after_until before_since after_since before_compared
after_compared owner told now carry`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from sdspider.quantities import times
from sdspider.quantities.language import Language
from sdspider.quantities.model import Mention, Sentence, TimeExpression
from sdspider.quantities.periods import changes_too

_FROM = re.compile("[一-龥]?(?:から|(?:提高|增加|增长|上升|下降|扩大|提升|减少)[到至]|[增升降减扩]至|에서)")
_DAYS = re.compile(r"(?:이달 ?)?(?P<first>\d{1,2})(?:일? ?\D{1,3}(?P<last>\d{1,2}))?[일日](?:까지)?")
_CLAUSE = re.compile(r"[，。；;、]|[고며] |지만 ")


@dataclass(frozen=True, slots=True)
class Bounds:
    """Words beside a time that open one of its ends, or make it a mere yardstick."""

    before_until: re.Pattern[str]
    after_until: re.Pattern[str]
    before_since: re.Pattern[str]
    after_since: re.Pattern[str]
    after_compared: re.Pattern[str]
    before_compared: re.Pattern[str]
    owner: re.Pattern[str]
    """What makes a time that something is compared with that of the number behind it."""
    told: re.Pattern[str]
    """What stands behind the day of a report: it is no period of what is reported."""
    now: re.Pattern[str]
    carry: re.Pattern[str]


@cache
def bounds(language: Language) -> Bounds:
    """Compile the words of a language."""
    data = language.get("times")

    def made(name: str, end: str = "") -> re.Pattern[str]:
        return re.compile(f"(?:{data.get(name) or '(?!)'}){end}")

    return Bounds(
        made("before_until", "$"), made("after_until"), made("before_since", "$"), made("after_since"),
        made("after_compared"), made("before_compared", "$"), made("owner"), made("told"), made("now"), made("carry"),
    )  # fmt: skip


def find(sentence: Sentence) -> list[TimeExpression]:
    """All times of a sentence, in order, with their open ends."""
    rule, text = bounds(sentence.language), sentence.text
    found = times.find(sentence)
    for time in found:
        left = text[max(sentence.start, time.start - 12) : time.start].rstrip(" ")
        right = text[time.end : min(sentence.end, time.end + 24)].lstrip(" ")
        if not time.resolved and time.why == "date" and not rule.told.match(right):
            _day_alone(time, sentence)
        if right.startswith("的") and not rule.after_compared.match(right):
            continue
        owner = rule.owner.match(right)
        if rule.after_compared.match(right) or (rule.before_compared.search(left) and not owner):
            time.compared = True
        elif rule.after_until.match(right) or rule.before_until.search(left):
            time.first = None
        elif rule.after_since.match(right) or rule.before_since.search(left):
            time.last = None
    return found


def _day_alone(time: TimeExpression, sentence: Sentence) -> None:
    """ "4日", "1일부터 10일까지": the last days of those numbers up to the publication."""
    printed = _DAYS.fullmatch(sentence.text, time.start, time.end)
    published = sentence.published
    if printed is None or published is None:
        return
    first, last = int(printed["first"]), int(printed["last"] or printed["first"])
    month = published.replace(day=1) if first <= published.day else (published.replace(day=1) - timedelta(days=1))
    if 0 < first <= last <= monthrange(month.year, month.month)[1]:
        time.first, time.last = month.replace(day=first), month.replace(day=last)
        time.resolved = True


def _behind(mention: Mention, named: list[TimeExpression], sentence: Sentence) -> TimeExpression | None:
    """The first time of the rest of the clause, in front of the next figure."""
    fence = min((other.start for other in sentence.figures if other.start > mention.start), default=sentence.end)
    for time in named:
        if mention.end <= time.start < fence and not _CLAUSE.search(sentence.text[mention.end : time.start]):
            return time
    return None


def _carried(mention: Mention, sentence: Sentence) -> tuple[date | None, date | None] | None:
    """The period of the whole, or of the half-sentence before a semicolon."""
    if mention.part_of is not None:
        return mention.part_of.period
    before = sentence.before
    if before is None or not before.figures:
        return None
    joined = sentence.text[before.end - 1] in "；;" and before.end + 2 >= sentence.start
    if joined or bounds(sentence.language).carry.match(sentence.text, sentence.start):
        return before.figures[-1].period
    return None


def assign(sentence: Sentence) -> None:
    """Give every figure the time that governs it: the last one named before it, else one in brackets right behind."""
    named = [time for time in sentence.times if time.resolved and not time.compared]
    if not named:
        for mention in sentence.figures:
            mention.period = _carried(mention, sentence)
        changes_too(sentence)
        return
    for mention in sentence.figures:
        time = _governing(mention, named, sentence)
        if time is not None and (time.first or time.last):
            mention.period = (time.first, time.last)


def _only_of_another(time: TimeExpression, mention: Mention, sentence: Sentence) -> bool:
    """ "2020年の6.9%から7.5%に": a time that is an attribute of the figure before."""
    for other in sentence.figures:
        if time.end < other.start <= time.end + 3 and other is not mention:
            return sentence.text[other.start - 1] in "の的" and _FROM.match(sentence.text, other.end) is not None
    return False


def _governing(mention: Mention, named: list[TimeExpression], sentence: Sentence) -> TimeExpression | None:
    text = sentence.text
    for time in named:
        behind = text[mention.end : time.start]
        if time.start >= mention.end and len(behind) < 8 and re.fullmatch(r"[^\d、，,。]*[(（]", behind):
            return time
    before = [time for time in named if time.end <= mention.start and not _only_of_another(time, mention, sentence)]
    if not before:
        return _behind(mention, named, sentence)
    words, last = bounds(sentence.language), before[-1]
    until = words.after_until.match(text, last.end, mention.start)
    since = text[until.end() if until else last.end : mention.start]
    return None if words.now.search(since) else last
