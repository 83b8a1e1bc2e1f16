"""What a figure counts or measures in a German or French sentence: the phrase beside it, else the subject of its clause."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from sdspider.quantities import structure
from sdspider.quantities.european.nouns import Phrase, Reader
from sdspider.quantities.european.words import verbal
from sdspider.quantities.language import Language
from sdspider.quantities.model import Mention, Sentence, Token

Offsets = tuple[int, int] | None
_COUNTS = (None, "count")
_NOUNS = ("noun", "plural")
_ONE_IN = re.compile(r"\w+ (\w+(?: \w+)?) sur ")
_BOUNDS = frozenset(";:()–—,")


class SubjectRules(NamedTuple):
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


@cache
def _rules(language: Language) -> SubjectRules:
    return SubjectRules(*(language.words("phrases", name) for name in SubjectRules._fields))


class Finder:
    """Finds the subjects of one sentence's figures, in order."""

    def __init__(self, sentence: Sentence) -> None:
        """Cut the sentence into phrases and segments."""
        self.sentence = sentence
        self.rule = _rules(sentence.language)
        self.tokens: list[Token] = sentence.tokens
        self.reader = Reader(sentence)
        self.phrases = self.reader.phrases()
        self.starting = {phrase.start: phrase for phrase in self.phrases}
        self.ending = {phrase.end: phrase for phrase in self.phrases}
        self.segments = self._segments()

    # --- tokens -------------------------------------------------------------------------------------------
    def low(self, at: int) -> str:
        """Lower-case word at a token, or nothing outside the sentence."""
        return self.tokens[at].low if 0 <= at < len(self.tokens) else ""

    def tag(self, at: int) -> str:
        """Class of the word at a token."""
        return self.tokens[at].tag if 0 <= at < len(self.tokens) else ""

    def _segments(self) -> list[int]:
        """Tokens at which a clause or an insertion begins."""
        starts = [0]
        for at, token in enumerate(self.tokens):
            if token.low in _BOUNDS:
                starts.append(at + 1)
            elif token.low in self.rule.joining and self._new_clause(starts[-1], at):
                starts.append(at + 1)
        return starts

    def _new_clause(self, start: int, at: int) -> bool:
        """Whether "und" or "et" begins a clause: the one before is complete, and a noun phrase or verb goes on."""
        if at + 1 < len(self.tokens) and verbal(self.tokens[at + 1]):
            return True
        before, after = self.tokens[start:at], self.tokens[at + 1 : at + 9]
        stop = next((i for i, token in enumerate(after) if token.low in _BOUNDS or token.low in self.rule.joining), len(after))
        if self.tag(at + 1) not in ("det", "noun", "plural", "adj", "pron", "prep", "time"):
            return False
        acts = any(verbal(token) for token in after[1:stop])
        if any(verbal(token) for token in before):
            return acts or any(token.tag == "num" for token in after[1:stop])
        return not acts and any(token.tag == "num" for token in before) and any(token.tag == "num" for token in after[1:stop])

    def segment(self, at: int) -> int:
        """Number of the segment a token stands in."""
        return max(i for i, start in enumerate(self.segments) if start <= at)

    def bounds(self, number: int) -> tuple[int, int]:
        """First token of a segment and the one behind it."""
        last = self.segments[number + 1] if number + 1 < len(self.segments) else len(self.tokens)
        return self.segments[number], last

    def cuts(self) -> list[int]:
        """Offsets of the segments that are clauses of their own: they have a verb."""
        spans = [self.bounds(number) for number in range(1, len(self.segments))]
        return [
            self.tokens[first].start
            for first, last in spans
            if first < last and self.low(first - 1) != "(" and any(verbal(token) for token in self.tokens[first:last])
        ]

    # --- phrases ------------------------------------------------------------------------------------------
    def _head(self, phrase: Phrase) -> str:
        nouns = [at for at in range(phrase.start, phrase.end) if self.tag(at) in _NOUNS]
        return self.low(nouns[0] if self.reader.after_noun else nouns[-1])

    def _place(self, phrase: Phrase) -> bool:
        first, last = self.tokens[phrase.start].start, self.tokens[phrase.end - 1].end
        return any(start <= first and last <= end + 1 for start, end, _ in self.sentence.places)

    def offsets(self, phrase: Phrase | None) -> Offsets:
        """Offsets of a phrase with its complement; of the complement alone where the head says nothing."""
        if phrase is None:
            return None
        last, complement, depth = phrase, phrase.complement, 0
        head = self._head(phrase)
        if head in self.rule.empty_heads or head in self.rule.change_heads:
            if complement and not self._place(complement):
                return self.offsets(complement)
        while complement and complement.number is None and depth < 2 and not self._place(complement):
            last, complement, depth = complement, complement.complement, depth + 1
        return self.tokens[phrase.start].start, self.tokens[last.end - 1].end

    def _says_nothing(self, phrase: Phrase) -> bool:
        """Whether a phrase names only an amount or a change, and nothing behind it says of what."""
        head = self._head(phrase)
        named = phrase.complement is not None and not self._place(phrase.complement)
        return (head in self.rule.empty_heads or head in self.rule.change_heads) and not named

    def _free(self, first: int, last: int) -> list[Phrase]:
        """Phrases between two tokens that no preposition governs and no other phrase owns."""
        return [
            phrase
            for phrase in self.phrases
            if first <= phrase.start
            and phrase.end <= last
            and not phrase.prep
            and not phrase.owner
            and not self._says_nothing(phrase)
        ]

    # --- the clause ---------------------------------------------------------------------------------------
    def of_segment(self, number: int, before: int) -> Phrase | None:
        """The subject of a segment, in front of a token."""
        first, last = self.bounds(number)
        if self._relative(first):
            return self.ending.get(first - 1) or self._last_noun(first)
        if number and self.low(first) in self.rule.relatives and self.tag(first + 1) == "prep":
            return self.starting.get(first + 2)
        free = self._free(first, min(before, last))
        return free[0] if free else None

    def _relative(self, first: int) -> bool:
        """Whether a segment begins with a relative pronoun that is its subject."""
        if self.low(first) not in self.rule.relatives or self.low(first - 1) != ",":
            return False
        return not (self.tag(first) == "det" and self.tag(first + 1) in (*_NOUNS, "adj", "num", "prep"))

    def _last_noun(self, before: int) -> Phrase | None:
        return next((phrase for phrase in reversed(self.phrases) if phrase.end <= before), None)

    def heading(self, number: int, before: int) -> Mention | None:
        """The count at the head of a segment, in front of its verb: "quatorze autres ont …"."""
        first, last = self.bounds(number)
        for at in range(first, min(before, last)):
            if verbal(self.tokens[at]):
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
            behind = [phrase for phrase in self._free(mention.token + 1, last) if phrase.start > mention.token + 1]
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
        near = [phrase for phrase in self.phrases if phrase.end <= mention.token and not self._says_nothing(phrase)]
        inside = [phrase for phrase in near if phrase.start >= first]
        behind = [phrase for phrase in self.phrases if phrase.start > mention.token][:1]
        return self.offsets((inside or behind or near or [None])[-1])

    def before(self, mention: Mention) -> Offsets:
        """The subject of the sentence before: that of a like figure, else of its first one."""
        last = self.sentence.before
        figures = [other for other in last.figures if other.subject] if last else []
        alike = [other for other in figures if (other.kind in _COUNTS) == (mention.kind in _COUNTS)]
        return (alike or figures)[0].subject if figures else None

    # --- counts -------------------------------------------------------------------------------------------
    def _behind(self, at: int) -> int:
        """Step over "weitere", "des", over a second number and its article."""
        while True:
            if self.low(at) in self.rule.skipped:
                at += 1
            elif self.low(at) in self.rule.genitive and self.tag(at + 1) == "num":
                at += 2
            elif self.low(at) in self.rule.genitive and self.tag(at + 1) == "det" and self.tag(at + 2) == "num":
                at += 3
            elif self.low(at) in self.rule.genitive and self._counts_of(at) and self.starting.get(at + 1):
                at += 1
            else:
                return at

    def _counts_of(self, at: int) -> bool:
        """ "20 der Betriebe", "un million de visiteurs", but not "20 de grande taille"."""
        number = self.tokens[at - 1].mention if at else None
        if number is None:
            return False
        return self.low(at) not in self.rule.bare_of or number.scale > 1 or self.sentence.text[number.end - 1].isalpha()

    def counted(self, mention: Mention) -> Offsets:
        """The noun behind a count, or what it stands for."""
        at = self._behind(mention.token + 1)
        end = self.reader.end(at)
        if end > at:
            weak = end - at == 1 and self.low(at) in self.rule.weak and self._moved(mention)
            if not weak:
                return self._counted_phrase(at, end)
        return self._stands_for(mention)

    def _counted_phrase(self, at: int, end: int) -> Offsets:
        phrase = self.starting.get(at)
        last = end
        if phrase and phrase.complement and self.low(phrase.end) in self.rule.bare_of:
            inner = phrase.complement
            if inner.start == phrase.end + 1 and not self._place(inner):
                last = inner.end
        if self.low(end) == "auf" and self.low(end + 1).endswith("ebene"):
            last = end + 2
        return self.tokens[at].start, self.tokens[last - 1].end

    def _moved(self, mention: Mention) -> bool:
        """Whether a count is an end of "von … auf …"."""
        at = mention.token - 1
        while self.low(at) in self.rule.fillers and self.low(at) not in self.rule.moves:
            at -= 1
        return self.low(at) in self.rule.moves

    def _stands_for(self, mention: Mention) -> Offsets:
        earlier = [other for other in self.sentence.figures if other.start < mention.start and other.subject]
        counts = [other for other in earlier if other.kind in (*_COUNTS, "fraction")]
        direct = self._left_link(mention)
        if direct:
            return direct
        own = self.of_segment(self.segment(mention.token), mention.token)
        if own and (self._moved(mention) or self._linked(mention)) and own.number is None:
            return self.offsets(own)
        if counts:
            return counts[-1].subject
        return self.of_clause(mention)

    def _linked(self, mention: Mention) -> bool:
        return verbal(self.tokens[mention.token - 1]) if mention.token else False

    # --- quantities ---------------------------------------------------------------------------------------
    def _left_link(self, mention: Mention) -> Offsets:
        """ "Umsatz von #", "un investissement de près de #": the phrase in front of the linking word."""
        at = mention.token - 1
        while at > 0 and (self.low(at) in self.rule.fillers or self.tag(at) in ("adv", "time")) and not self._links(at):
            at -= 1
        if self.low(at) == "(":
            return self._bracketed(at)
        if not self._links(at):
            return None
        phrase = self.ending.get(at)
        if phrase and self._says_nothing(phrase) and self._head(phrase) in self.rule.empty_heads and phrase.prep:
            phrase = self.ending.get(phrase.start - 1) or self.ending.get(phrase.start - 2)
        if phrase is None or self._says_nothing(phrase):
            return None
        while phrase.owner:
            phrase = phrase.owner
        return self.offsets(phrase)

    def _links(self, at: int) -> bool:
        return self.low(at) in self.rule.links and at in self.ending

    def _bracketed(self, at: int) -> Offsets:
        if self.tag(at - 1) == "num":
            owner = self.tokens[at - 1].mention
            return owner.subject if owner else None
        return self.offsets(self.ending.get(at))

    def _right_noun(self, mention: Mention) -> Offsets:
        """ "# Fracht", "# de blé", "# je Turbine": what the unit measures."""
        at = mention.token + 1
        if self.low(at) in self.rule.bare_of and mention.kind != "ratio":
            at += 1
        elif self.low(at) in self.rule.each and mention.kind == "measure":
            at += 1
        elif self.reader.after_noun and mention.kind != "fraction":
            return None
        if self.low(at) in self.rule.dimensions:
            end = self.reader.end(at + 1)
            return (self.tokens[at + 1].start, self.tokens[end - 1].end) if end > at + 1 else None
        phrase = self.starting.get(at)
        if phrase is None or self._head(phrase) in self.rule.change_heads:
            return None
        return self.offsets(phrase)

    def _share(self, mention: Mention) -> Offsets:
        """A share that is itself the subject ("40 Prozent der Betriebe stehen …") is one of the noun behind it."""
        at = mention.token + 1
        if self.low(at) not in self.rule.genitive:
            return None
        first = self.bounds(self.segment(mention.token))[0]
        if mention.kind != "fraction" and self._free(first, mention.token):
            return None
        at += 1
        while self.tag(at) == "det" or self.low(at) in self.rule.skipped:
            at += 1
        return self.offsets(self.starting.get(at))

    def _goes_on(self, mention: Mention) -> Offsets:
        """ "mit 1,5 GW auf 3.000 Hektar": no noun or verb since the figure before."""
        at = mention.token - 1
        while at > 0 and self.tag(at) not in (*_NOUNS, "num", "punct") and not verbal(self.tokens[at]):
            at -= 1
        other = self.tokens[at].mention if self.tag(at) == "num" else None
        return other.subject if other and other.kind not in _COUNTS and other.kind != "rank" else None

    def _ranked(self, mention: Mention) -> Offsets:
        """The thing ranked: the nearest phrase before that no preposition governs."""
        here = self.bounds(self.segment(mention.token))[0]
        at = mention.token - 1
        if self.low(at) == "(":
            return self._bracketed(at)
        free = self._free(here, mention.token)
        if free:
            return self.offsets(free[-1])
        governed = [
            p
            for p in self.phrases
            if here <= p.start and p.end <= mention.token and not p.owner and not self._says_nothing(p)
        ]
        if governed and not any(verbal(token) for token in self.tokens[here : mention.token]):
            return self.offsets(governed[0])
        return self.of_clause(mention)

    # --- all ----------------------------------------------------------------------------------------------
    def find(self, mention: Mention) -> Offsets:
        """The subject of one figure."""
        if mention.converted_from:
            return mention.converted_from.subject
        if mention.kind in _COUNTS:
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
            or (self._share(mention) if mention.kind in ("percent", "fraction", "percentage_point") else None)
            or self._left_link(mention)
            or self._goes_on(mention)
            or self._apposed(mention)
            or self._object(mention)
            or self.of_clause(mention)
        )

    def _object(self, mention: Mention) -> Offsets:
        """ "senkte die Preise um #", "réduire les émissions de #": what somebody changes, not who."""
        at = mention.token - 1
        while at > 0 and self.low(at) in self.rule.fillers and self.low(at) not in self.rule.by:
            at -= 1
        if self.low(at) not in self.rule.by:
            return None
        first = self.bounds(self.segment(mention.token))[0]
        free = self._free(first, at)
        return self.offsets(free[-1]) if len(free) > 1 else None

    def _apposed(self, mention: Mention) -> Offsets:
        """ ", ein Plus von #": an insertion without a verb goes on from the figure before."""
        first = self.bounds(self.segment(mention.token))[0]
        if not first or self.low(first - 1) not in (",", "–", "—", "(") or self._free(first, mention.token):
            return None
        if any(verbal(token) for token in self.tokens[first : mention.token]):
            return None
        earlier = [other for other in self.sentence.figures if other.start < mention.start and other.kind != "rank"]
        return earlier[-1].subject if earlier else None

    def coordinated(self, size: int, before: int) -> list[Phrase]:
        """The last `size` phrases in front of a token that are joined by commas and "und" or "et"."""
        chain: list[Phrase] = []
        best: list[Phrase] = []
        for phrase in self.phrases:
            if phrase.end > before:
                break
            between = self.tokens[chain[-1].end : phrase.start] if chain else []
            joined = between and (between[0].low == "," or between[0].low in self.rule.joining)
            if joined and all(token.tag in ("det", "prep", "pron") for token in between[1:]):
                chain.append(phrase)
            else:
                chain = [phrase]
            if len(chain) == size:
                best = list(chain)
        return best


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
    for mention, following in zip(figures, figures[1:], strict=False):
        if mention.kind not in _COUNTS or following.kind not in _COUNTS:
            continue
        between = finder.tokens[mention.token + 1 : following.token]
        if len(between) > 1 and between[-1].tag in ("conj", "punct") and all(token.tag == "adj" for token in between[:-1]):
            mention.subject = following.subject


def _spread(group: list[Mention], finder: Finder) -> None:
    """In a list the noun stands behind the last item; amounts are matched with the phrases before, item by item."""
    last = group[-1]
    if last.kind in _COUNTS:
        for mention in group[:-1]:
            if finder.tag(mention.token + 1) in ("punct", "conj"):
                mention.subject = last.subject
        return
    if len({mention.kind for mention in group}) > 1:
        return
    items = finder.coordinated(len(group), group[0].token)
    for mention, item in zip(group, items, strict=False):
        mention.subject = finder.offsets(item)
