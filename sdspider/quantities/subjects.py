"""What a figure counts or measures: the phrase beside it, the subject of its clause, or that of a figure before."""

from __future__ import annotations

from itertools import pairwise

from sdspider.quantities import clauses, respective, structure
from sdspider.quantities.governed import Governed
from sdspider.quantities.model import Mention, Sentence
from sdspider.quantities.phrases import left_span, text_span
from sdspider.quantities.reading import COUNTS, NOMINAL, NOUNS, Offsets
from sdspider.quantities.verbs import GENITIVE

_ACTS = frozenset(("verb", "part"))
_LEVELS = frozenset(("at", "to", "by", "was", "is", "were", "are", "reached", "rose", "fell", "total"))
"""Words in front of a count that belongs to the subject of its own clause."""


class Finder(Governed):
    """Finds the subjects of one sentence's figures, in order."""

    def find(self, mention: Mention) -> Offsets:
        """The subject of one figure."""
        if mention.converted_from:
            return mention.converted_from.subject
        if mention.kind in COUNTS:
            return self.counted(mention)
        if mention.kind == "rank":
            return self._ranked(mention)
        if self._in_a_row(mention):
            return self._with(mention) or self.of_clause(mention)
        if mention.kind in {"fraction", "percent", "percentage_point"} and self.low[mention.token + 1] == "of":
            # "a subsidy at # of the rent", "a completion rate of # of the plan" are no shares of the rent or the plan.
            at = self.skip_left(mention.token - 1)
            given = self.low[at] == "at" or (self.low[at] == "of" and self.tag[at - 1] in NOUNS)
            found = (self.quantity_left(mention) if given else None) or self._share(mention)
            if found and not self._moves_to(at):
                return found
            if mention.kind == "fraction" and self._shares(mention):
                return self.of_clause(mention)
        found = (
            self._moved_object(mention)
            or self._priced(mention)
            or self._accompanying(mention)
            or self._changed_count(mention)
            or self._compared(mention)
            or self._named_behind(mention)
            or self.quantity_left(mention)
            or self.quantity_right(mention)
            or self._elliptic(mention)
            or self._raised(mention)
            or self._changed_object(mention)
            or self._lasting(mention)
        )
        if found:
            return found
        apposed = self._apposed(mention)
        if apposed and apposed.subject:
            return apposed.subject
        return self.of_clause(mention) or self._called(mention) or self.last(mention) or self._change_itself(mention)

    def _in_a_row(self, mention: Mention) -> bool:
        """ "led the field for three consecutive years": a duration that belongs to whoever led."""
        return (
            mention.kind == "measure"
            and "consecutive" in self.sentence.low[mention.start : mention.end]
            and self.low[self.skip_left(mention.token - 1)] == "for"
        )

    def _moves_to(self, at: int) -> bool:
        """ "debt would peak at # of GDP", "closed by # of GDP": the verb says whose share it is."""
        led = self.tag[at] in _ACTS and self.low[at + 1] == "to" and self.low[at + 2] != "close"
        return led or (self.low[at] in {"by", "past", "at"} and self.tag[at - 1] in _ACTS)

    def _called(self, mention: Mention) -> Offsets:
        """ "# is by far the highest price": what an amount in front of the verb is said to be."""
        clause = self.clause(mention)
        at = mention.token + 2
        if clause.verb_end != at or self.low[at - 1] not in {"is", "was"}:
            return None
        at += 2 if self.low[at] == "by" else 0
        named = self.tag[at] == "det" and self.low[at] == "the"
        return self.offsets(self.right.span(at + 1 + (self.low[at + 1] == "most"), single=True)) if named else None

    def _with(self, mention: Mention) -> Offsets:
        """The subject of the amount before, in the same clause."""
        start = self.clause(mention).start
        earlier = [other for other in self.sentence.figures if start <= other.token < mention.token]
        return next((other.subject for other in reversed(earlier) if other.kind not in COUNTS), None)

    def _changed_count(self, mention: Mention) -> Offsets:
        """ "2 percent fewer miles": what there is more or less of."""
        at = mention.token + 2
        if mention.kind == "percent" and self.low[at - 1] in {"fewer", "more"} and self.tag[at] in NOMINAL:
            return self.offsets(self.right.span(at))
        if mention.kind == "percent" and self.low[at - 1] == "less" and self.tag[at] in NOUNS:
            return self.offsets(self.right.span(at, single=True))
        return None

    def _compared(self, mention: Mention) -> Offsets:
        """ ", compared with #": the same as the figure before."""
        at = self.skip_left(mention.token - 1)
        if self.low[at] in {"with", "to"} and self.low[at - 1] == "compared" and self.floor:
            return self.last(mention)
        if self.low[mention.token - 1] != "and":
            return None
        last = next((other for other in reversed(self.sentence.figures) if other.start < mention.start), None)
        if last is None or last.kind != mention.kind:
            return None
        # "7.5 percent this year and 3.1 percent next year".
        times = range(last.token + 1, mention.token - 1)
        return last.subject if len(times) and all(self.tag[at] == "time" for at in times) else None

    def counted(self, mention: Mention) -> Offsets:
        """The noun behind a count, or what it stands for."""
        at = self._behind(mention.token + 1)
        if self.low[at] == "of" and self.low[at + 1] in self.pronouns:
            return self.antecedent(mention)
        span = self.right.span(at, single=mention.value == 1)
        if span is None:
            return self.antecedent(mention)
        hyphened = at == mention.token + 2 and self.low[at - 1] == "-" and self.tag[at] in NOUNS
        if hyphened and self.tokens[at].start == mention.end + 1:
            # "a four-level system".
            return self.offsets((at, at + 1))
        if span[1] - span[0] == 1 and self.low[span[0]] in self.weak:
            units = self.low[span[0]] == "units" or (self.low[span[0]] == "points" and self._indexed(mention))
            clause = self.of_clause(mention) if units else None
            return self._last_noun_of(clause) or self.offsets(span)
        return self.offsets(span)

    def _indexed(self, mention: Mention) -> bool:
        """Whether points are those of an index."""
        return any(self.low[at] in self.indexes for at in range(mention.token))

    def _behind(self, at: int) -> int:
        """Step over "more", "of the", "other", and over a second number ("21 of the 22 zones")."""
        while True:
            low = self.low[at]
            if low == "most" and self.tag[at + 1] == "adj":
                return at + 1
            if low in {"last", "first", "next", "past", "previous", "top"} and self.tag[at + 1] == "num":
                return at + 2
            if low in self.skipped and not (low == "more" and self.low[at + 1] in {"than", ""}):
                at += 1
            elif low == "of" and (owned := self._owned(at + 1)):
                at = owned
            elif self.tag[at] == "num" and self.low[at - 1] in self.owners:
                at += 1
            else:
                return at

    def _owned(self, at: int) -> int:
        """The token behind "its", "the 22", "Boeing's" in "30 of Boeing's jets"; 0 where nothing of the kind stands."""
        if self.low[at] in self.owners or self.tag[at] == "num":
            return at + 1
        while self.tag[at] in NOMINAL and not self.low[at].endswith(GENITIVE):
            at += 1
        return at + 1 if self.low[at].endswith(GENITIVE) and self.tag[at] in NOUNS else 0

    def _last_noun_of(self, span: Offsets) -> Offsets:
        """ "Exports of electric vehicles" counted in units: the vehicles."""
        if span is None:
            return None
        text = self.sentence.text[span[0] : span[1]]
        cut = text.find(" of ")
        return (span[0] + cut + 4, span[1]) if cut > 0 else span

    def antecedent(self, mention: Mention) -> Offsets:
        """The noun counted before: in front of it, in this sentence, in the clause's subject, a sentence before."""
        direct = self.quantity_left(mention) or self._gapped(mention)
        if direct:
            return direct
        at = self.skip_left(mention.token - 1)
        if self.floor and self.low[at - 1] == "," and self.low[at] in self.links and self.low[at].endswith("ing"):
            # "a 5 percent increase in visitors, totaling #".
            return self.last(mention)
        earlier = [
            other
            for other in self.sentence.figures
            if other.start < mention.start and other.kind in COUNTS and other.subject and other.low is None
        ]
        if earlier:
            level = self.low[mention.token - 1] == "to" and self.low[mention.token - 2] == ","
            if level and earlier[-1].token >= self.clause(mention).start:
                # "the second lost 61 points, or 1.2 percent, to #".
                return earlier[-1].subject
            moved = self.low[mention.token - 1] in {"up", "down"} and self.low[mention.token - 2] in _LEVELS
            if moved or self.low[mention.token - 1] in _LEVELS:
                here = self.clause(mention)
                if here.subject and not any(other.token >= here.start for other in earlier):
                    return self.of_clause(mention)
            if self.tag[mention.token - 1] == "part" and self.low[mention.token - 1].endswith("ing"):
                # "killing 19 people, including eight tourists, and injuring #".
                return next((other.subject for other in reversed(earlier) if not self._included(other)), None)
            opening = earlier[0] if earlier[0].token <= 2 and self.low[0] in {"of", "among"} else None
            if opening is None and self.low[mention.token + 1] == "of" and self.low[mention.token + 2] in self.pronouns:
                opening = self._head(earlier, mention)
            return (opening or self._same_group(mention, earlier) or earlier[-1]).subject
        clause = self.clause(mention)
        if clause.number is mention:
            # "Parks were built, and five have been named": what was counted is named before.
            return self.referred(clause, plural=True) or self.counted_before(mention)
        return self.of_clause(mention) or self.before(mention)

    def _included(self, mention: Mention) -> bool:
        """Whether a count is part of another: "including (at least) eight"."""
        return self.low[self.skip_left(mention.token - 1)] == "including"

    def _gapped(self, mention: Mention) -> Offsets:
        """ "centers reached 31 and the workstations 444": the plural right in front, where the verb is left out."""
        at = mention.token - 1
        if self.tag[at] != "plural" or self.tag[mention.token + 1] not in {"punct", ""} or not self.floor:
            return None
        span = left_span(self.sentence, at, self.floor)
        first = span[0] - (self.tag[span[0] - 1] == "det") if span else 0
        return self.offsets(span) if self.low[first - 1] in {"and", ",", ";"} else None

    def _head(self, earlier: list[Mention], mention: Mention) -> Mention | None:
        """For "4,200 people at 16 sites, 300 of them": the count that the others only depend on."""
        head = earlier[-1]
        for other in reversed(earlier[:-1]):
            between = range(other.token + 1, head.token)
            apart = any(self.tag[at] in {"verb", "aux", "modal", "conj", "punct", "rel", "det"} for at in between)
            if apart or not any(self.tag[at] == "prep" for at in between):
                break
            head = other
        return head if (head.value or 0) > (mention.value or 0) else None

    def _same_group(self, mention: Mention, earlier: list[Mention]) -> Mention | None:
        """For "1,007 projects … in three groups of 390, …": the number that the items add up to is preferred."""
        return next(
            (other for other in reversed(earlier) if other.value and other.value > (mention.value or 0) * 1.2), None
        )

    def _ranked(self, mention: Mention) -> Offsets:
        """The thing ranked: the subject of the clause, or that of the figure the rank is added to."""
        at = mention.token - 1
        if self.low[at] == "ranking" and self.tag[at - 1] in NOUNS:
            # "with Ford ranking second".
            return self.offsets(left_span(self.sentence, at - 1, self.floor, chain=False))
        apposed = self._apposed(mention)
        behind = apposed and apposed.subject and apposed.subject[0] >= apposed.end
        if apposed and apposed.kind not in COUNTS and apposed.subject and not behind:
            return apposed.subject
        if self.clause(mention).pronoun and self.sentence.before:
            # "It ranks third": what the sentence before is about.
            return self._about(self.sentence.before) or self.of_clause(mention)
        return self.of_clause(mention) or self.last(mention)

    def _about(self, sentence: Sentence) -> Offsets:
        """The subject of a sentence's first clause."""
        first = clauses.find(sentence, self.empty)[0]
        return text_span(sentence.tokens, first.subject) if first.subject else None

    def _share(self, mention: Mention) -> Offsets:
        """A share that is itself the subject ("two-thirds of the orders came …") is one of the noun behind "of"."""
        clause = self.clause(mention)
        if self._shares(mention) and mention.token > clause.verb:
            return None
        at = mention.token + 2
        while self.tag[at] in {"det", "num"} or self.low[at].endswith(("'s", "’s")) or self.low[at] == "top":
            at += 1
        span = self.right.span(at, single=True)
        empty = span is None or (self.low[span[1] - 1] in self.empty and self.low[span[1]] != "of")
        return None if empty else self.offsets(span)

    def _shares(self, mention: Mention) -> bool:
        """Whether the verb of the clause says that its subject is the share: "accounts for one-ninth of"."""
        clause = self.clause(mention)
        verbs = range(max(clause.verb, clause.verb_end - 2), clause.verb_end)
        if mention.token > clause.verb and any(self.low[at] in self.sharing for at in verbs):
            return True
        at = self.skip_left(mention.token - 1)
        at -= self.low[at] == "for"
        opening = self.low[at - 1 - (self.tag[at - 1] == "adv")]
        return self.tag[at] == "part" and self.low[at] in self.sharing and opening in {",", "and", "while"}

    def last(self, mention: Mention) -> Offsets:
        """The subject of the figure before."""
        for other in reversed(self.sentence.figures):
            if other.start < mention.start and other.subject:
                return other.subject
        return self.before(mention)


