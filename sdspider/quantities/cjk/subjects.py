"""What a figure of a Japanese or Chinese text counts or measures.

The noun behind counter and の (or right behind a Chinese counter), else the noun in front of the number, else that of
the figure before. `[subject]`: `stop` (words that are never a subject), `prefix` and `suffix` (cut off a noun),
`breaker` (verbs and prepositions that end a noun) and `weak` (verbs that are nouns too: they end one only at its
start), `predicate` (what stands between noun and number), `after` and `after_change` (the noun behind), `person` and
`country` (counters of people and countries), `object_first` (verbs whose object is counted by the number itself),
`object` (what stands in front of an amount whose noun follows), `whole` and `heads` (`kept.py`).
"""

from __future__ import annotations

import re

from sdspider.quantities.cjk.nouns import HAN, Nouns, Span
from sdspider.quantities.model import Mention, Sentence

_DISTRICTS = frozenset("区县市镇乡村県町") | {"都市", "街道", "社区"}
_CUT = re.compile(r"[，,、。]|全省|全国|省内|県内")
_OPENING = re.compile("(?:^|[、，「]|(?![はがもの])[ぁ-ん])(?:年間|約|最大|およそ|計|総額)?$")
"""What stands in front of a Japanese amount whose noun follows it."""
_AMOUNT = re.compile("[量額高値率]$|[個件人総]数$")
"""What is no thing that is counted: "9港の取扱量"."""
_SHARE = re.compile("占(?:全部|这|全市|全省|全国|总共)?$")
_HA = re.compile("[はも]")
_PEOPLE = re.compile("[数者客員人民生]$|人口$")
_LED = re.compile(r"[)）人名]*[増減][加少]?の")
"""What stands between a change, or the number of people it is, and the level it led to."""
_OF = re.compile("(?:以上|左右|以下|多)?的")
"""What makes a share one of the noun behind it: "70%以上的企业"."""


def find(sentence: Sentence) -> None:
    """Set `subject` on every figure of a sentence."""
    finder = Finder(sentence)
    last: Mention | None = None
    for mention in sentence.figures:
        mention.subject = finder.subject(mention, last)
        shared = mention.kind in {"money", "measure"}
        finder.floor = max(finder.behind(mention), mention.subject[1] if mention.subject and not shared else 0)
        finder.read.append(mention)
        last = mention


