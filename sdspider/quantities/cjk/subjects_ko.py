"""What a figure of a Korean text counts or measures.

The noun behind the counter ("20개 도시", "4명의 용의자"), else the nouns in front of the number without their particle,
else that of the figure before. `[subject]`: `particles`, `skip` (words between noun and number), `verbs` (endings that
are no noun), `stop`, `exact_words`, `words_ending_like_particles`, `adjectives`, `locative` (no subject's particles).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from sdspider.quantities.cjk.lexicon import lexicon
from sdspider.quantities.language import Language
from sdspider.quantities.model import Mention, Sentence

Span = tuple[int, int]
_WORD = re.compile(r"[^\s,.;:()（）\"“”‘’'·]+")
_LEAD = re.compile(
    r"(?: ?(?:이상|이하|정도|가량|미만|안팎|가까이|넘게|남짓))?(?P<of>(?: ?규모)?의|짜리|급)? ?(?=[가-힣A-Za-z])"
)
_BRACKET = re.compile(r"[(（][^()（）]{1,20}[)）](?=의)")
"""What is said in between: "111억 달러(+21.7%)의 외자"."""
_GLOSS = re.compile(r"[(（][^()（）\d]{1,12}[)）]")
"""The unit in other words: "510기가와트(GW)"."""
_HOLDS = re.compile(r"[를을] ?(?:차지|점유|달성)")
_GROWTH = re.compile(r"의 (?:[은-힣]+ )?(?:증가|감소|성장|상승|하락)(?:세|율|률|폭)")
"""What a percentage is one of: "3%의 감소세를 보였다"."""
_CHANGED = re.compile(r" ?(?:증가|감소|성장|상승|하락)(?=[(（])")
"""A verb's noun between a change and its bracket."""
_TOTAL = re.compile(r"등 (?:모두 |총 |합계 )?$")
_DISTRICTS = frozenset(("시", "성", "나라", "국가"))
_MOST_WORDS = 4
_ASIDE = re.compile(r", |[(（][^()（）]{1,12}[)）](?![가-힣]{2})")
"""What ends a noun without a particle: "9개 시(市)", "3개 대학, ..."."""
_BY = ("통해", "위해", "대해", "따라")
"""Verbs whose object is no subject: "사업을 통해 20개"."""
_AMONG = ("중", "가운데", "등")
_PEOPLE = ("명", "인", "사람")


@dataclass(frozen=True, slots=True)
class SubjectRules:
    """Compiled `[subject]`."""

    particles: re.Pattern[str]
    skip: re.Pattern[str]
    verbs: re.Pattern[str]
    adjectives: re.Pattern[str]
    locative: tuple[str, ...]
    stop: frozenset[str]
    whole: tuple[str, ...]
    exact: frozenset[str]


@cache
def rules(language: Language) -> SubjectRules:
    """Compile the rules."""
    data = language.get("subject")
    return SubjectRules(
        re.compile(data["particles"]),
        re.compile(data["skip"]),
        re.compile(data["verbs"]),
        re.compile(data["adjectives"]),
        tuple(data["locative"].split("|")),
        frozenset(data["stop"]),
        tuple(data["words_ending_like_particles"].split("|")),
        frozenset(data["exact_words"].split("|")),
    )


def find(sentence: Sentence) -> None:
    """Set `subject` on every figure of a sentence."""
    Finder(sentence).find()


