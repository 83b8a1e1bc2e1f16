"""Noun phrases by function words: where the phrase beside a number begins and ends."""

from __future__ import annotations

from functools import cache

from sdspider.quantities.language import Language
from sdspider.quantities.model import Sentence, Token

Span = tuple[int, int]
"""First token and the one behind the last."""

_INNER = frozenset(("noun", "plural", "adj", "part", "digit"))
_QUOTES = frozenset("\"“”„‘'«»&")


_ATTRIBUTES = frozenset(("sales", "sports", "goods", "savings", "customs", "earnings", "operations", "futures"))
"""Plurals that stand in front of a noun: "sales revenue"."""


@cache
def _word_set(language: Language, name: str) -> frozenset[str]:
    return language.words("phrases", name)


def text_span(tokens: list[Token], span: Span) -> tuple[int, int]:
    """Offsets of a token span, without quotation marks at its ends."""
    first, last = span
    while first < last - 1 and tokens[first].low in _QUOTES:
        first += 1
    while last - 1 > first and tokens[last - 1].low in _QUOTES:
        last -= 1
    return tokens[first].start, tokens[last - 1].end


def _plural_ahead(tokens: list[Token], at: int) -> bool:
    """Whether a plural noun comes before anything that would end the phrase."""
    for token in tokens[at : at + 8]:
        if token.tag == "plural":
            return True
        if token.tag not in {"noun", "adj", "part", "adv"} and token.low not in {"and", "or", "-"}:
            return False
    return False


def _coordinated(tokens: list[Token], at: int) -> int:
    """End of ", cities and districts" that goes on with a phrase ending at `at`; `at` itself where nothing does."""
    end, probe = at, at
    while probe + 1 < len(tokens) and tokens[probe].low in {",", "and", "or"}:
        step = probe + 1
        if tokens[step].low in {"and", "or"} and tokens[probe].low == ",":
            step += 1
        width = step
        while width < len(tokens) and tokens[width].tag in {"noun", "adj"} and width - step < 3:
            width += 1
        if width >= len(tokens) or tokens[width].tag != "plural":
            break
        closed = tokens[probe].low in {"and", "or"} or tokens[step - 1].low in {"and", "or"}
        probe = width + 1
        if closed:
            return probe
    return end


def _number_near(tokens: list[Token], at: int) -> bool:
    """Whether a number follows at once: "50 employees and annual sales above #" are two things."""
    return any(token.tag == "num" for token in tokens[at + 1 : at + 3])


class Right:
    """The noun phrase that begins at a token."""

    def __init__(self, sentence: Sentence) -> None:
        """Keep the tokens and word lists at hand."""
        self.tokens = sentence.tokens
        self.holders = _word_set(sentence.language, "holders")

    def span(self, at: int, *, single: bool = False, coordinate: bool = True) -> Span | None:
        """The phrase from token `at` on; `single` where a singular head is expected ("one", a unit's attribute)."""
        tokens, end, plural = self.tokens, at, False
        while end < len(tokens) and end - at < 14:
            token = tokens[end]
            if token.low in _QUOTES or (token.low == "-" and end > at):
                end += 1
                continue
            if token.low in {"and", "or", ","} and not plural and end > at and tokens[end - 1].tag != "plural":
                if token.low == "," and not (tokens[end - 1].tag == "adj" and _plural_ahead(tokens, end + 1)):
                    break
                if _plural_ahead(tokens, end + 1) and (not single or tokens[end - 1].tag in {"adj", "part"}):
                    end += 1
                    continue
                if single and token.low == "and" and tokens[end - 1].tag in {"adj", "part"}:
                    end += 1
                    continue
                break
            if token.tag not in _INNER and not (token.tag == "adv" and token.low.endswith("ly") and not plural):
                break
            named = (single and tokens[end - 1].capital) or (token.tag == "noun" and tokens[end - 1].low in _ATTRIBUTES)
            if plural and token.tag != "plural" and not named and not self._compound(end):
                break
            if token.tag == "part" and not self._part_inside(end, plural, single):
                break
            plural = token.tag == "plural"
            end += 1
        return self._closed(at, end, plural, coordinate)

    def _compound(self, at: int) -> bool:
        """Whether a noun behind a plural one makes a compound with it: "sports events"."""
        nxt = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        return self.tokens[at].tag == "noun" and nxt is not None and nxt.tag == "plural"

    def _part_inside(self, at: int, plural: bool, single: bool) -> bool:
        """Whether a participle stands inside the phrase ("contracted projects"), not behind it ("zones planned")."""
        if plural:
            return False
        nxt = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        if nxt is None:
            return False
        return nxt.tag in _INNER or nxt.low in {"and", "-", "ones"} or (single and nxt.tag in {"noun", "adj"})

    def _closed(self, at: int, end: int, plural: bool, coordinate: bool) -> Span | None:
        tokens = self.tokens
        if end > at and end < len(tokens) and tokens[end].low == "ones":
            return at, end + 1
        while end > at and (tokens[end - 1].tag in {"adv", "conj", "punct"}):
            end -= 1
        if end <= at:
            return None
        head = tokens[end - 1].low
        if head in self.holders and end + 1 < len(tokens) and tokens[end].low == "of":
            inner = self.span(end + 1, single=True)
            if inner:
                return at, inner[1]
        if coordinate and plural:
            whole = _coordinated(tokens, end)
            if whole < len(tokens) and tokens[whole].tag == "prep" and _number_near(tokens, whole):
                return at, end
            return at, whole
        return at, end


def _finite(before: Token) -> bool:
    """Whether a participle behind a word is the verb: "trade also recorded growth", "has designated zones"."""
    loose = before.tag == "adv" and not before.low.endswith("ly")
    return loose or before.tag in {"noun", "plural"} or before.low in {"has", "had", "each"}


def left_span(sentence: Sentence, last: int, floor: int = 0, *, chain: bool = True) -> Span | None:
    """The noun phrase that ends with token `last`: "use of foreign capital", "profit and tax", without its owner."""
    tokens = sentence.tokens
    first = last
    while first >= floor and (tokens[first].tag in _INNER or tokens[first].low in _QUOTES):
        if tokens[first].low.endswith(("'s", "’s", "s'", "s’")) and first < last:
            break
        reported = tokens[first].tag == "part" and tokens[first].low.endswith("ed") and first > floor
        if reported and _finite(tokens[first - 1]):
            break
        first -= 1
    first += 1
    if first > last:
        return None
    before = tokens[first - 1] if first - 1 >= floor else None
    if chain and before is not None and first - 2 >= floor:
        earlier = tokens[first - 2]
        if before.low == "of" and earlier.tag in {"noun", "plural"}:
            outer = left_span(sentence, first - 2, floor, chain=False)
            if outer and tokens[outer[1] - 1].low not in _word_set(sentence.language, "empty_heads"):
                return outer[0], last + 1
        if before.low == "and" and earlier.tag in {"noun", "plural"}:
            outer = left_span(sentence, first - 2, floor, chain=False)
            if outer and tokens[outer[0] - 1].tag != "num":
                return outer[0], last + 1
    return first, last + 1