class Finder:
    """Finds the subjects of one sentence, in order."""

    def __init__(self, sentence: Sentence) -> None:
        """`floor` is the end of the figure before, with its counter and subject."""
        self.sentence, self.text = sentence, sentence.text
        self.nouns = Nouns(sentence)
        self.words, self.rule = self.nouns.words, self.nouns.rule
        self.floor = sentence.start
        self.read: list[Mention] = []
        self.counters: dict[int, Span | None] = {}

    def behind(self, mention: Mention) -> int:
        """Behind number, unit and counter."""
        counter = self._counter(mention)
        return counter[1] if counter else mention.end

    def _counter(self, mention: Mention) -> Span | None:
        if mention.kind != "count":
            return None
        if mention.end not in self.counters:
            match = self.words.counter.match(self.text, mention.end, self.sentence.end)
            self.counters[mention.end] = match.span("counter") if match else None
        return self.counters[mention.end]

    def subject(self, mention: Mention, last: Mention | None) -> Span | None:
        """Offsets of the subject."""
        if mention.kind == "count":
            return self._counted(mention, last)
        if topic := self._changed(mention) or self._topic(mention, last) or self._holder(mention, last):
            return topic
        if mention.kind == "rank" and last is not None and last.kind == "count" and (place := self._place(mention)):
            return self.nouns.before(max(self.floor, last.end), mention.start, True) or place
        if mention.kind == "fraction" and not self.nouns.japanese and (right := self._right(mention)):
            return right
        if mention.kind in {"fraction", "percent"} and _OF.match(self.text, mention.end):
            right = self._right(mention)
            if right is not None or mention.kind == "fraction":
                return right or self.nouns.before(self.floor, mention.start, last is None)
        if mention.kind == "fraction" and self.text.startswith("の", mention.end):
            return self._right(mention) or self.nouns.before(self.floor, mention.start, last is None)
        if mention.kind in {"measure", "money"} and (described := self._described(mention, last)):
            return described
        found = self.nouns.before(self.floor, mention.start, last is None)
        if found is None and (mention.kind == "fraction" or self.text.startswith("の", mention.end)):
            found = self._right(mention)
        return found or self._inherited(mention, last)

    def _described(self, mention: Mention, last: Mention | None) -> Span | None:
        """The thing that an amount stands in front of: "5MWの風車60基", "60台5兆瓦风机", "投入3亿元专项资金"."""
        right = self._right(mention)
        if right is None:
            return None
        if self.nouns.japanese:
            numbers = [number.start for number in self.sentence.figures]
            opening = _OPENING.search(self.text[self.floor : mention.start])
            return right if self.text[mention.end] == "の" and (opening or right[1] in numbers) else None
        joined = last is not None and self.behind(last) == mention.start
        alone = right[1] - right[0] > 1 and self.rule.object.search(self.text[self.floor : mention.start])
        return right if joined or alone else None

    def _changed(self, mention: Mention) -> Span | None:
        """ "5%高い成長": the noun behind a word of change."""
        if mention.kind not in {"percentage_point", "percent"}:
            return None
        match = self.rule.after_change.match(self.text, mention.end, self.sentence.end)
        return match.span("noun") if match else None

    def _topic(self, mention: Mention, last: Mention | None) -> Span | None:
        """ "輸出は総額の7割を占める": the share is that of the topic, not of the whole that it is a share of."""
        if not (self.nouns.japanese and self.text.startswith("を占め", mention.end)):
            return None
        start = max(self.text.rfind("、", self.sentence.start, mention.start), self.sentence.start)
        whole = last is not None and self.text[mention.start - 1] == "の"
        return self.nouns.topic(start, mention.start) or (last.subject if last and whole else None)

    def _holder(self, mention: Mention, last: Mention | None) -> Span | None:
        """ "出口企业占全部60家企业的30%": whoever holds a share of what was counted."""
        if self.nouns.japanese or mention.kind != "percent" or last is None or last.kind != "count":
            return None
        share = _SHARE.search(self.text, max(self.sentence.start, last.start - 4), last.start)
        if share is None:
            return None
        before = self.read[-2] if len(self.read) > 1 else None
        start = before.end if before else self.sentence.start
        return self.nouns.before(start, share.start(), before is None) or (before.subject if before else None)

    def _place(self, mention: Mention) -> Span | None:
        before = [(start, end) for start, end, _ in self.sentence.places if end <= mention.start]
        return before[0] if before else None

    def _counted(self, mention: Mention, last: Mention | None) -> Span | None:
        text, counter = self.text, self._counter(mention)
        same = last is not None and last.kind == "count" and self._same_counter(mention, last)
        if counter and self.rule.country.fullmatch(text[counter[0] : counter[1]]):
            topic = self.nouns.before(self.floor, mention.start, False)
            return self._right(mention) or (topic if topic and text[topic[1] - 1] == "国" else counter)
        if same and last is not None and self.words.links["part"].search(text[last.end : mention.start]):
            return self.nouns.before(self.floor, mention.start, False) or last.subject
        if self.rule.object_first.search(text[self.floor : mention.start]) and counter:
            return self._right(mention) or counter
        adjacent = mention.start > self.floor and bool(HAN.match(text, mention.start - 1))
        adjacent = adjacent and not text.endswith(("世界", "全国"), self.floor, mention.start)
        left = self.nouns.before(self.floor, mention.start, last is None)
        right = self._things(mention, counter)
        if counter and text[slice(*counter)] in _DISTRICTS and self._apart(left, counter, mention):
            return counter
        first, second = (left if adjacent else None, right) if self.nouns.japanese else (right, left)
        if first or second:
            return first or second
        noun = counter is not None and text[counter[0] : counter[1]] in self.words.counted
        person = counter is not None and self.rule.person.fullmatch(text[counter[0] : counter[1]])
        if counter and left and self._aside(left, mention, noun and not person):
            return counter
        if left and (not person or self.rule.topic.match(text, left[1])):
            return left
        if last is not None and self.nouns.japanese and (self._led(last, mention) or (person and self._people(last))):
            return last.subject
        if counter and noun and not same:
            return counter
        return self._inherited(mention, last)

    def _led(self, last: Mention, mention: Mention) -> bool:
        """ "3%増の21万人": the level that a change led to is one of the same thing."""
        return _LED.fullmatch(self.text, last.end, mention.start) is not None

    def _aside(self, left: Span, mention: Mention, noun: bool) -> bool:
        """ "食糧など11品目", "地域の700港": the noun in front of a counter is not the one that is counted."""
        if not self.nouns.japanese or left[1] == mention.start:
            return False
        listed = self.text.endswith(("など", "など計"), self.floor, mention.start)
        return listed or (noun and self.text[left[1]] not in "はがもを")

    def _people(self, last: Mention) -> bool:
        return last.subject is not None and _PEOPLE.search(self.text[slice(*last.subject)]) is not None

    def _apart(self, left: Span | None, counter: Span, mention: Mention) -> bool:
        """ "，辖4区、6市、2县和…": districts that are counted by their own name, nothing right beside them."""
        behind = self.text[counter[1] : counter[1] + 1]
        between = self.text[left[1] : mention.start] if left else ""
        return behind in (*"、和与及，でと", "") and (left is None or _CUT.search(between) is not None)

    def _same_counter(self, one: Mention, two: Mention) -> bool:
        first, second = self._counter(one), self._counter(two)
        return bool(first and second and self.text[slice(*first)] == self.text[slice(*second)])

    def _things(self, mention: Mention, counter: Span | None) -> Span | None:
        """The noun behind the counter, unless it is an amount of what was counted."""
        right = self._right(mention)
        amount = counter and right and self.nouns.japanese and _AMOUNT.search(self.text, *right)
        return None if amount else right

    def _right(self, mention: Mention) -> Span | None:
        """The noun behind the counter."""
        at = self.behind(mention)
        if mention.kind == "count":
            at = next((one.end for one in self.sentence.figures if one.start == at and one.kind == "measure"), at)
        match = self.rule.after.match(self.text, at, self.sentence.end)
        if not match:
            return None
        start, end = match.span("noun")
        for number in self.sentence.mentions:
            if start <= number.start < end:
                end = number.start
        return self.nouns.first(start, end)

    def _where(self, last: Mention) -> Span | None:
        """ "東北は6県で5%減": the topic, where the figure before only says where."""
        counter = self._counter(last)
        if counter is None or counter != last.subject or not self.text.startswith("で", counter[1]):
            return None
        return self.nouns.topic(self.sentence.start, last.start, _HA)

    def _inherited(self, mention: Mention, last: Mention | None) -> Span | None:
        if last is not None and last.subject:
            if self.nouns.japanese and (topic := self._where(last)):
                return topic
            alike = [one for one in self.read if one.kind == "count" and self._same_counter(mention, one)]
            ranks = [one for one in self.read if one.kind != "rank"]
            return (alike or ranks or [last])[-1].subject
        if counter := self._counter(mention):
            return counter
        before = self.sentence.before
        if before is not None and before.figures and before.figures[-1].subject:
            return before.figures[-1].subject
        return self.nouns.first(mention.end, self.sentence.end)
