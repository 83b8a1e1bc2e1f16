"""What a figure of a German or French sentence is about: the phrase beside it, else the subject of its clause."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from sdspider.quantities import structure
from sdspider.quantities.european.counted import Counted
from sdspider.quantities.european.segments import COUNTS, NOUNS, Offsets
from sdspider.quantities.european.words import verbal
from sdspider.quantities.language import Language
from sdspider.quantities.model import Mention, Sentence

_ONE_IN = re.compile(r"\w+ (\w+(?: d[e'’] ?\w+| \w+)?) sur ")


@cache
def _subset(language: Language) -> re.Pattern[str]:
    return language.pattern(language.get("links", "subset") or r"(?!)")


class Finder(Counted):
    """Finds the subjects of one sentence's figures, in order."""

    def _right_noun(self, mention: Mention) -> Offsets:
        """ "# Fracht", "# de blé", "# je Turbine": what the unit measures."""
        at = mention.token + 1
        if self.low(at) in self.rule.more and at + 1 in self.starting:
            return self.offsets(self.starting[at + 1])
        each = self.low(at) in self.rule.each and mention.kind == "measure" and self.low(at + 1) not in self.rule.clock
        if each or (self.low(at) in self.rule.bare_of and mention.kind != "ratio"):
            at += 1
        elif self.reader.after_noun and mention.kind != "fraction":
            return None
        if self.low(at) in self.rule.dimensions:
            end = self.reader.end(at + 1)
            return (self.tokens[at + 1].start, self.tokens[end - 1].end) if end > at + 1 else None
        phrase = self.starting.get(at)
        if phrase is None or self.head(phrase) in self.rule.change_heads:
            return None
        return self.offsets(phrase)

    def _share(self, mention: Mention) -> Offsets:
        """A share that is itself the subject ("40 Prozent der Betriebe stehen …") is one of the noun behind it."""
        at = mention.token + 1
        if self.low(at) not in self.rule.genitive:
            return None
        first = self.bounds(self.segment(mention.token))[0]
        bound = self.tag(mention.token - 1) == "det"
        if (
            mention.kind != "fraction"
            and not bound
            and (self.free(first, mention.token) or self._level(mention, first))
        ):
            return None
        at += 1
        while self.tag(at) in {"det", "num"} or self.low(at) in self.rule.skipped:
            at += 1
        return self.offsets(self.starting.get(at))

    def _level(self, mention: Mention, first: int) -> bool:
        """ ", à 7 % de la population", ", qui représentent 7 % du PIB": the level of what was named before."""
        return (self.low(mention.token - 2), self.low(mention.token - 1)) == (",", "à") or (
            self.reader.after_noun and self._relative(first)
        )

    def _goes_on(self, mention: Mention) -> Offsets:
        """ "mit 1,5 GW auf 3.000 Hektar": no noun or verb since the figure before."""
        at = mention.token - 1
        while at > 0 and self.tag(at) not in (*NOUNS, "num", "punct") and not verbal(self.tokens[at]):
            at -= 1
        other = self.tokens[at].mention if self.tag(at) == "num" else None
        return other.subject if other and other.kind not in COUNTS and other.kind != "rank" else None

    def _ranked(self, mention: Mention) -> Offsets:
        """The thing ranked: the nearest phrase before that no preposition governs."""
        here = self.bounds(self.segment(mention.token))[0]
        at = mention.token - 1
        if self.low(at) == "(":
            return self.bracketed(mention, at)
        free = self.free(here, mention.token)
        if free:
            return self.offsets(free[-1])
        governed = [
            p
            for p in self.phrases
            if here <= p.start and p.end <= mention.token and not p.owner and not self.says_nothing(p)
        ]
        if governed and not any(verbal(token) for token in self.tokens[here : mention.token]):
            return self.offsets(governed[0])
        return self.of_clause(mention)

    def find(self, mention: Mention) -> Offsets:
        """The subject of one figure."""
        if mention.converted_from:
            return mention.converted_from.subject
        if mention.kind in COUNTS:
            return self.counted(mention)
        if mention.kind == "rank":
            return self._ranked(mention)
        if mention.form == "multiple":
            return self.of_clause(mention)
        inside = _ONE_IN.match(self.sentence.text, mention.start, mention.end) if mention.form == "fraction" else None
        if inside:
            return inside.span(1)
        return (
            self._right_noun(mention)
            or self._part(mention)
            or (self._share(mention) if mention.kind in {"percent", "fraction", "percentage_point"} else None)
            or self.left_link(mention)
            or self._goes_on(mention)
            or self._apposed(mention)
            or self._object(mention)
            or self.of_clause(mention)
        )

    def _part(self, mention: Mention) -> Offsets:
        """ "3,2 Mrd. Euro, davon 800 Mio. Euro": the part is about what the whole is about."""
        earlier = [other for other in self.sentence.figures if other.start < mention.start]
        if not earlier or earlier[-1].kind != mention.kind:
            return None
        between = self.sentence.low[earlier[-1].end : mention.start]
        return earlier[-1].subject if _subset(self.sentence.language).search(between) else None

    def _object(self, mention: Mention) -> Offsets:
        """ "senkte die Preise um #", "réduire les émissions de #": what somebody changes, not who."""
        at = mention.token - 1
        while at > 0 and self.low(at) in self.rule.fillers and self.low(at) not in self.rule.by:
            at -= 1
        if self.low(at) not in self.rule.by:
            return None
        first = self.bounds(self.segment(mention.token))[0]
        free = self.free(first, at)
        owned = self._relative(first) and self.ending.get(at) in free
        return self.offsets(free[-1]) if len(free) > 1 or owned else None

    def _apposed(self, mention: Mention) -> Offsets:
        """ ", ein Plus von #": an insertion without a verb goes on from the figure before."""
        first = self.bounds(self.segment(mention.token))[0]
        if not first or self.low(first - 1) not in {",", "–", "—", "("} or self.free(first, mention.token):
            return None
        if any(verbal(token) for token in self.tokens[first : mention.token]):
            return None
        earlier = [other for other in self.sentence.figures if other.start < mention.start and other.kind != "rank"]
        if not earlier or (self.low(first - 1) in {"(", "–"} and self.free(earlier[-1].token, first)):
            return None
        return earlier[-1].subject


