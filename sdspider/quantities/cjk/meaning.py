"""What the words beside a number say: qualifier, direction, comparison, status, denominator."""

from __future__ import annotations

import re

from sdspider.quantities.cjk.lexicon import Lexicon, lexicon
from sdspider.quantities.model import Mention, Sentence, TimeExpression

_CLAUSE = re.compile(r"[，。；;！？!?]|、(?=[^\d]{0,20}[はがもを])")
_SHARES = ("percent", "percentage_point", "fraction", "ratio")


def describe(sentence: Sentence) -> None:
    """Fill the fields that words right beside a figure decide."""
    words = lexicon(sentence.language)
    figures = sentence.figures
    for place, mention in enumerate(figures):
        low = figures[place - 1].end if place else sentence.start
        high = figures[place + 1].start if place + 1 < len(figures) else sentence.end
        reader = Reader(sentence, words, mention, low, high)
        mention.qualifier = reader.qualifier()
        mention.direction = reader.direction()
        mention.comparison = reader.comparison()
        mention.per = reader.per()
        mention.status = reader.status()


class Reader:
    """The words between one figure and its neighbours."""

    def __init__(self, sentence: Sentence, words: Lexicon, mention: Mention, low: int, high: int) -> None:
        """`low` and `high`: end of the figure before, start of the one behind."""
        text = sentence.text
        self.sentence, self.words, self.mention = sentence, words, mention
        self.left = text[max(low, mention.start - 60) : mention.start]
        counter = words.counter.match(text, mention.end, sentence.end) if mention.kind == "count" else None
        self.behind = counter.end() if counter else mention.end
        self.right = text[self.behind : min(high, self.behind + 40)]
        self.glued = text[mention.end : min(high, mention.end + 8)]

    def qualifier(self) -> str:
        """The qualifier before the number, else the one behind it."""
        for name, pattern in self.words.before:
            if pattern.search(self.left):
                return name
        for text in (self.glued, self.right.lstrip(" ")):
            for name, pattern in self.words.after:
                if pattern.match(text):
                    return name
        return "exact"

    def direction(self) -> str | None:
        """`up` or `down` where the words beside the number tell of a change, not of a level reached."""
        change, mention = self.words.change, self.mention
        clause = self._clause_left()
        if mention.form == "multiple":
            return "up" if (mention.value or 0) > 1 else "down"
        for way in ("up", "down"):
            pattern = change.get(f"{way}_before")
            if pattern and pattern.search(clause):
                return way
        if change.get("level") and change["level"].match(self.right.lstrip(" ")):
            return None
        if mention.kind == "count" and not self._compared():
            return None
        for way in ("up", "down"):
            pattern = change.get(f"{way}_after")
            if pattern and pattern.match(self.right.lstrip(" ")):
                return way
        return None

    def _clause_left(self) -> str:
        return _CLAUSE.split(self.left)[-1]

    def _compared(self) -> bool:
        clause = self._clause_left()
        return any(pattern.search(clause) for name, pattern in self.words.comparison if name != "cumulative")

    def comparison(self) -> str | None:
        """What a change is measured against; `cumulative` for totals."""
        clause = self._clause_left()
        behind = re.split(r"[，。；、,]", self.right)[0]
        for name, pattern in self.words.comparison:
            if name == "cumulative":
                if self.mention.kind not in ("percent", "percentage_point") and pattern.search(clause):
                    return name
            elif (self.mention.direction or self.mention.kind in _SHARES) and (
                pattern.search(clause) or self._bracketed(pattern, behind)
            ):
                return name
        return None

    def _bracketed(self, pattern: re.Pattern[str], behind: str) -> bool:
        opened = re.search(r"[(（]", behind)
        return bool(opened and pattern.search(behind, opened.start()))

    def per(self) -> str | None:
        """The denominator, in English."""
        clause = self._clause_left()
        for name, pattern in self.words.per:
            found = None
            for found in pattern.finditer(clause):
                pass
            if found and len(clause) - found.end() <= 14:
                return name
        return None

    def status(self) -> str:
        """The strongest status word of the clause, or of the sentence for drafts."""
        text = self.sentence.text[self.sentence.start : self.sentence.end]
        clause = self._status_clause()
        for name, pattern in self.words.status:
            if name in ("reach",):
                continue
            if pattern.search(text if name in ("draft", "target") else clause):
                return name
        return "actual"

    def _status_clause(self) -> str:
        """From the last full stop or clause mark before the figure to the next behind it."""
        text, mention = self.sentence.text, self.mention
        start = max(self.sentence.start, *(text.rfind(mark, self.sentence.start, mention.start) for mark in "。；;，"))
        ends = [text.find(mark, mention.end, self.sentence.end) for mark in "。；;，"]
        return text[start : min((end for end in ends if end >= 0), default=self.sentence.end)]


def settle(sentence: Sentence) -> None:
    """A level to be reached by a time to come is a target, whatever the words beside it."""
    reach = dict(lexicon(sentence.language).status)["reach"]
    ahead = [time for time in sentence.times if time.resolved and not time.compared and _open_end(time, sentence)]
    for mention in sentence.figures:
        if mention.status in ("actual", "planned") and any(time.end <= mention.start for time in ahead):
            clause = sentence.text[ahead[0].end : sentence.end]
            if mention.status == "planned" or reach.search(clause):
                mention.status = "target"


def _open_end(time: TimeExpression, sentence: Sentence) -> bool:
    published = sentence.published
    return time.first is None and time.last is not None and published is not None and time.last > published
