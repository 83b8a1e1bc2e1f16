"""What a figure of a Japanese or Chinese text counts or measures.

The noun behind counter and の (or right behind a Chinese counter), else the noun in front of the number, else that of the
figure before. `[subject]`: `stop` (words that are never a subject), `prefix` and `suffix` (cut off a noun), `breaker` (verbs
and prepositions that end a noun, for Chinese), `predicate` (what stands between noun and number), `after` (the noun behind).
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from sdspider.quantities.cjk.lexicon import lexicon
from sdspider.quantities.language import Language
from sdspider.quantities.model import Mention, Sentence

Span = tuple[int, int]
_NOUN = re.compile(r"[一-龥々〇ァ-ヶー・A-Za-z][一-龥々〇ァ-ヶー・A-Za-z\d]*")
_DELIMITERS = re.compile(r"[，。；：、,;:（）()“”「」『』！？!?\s]")


class SubjectRules(NamedTuple):
    """Compiled `[subject]`."""

    stop: frozenset[str]
    prefix: re.Pattern[str]
    suffix: re.Pattern[str]
    breaker: re.Pattern[str]
    predicate: re.Pattern[str]
    after: re.Pattern[str]
    after_change: re.Pattern[str]
    topic: re.Pattern[str]
    person: re.Pattern[str]
    object_first: re.Pattern[str]


@cache
def rules(language: Language) -> SubjectRules:
    """Compile the rules of a language."""
    data = language.get("subject")

    def made(name: str, start: str = "", end: str = "") -> re.Pattern[str]:
        return re.compile(f"{start}(?:{data.get(name) or '(?!)'}){end}")

    return SubjectRules(
        frozenset(data["stop"]), made("prefix", "^"), made("suffix", end="$"), made("breaker"),
        made("predicate", end="$"), made("after"), made("after_change"), made("topic", "^"), made("person", "^", "$"),
        made("object_first", end="$"),
    )  # fmt: skip


def find(sentence: Sentence) -> None:
    """Set `subject` on every figure of a sentence."""
    Finder(sentence).find()


class Finder:
    """Finds the subjects of one sentence, in order."""

    def __init__(self, sentence: Sentence) -> None:
        """Keep words, times and places at hand."""
        self.sentence, self.text = sentence, sentence.text
        self.words, self.rule = lexicon(sentence.language), rules(sentence.language)
        self.japanese = sentence.language.code == "ja"
        self.blocked = [(time.start, time.end) for time in sentence.times]
        self.places = [(start, end) for start, end, _ in sentence.places]

    def find(self) -> None:
        """Set `subject` on every figure."""
        last: Mention | None = None
        floor = self.sentence.start
        for mention in self.sentence.figures:
            mention.subject = self._subject(mention, floor) or self._inherited(mention, last)
            floor = self._behind(mention)
            last = mention

    def _behind(self, mention: Mention) -> int:
        """Behind number, unit and counter."""
        if mention.kind == "count" and (match := self.words.counter.match(self.text, mention.end, self.sentence.end)):
            return match.end()
        return mention.end

    def _inherited(self, mention: Mention, last: Mention | None) -> Span | None:
        if last is not None and last.subject:
            return last.subject
        if mention.kind == "count" and (counter := self._counter(mention)):
            return counter
        before = self.sentence.before
        if before is not None and before.figures and before.figures[-1].subject:
            return before.figures[-1].subject
        return self._anything(mention)

    def _anything(self, mention: Mention) -> Span | None:
        """The first noun behind the number, else the nearest before it."""
        for match in _NOUN.finditer(self.text, self._behind(mention), self.sentence.end):
            return match.span()
        found = [match.span() for match in _NOUN.finditer(self.text, self.sentence.start, mention.start)]
        return found[-1] if found else None

    def _counter(self, mention: Mention) -> Span | None:
        match = self.words.counter.match(self.text, mention.end, self.sentence.end)
        return match.span("counter") if match else None

    def _subject(self, mention: Mention, floor: int) -> Span | None:
        if mention.kind == "count":
            return self._counted(mention, floor)
        if mention.kind in ("percentage_point", "percent"):
            match = self.rule.after_change.match(self.text, mention.end, self.sentence.end)
            if match:
                return match.span("noun")
        return self._left(mention, floor)

    def _counted(self, mention: Mention, floor: int) -> Span | None:
        adjacent = mention.start > floor and bool(_NOUN.match(self.text, mention.start - 1))
        left = self._left(mention, floor) if adjacent or not self.japanese else None
        right = self._right(mention)
        if left and (self.japanese or not right):
            return left
        if right:
            return right
        counter = self.words.counter.match(self.text, mention.end, self.sentence.end)
        if counter and counter["counter"] in self.words.counted and not self._left(mention, floor):
            return counter.span("counter")
        left = self._left(mention, floor)
        if left and self.japanese and counter and self.rule.person.match(counter["counter"]):
            return left if self.rule.topic.match(self.text, left[1]) else counter.span("counter")
        return left

    def _right(self, mention: Mention) -> Span | None:
        """The noun behind the counter."""
        counter = self.words.counter.match(self.text, mention.end, self.sentence.end)
        at = counter.end() if counter else mention.end
        match = self.rule.after.match(self.text, at, self.sentence.end)
        if not match:
            return None
        start, end = match.span("noun")
        broken = self.rule.breaker.search(self.text, start, end)
        if broken:
            end = broken.start()
        for number in self.sentence.mentions:
            if start <= number.start < end:
                end = number.start
        return self._trim(start, end)

    def _left(self, mention: Mention, floor: int) -> Span | None:
        """The nearest noun in front of the number, behind the figure before."""
        end = mention.start
        start = floor
        return self._from_runs(start, end) if self.japanese else self._from_clauses(start, end)

    def _from_runs(self, start: int, end: int) -> Span | None:
        for match in reversed(list(_NOUN.finditer(self.text, start, end))):
            span = self._trim(*match.span())
            if span and self.text[span[0] : span[1]] not in self.rule.stop:
                return span
        return None

    def _from_clauses(self, start: int, end: int) -> Span | None:
        """Chinese: cut clauses at marks, predicates off their ends and all up to the last verb off their starts."""
        bounds = [start, *(match.end() for match in _DELIMITERS.finditer(self.text, start, end)), end]
        for first, last in list(zip(bounds, bounds[1:], strict=False))[:-4:-1]:
            last = last if last == end else last - 1
            last = self._before_predicate(first, last)
            span = self._last_noun(first, last)
            if span:
                return span
        return None

    def _before_predicate(self, start: int, end: int) -> int:
        """Where the noun ends: predicates, times and yardsticks between noun and number are cut."""
        while True:
            match = self.rule.predicate.search(self.text[start:end])
            blocked = next((b for b in self.blocked if start <= b[0] and b[1] == end), None)
            if blocked:
                end = blocked[0]
            elif match and match.start() != match.end():
                end = start + match.start()
            else:
                return end

    def _last_noun(self, start: int, end: int) -> Span | None:
        cut = start
        for match in self.rule.breaker.finditer(self.text, start, end):
            if match.end() < end:
                cut = match.end()
        for _, stop in self.blocked:
            if cut < stop < end:
                cut = stop
        span = self._trim(cut, end)
        return span if span and self.text[span[0] : span[1]] not in self.rule.stop else None

    def _trim(self, start: int, end: int) -> Span | None:
        """Without places, times, fillers and particles at the ends."""
        changed = True
        while changed and start < end:
            changed = False
            for first, last in (*self.blocked, *self.places):
                if first <= start < last <= end and (first, last) != (start, end):
                    start, changed = last, True
                elif start <= first < end <= last and first > start and (first, last) in self.blocked:
                    end, changed = first, True
            piece = self.text[start:end]
            head, tail = self.rule.prefix.match(piece), self.rule.suffix.search(piece)
            if head and head.end():
                start, changed = start + head.end(), True
            elif tail and tail.group():
                end, changed = start + tail.start(), True
        piece = self.text[start:end]
        start += len(piece) - len(piece.lstrip())
        end -= len(piece) - len(piece.rstrip())
        return (start, end) if start < end and (start, end) not in self.places + self.blocked else None
