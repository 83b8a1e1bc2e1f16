"""Which articles count, which parts are shares, which capitals make a name: numbers by the words beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from sdspider.quantities.language import Language
from sdspider.quantities.model import Mention
from sdspider.quantities.units import unit_at

_DURATIONS = frozenset(("h", "min", "s", "d", "wk", "mo", "a", "{quarter}", "{decade}", "{century}", "deg", "m"))


@dataclass(frozen=True, slots=True)
class ArticleRules:
    """Patterns of `[numbers]` around a number."""

    counted_left: re.Pattern[str]
    """What makes an article count: "genau ein", "une seule"."""
    counted_right: re.Pattern[str]
    limited: re.Pattern[str]
    """What makes "eine Stunde" a measure: "rund eine Stunde"."""
    measured: re.Pattern[str]
    """What makes "eine Tonne" a measure: "um eine Tonne"."""
    item: re.Pattern[str]
    """What stands between an article and the next number of a list."""
    last_item: re.Pattern[str]
    bare_item: re.Pattern[str]
    before: dict[str, re.Pattern[str]]
    after: dict[str, re.Pattern[str]]
    determiner: re.Pattern[str]
    rank_left: re.Pattern[str]
    minus: re.Pattern[str]
    every: re.Pattern[str]
    one_in: re.Pattern[str]
    times_left: re.Pattern[str]
    """What makes a number a ratio: "multiplié par"."""
    often: re.Pattern[str]
    """What makes "dreimal" a ratio: "so viele"."""


@cache
def _rules(language: Language) -> ArticleRules:
    def left(name: str) -> re.Pattern[str]:
        return language.ending(language.get("numbers", name))

    def right(name: str) -> re.Pattern[str]:
        return language.pattern(language.get("numbers", name) or r"(?!)")

    return ArticleRules(
        left("counted_left"),
        right("counted_right"),
        left("limited"),
        left("measured"),
        right("item"),
        right("last_item"),
        right("bare_item"),
        {word: language.pattern(text) for word, text in language.get("numbers", "only_before", default={}).items()},
        {word: language.ending(text) for word, text in language.get("numbers", "only_after", default={}).items()},
        left("part_article"),
        left("rank_left"),
        left("minus"),
        left("every"),
        right("one_in"),
        left("times_left"),
        right("often_ratio"),
    )


class Settler:
    """Looks at the words around the numbers of one sentence."""

    def __init__(self, found: list[Mention], text: str, bounds: tuple[int, int], language: Language) -> None:
        """Keep the sentence at hand."""
        self.found, self.text, self.language = found, text, language
        self.start, self.end = bounds
        self.low = text[self.start : self.end].lower()
        self.rule = _rules(language)

    def left(self, at: int, width: int = 30) -> str:
        """The lower-case text before an offset."""
        return self.low[max(0, at - self.start - width) : at - self.start]

    def right(self, at: int, width: int = 60) -> str:
        """The lower-case text behind an offset."""
        return self.low[at - self.start : at - self.start + width]

    # --- articles -----------------------------------------------------------------------------------------
    def _measured(self, number: Mention) -> bool:
        """Whether an article stands before a unit: "ein Prozent", "un milliard"."""
        found = unit_at(self.text, number.end, self.language)
        if found is None or found[1] > self.end:
            return False
        unit = found[0]
        if unit.kind == "measure":
            left = self.left(number.start)
            led = unit.code not in _DURATIONS and self.rule.measured.search(left) is not None
            return led or self.rule.limited.search(left) is not None
        return unit.kind != "ratio"

    def _listed(self, at: int) -> bool:
        """Whether an article is an item of a list of counts: "ein Museum, zwei Theater"."""
        number = self.found[at]
        following = next((other for other in self.found[at + 1 :] if other.form in {"digits", "words"}), None)
        if following and following.start - number.end < 90:
            width = following.start - number.end
            return self.rule.item.fullmatch(self.right(number.end, width)) is not None or self._last(at)
        return self._last(at)

    def _last(self, at: int) -> bool:
        """Whether an article is the last item of a list: "und ein Theater", "sowie eines in der Fischerei"."""
        number = self.found[at]
        before = next((other for other in reversed(self.found[:at]) if other.form in {"digits", "words"}), None)
        if before is None or number.start - before.end > 90 or unit_at(self.text, before.end, self.language):
            return False
        between = self.right(before.end, number.start - before.end)
        pattern = (
            self.rule.last_item if self.rule.bare_item.match(self.right(number.end)) is None else self.rule.bare_item
        )
        if pattern is self.rule.bare_item:
            return re.search(r"(?:,| und| sowie| et) $", between) is not None
        return pattern.fullmatch(between) is not None

    def _counts(self, at: int) -> bool:
        number = self.found[at]
        return (
            self._measured(number)
            or self.rule.counted_left.search(self.left(number.start)) is not None
            or self.rule.counted_right.match(self.right(number.end)) is not None
            or self._listed(at)
        )

    # --- shares and ordinals ------------------------------------------------------------------------------
    def _fits(self, number: Mention) -> bool:
        """Whether a word that is a number only in some company is one here."""
        word = self.right(number.start, number.end - number.start)
        before, after = self.rule.before.get(word), self.rule.after.get(word)
        if before and before.match(self.right(number.end)) is None:
            return False
        return after is None or after.search(self.left(number.start)) is not None

    def _determined(self, number: Mention) -> None:
        """ "die Hälfte", "la moitié": the article belongs to the share."""
        match = self.rule.determiner.search(self.left(number.start, 8))
        if match and number.form == "fraction" and " " not in self.text[number.start : number.end]:
            number.start = number.lead = number.start - len(match.group())

    def _every(self, number: Mention) -> None:
        """ "jeder fünfte Haushalt" is a fifth of them."""
        match = self.rule.every.search(self.left(number.start, 10))
        if match and number.value:
            number.start = number.lead = number.start - len(match.group())
            number.form, number.value = "fraction", 1 / number.value

    def _half(self, number: Mention) -> bool:
        """Half of a unit: "einem halben Prozentpunkt", "une demi-heure"."""
        found = unit_at(self.text, number.end, self.language)
        number.form = "words"
        return found is not None and found[0].kind in {"percentage_point", "measure"} and found[1] <= self.end

    def _signed(self, number: Mention) -> None:
        if self.text[max(0, number.start - 2) : number.start][:1] not in {"s", "S", " ", "(", "-", "−", "–"}:
            return
        match = self.rule.minus.search(self.left(number.start, 10))
        if match and number.value and unit_at(self.text, number.end, self.language):
            number.start = number.lead = number.start - len(match.group())
            number.value = -number.value

    def _multiplies(self, number: Mention) -> bool:
        """ "multiplié par 2,3", "divisé par deux", "dreimal so viele"."""
        match = self.rule.times_left.search(self.left(number.start, 40))
        if match and number.value and "divis" in match.group():
            number.value = 1 / number.value
        often = self.language.data["numbers"].get("often_word", "")
        word = self.right(number.start, number.end - number.start)
        return match is not None or bool(
            often and word.endswith(often) and self.rule.often.match(self.right(number.end))
        )

    def _named(self, number: Mention) -> bool:
        """A capital inside a sentence: "die Vier Neuen"."""
        word = self.text[number.start : number.end]
        if not word[0].isupper() or number.form != "words" or number.scale > 1 or (number.value or 0) >= 100:
            return False
        before = self.text[max(self.start, number.start - 2) : number.start]
        if not before.strip():
            return False
        return before == "„" or before[-2:] not in {": ", "– ", "- ", ". ", "? ", "! ", "… "}

    def _one_in(self) -> None:
        """ "un foyer sur trois" is a third of them."""
        for at in range(len(self.found) - 1, 0, -1):
            number, last = self.found[at - 1], self.found[at]
            small = 1 < (last.value or 0) <= 20 and last.form in {"words", "digits"}
            tenths = last.value == 10 and number.form == "words" and 1 < (number.value or 0) < 10
            if not (number.form == "article" and small) and not tenths:
                continue
            if self.rule.one_in.fullmatch(self.right(number.end, last.start - number.end)):
                number.form, number.value = "fraction", (number.value or 1) / (last.value or 1)
                number.end = number.digits_end = last.end
                del self.found[at]

    def settle(self) -> list[Mention]:
        """The numbers that are left."""
        self._one_in()
        return [number for at, number in enumerate(self.found) if self._keep(at, number)]

    def _classify(self, number: Mention) -> None:
        """Signs, names, ratios and ranks among the plain numbers."""
        self._signed(number)
        if self._named(number):
            number.decoy = "name"
        elif self._multiplies(number):
            number.kind, number.form = "ratio", "multiple"
        elif number.scale == 1 and self.rule.rank_left.search(self.left(number.start)):
            number.kind, number.form = "rank", "words"

    def _keep(self, at: int, number: Mention) -> bool:
        if number.form == "article":
            if not self._counts(at):
                return False
            number.form = "words"
            return True
        if number.form == "half":
            return self._half(number)
        if number.form == "ordinal":
            self._every(number)
        if not self._fits(number):
            return False
        if number.form == "fraction":
            self._determined(number)
        if number.form in {"digits", "words"} and number.kind is None:
            self._classify(number)
        return True


def settle(found: list[Mention], text: str, start: int, end: int, language: Language) -> list[Mention]:
    """Decide what the words around each number make of it."""
    return Settler(found, text, (start, end), language).settle() if found else found
