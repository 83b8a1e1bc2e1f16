"""The noun phrases of a sentence, each with its preposition, its number, and the phrase that owns it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from sdspider.quantities.language import Language
from sdspider.quantities.model import Mention, Sentence, Token

_PAIRING = frozenset(("entre", "zwischen"))
_THOSE = frozenset(("celui", "celle", "ceux", "celles"))
"""What stands for a noun, so that the one behind it is what is spoken of: "celui du charbon"."""
_POSTPOSED = frozenset(("zufolge",))
_QUOTES = frozenset("\"“”„‘'«»‚‹›")


@dataclass(slots=True)
class Phrase:
    """Token positions of one noun phrase, without its article."""

    start: int
    end: int
    prep: str | None
    """The preposition that governs it."""
    number: Mention | None
    """The count in front of it."""
    owner: Phrase | None = None
    """The phrase whose complement it is: "Wert" of "der Exporte"."""
    complement: Phrase | None = None
    nothing: bool | None = None
    """Whether it says only an amount or a change; `None` until it was looked at."""


@cache
def _set(language: Language, name: str) -> frozenset[str]:
    return language.words("phrases", name)


class Reader:
    """Cuts a sentence's tokens into noun phrases."""

    def __init__(self, sentence: Sentence) -> None:
        """Keep the tokens and word lists at hand."""
        language = sentence.language
        self.tokens: list[Token] = sentence.tokens
        self.after_noun = not language.get("words", "capital_nouns")
        self.genitive = _set(language, "genitive")
        self.titles = _set(language, "titles")

    def _tag(self, at: int) -> str:
        return self.tokens[at].tag if 0 <= at < len(self.tokens) else ""

    def end(self, at: int) -> int:
        """Behind the noun phrase that begins at a token; the token itself where none does."""
        tokens, probe, head = self.tokens, at, False
        while probe < len(tokens) and probe - at < 12:
            token = tokens[probe]
            if token.low in _QUOTES and not (head and token.low in '„“«‚‹"'):
                probe += 1
            elif token.tag in {"noun", "plural"}:
                if head and (token.low in self.titles or (self.after_noun and not self._apposed(probe))):
                    break
                head = True
                probe += 1
            elif self._modifies(probe, at, head):
                probe += 1
            else:
                break
        while probe > at and (tokens[probe - 1].low in _QUOTES):
            probe -= 1
        return probe if head else at

    def _modifies(self, at: int, start: int, head: bool) -> bool:
        """Whether a word is an attribute: in front of the noun, or in French behind it."""
        tag = self._tag(at)
        if tag == "part" and head and self._tag(at + 1) == "prep":
            return False
        if tag in {"adj", "part"}:
            return not head or self.after_noun
        return not head and tag in {"conj", "adv"} and at > start and self._tag(at + 1) in {"adj", "part"}

    def _apposed(self, at: int) -> bool:
        """French: a noun right behind a noun ("projets phares") goes on with the phrase once."""
        return self._tag(at - 1) in {"noun", "plural"} and self._tag(at - 2) not in {"noun", "plural"}

    def phrases(self) -> list[Phrase]:
        """All phrases, in order."""
        found: list[Phrase] = []
        prep: str | None = None
        number: Mention | None = None
        at = 0
        while at < len(self.tokens):
            token = self.tokens[at]
            end = self.end(at) if token.tag in {"noun", "plural", "adj", "part"} or token.low in _QUOTES else at
            if end > at:
                behind = self.tokens[end].low if end < len(self.tokens) else ""
                phrase = Phrase(at, end, behind if behind in _POSTPOSED else prep, number)
                self._own(phrase, found)
                found.append(phrase)
                prep, number, at = None, None, end
                continue
            if token.tag == "conj" and self._tag(at - 1) == "num" and self._tag(at + 1) == "num":
                number = None
            elif token.tag == "conj" and self._goes_on(at, found):
                prep = found[-1].prep
            elif token.tag == "prep":
                prep = None if at and self.tokens[at - 1].low in _THOSE else token.low
            elif token.tag == "num":
                number = token.mention
            elif token.tag == "det" and self._tag(at - 1) == "time":
                # "in den ersten elf Monaten das Volumen": the preposition was that of the time.
                prep = None
            elif token.tag not in {"det", "adv", "adj", "part", "time"}:
                prep = number = None
            at += 1
        return found

    def _goes_on(self, at: int, found: list[Phrase]) -> bool:
        """Whether an "und" or "et" joins what one preposition governs; "entre la ville et la province" always does."""
        if not found or found[-1].end != at:
            return False
        return self._tag(at + 1) != "det" or found[-1].prep in _PAIRING

    def _own(self, phrase: Phrase, found: list[Phrase]) -> None:
        """A genitive right behind a phrase is its complement."""
        last = found[-1] if found else None
        between = self.tokens[last.end : phrase.start] if last else []
        if not last or not between or between[0].low not in self.genitive or len(between) > 2 or phrase.number:
            return
        if len(between) == 2 and between[1].tag != "det":
            return
        phrase.owner = last
        last.complement = phrase