def find(sentence: Sentence) -> None:
    """Give every figure its subject."""
    finder = Finder(sentence)
    sentence.cuts = finder.cuts()
    for group in structure.groups(sentence):
        for mention in group:
            mention.subject = finder.find(mention)
        if len(group) > 1:
            _spread(group, finder)
    _complete(sentence, finder)


def _complete(sentence: Sentence, finder: Finder) -> None:
    """ "13 neue und zwölf alte Cluster": an adjective without its noun waits for that of the next count."""
    figures = sentence.figures
    for mention, following in pairwise(figures):
        if mention.kind not in COUNTS or following.kind not in COUNTS:
            continue
        between = finder.tokens[mention.token + 1 : following.token]
        if (
            len(between) > 1
            and between[-1].tag in {"conj", "punct"}
            and all(token.tag == "adj" for token in between[:-1])
        ):
            mention.subject = following.subject
    _wait(figures, finder)


def _wait(figures: list[Mention], finder: Finder) -> None:
    """ "in Jinan 7, in Zibo 5 und in Weihai 4 Zentren": the noun stands only behind the last count."""
    counts = [mention for mention in figures if mention.kind in COUNTS]
    bare = [mention for mention in counts if finder.tag(mention.token + 1) in {"punct", "conj"}]
    if len(counts) < 2 or counts[:-1] != bare or counts[-1] in bare:
        return
    noun = counts[-1].subject
    if noun and noun[0] >= counts[-1].end:
        for mention in bare:
            mention.subject = noun


def _spread(group: list[Mention], finder: Finder) -> None:
    """In a list the noun stands behind the last item; amounts are matched with the phrases before, item by item."""
    last = group[-1]
    if last.kind in COUNTS:
        for mention in group[:-1]:
            if finder.tag(mention.token + 1) in {"punct", "conj"}:
                mention.subject = last.subject
        return
    if last.kind == "fraction" or len({mention.kind for mention in group}) > 1:
        return
    items = finder.coordinated(len(group), group[0].token)
    for mention, item in zip(group, items, strict=False):
        mention.subject = finder.offsets(item)
