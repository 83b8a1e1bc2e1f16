"""The noun phrase that a stretch of tokens begins with: the subject in front of a verb."""

from __future__ import annotations

from sdspider.quantities.model import Mention, Sentence, Token
from sdspider.quantities.phrases import Span
from sdspider.quantities.verbs import GENITIVE

_QUOTES = frozenset('"“”&')
_COUNTABLE = frozenset(("number", "figure", "total", "amount", "sum"))
_MOVED = frozenset(("growth", "change", "increase", "decrease", "decline", "rise", "fall", "drop", "expansion"))
"""Heads that say only that something moved: what moved stands behind "in"."""
_KINDS = frozenset(("kinds", "types", "varieties", "sorts", "forms"))
_LEADING = frozenset(("in", "during", "over", "for"))
_STRETCHES = frozenset(("period", "quarter", "month", "year", "week", "months", "weeks"))
_FORESEEN = frozenset(("forecasts", "estimates", "projections", "predictions"))
_LETTING = frozenset(("helping", "making", "letting", "seeing", "enabling"))
_NOMINAL = frozenset(("noun", "plural", "adj", "part"))


Found = tuple[Span | None, bool, Mention | None]
"""A subject: its span, whether it is a pronoun, and the figure that heads it."""


def _behind_owner(tokens: list[Token], at: int, end: int) -> int:
    """ "Monday's exports", "Qingdao's exports": behind the last time or owner in front of the last word."""
    for probe in range(end - 1, at - 1, -1):
        if tokens[probe].tag == "time" or (probe < end - 1 and tokens[probe].low.endswith(GENITIVE)):
            return probe + 1
    return at


class Phrases:
    """Finds the first noun phrase of a stretch of tokens."""

    def __init__(self, sentence: Sentence, empty: frozenset[str]) -> None:
        """Keep the tokens and the heads that say nothing ("the number of …")."""
        self.tokens = sentence.tokens
        self.empty = empty

    def _start(self, at: int, last: int) -> int:
        """Step over "and", "currently", a leading time, an owner in front of a number."""
        tokens = self.tokens
        while at < last:
            token = tokens[at]
            owner = token.low.endswith(GENITIVE) and at + 1 < last and tokens[at + 1].tag == "num"
            those = token.low in {"those", "that"} and at + 1 < last and tokens[at + 1].low == "of"
            if those:
                return at + 2
            skipped = (
                token.tag in {"conj", "adv", "prep", "time"}
                or token.low in (",", '"', "“", "(")
                or token.low in _LETTING
            )
            if token.low in _LEADING and (behind := self._behind_time(at, last)):
                at = behind
            elif skipped or owner or (token.tag == "det" and at + 1 < last):
                at += 1
            else:
                return at
        return at

    def _behind_time(self, at: int, last: int) -> int:
        """Behind "in the same period"; 0 where nothing of the kind stands."""
        probe = at + 1
        while probe + 1 < last and self.tokens[probe].tag in {"det", "adj", "time"}:
            probe += 1
        return probe + 1 if self.tokens[probe].low in _STRETCHES and probe + 1 < last else 0

    def first(self, first: int, last: int) -> Found:
        """The first noun phrase between two tokens."""
        tokens = self.tokens
        at = self._start(first, last)
        if at >= last:
            return None, False, None
        if tokens[at].low == "one" and at + 1 < last and tokens[at + 1].low == "of":
            return self.first(at + 2, last)
        if tokens[at].low in _COUNTABLE and tokens[at - 1].low in {"that", "this"}:
            return None, True, None
        if tokens[at].tag == "pron" or (at + 1 == last and tokens[at].tag in {"det", "rel"}):
            return None, True, None
        if tokens[at].tag == "num" and not self._attribute(at, last):
            return None, False, tokens[at].mention
        at += 3 if tokens[at].tag == "num" else 0
        end = self._end(at, last)
        if end == at:
            return None, False, None
        at = _behind_owner(tokens, at, end)
        counted = end < last and tokens[end].tag == "num"
        if counted and all(tokens[probe].tag == "adj" for probe in range(at, end)):
            # "Yantai Port's new 400,000-ton terminal".
            return None, False, tokens[end].mention
        return self._extended(at, end, last)

    def _attribute(self, at: int, last: int) -> bool:
        """ "The 20-city index rose": a number that belongs to the noun behind its hyphen."""
        tokens = self.tokens
        hyphen = at + 3 < last and tokens[at + 1].low == "-" and tokens[at + 1].start == tokens[at].end
        return hyphen and tokens[at + 2].tag == "noun" and tokens[at + 3].tag in {"noun", "plural", "adj"}

    def _end(self, at: int, last: int) -> int:
        tokens, end = self.tokens, at
        while end < last and (tokens[end].tag in _NOMINAL or tokens[end].low in _QUOTES or self._dated(at, end)):
            end += 1
            if end + 1 < last and end - at > 1 and tokens[end].tag == "digit" and tokens[end - 1].capital:
                # "Fortune Global 500 companies".
                end += tokens[end + 1].tag in _NOMINAL
        # "Americans filing for benefits".
        filing = end - at > 1 and tokens[end - 1].tag == "part" and tokens[end - 2].tag == "plural"
        return end - 1 if filing else end

    def _dated(self, at: int, end: int) -> bool:
        """ "China's 2018 exports", "fiscal first-quarter profit": a time behind an owner or an adjective."""
        if end == at or self.tokens[end].tag != "time":
            return False
        before = self.tokens[end - 1]
        return before.tag in {"adj", "time"} or before.low.endswith(GENITIVE)

    def _extended(self, at: int, end: int, last: int) -> Found:
        """Look through "the number of …"; take "X of Y" and "X and Y" whole."""
        tokens = self.tokens
        joint = tokens[end].low if end < last else ""
        # "the value of …", but "the output value of …" says what it is.
        alone = end - at == 1 or (tokens[end - 2].tag not in {"noun", "plural"} and tokens[end - 2].low != "added")
        if joint == "of" and alone and tokens[end - 1].low in self.empty:
            return self.first(end + 1, last)
        if joint == "for" and tokens[end - 1].low in _FORESEEN:
            return self.first(end + 1, last)
        if joint == "in" and tokens[end - 1].low in _MOVED and end == at + 1:
            return self.first(end + 1, last)
        if joint in {"of", "and"} and end + 1 < last:
            begin = end + 2 if tokens[end + 1].tag == "det" and joint == "of" else end + 1
            stop = self._stop(begin, last)
            if joint == "and" and begin < stop < last and tokens[stop].low == "of":
                # "imports and exports of rice".
                stop = self._stop(stop + 1, last)
            if stop > begin:
                return (at, stop), False, None
        return (at, end), False, None

    def _stop(self, at: int, last: int) -> int:
        """Behind a phrase with its "and": "of mechanical and electrical products", "of imports and exports"."""
        tokens = self.tokens
        while at < last:
            if tokens[at].tag in _NOMINAL:
                at += 1
                continue
            adjectives = tokens[at].low == "and" and tokens[at - 1].tag in {"adj", "part"}
            joined = tokens[at].low in {"and", ","}
            whole = joined and all(token.tag in _NOMINAL or token.low in {"and", ","} for token in tokens[at:last])
            kinds = tokens[at].low == "of" and tokens[at - 1].low in _KINDS
            if not (adjectives or whole or kinds):
                break
            at += 1
        return at - (tokens[at - 1].low in {"and", ","})
