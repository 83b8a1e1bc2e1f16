"""What is counted: the noun behind a count, or the words it stands for."""

from __future__ import annotations

from sdspider.quantities.european.nouns import Phrase
from sdspider.quantities.european.segments import COUNTS, Offsets, Segments
from sdspider.quantities.european.words import verbal
from sdspider.quantities.model import Mention


class Counted(Segments):
    """Finds the nouns of the counts of one sentence."""

    def _behind(self, at: int) -> int:
        """Step over "weitere", "des", over a second number and its article."""
        while True:
            if self.low(at) in self.rule.skipped:
                at += 1
            elif self.low(at) in self.rule.genitive and self.tag(at + 1) == "num":
                at += 2
            elif self.low(at) in self.rule.genitive and self.tag(at + 1) == "det" and self.tag(at + 2) == "num":
                at += 3
            elif self.low(at) in self.rule.genitive and self._counts_of(at):
                at += 1
            elif self.low(at) in self.rule.genitive and self._listed(at):
                at = self._listed(at)
            else:
                return at

    def _counts_of(self, at: int) -> bool:
        """ "20 der Betriebe", "un million de visiteurs", but not "20 de grande taille"."""
        number = self.tokens[at - 1].mention if at else None
        phrase = self.starting.get(at + 1)
        if number is None or phrase is None or self.placed(phrase):
            return False
        return self.low(at) not in self.rule.bare_of or number.scale > 1 or self.sentence.text[number.end - 1].isalpha()

    def _listed(self, at: int) -> int:
        """ "20 der weltweit führenden 500 Firmen": the noun behind a number that is none, or 0."""
        probe = at + 1
        while probe < at + 5 and probe not in self.starting and self.tag(probe) not in {"punct", "prep", "conj"}:
            probe += 1
        return probe if self.tag(probe - 1) == "digit" and probe in self.starting else 0

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
            if inner.start == phrase.end + 1 and not self.placed(inner):
                last = inner.end
        if self.low(end) == "auf" and self.low(end + 1).endswith("ebene"):
            last = end + 2
        return self.tokens[at].start, self.tokens[last - 1].end

    def _moved(self, mention: Mention) -> bool:
        """Whether a count is an end of "von … auf …"."""
        at = mention.token - 1
        while self.low(at) in self.rule.fillers and self.low(at) not in self.rule.moves:
            at -= 1
        return self.low(at) in self.rule.moves and self.low(at - 1) not in self.rule.close

    def _stands_for(self, mention: Mention) -> Offsets:
        earlier = [other for other in self.sentence.figures if other.start < mention.start and other.subject]
        counts = [other for other in earlier if other.kind in (*COUNTS, "fraction")]
        direct = self.left_link(mention)
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

    def left_link(self, mention: Mention) -> Offsets:
        """ "Umsatz von #", "un investissement de près de #": the phrase in front of the linking word."""
        at = mention.token - 1
        while at > 0 and (self.low(at) in self.rule.fillers or self.tag(at) in {"adv", "time"}) and not self._links(at):
            at -= 1
        if self.low(at) == "(":
            return self.bracketed(mention, at)
        if not self._links(at):
            return None
        phrase = self.ending.get(at)
        if phrase and self.says_nothing(phrase) and self.head(phrase) in self.rule.empty_heads and phrase.prep:
            phrase = self.ending.get(phrase.start - 1) or self.ending.get(phrase.start - 2)
        if phrase is None or self.says_nothing(phrase):
            return self._changing(mention) if phrase and self.head(phrase) in self.rule.change_heads else None
        return self.offsets(self._outer(phrase))

    def _changing(self, mention: Mention) -> Offsets:
        """ "bei den Importen ein Plus von #": what changes, by its preposition."""
        first, last = self.bounds(self.segment(mention.token))
        inside = [phrase for phrase in self.phrases if first <= phrase.start < last and phrase.prep in self.rule.at]
        return self.offsets(inside[-1]) if inside else None

    def _outer(self, phrase: Phrase) -> Phrase:
        """ "une base en mer de #", "Projekte in Jinan mit #": the phrase that the linked one belongs to."""
        for _ in range(3):
            before = phrase.owner
            if before is None and phrase.prep in self.rule.modifying:
                before = self.ending.get(phrase.start - 1) or self.ending.get(phrase.start - 2)
            if before is None or self.says_nothing(before):
                break
            phrase = before
        return phrase

    def _links(self, at: int) -> bool:
        return self.low(at) in self.rule.links and at in self.ending

    def bracketed(self, mention: Mention, at: int) -> Offsets:
        """What stands in front of a bracket."""
        if self.tag(at - 1) == "num":
            owner = self.tokens[at - 1].mention
            return owner.subject if owner else None
        phrase = self.ending.get(at)
        if phrase is None or (mention.kind in COUNTS and self.placed(phrase)):
            return None
        return self.offsets(self._outer(phrase) if phrase.prep else phrase)

    def coordinated(self, size: int, before: int) -> list[Phrase]:
        """The last `size` phrases in front of a token that are joined by commas and "und" or "et"."""
        chain: list[Phrase] = []
        best: list[Phrase] = []
        for phrase in self.phrases:
            if phrase.end > before:
                break
            between = self.tokens[chain[-1].end : phrase.start] if chain else []
            joined = between and (between[0].low == "," or between[0].low in self.rule.joining)
            if joined and all(token.tag in {"det", "prep", "pron"} for token in between[1:]):
                chain.append(phrase)
            else:
                chain = [phrase]
            if len(chain) == size:
                best = list(chain)
        return best
