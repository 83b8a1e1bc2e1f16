"""Counts that turn out to be none once the words around them are known: pronouns, ages, list places, models.

The words stand in the language's `[bare]` table; a language without it keeps every count.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache

from sdspider.quantities.language import Language
from sdspider.quantities.model import Mention, Sentence, Token

_NOMINAL = frozenset(("noun", "plural", "adj", "part", "digit"))
_END = Token("", 0, 0, "punct", False, None)
OLDEST = 120
HIGHEST = 99
"""Largest number that a name is taken to end with."""


@dataclass(frozen=True, slots=True)
class BareRules:
    """Word lists of `[bare]`."""

    ones: frozenset[str]
    pronoun_after: frozenset[str]
    counted_before: frozenset[str]
    list_after: frozenset[str]
    repeats: frozenset[str]
    repeat_before: frozenset[str]
    repeat_after: frozenset[str]
    rates: frozenset[str]
    rate_before: frozenset[str]


@cache
def rules(language: Language) -> BareRules:
    """Read the word lists of a language."""
    return BareRules(*(language.words("bare", field.name) for field in fields(BareRules)))


class Judge:
    """Looks at the tokens around one count after another."""

    def __init__(self, sentence: Sentence) -> None:
        """Keep tokens and lists at hand."""
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.rule = rules(sentence.language)

    def at(self, index: int) -> Token:
        """A token, or an empty one outside the sentence."""
        return self.tokens[index] if 0 <= index < len(self.tokens) else _END

    def reason(self, mention: Mention) -> str | None:
        """Why a count is none, or `None`."""
        before, after = self.at(mention.token - 1), self.at(mention.token + 1)
        printed = self.sentence.text[mention.start : mention.end]
        low = printed.lower()
        if low in self.rule.repeats:
            if (
                low in self.rule.rates
                and after.low in self.rule.rate_before
                and self.at(mention.token + 2).tag in {"noun", ""}
            ):
                # "twice a day" says how often, not how many times as much.
                mention.kind, mention.form = "count", "words"
            told = after.low in self.rule.repeat_before and (low in self.rule.rates or after.low != "a")
            verb = low not in self.rule.rates and before.low in self.rule.repeat_after and after.tag not in _NOMINAL
            if told:
                mention.kind, mention.form = mention.kind or "ratio", "words"
            return None if told or verb else "idiom"
        if low in self.rule.ones:
            return self._one(printed, before, after, self.at(mention.token + 2))
        if before.low in self.rule.list_after and after.tag not in _NOMINAL:
            return "list name"
        if mention.form == "digits" and mention.value is not None and mention.value == int(mention.value):
            return self._name_or_age(mention, before, after)
        return None

    def _one(self, printed: str, before: Token, after: Token, second: Token) -> str | None:
        if printed[0].isupper() and before.capital and before.tag == "noun":
            return "name"
        if after.tag == "part" and after.low.endswith("ed") and second.tag in {"", "punct", "prep", "conj"}:
            # "that one existed".
            return "pronoun"
        if after.tag in _NOMINAL and before.low not in {"no", "any"}:
            return None
        if before.low in self.rule.pronoun_after:
            return "pronoun"
        return None if after.low in self.rule.counted_before else "pronoun"

    def _name_or_age(self, mention: Mention, before: Token, after: Token) -> str | None:
        earlier = self.at(mention.token - 2)
        if earlier.low == ".":
            earlier = self.at(mention.token - 3)
        if (
            before.low == ","
            and earlier.capital
            and after.low in {",", ")", "–", "—"}
            and 0 < (mention.value or 0) <= OLDEST
            and earlier.tag == "noun"
        ):
            return "age"
        if (
            after.capital
            and after.start - mention.end == 1
            and (mention.value or 0) > 1
            and "," not in self.sentence.text[mention.start : mention.end]
            and not self._plural_after(mention.token + 1)
        ):
            return "name"
        return "name" if self._named(mention, before, after) else None

    def _named(self, mention: Mention, before: Token, after: Token) -> bool:
        """Whether a number ends a name ("the rig Bluewhale 1"): behind a capital that is no place, before no noun."""
        inside = mention.token > 1 and before.capital and before.tag == "noun" and mention.start - before.end == 1
        if (
            not inside
            or (mention.value or 0) > HIGHEST
            or after.low == "-"
            or after.tag in (*_NOMINAL, "aux", "verb", "modal")
        ):
            return False
        return before.start not in {place[0] for place in self.sentence.places}

    def _plural_after(self, index: int) -> bool:
        while self.at(index).tag in _NOMINAL:
            if self.at(index).tag == "plural":
                return True
            index += 1
        return self.at(index).low in {"of", "and"}


def settle(sentence: Sentence) -> None:
    """Turn the counts that are none into decoys."""
    if not rules(sentence.language).ones:
        return
    judge = Judge(sentence)
    for mention in sentence.mentions:
        if (
            mention.decoy is None
            and mention.kind in {None, "count", "ratio"}
            and mention.low is None
            and mention.token >= 0
        ):
            mention.decoy = judge.reason(mention)