class Finder:
    """Finds the subjects of one sentence, in order."""

    def __init__(self, sentence: Sentence) -> None:
        """Keep words, times and places at hand."""
        self.sentence, self.text = sentence, sentence.text
        self.words, self.rule = lexicon(sentence.language), rules(sentence.language)
        self.blocked = [(time.start, time.end) for time in sentence.times]
        self.blocked += [(start, end) for start, end, _ in sentence.places]

    def find(self) -> None:
        """Set `subject` on every figure."""
        last: Mention | None = None
        floor = self.sentence.start
        for mention in self.sentence.figures:
            counter = self._counter(mention)
            end = counter.end() if counter else mention.end
            found = self._behind(end, mention) if mention.kind not in {"fraction", "rank"} else None
            if not found and _HOLDS.match(self.text, mention.end, self.sentence.end):
                comma = self.text.rfind(", ", self.sentence.start, mention.start)
                found = self._topic(max(comma, self.sentence.start), mention.start)
                whole = self.text.startswith("의 ", mention.start - 2)
                found = found or (last.subject if whole and last is not None else None)
            if not found and last is not None and _TOTAL.search(self.text, floor, mention.start):
                found = self._topic(self.sentence.start, mention.start)
            if mention.kind == "percent" and _GROWTH.match(self.text, mention.end):
                found = self._topic(floor, mention.start)
            noun = counter is not None and counter["counter"] in self.words.counted
            if counter and noun and not found and not self._adjacent(floor, mention.start):
                found = counter.span("counter")
            mention.subject = found or self._before(floor, mention.start, last) or self._else(mention, counter, last)
            gloss = _GLOSS.match(self.text, end, self.sentence.end)
            word = _CHANGED.match(self.text, end, self.sentence.end)
            word = word or _WORD.match(self.text, gloss.end() if gloss else end, self.sentence.end)
            end = gloss.end() if gloss else end
            floor, last = (word.end() if word else end), mention

    def _counter(self, mention: Mention) -> re.Match[str] | None:
        if mention.kind != "count":
            return None
        return self.words.counter.match(self.text, mention.end, self.sentence.end)

    def _same(self, counter: re.Match[str], last: Mention) -> bool:
        before = self._counter(last)
        return before is not None and before["counter"] == counter["counter"]

    def _adjacent(self, start: int, end: int) -> bool:
        """Whether a noun without a particle stands right before the number."""
        words = list(_WORD.finditer(self.text, start, end))
        return bool(words) and not self._bare(words[-1])[1] and not self._useless(words[-1])

    def _else(self, mention: Mention, counter: re.Match[str] | None, last: Mention | None) -> Span | None:
        other = last is not None and last.kind == "count" and counter is not None and not self._same(counter, last)
        if counter and other and counter["counter"] in _PEOPLE:
            return counter.span("counter")
        if last is not None and last.subject:
            return last.subject
        if counter:
            return counter.span("counter")
        before = self.sentence.before
        if before is not None and before.figures and before.figures[-1].subject:
            return before.figures[-1].subject
        for match in _WORD.finditer(self.text, mention.end, self.sentence.end):
            if not self._useless(match) and not self.rule.verbs.search(match.group()):
                return match.span()
        return None

    def _topic(self, start: int, end: int) -> Span | None:
        """ "수출은 총액의 30%를 차지": whoever holds the share, by the particle of a topic or a subject."""
        for word in reversed(list(_WORD.finditer(self.text, start, end))):
            stop, particle = self._bare(word)
            if particle in {"은", "는", "이", "가", "도"} and not self._useless(word):
                return self._before(start, stop + len(particle), None)
        return None

    def _bare(self, word: re.Match[str]) -> tuple[int, str]:
        """Where the word ends without its particle, and the particle."""
        text = word.group()
        match = self.rule.particles.search(text)
        if not match or match.start() == 0:
            return word.end(), ""
        bare = text[: match.start()]
        if len(match.group()) > 1 and text[:-1].endswith(self.rule.whole):
            return word.end() - 1, text[-1]
        known = bare in self.rule.stop or self.rule.skip.match(bare)
        if not known and (text in self.rule.exact or text.endswith(self.rule.whole)):
            return word.end(), ""
        return word.start() + match.start(), match.group()

    def _useless(self, word: re.Match[str]) -> bool:
        text = word.group()
        bare = self.text[word.start() : self._bare(word)[0]]
        inside = any(a < word.end() and word.start() < b for a, b in self.blocked)
        if self.rule.particles.fullmatch(text):
            return True
        sign = text[0].isdigit() or not text[0].isalnum()
        return inside or sign or bare in self.rule.stop or bool(self.rule.skip.match(bare))

    def _done(self, word: re.Match[str]) -> bool:
        """Whether a noun serves as a verb: "3만 톤을 처리, 세계 5위"."""
        start, end = word.span()
        return self.text.startswith(",", end) and self.text[start - 2 : start] in ("를 ", "을 ")

    def _led_by(self, word: re.Match[str]) -> bool:
        """Whether a word says by what or where something changes: "감소로", "영향으로"."""
        return word.group().endswith(self.rule.locative) and self._bare(word)[1] in self.rule.locative

    def _told(self, words: list[re.Match[str]], start: int) -> Span | None:
        """Drop the verbs at the end; the topic where they tell of it: "A와 B 모두 늘어", "최고 실적인"."""
        told = False
        while words and self.rule.verbs.search(words[-1].group()):
            verb = words.pop().group()
            told = told or verb.endswith("인")
            if words and verb in _BY:
                words.pop()
            while words and self._useless(words[-1]):
                told = told or words[-1].group() == "모두"
                words.pop()
        return self._topic(start, words[-1].end()) if told and words else None

    def _before(self, start: int, end: int, last: Mention | None) -> Span | None:
        """The nouns right before the number, in front of fillers and comparisons."""
        words = list(_WORD.finditer(self.text, start, end))
        led = False
        while words and ((led_by := self._led_by(words[-1])) or self._useless(words[-1])):
            led = led or led_by
            words.pop()
        if led and last is None and (topic := self._topic(start, end)):
            return topic
        if words and last is not None and (self.rule.verbs.search(words[-1].group()) or self._done(words[-1])):
            return None
        if topic := self._told(words, start):
            return topic
        if not words:
            return None
        stop, particle = self._bare(words[-1])
        if particle in {"와", "과"}:
            return None
        first = words[-1].start()
        for word in words[-2::-1][: _MOST_WORDS - 1]:
            joined = not self.text[word.end() : first].strip()
            if not joined or self._bare(word)[1] or self._useless(word) or self.rule.verbs.search(word.group()):
                break
            first = word.start()
        return (first, stop) if first < stop else None

    def _opening(self, at: int, mention: Mention) -> int | None:
        """Where the noun behind a counter or a unit begins; `None` where there is none."""
        bracket = _BRACKET.match(self.text, at, self.sentence.end)
        lead = _LEAD.match(self.text, bracket.end() if bracket else at, self.sentence.end)
        if not lead or not lead.group():
            return None
        adjective = self.rule.adjectives.match(self.text, lead.end(), self.sentence.end)
        if adjective:
            return adjective.end()
        return lead.end() if mention.kind == "count" or (lead["of"] and mention.kind != "ratio") else None

    def _behind(self, at: int, mention: Mention) -> Span | None:
        """The nouns behind the counter: "의 용의자를", " 도시에", " 높은 증가율을"."""
        first, stop = self._opening(at, mention), None
        if first is None or (mention.kind == "percent" and _GROWTH.match(self.text, at)):
            return None
        for word in _WORD.finditer(self.text, first, self.sentence.end):
            said = word.group()
            if stop is not None and said[0].isdigit() and mention.kind == "measure":
                return (first, stop)
            if word.start() - (stop or first) > 1 or said[0].isdigit() or self.rule.verbs.search(said):
                break
            end, particle = self._bare(word)
            if stop is not None and self.text[word.start() : end] in _AMONG:
                return (first, stop)
            district = mention.kind == "count" and self.text[word.start() : end] in _DISTRICTS
            if self._useless(word) and stop is None and not (district or self.text.startswith("·", word.end())):
                return None
            stop = end
            if particle or _ASIDE.match(self.text, stop):
                return (first, stop)
            if stop - first > 16:
                break
        return None