def _spread(group: list[Mention], finder: Finder) -> None:
    """In a list of counts the noun stands behind the last; a "respectively" list is matched item by item."""
    last = group[-1]
    for mention in group[:-1]:
        counted = mention.kind in COUNTS and last.kind in COUNTS
        if mention.shared or (counted and finder.tag[mention.token + 1] in {"punct", "conj"}):
            mention.subject = last.subject


def _note_cuts(sentence: Sentence, finder: Finder) -> None:
    """Keep where clauses begin."""
    sentence.cuts = [
        sentence.tokens[clause.start].start
        for clause in finder.clauses[1:]
        if finder.tag[clause.start] not in {"", "rel"}
    ]
    sentence.soft_cuts = frozenset(
        sentence.tokens[clause.start].start
        for before, clause in pairwise(finder.clauses)
        if clause.subject is not None and clause.subject == before.subject and clause.start < len(sentence.tokens)
    )


def find(sentence: Sentence) -> None:
    """Give every figure its subject."""
    finder = Finder(sentence)
    if len(finder.clauses) > 1:
        _note_cuts(sentence, finder)
    for group in structure.groups(sentence):
        for mention in group:
            mention.subject = finder.find(mention)
            mention.anaphoric = finder.clause(mention).pronoun
            finder.floor = mention.token + 1
        if len(group) > 1:
            _spread(group, finder)
    respective.match(sentence, finder)
