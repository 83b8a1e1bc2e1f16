"""Noun phrases of Japanese and Chinese without a tagger: runs of characters, cut at particles and verbs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from sdspider.quantities.cjk.kept import guarded
from sdspider.quantities.cjk.lexicon import lexicon
from sdspider.quantities.cjk.tails import Tail
from sdspider.quantities.language import Language
from sdspider.quantities.model import Sentence

Span = tuple[int, int]
HAN = re.compile(r"[一-龥々〇ァ-ヶー・A-Za-z]")
_RUN = re.compile(r"[一-龥々〇ァ-ヶー・A-Za-z][一-龥々〇ァ-ヶー・A-Za-z\d]*")
_DELIMITER = r"[，。；：、,;:（）()“”「」『』！？!?\s]"
_DELIMITERS = re.compile(_DELIMITER)
_LAST_DELIMITER = re.compile(f".*{_DELIMITER}", re.DOTALL)
# A run before any other kana is the stem of a verb or an adjective.
_STEM = re.compile(r"(?![はがをもにでとのへやかな])[ぁ-ん]|など")
_TOPIC = re.compile(r"(?:は|が|も|では|には|とは|からは|からが)")
_RELATIVE = re.compile(r"[をが][^、。\d]{1,6}た(?=[一-龥\d])")
"""What makes a noun part of a clause that describes another: "統計を取り始めた10年"."""
_STEMMED = frozenset(("数", "額", "量", "高", "者数", "件数", "人数"))
_STEMS = re.compile(r"[一-龥々ァ-ヶー]+(?:[りみきしちけせえれべめげいび][一-龥]?){1,2}$")
"""What a noun of a quantity is one word with: 取り扱い量, 申し込み者数."""
_MEASURES = ("割合", "比率", "構成比", "数", "総数", "額", "量", "速報値", "確定値")
_NAMES = (
    *("list name", "name", "document number", "year", "identifier"),
    *("phase", "edition"),
)


@dataclass(frozen=True, slots=True)
class SubjectRules:
    """Compiled `[subject]`."""

    stop: frozenset[str]
    prefix: re.Pattern[str]
    suffix: Tail
    breaker: re.Pattern[str]
    weak: re.Pattern[str]
    predicate: Tail
    after: re.Pattern[str]
    after_change: re.Pattern[str]
    topic: re.Pattern[str]
    person: re.Pattern[str]
    object_first: re.Pattern[str]
    object: re.Pattern[str]
    country: re.Pattern[str]


@cache
def rules(language: Language) -> SubjectRules:
    """Compile the rules of a language."""
    data = language.get("subject")
    words = tuple(data.get("whole", "").split())

    def made(name: str, end: str = "") -> re.Pattern[str]:
        return re.compile(f"(?:{data.get(name) or '(?!)'}){end}")

    def cutting(name: str, heads: str = "") -> re.Pattern[str]:
        return re.compile(guarded(data.get(name) or "(?!)", words, data.get(heads, "")))

    return SubjectRules(
        frozenset(data["stop"]) - frozenset(data.get("stop_except", ())),
        cutting("prefix"),
        Tail(data.get("suffix"), words),
        cutting("breaker", "heads"),
        cutting("weak", "weak_heads"),
        Tail(data.get("predicate"), words),
        made("after"),
        made("after_change"),
        made("topic"),
        made("person"),
        made("object_first", "$"),
        made("object", "$"),
        made("country"),
    )


class Nouns:
    """Finds noun phrases in one sentence."""

    def __init__(self, sentence: Sentence) -> None:
        """Times, places and the names among the decoys are no part of a subject."""
        self.text, self.language = sentence.text, sentence.language
        self.words, self.rule = lexicon(sentence.language), rules(sentence.language)
        self.bits = sentence.bits
        self.japanese = sentence.language.code == "ja"
        self.times = [(time.start, time.end) for time in sentence.times]
        self.places = [(start, end) for start, end, _ in sentence.places]
        self.names = [(m.start, m.end) for m in sentence.mentions if m.decoy in _NAMES]

    def before(self, start: int, end: int, anywhere: bool) -> Span | None:
        """The noun phrase nearest in front of an offset: in its clause, or the topic of a clause before.

        Clauses before are only looked at if `anywhere` (nothing was counted yet), or for a Japanese topic.
        """
        while end > start and self.text[end - 1] == " ":
            end -= 1
        end = self._before_predicate(start, end)
        cut = _LAST_DELIMITER.match(self.text, start, end)
        last = self._last(cut.end() if cut else start, end)
        if last is not None or cut is None:
            return last
        opened = self._last(start, cut.end() - 1) if self.text[cut.end() - 1] in "(（" else None
        if opened is not None and opened[1] == cut.end() - 1:
            return opened
        if self.japanese and (glossed := self._glossed(start, end)):
            return glossed
        edges = [start, *(match.end() for match in _DELIMITERS.finditer(self.text, start, end)), end]
        for first, stop in list(pairwise(edges[:-1]))[::-1]:
            stop = self._before_predicate(first, stop - 1)
            if self.japanese:
                found = self.topic(first, stop)
            else:
                found = (self._last(first, stop) or self.first(first, stop)) if anywhere else None
            if found is not None:
                return found
        return None

    def _glossed(self, start: int, end: int) -> Span | None:
        """ "失業率(季調値)は、": the topic in front of a bracket, in a Japanese sentence."""
        at = max(self.text.rfind(sign, start, end) for sign in ")）")
        if at < start or not _TOPIC.match(self.text, at + 1 + self.text.startswith(("」", "』"), at + 1)):
            return None
        return self._last(start, max(self.text.rfind(sign, start, at) for sign in "(（"))

    def first(self, start: int, end: int) -> Span | None:
        """The first noun phrase between two offsets."""
        if self.japanese:
            for match in _RUN.finditer(self.text, start, end):
                if span := self._clean(*match.span()):
                    return span
            return None
        cut = _DELIMITERS.search(self.text, start, end)
        end = cut.start() if cut else end
        # "新建项目": what is cut off a noun anyway only describes it.
        opening = start + bool(self.rule.prefix.match(self.text, start, end))
        broken = self.rule.breaker.search(self.text, opening, end)
        return self._clean(start, broken.start() if broken else end)

    def _last(self, start: int, end: int) -> Span | None:
        if not self.japanese:
            return self._last_chinese(start, end)
        for first, last in self._runs(start, end):
            if last < end and _STEM.match(self.text, last) and not self.text.startswith("向け", last):
                continue
            if last < end and self.text[last] in "をが" and _RELATIVE.match(self.text, last):
                return self.topic(start, first)
            if span := self._clean(first, last):
                return span
        return None

    def _runs(self, start: int, end: int) -> list[Span]:
        """Japanese nouns from right to left; 韓国向け counts as 韓国, 税収の割合 as 税収."""
        found: list[Span] = []
        for match in _RUN.finditer(self.text, start, end):
            first, last = match.span()
            if last - first == 1 and self.text[first - 1 : first].isdigit():
                continue
            if self.text.startswith("向け", last - 1):
                found.append((first, last - 1))
            elif last - first < 3 and match.group() in _STEMMED and (stems := _STEMS.search(self.text, start, first)):
                found.append((stems.start(), last))
            elif not (match.group() in _MEASURES and found and self.text[found[-1][1] : first] == "の"):
                found.append((first, last))
        return found[::-1]

    def topic(self, start: int, end: int, particle: re.Pattern[str] = _TOPIC) -> Span | None:
        """The last noun between two offsets that a Japanese topic particle follows."""
        for first, last in self._runs(start, end):
            if particle.match(self.text, last) and (span := self._clean(first, last)):
                return span
        return None

    def _last_chinese(self, start: int, end: int) -> Span | None:
        """Behind the last verb or preposition."""
        cut = start
        for match in self.rule.breaker.finditer(self.text, start, end):
            if match.end() < end:
                cut = match.end()
        for _, stop in self.times:
            if cut < stop < end:
                cut = stop
        return self._clean(cut, end)

    def _before_predicate(self, start: int, end: int) -> int:
        """Where the noun ends: predicates, times and yardsticks between noun and number are cut."""
        while start < end:
            time = self._time_at_end(start, end) if self.times else None
            if time is None:
                time = self.rule.predicate.start(self.text, start, end)
            if time is None:
                time = self._limit_at_end(start, end)
            if time is None and not self.japanese:
                time = self._verb_at_end(start, end)
            if time is None:
                break
            end = time
        return end

    def _time_at_end(self, start: int, end: int) -> int | None:
        return next((first for first, last in self.times if start <= first and last == end), None)

    def _limit_at_end(self, start: int, end: int) -> int | None:
        """Where a qualifier at the end begins: 至少, 最大, 約."""
        if not self.words.before.bits & self.bits:
            return None
        low = max(start, end - 8)
        match = self.words.before.pattern.search(self.text[low:end])
        return low + match.start() if match and match.group() else None

    def _verb_at_end(self, start: int, end: int) -> int | None:
        for match in self.rule.breaker.finditer(self.text, max(start, end - 6), end):
            if match.end() == end:
                return match.start()
        return None

    def _clean(self, start: int, end: int) -> Span | None:
        """Without places, times, fillers and weak verbs at the ends; nothing if no noun is left."""
        changed = True
        while changed and start < end:
            changed = False
            for first, last in (*self.times, *self.places):
                if first <= start < last <= end:
                    start, changed = last, True
                elif start < first < end <= last and (first, last) in self.times:
                    end, changed = first, True
            piece = self.text[start:end]
            head = self.rule.prefix.match(piece) or self.rule.weak.match(piece)
            tail = self.rule.suffix.start(self.text, start, end)
            if head and head.end() and (head.end() < len(piece) or piece in self.rule.stop):
                start, changed = start + head.end(), True
            elif tail is not None:
                end, changed = tail, True
        piece = self.text[start:end]
        start, end = start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())
        if start >= end or self.text[start:end] in self.rule.stop or not HAN.search(self.text, start, end):
            return None
        return None if any(first < end and start < last for first, last in self.names) else (start, end)
