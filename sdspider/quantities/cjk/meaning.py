"""What the words beside a number say: qualifier, direction, comparison, denominator."""

from __future__ import annotations

import re
from itertools import pairwise

from sdspider.quantities.cjk.lexicon import Lexicon, lexicon
from sdspider.quantities.model import Mention, Sentence

_CLAUSE = re.compile(r"[，。；;！？!?]|、(?=[^\d]{0,20}[はがもを])")
_SHARES = ("percent", "percentage_point", "fraction", "ratio")
_DIGIT = re.compile(r"\d")
_NEAR = 24
_FAR = 26
_RISE = re.compile(r"[增减升降]?[至到]$|から|에서 ")
_CHANGED = re.compile(r"[増增减減]の?|[增减][长少加]?[至到]|\s?(?:증가|감소|늘어|상승|성장)[^\s,]{0,2} ")
_MEASURED = ("year_on_year", "month_on_month", "previous_period")
_HEADS = frozenset(("person", "household"))
_AGAINST = re.compile("比|に対し|대비|보다|复合|年均|年平均|연평균")
_CROWD = ("1,000 people", "10,000 people", "100 people")


def describe(sentence: Sentence) -> None:
    """Fill the fields that words right beside a figure decide, then what lists share."""
    words = lexicon(sentence.language)
    figures = sentence.figures
    text = _without_times(sentence)
    compared = words.compared.search(text) is not None
    change = dict(words.change.of(sentence.bits))
    said: str | None = None
    for place, mention in enumerate(figures):
        low = figures[place - 1].end if place else sentence.start
        high = figures[place + 1].start if place + 1 < len(figures) else sentence.end
        reader = Reader(text, sentence, words, mention, low, high)
        reader.compared, reader.change = compared, change
        reader.said = said
        mention.qualifier = reader.qualifier()
        mention.direction = reader.direction()
        mention.comparison = reader.comparison()
        said = mention.comparison if mention.comparison in _MEASURED else said
        mention.per = reader.per()
    _share(sentence, words)


def _without_times(sentence: Sentence) -> str:
    """The sentence with blanks for times that nothing is compared with: the 年 of 2023年 is no "a year"."""
    base = sentence.start
    text = sentence.text[base : sentence.end]
    for time in sentence.times:
        if not time.compared:
            start, end = time.start - base, time.end - base
            text = text[:start] + " " * (end - start) + text[end:]
    return text


def _share(sentence: Sentence, words: Lexicon) -> None:
    """Items of a list change alike; a yardstick and a denominator hold for what follows in the sentence."""
    figures = sentence.figures
    pairs, text = list(pairwise(figures)), sentence.text
    separator = words.links["separator"]
    listed = [
        (first, second)
        for first, second in pairs
        if first.kind == second.kind and separator.fullmatch(text[first.end : second.start].strip())
    ]
    # Backwards for what stands behind the list, then forwards for what stands in front of it.
    for first, second in (*reversed(listed), *listed):
        first.direction = first.direction or second.direction
        second.direction = second.direction or first.direction
        first.comparison = first.comparison or second.comparison if first.direction else first.comparison
        second.comparison = second.comparison or first.comparison if second.direction else second.comparison
    for first, second in pairs:
        gap = text[first.end : second.start]
        moved = first.kind == second.kind == "percent" and first.direction and second.direction
        if moved and first.comparison == "year_on_year" and second.comparison is None and not _AGAINST.search(gap):
            second.comparison = first.comparison
        alike = (first.kind, first.unit) == (second.kind, second.unit) and second.per is None
        heads = first.per in _CROWD or first.per in _HEADS
        changed = first.kind == "percent" and first.direction and heads and second.kind != "percent"
        if changed and _CHANGED.fullmatch(gap):
            # "件数は1万人当たり前年比20%増の15件": the denominator is that of the level.
            second.per, first.per = second.per or first.per, None
        if alike and (first.per in _CROWD or (first.per and _RISE.search(gap))):
            second.per = first.per


class Reader:
    """The words between one figure and its neighbours."""

    def __init__(self, text: str, sentence: Sentence, words: Lexicon, mention: Mention, low: int, high: int) -> None:
        """`text`: the sentence without times; `low` and `high`: end of the figure before, start of the one behind."""
        base = sentence.start
        self.text, self.words, self.mention = text, words, mention
        self.start, self.end, low, high = mention.start - base, mention.end - base, low - base, high - base
        self.left = text[max(low, self.start - 60) : self.start]
        counter = words.counter.match(text, self.end) if mention.kind == "count" else None
        behind = counter.end() if counter else self.end
        self.right = text[behind : min(high, behind + 40)].lstrip(" ")
        self.glued = text[self.end : min(high, self.end + 8)]
        self.clause = _CLAUSE.split(self.left)[-1]
        self.compared = True
        self.said: str | None = None
        self.change: dict[str, re.Pattern[str]] = {}
        self.bits = sentence.bits

    def qualifier(self) -> str:
        """The qualifier before the number, else the one behind it."""
        found = None
        if self.words.before.bits & self.bits:
            found = self.words.before.search(self.left[-_NEAR:].rstrip(" (（"))
        if found is None and self.words.after.bits & self.bits:
            for behind in (self.glued, self.right):
                found = found or self.words.after.match(behind, 0, len(behind))
            if found is None and self.words.odd.search(self.text, self.start, self.end):
                return "more_than"
        return found or "exact"

    def direction(self) -> str | None:
        """`up` or `down` where the words beside the number tell of a change, not of a level reached."""
        change, mention = self.change, self.mention
        if mention.form == "multiple" and not _DIGIT.search(self.text, self.start, self.end):
            return "up" if (mention.value or 0) > 1 else "down"
        if mention.kind == "rank":
            return None
        if not change:
            return None
        if mention.kind == "percentage_point" and (way := self._changes_after()):
            return way
        for way in ("up", "down"):
            if f"{way}_before" in change and change[f"{way}_before"].search(self.clause[-_NEAR:]):
                return "down" if self.text.startswith("マイナス", self.start) else way
        return None if "level" in change and change["level"].match(self.right) else self._changes_after()

    def _changes_after(self) -> str | None:
        """The word of change behind the number."""
        for way in ("up", "down"):
            if f"{way}_after" in self.change and self.change[f"{way}_after"].match(self.right):
                return way
        return None

    def comparison(self) -> str | None:
        """What a change is measured against; `cumulative` for totals."""
        if not self.compared:
            return None
        behind = re.split(r"[，。；、,]", self.right)[0]
        opened = re.search(r"[(（]", behind)
        bracket = behind[opened.start() :] if opened else ""
        for name, pattern in self.words.comparison:
            if name == "cumulative":
                if self.mention.kind not in {"percent", "percentage_point"} and pattern.search(self.clause):
                    return name
            elif self.said and self.clause.rstrip("+＋-−▲△").endswith("同"):
                return self.said
            elif (self.mention.direction or self.mention.kind in _SHARES) and (
                pattern.search(self.clause) or pattern.search(bracket)
            ):
                return name
        return None

    def per(self) -> str | None:
        """The denominator, in English."""
        return self.words.per.last(self.clause[-_FAR:]) if self.words.per.bits & self.bits else None
