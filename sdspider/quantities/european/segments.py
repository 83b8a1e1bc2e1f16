"""The clauses of a German or French sentence: where its segments begin, and which phrase is the subject of each."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, fields
from functools import cache

from sdspider.quantities.european.nouns import Phrase, Reader
from sdspider.quantities.european.words import verbal
from sdspider.quantities.language import Language
from sdspider.quantities.model import Mention, Sentence, Token

Offsets = tuple[int, int] | None
COUNTS = (None, "count")
NOUNS = ("noun", "plural")
_QUOTES = frozenset('"“”„«»')
_OPENING = frozenset("„«")
LONGEST_NAME = 8
"""Tokens of the longest name in quotation marks, with these."""
_BOUNDS = frozenset(";:()–—,")


@dataclass(frozen=True, slots=True)
class SubjectRules:
    """Word lists of `[phrases]`."""

    fillers: frozenset[str]
    links: frozenset[str]
    empty_heads: frozenset[str]
    change_heads: frozenset[str]
    skipped: frozenset[str]
    weak: frozenset[str]
    joining: frozenset[str]
    bare_of: frozenset[str]
    genitive: frozenset[str]
    each: frozenset[str]
    moves: frozenset[str]
    relatives: frozenset[str]
    by: frozenset[str]
    dimensions: frozenset[str]
    clock: frozenset[str]
    modifying: frozenset[str]
    more: frozenset[str]
    """What stands between a change and what it is a change of: "5 Prozent mehr Umsatz"."""
    close: frozenset[str]
    """What makes of the word that moves a number one that only limits it: "près de"."""
    at: frozenset[str]
    """Prepositions of what changes: "bei den Importen ein Plus von 5 Prozent"."""


@cache
def _rules(language: Language) -> SubjectRules:
    return SubjectRules(*(language.words("phrases", field.name) for field in fields(SubjectRules)))


class Segments:
    """One sentence in phrases and segments; a segment ends at every comma, and at "und" or "et" before a clause."""

    def __init__(self, sentence: Sentence) -> None:
        """Cut the sentence into phrases and segments."""
        self.sentence = sentence
        self.rule = _rules(sentence.language)
        self.tokens: list[Token] = sentence.tokens
        self.reader = Reader(sentence)
        self.phrases = self.reader.phrases()
        self.starting = {phrase.start: phrase for phrase in self.phrases}
        self.ending = {phrase.end: phrase for phrase in self.phrases}
        self.quoted = self._quoted()
        self.segments = self._segments()

    # --- tokens -------------------------------------------------------------------------------------------
    def low(self, at: int) -> str:
        """Lower-case word at a token, or nothing outside the sentence."""
        return self.tokens[at].low if 0 <= at < len(self.tokens) else ""

    def tag(self, at: int) -> str:
        """Class of the word at a token."""
        return self.tokens[at].tag if 0 <= at < len(self.tokens) else ""

    def _quoted(self) -> set[int]:
        """Tokens of names in quotation marks ("la Ceinture et la Route"); what is longer is speech."""
        found: set[int] = set()
        first: int | None = None
        for at, token in enumerate(self.tokens):
            if token.low not in _QUOTES:
                continue
            if first is None or token.low in _OPENING:
                first = at
            else:
                found.update(range(first, at + 1) if at - first <= LONGEST_NAME else ())
                first = None
        return found

    def _segments(self) -> list[int]:
        """Tokens at which a clause or an insertion begins."""
        starts = [0]
        for at, token in enumerate(self.tokens):
            if at in self.quoted:
                continue
            joins = token.low in self.rule.joining
            if token.low in _BOUNDS or (joins and self._new_clause(starts[-1], at)):
                starts.append(at + 1)
        return starts

    def _new_clause(self, start: int, at: int) -> bool:
        """Whether "und" or "et" begins a clause: the one before is complete, and a noun phrase or verb goes on."""
        if at + 1 < len(self.tokens) and verbal(self.tokens[at + 1]):
            return True
        before, after = self.tokens[start:at], self.tokens[at + 1 : at + 9]
        stop = next(
            (i for i, token in enumerate(after) if token.low in _BOUNDS or token.low in self.rule.joining), len(after)
        )
        acts = any(verbal(token) for token in after[1:stop])
        if self.tag(at + 1) == "num" and self.reader.after_noun:
            return acts and any(verbal(token) for token in before)
        if self.tag(at + 1) not in {"det", "noun", "plural", "adj", "pron", "prep", "time"}:
            return False
        if any(verbal(token) for token in before):
            return acts or any(token.tag == "num" for token in after[1:stop])
        return (
            not acts
            and any(token.tag == "num" for token in before)
            and any(token.tag == "num" for token in after[1:stop])
        )

    def segment(self, at: int) -> int:
        """Number of the segment a token stands in."""
        return bisect_right(self.segments, at) - 1

    def bounds(self, number: int) -> tuple[int, int]:
        """First token of a segment and the one behind it."""
        last = self.segments[number + 1] if number + 1 < len(self.segments) else len(self.tokens)
        return self.segments[number], last

    def cuts(self) -> list[int]:
        """Offsets of the segments that are clauses of their own: they have a verb or a time, and follow a clause."""
        found: list[int] = []
        complete = inserted = False
        for number in range(len(self.segments)):
            first, last = self.bounds(number)
            acts = any(verbal(token) for token in self.tokens[first:last])
            insertion = number > 0 and self.tag(first) == "part"
            apart = insertion or inserted or (complete and (acts or self._dated(first, last)))
            if apart and first < last and self.low(first - 1) != "(":
                found.append(self.tokens[first].start)
                complete = False
            complete, inserted = complete or acts, insertion
        return found

    def _dated(self, first: int, last: int) -> bool:
        """ ", im August schon 3.900": a time of its own for a figure of its own."""
        tags = [token.tag for token in self.tokens[first:last]]
        return "time" in tags and "num" in tags

    # --- phrases ------------------------------------------------------------------------------------------
    def head(self, phrase: Phrase) -> str:
        """The head noun of a phrase: the first in French, the last in German."""
        nouns = [at for at in range(phrase.start, phrase.end) if self.tag(at) in NOUNS]
        return self.low(nouns[0] if self.reader.after_noun else nouns[-1])

    def placed(self, phrase: Phrase) -> bool:
        """Whether a phrase is only the name of a place."""
        first, last = self.tokens[phrase.start].start, self.tokens[phrase.end - 1].end
        return any(start <= first and last <= end + 1 for start, end, _ in self.sentence.places)

    def offsets(self, phrase: Phrase | None) -> Offsets:
        """Offsets of a phrase with its complement; of the complement alone where the head says nothing."""
        if phrase is None:
            return None
        last, complement, depth = phrase, phrase.complement, 0
        head = self.head(phrase)
        light = head in self.rule.empty_heads or head in self.rule.change_heads
        if light and complement and not self.placed(complement):
            return self.offsets(complement)
        while complement and complement.number is None and depth < 2 and self._adds(complement):
            last, complement, depth = complement, complement.complement, depth + 1
        skip = self.low(phrase.start) in self.rule.dimensions and self.tag(phrase.start - 1) == "num"
        return self.tokens[phrase.start + skip].start, self.tokens[last.end - 1].end

    def _adds(self, complement: Phrase) -> bool:
        """Whether a complement belongs to the subject: no place, no bare "Wert" or "montant"."""
        return not self.placed(complement) and not self.says_nothing(complement)

    def says_nothing(self, phrase: Phrase) -> bool:
        """Whether a phrase names only an amount or a change, and nothing behind it says of what."""
        if phrase.nothing is None:
            head = self.head(phrase)
            named = phrase.complement is not None and not self.placed(phrase.complement)
            phrase.nothing = (head in self.rule.empty_heads or head in self.rule.change_heads) and not named
        return phrase.nothing

    def free(self, first: int, last: int) -> list[Phrase]:
        """Phrases between two tokens that no preposition governs and no other phrase owns."""
        return [
            phrase
            for phrase in self.phrases
            if first <= phrase.start
            and phrase.end <= last
            and not phrase.prep
            and not phrase.owner
            and phrase.start not in self.quoted
            and not self.says_nothing(phrase)
        ]

    # --- the clause ---------------------------------------------------------------------------------------
    def of_segment(self, number: int, before: int) -> Phrase | None:
        """The subject of a segment, in front of a token."""
        first, last = self.bounds(number)
        if self._relative(first):
            return self.ending.get(first - 1) or self._last_noun(first)
        if number and self.low(first) in self.rule.relatives and self.tag(first + 1) == "prep":
            return self.starting.get(first + 2)
        free = self.free(first, min(before, last))
        return free[0] if free else None

    def _relative(self, first: int) -> bool:
        """Whether a segment begins with a relative pronoun that is its subject."""
        if self.low(first) not in self.rule.relatives or self.low(first - 1) != ",":
            return False
        return not (self.tag(first) == "det" and self.tag(first + 1) in (*NOUNS, "adj", "num", "prep"))

    def _last_noun(self, before: int) -> Phrase | None:
        return next((phrase for phrase in reversed(self.phrases) if phrase.end <= before), None)

    def heading(self, number: int, before: int) -> Mention | None:
        """The count at the head of a segment, in front of its verb: "quatorze autres ont …"."""
        first, last = self.bounds(number)
        for at in range(first, min(before, last)):
            if verbal(self.tokens[at]) or self.tag(at) in NOUNS:
                break
            mention = self.tokens[at].mention
            if mention and mention.subject:
                return mention
        return None

    def clause(self, mention: Mention) -> Phrase | None:
        """The subject of the clause of a figure: in front of it, behind it, in the clauses before."""
        here = self.segment(mention.token)
        found = self.of_segment(here, mention.token)
        if found:
            return found
        last = self.bounds(here)[1]
        if not any(token.tag == "pron" for token in self.tokens[self.bounds(here)[0] : mention.token]):
            behind = [phrase for phrase in self.free(mention.token + 1, last) if phrase.start > mention.token + 1]
            if behind and any(verbal(token) for token in self.tokens[mention.token : behind[0].start]):
                return behind[0]
        earliest: Phrase | None = None
        for number in range(here - 1, -1, -1):
            first, stop = self.bounds(number)
            if not self._relative(first):
                found = self.of_segment(number, stop)
                earliest = found or earliest
                if found and any(verbal(token) for token in self.tokens[first:stop]):
                    break
        return earliest

    def of_clause(self, mention: Mention) -> Offsets:
        """Offsets of the clause's subject, else of the subject of the sentence before."""
        here = self.segment(mention.token)
        if self.of_segment(here, mention.token) is None:
            for number in range(here, max(-1, here - 2), -1):
                head = self.heading(number, mention.token)
                if head and head is not mention and any(map(verbal, self.tokens[head.token : mention.token])):
                    return head.subject
        return self.offsets(self.clause(mention)) or self.before(mention) or self._governed(mention)

    def _governed(self, mention: Mention) -> Offsets:
        """Where all else fails, a phrase with a preposition."""
        first = self.bounds(self.segment(mention.token))[0]
        near = [phrase for phrase in self.phrases if phrase.end <= mention.token and not self.says_nothing(phrase)]
        inside = [phrase for phrase in near if phrase.start >= first]
        behind = [phrase for phrase in self.phrases if phrase.start > mention.token][:1]
        named = [phrase for phrase in self.phrases if phrase.end <= mention.token and not phrase.prep]
        nearest = inside or named or behind or near
        return self.offsets(nearest[-1]) if nearest else None

    def before(self, mention: Mention) -> Offsets:
        """The subject of the sentence before: that of a like figure, else of its first one."""
        last = self.sentence.before
        figures = [other for other in last.figures if other.subject] if last else []
        alike = [other for other in figures if (other.kind in COUNTS) == (mention.kind in COUNTS)]
        return (alike or figures)[0].subject if figures else None
