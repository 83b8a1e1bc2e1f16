"""Phrases that govern a figure from afar: the subject of its clause, or the object that changes."""

from __future__ import annotations

from sdspider.quantities.attached import Attached
from sdspider.quantities.clauses import Clause
from sdspider.quantities.model import Mention
from sdspider.quantities.phrases import left_span, text_span
from sdspider.quantities.reading import COUNTS, NOMINAL, NOUNS, Offsets
from sdspider.quantities.verbs import GENITIVE

_LEADING = frozenset(("with", "sent", "sending", "leaving"))
"""Words that a noun and its participle follow: "sent shares tumbling to #"."""
_STEPS = ("by", "to", "from", "at")
_JOINED = (",", "and", "by", "while", "thus", "thereby")
MOST_ACCOMPANYING = 14
"""Tokens between "with" and the participle that it goes with."""


class Governed(Attached):
    """Finds the phrases that the grammar of the clause gives."""

    def before(self, mention: Mention) -> Offsets:
        """The subject of the sentence before: that of a like figure, else of its first one."""
        last = self.sentence.before
        if last is None:
            return None
        figures = [other for other in last.figures if other.subject]
        alike = [other for other in figures if (other.kind in COUNTS) == (mention.kind in COUNTS)]
        return (alike or figures)[0].subject if figures else None

    def counted_before(self, mention: Mention) -> Offsets:
        """What a bare count at the head of a sentence counts: as the counts before, else the last plural noun."""
        last = self.sentence.before
        if last is None or any(other.kind in COUNTS and other.subject for other in last.figures):
            return self.before(mention)
        at = next((at for at in range(len(last.tokens) - 1, -1, -1) if last.tokens[at].tag == "plural"), None)
        span = None if at is None else left_span(last, at)
        return text_span(last.tokens, span) if span else self.before(mention)

    def of_clause(self, mention: Mention) -> Offsets:
        """The subject of the clause a figure stands in, or the object that "by #" measures."""
        clause = self.clause(mention)
        measured = self._measured_object(clause, mention)
        if measured:
            return measured
        if mention.token < clause.verb and clause.number is mention:
            if mention.kind == "measure" and self.tag[mention.token + 1] == "det":
                # "For eight years the port …": behind a duration stands the subject.
                return self.offsets(self.phrases.first(mention.token + 1, clause.verb)[0])
            return None
        if mention.token < clause.verb and clause.subject and clause.subject[0] > mention.token:
            span, _, number = self.phrases.first(clause.start, mention.token)
            return self.offsets(span) or (number.subject if number else None)
        if clause.subject and self.change(clause.subject):
            return self._of_change(clause, mention)
        if clause.subject:
            return self.offsets(clause.subject)
        if clause.number and clause.number.subject and clause.number is not mention:
            return clause.number.subject
        if clause.pronoun:
            return self._meant(clause, mention)
        span, pronoun, number = self.phrases.first(clause.start, mention.token)
        if span:
            return self.offsets(span)
        return number.subject if number else self.before(mention) if pronoun else None

    def _meant(self, clause: Clause, mention: Mention) -> Offsets:
        """What a pronoun in front of the verb stands for."""
        pronoun = self.low[clause.verb - 1]
        earlier = [other for other in self.sentence.figures if other.token < clause.start and other.subject]
        if earlier and pronoun in {"this", "that"}:
            # "Permits stood at #; this is # below".
            return earlier[-1].subject
        return self.before(mention) or self.referred(clause, plural=pronoun in {"they", "them"})

    def _of_change(self, clause: Clause, mention: Mention) -> Offsets:
        """ "…, the growth rate was #": of what grew before, in this sentence or the one before."""
        earlier = [other for other in self.sentence.figures if other.token < clause.start and other.subject]
        return earlier[-1].subject if earlier else self.before(mention) or self.offsets(clause.subject)

    def referred(self, clause: Clause, *, plural: bool) -> Offsets:
        """What "they", "it" or a bare count stands for in a sentence: the nearest plural, else the subject before."""
        at = self.clauses.index(clause)
        if plural:
            for probe in range(clause.verb - 2, -1, -1):
                if self.tag[probe] == "plural":
                    return self.offsets(left_span(self.sentence, probe, 0))
        earlier = next((other.subject for other in reversed(self.clauses[:at]) if other.subject), None)
        return self.offsets(earlier)

    def _measured_object(self, clause: Clause, mention: Mention) -> Offsets:
        """ "shortens the ride by 40 minutes", "cut travel time from 2 hours": the object of a verb of change."""
        at = self.skip_left(mention.token - 1)
        noun = self._raising(at)
        if noun >= 0:
            return self._risen(noun, mention)
        if self.low[at] != "by" and "to" in (self.low[at + 1], self.low[at + 2]) and at + 1 < mention.token:
            at = at + 1 if self.low[at + 1] == "to" else at + 2
        start = clause.verb_end
        changed = self.low[at] in {"from", "to"}
        if changed:
            start = self._participle_end(clause, at)
            changed = start > clause.verb_end or self.low[start - 1] in self.changing
        direct = self._taken(clause, mention, at)
        if at <= start or not (changed or direct or self.low[at] == "by"):
            return None
        at += direct
        while (
            start < at
            and self.tag[start] in {"det", "adv", "adj", "time"}
            and self.tag[start + 1]
            not in {
                "prep",
            }
        ):
            start += 1
        span = self.right.span(start, single=True)
        if span and self.low[span[1] - 1] in self.empty and self.low[span[1]] == "of":
            inner = span[1] + 2 if self.tag[span[1] + 1] == "det" else span[1] + 1
            span = self.right.span(inner, single=True)
        if span and self.low[span[0]] in self.empty and self.low[span[0] + 1] == "of" and span[0] + 2 < span[1]:
            span = (span[0] + 2, span[1])
        return self.offsets(span) if span and span[1] <= at and self.tag[start - 1] != "prep" else None

    def _taken(self, clause: Clause, mention: Mention, at: int) -> bool:
        """ "cut its workforce # to": the object of a verb of change stands right in front."""
        moved = mention.kind in {"percent", "percentage_point"} and self.tag[at] in NOUNS
        return moved and at == mention.token - 1 and self.low[clause.verb_end - 1] in self.changing

    def _raising(self, at: int) -> int:
        """The noun in front of a "to rise (by)" that ends at a token, or -1."""
        word = self.low[at]
        if word in _STEPS:
            at -= 1
            word = self.low[at]
        if word not in self.raising or self.low[at - 1] != "to" or self.tag[at] != "verb":
            return -1
        return at - 2 if self.tag[at - 2] in NOUNS else -1

    def _raised(self, mention: Mention) -> Offsets:
        """ "expects output to rise by #": the noun in front of the infinitive, behind the verb."""
        noun = self._raising(self.skip_left(mention.token - 1))
        first = self._owner_left(noun) if noun > 0 and self.tokens[noun].capital else noun
        while first > 0 and (self.tokens[first].capital or self.tag[first] == "det"):
            first -= 1
        if first < noun and self.low[first] == "in" and self.low[first - 1] in self.changes:
            # "expects growth in the United States to hit #".
            noun = first - 1
        return self._risen(noun, mention) if noun >= 0 else None

    def _risen(self, noun: int, mention: Mention) -> Offsets:
        clause = self.clause(mention)
        floor = max(self.floor, clause.verb_end if mention.token > clause.verb else clause.start)
        named = noun >= floor and self.low[noun - 1] != "per"
        return self.offsets(left_span(self.sentence, noun, floor)) if named else None

    def _participle_end(self, clause: Clause, at: int) -> int:
        """Behind the verb of change of ", cutting the number of trades to #"; the clause's own where there is none."""
        for probe in range(at - 1, clause.verb_end, -1):
            if self.tag[probe] == "part" and self.low[probe] in self.attracting and self.low[probe - 1] in _JOINED:
                return probe + 1
        return clause.verb_end

    def _moved_object(self, mention: Mention) -> Offsets:
        """ "while lowering wages by #", "helped lift Apple's stock by #", "sending shares up #": the object moved."""
        at = self.skip_left(mention.token - 1)
        last = at - 1
        if self.low[at] == "by" and self.low[last] in self.raising and self.tag[last - 1] in NOUNS:
            # "saw its output increase by #".
            return self.offsets(left_span(self.sentence, last - 1, self.floor, chain=False))
        if self.low[at] in {"by", "to", "from"} and self.low[last] in {"up", "down"}:
            last -= 1
        elif self.low[at] in {"up", "down"}:
            last = at - 1
        elif self.low[at] != "by" or self.low[last] in {"upward", "downward"}:
            return None
        span = left_span(self.sentence, last, self.floor, chain=False)
        if span is None or self.low[span[1] - 1] in self.spans_of_time:
            return None
        for acting in range(span[1] - 2, span[0], -1):
            if self.low[acting].endswith("ing") and self.tag[acting] == "part" and self.low[span[0] - 1] == "with":
                # "with the ministry cutting spending by #".
                return self.offsets((acting + 1, span[1]))
        if self._acts(span[0]) and span[1] - span[0] > 1:
            return self.offsets((span[0] + 1, span[1])) if self._opened(span[0], mention) else None
        verb = self._owner_left(span[0] - 1)
        moved = self._acts(verb) or (last < at - 1 and self.tag[verb] == "verb") or self._sends(verb, at)
        return self.offsets(span) if moved and self._opened(verb, mention) else None

    def _changed_object(self, mention: Mention) -> Offsets:
        """ "saw the biggest increase in freight volume, up #": what the change before is a change in."""
        clause = self.clause(mention)
        if mention.kind != "percent" or mention.token < clause.verb_end or self.floor > clause.verb_end:
            return None
        for at in range(clause.verb_end, mention.token - 2):
            if self.low[at] in self.changes and self.tag[at] in NOUNS and self.low[at + 1] == "in":
                return self.offsets(self.right.span(at + 3 if self.tag[at + 2] == "det" else at + 2, single=True))
        return None

    def _accompanying(self, mention: Mention) -> Offsets:
        """ "with its investment rising by #", "with exports to China sinking to #": the subject of the participle."""
        at = self.skip_left(mention.token - 1)
        if self.low[at] in {"by", "to", "from", "at"}:
            at -= 1
        if self.tag[at] != "part" or not self.low[at].endswith("ing"):
            return None
        for first in range(at - 1, max(self.floor, at - MOST_ACCOMPANYING) - 1, -1):
            if self.low[first] in _LEADING:
                return self.offsets(self.phrases.first(first + 1, at)[0])
            if self.low[first] in {",", ";"} or self.tag[first] in {"verb", "aux", "modal", "num"}:
                # ", and the price likely rising to #".
                listed = self.floor and self.low[first + 1] == "and" and self.tag[first + 2] == "det"
                return self.offsets(self.phrases.first(first + 3, at)[0]) if listed else None
        return None

    def _owner_left(self, at: int) -> int:
        """The token in front of an article, or of an owner and its article."""
        if self.tag[at] == "det":
            return at - 1
        if not self.low[at].endswith(GENITIVE):
            return at
        at -= 1
        while self.tag[at] in NOUNS and not self._acts(at):
            at -= 1
        return at - 1 if self.tag[at] == "det" else at

    def _acts(self, at: int) -> bool:
        """Whether a word says that something is changed: "lowering", "increase"."""
        return self.low[at] in self.changing or (self.tag[at] == "part" and self.low[at].endswith("ing"))

    def _sends(self, verb: int, at: int) -> bool:
        """ "sent shares up #": a finite verb whose object goes up or down."""
        return self.low[at] in {"up", "down"} and self.tag[verb] == "verb"

    def _opened(self, verb: int, mention: Mention) -> bool:
        """Whether a verb is another than the one that its clause is found by."""
        clause = self.clause(mention)
        before = self.low[verb - 1]
        own = clause.verb <= verb < clause.verb_end
        joined = self.tag[verb - 1] == "conj" or before in {"to", ",", "by", "help", "helps", "helped", "helping"}
        verbless = clause.verb > mention.token
        return own or verbless or (verb >= clause.verb_end and joined)

    def _priced(self, mention: Mention) -> Offsets:
        """ "bought the carrier from the state for #": what was bought."""
        at = self.skip_left(mention.token - 1)
        if mention.kind != "money" or self.low[at] != "for":
            return None
        clause = self.clause(mention)
        verb = next((probe for probe in range(at - 1, clause.start - 1, -1) if self.low[probe] in self.priced), None)
        if verb is None or verb < self.floor:
            return None
        start = verb + 1
        while self.tag[start] == "det":
            start += 1
        span = self.right.span(start, single=True)
        return self.offsets(span) if span and span[1] <= at else None

    def _apposed(self, mention: Mention) -> Mention | None:
        """The figure that ", up #", ", or #" or ", a rise of #" goes on from."""
        clause = self.clause(mention)
        earlier = [other for other in self.sentence.figures if other.start < mention.start and other.kind != "rank"]
        if not earlier:
            return None
        other = earlier[-1]
        if other.kind in COUNTS and self.low[mention.token - 1] == "from":
            return None
        same = other.token >= clause.start and (other.token >= clause.verb or mention.token < clause.verb)
        return other if same else None

    def _elliptic(self, mention: Mention) -> Offsets:
        """ ", imports by 31.6 percent": the noun behind the last comma, where the verb is left out."""
        at = mention.token - 1
        while (
            at >= self.floor
            and (self.low[at] in self.fillers or self.tag[at] == "adv")
            and self.low[at] not in {"up", "down"}
        ):
            at -= 1
        verbless = self.low[at] in {"up", "down", "+"}
        if verbless or self.low[at] in {"by", "to", "at", "of", "from"}:
            at -= 1
        if verbless and self.low[at] == "," and self.tag[at - 1] in NOUNS and not self.after_preposition(at - 1):
            at -= 1
        if verbless and self.tag[at] in NOUNS:
            return self.offsets(left_span(self.sentence, at, self.floor, chain=False))
        end = at
        while at >= self.floor and self.tag[at] in NOMINAL:
            at -= 1
        first = at + 1 + (self.low[at + 1] in self.attracting)
        if self.tag[at] == "det" and self.low[at - 1] in {",", ";", "and"}:
            if self.low[at] in {"a", "an"} and self.low[at - 1] == ",":
                # ", a pick-up from #", ", a smaller rise than #": said of the amount before.
                return None
            at -= 1
        if (
            self.tag[end] in NOUNS
            and at < end
            and self.low[at] in {",", ";", "and"}
            and self.floor > 0
            and at + 1 > self.floor - 1
            and not self.change((first, end + 1))
        ):
            return self.offsets((first, end + 1))
        return None

    def after_preposition(self, at: int) -> bool:
        """Whether the phrase that ends at a token depends on a preposition."""
        while at >= self.floor and self.tag[at] in (*NOMINAL, "det"):
            at -= 1
        return self.tag[at] in {"prep", "time", "num"} or self.low[at] == "and"
