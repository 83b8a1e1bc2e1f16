"""Phrases attached to a figure: "investment of #" in front of it, "# of trade" behind it, "a # line" named by it."""

from __future__ import annotations

from sdspider.quantities.model import Mention
from sdspider.quantities.phrases import Span, left_span
from sdspider.quantities.reading import COUNTS, NOMINAL, NOUNS, Offsets, Reading

_TIMES = ("h", "d", "wk", "mo", "a", "min", "s", "{quarter}", "{decade}")

_NAMING = frozenset(("noun", "plural", "adj"))
_VERBAL = frozenset(("verb", "aux", "modal", "part"))
_AS = ("of", "well", "part", "soon", "long", "much", "many", "it", "they", "he", "she")
"""What goes on behind "as" to something else than what an amount is given as."""


class Attached(Reading):
    """Finds the phrases beside a figure."""

    def quantity_left(self, mention: Mention) -> Offsets:
        """ "planned investment of (nearly) #", "goods worth #": the phrase in front of the linking word."""
        at = self.skip_left(mention.token - 1)
        if self.low[at] not in self.links or self.low[at - 1] in {",", "excess"}:
            return self._beside(mention, at)
        at -= 1
        if self.tag[at] not in (*NOUNS, "part") or at < self.floor:
            return None
        if self.low[at + 1] == "at" and self.low[at].endswith("ing") and self.tag[at] == "part":
            # "with contracted investment standing at #".
            named = self.tag[at - 1] in NOUNS and not self.after_verb(at)
            return self.offsets(left_span(self.sentence, at - 1, self.floor)) if named else None
        if self.tag[at] == "part" and (
            self.low[at].endswith("ed") or self.tag[at - 1] in {"aux", "prep"} or self.low[at + 1] == "at"
        ):
            return None
        at = self._timeless(at) if self.low[at] in self.spans_of_time else at
        span = self._named_left(at)
        if span is None or (span[1] - span[0] == 1 and self.low[span[0]] in self.empty) or self._changed(mention, span):
            return None
        if self.low[at + 1] == "at" and self._governed(span):
            return None
        if mention.kind not in COUNTS and self.low[span[1] - 1] in self.targets:
            made_of = self.low[mention.token + 1] == "in" and self._valued(mention, mention.token + 2)
            if made_of or self.low[mention.token + 1] == "of":
                return None
        if mention.kind in COUNTS and self.tag[span[0] - 1] == "num":
            return None
        return self.offsets(span)

    def _beside(self, mention: Mention, at: int) -> Offsets:
        """The phrase in front of a figure without a linking word between them."""
        if self.low[at] == "(":
            return self._bracketed(mention, at)
        if self.low[at] == "at" and self.low[at - 1] == "," and mention.kind not in COUNTS:
            return self._given_at(mention)
        return self._dimension(mention, at) or self._limited(mention, at)

    def _governed(self, span: Span) -> bool:
        """ "unchanged from the prior month at #", "after opening at #": the phrase is that of a preposition."""
        at = span[0] - 1
        while self.tag[at] == "det":
            at -= 1
        return self.tag[at] == "prep" and self.low[at] not in {"of", "with"}

    def _given_at(self, mention: Mention) -> Offsets:
        """ "has the highest capacity of solar power in China, at #": the superlative that the amount belongs to."""
        clause = self.clause(mention)
        for at in range(clause.verb_end, mention.token):
            if self.tag[at] == "adj" and self.low[at].endswith("est"):
                span = self.right.span(at + 1, single=True)
                inner = self.right.span(span[1] + 1, single=True) if span and self.low[span[1]] == "of" else None
                return self.offsets((span[0], inner[1]) if span and inner else span)
        return None

    def _named_left(self, at: int) -> Span | None:
        """The phrase that ends with a token: "cost" of "the cost per mile", "investment" of "attracting investment"."""
        span = left_span(self.sentence, at, self.floor)
        while span and self.low[span[0] - 1] == "per" and self.tag[span[0] - 2] in NOUNS:
            span = left_span(self.sentence, span[0] - 2, self.floor)
        attracting = span is not None and span[1] - span[0] > 1 and self.low[span[0]] in self.attracting
        return (span[0] + 1, span[1]) if span and attracting else span

    def _timeless(self, at: int) -> int:
        """ "a loss for the July-September period of #": the token in front of "for the … period"."""
        first = at
        while first > self.floor and self.tag[first] in (*NOMINAL, "det", "time", "digit"):
            first -= 1
        named = self.tag[first] == "prep" and self.low[first] != "of" and self.tag[first - 1] in NOUNS
        return first - 1 if named else at

    def _changed(self, mention: Mention, span: Span) -> bool:
        """Whether a phrase says only that something changed; "a loss of 3 million euros" says what was made."""
        return self.change(span) and not (mention.kind == "money" and self.low[span[1] - 1] == "loss")

    def after_verb(self, at: int) -> bool:
        """Whether the auxiliary of a progressive form stands in front of a participle."""
        return self.tag[at - 1] in {"aux", "modal"}

    def _limited(self, mention: Mention, at: int) -> Offsets:
        """ "additional investments over 35 GWh", "output in excess of #": the noun in front of the limiting words."""
        if self.low[at] == "of" and self.low[at - 1] == "excess" and self.low[at - 2] == "in":
            at -= 3
            return self.offsets(left_span(self.sentence, at, self.floor)) if self.tag[at] in NOUNS else None
        if at + 1 < mention.token and self.tag[at] in NOUNS and self.low[at + 1] in self.limits:
            return self.offsets(left_span(self.sentence, at, self.floor))
        return None

    def _dimension(self, mention: Mention, at: int) -> Offsets:
        """ "in water 8-12 meters deep": the noun right in front of a dimension."""
        moved = mention.kind == "percent" and self.low[mention.token + 1] in {"higher", "lower"}
        deep = mention.kind == "measure" and self.low[mention.token + 1] in self.dimensions
        if (moved or deep) and self.tag[at] in NOUNS and self.low[at] not in self.spans_of_time:
            return self.offsets(self._named_left(at))
        return None

    def _bracketed(self, mention: Mention, at: int) -> Offsets:
        if self.tag[at - 1] == "num":
            owner = self.tokens[at - 1].mention
            return owner.subject if owner else None
        last = at - 2 if self.tag[at - 1] == "part" else at - 1
        return self.offsets(left_span(self.sentence, last, self.floor)) if self.tag[last] in _NAMING else None

    def quantity_right(self, mention: Mention) -> Offsets:
        """ "# of foreign trade", "# in value added", "a #-kV substation", "# deep"."""
        at = self.after(mention)
        if self.low[at] == "worth" and self.low[at + 1] == "of" and mention.kind == "money":
            return self.offsets(self.right.span(at + 2, single=True))
        if mention.kind == "money" and (given := self._given_as(at)):
            return self.offsets(given)
        spent = self.low[at] != "of" and self._spent(mention)
        if self.low[at] in {"of", "in", "for"} and not spent and mention.kind not in {"percent", "percentage_point"}:
            start = at + 2 if self.tag[at + 1] == "det" else at + 1
            if self._empty(start) or (mention.kind == "ratio" and self.low[at] == "in"):
                return None
            if self.tag[start] in NOMINAL and (self.low[at] == "of" or self._valued(mention, at + 1)):
                return self.offsets(self.right.span(start, single=True))
        if self.low[at] in self.dimensions:
            return None
        if (mention.kind == "fraction" or self._attributive(mention, at)) and self.tag[at] in NOMINAL:
            span = self.right.span(at, single=True)
            shared = span is not None and self.low[span[1] - 1] == "share" and self.low[span[1]] == "of"
            if span and (shared or (self.change(span) and self.low[span[1]] in {"in", "of"})):
                start = span[1] + 1
                while self.tag[start] == "det":
                    start += 1
                return self.offsets(self.right.span(start, single=True))
            return self.offsets(span) if span and self.tag[span[1] - 1] in NOUNS and not self.change(span) else None
        return None

    def _given_as(self, at: int) -> Span | None:
        """ "# as a housing subsidy", "# off the original price"."""
        off = self.low[at] == "off"
        if not off and (self.low[at] != "as" or self.low[at + 1] in _AS):
            return None
        start = at + 2 if self.tag[at + 1] == "det" else at + 1
        span = self.right.span(start, single=True)
        clause = span is not None and (self.tokens[start].capital or self.tag[span[1]] in _VERBAL)
        return None if clause and not off else span

    def _empty(self, at: int) -> bool:
        """Whether a phrase says nothing of what is meant: "of the national total"."""
        span = self.right.span(at, single=True)
        return span is not None and self.low[span[1] - 1] in self.empty and self.low[span[1]] != "of"

    def _spent(self, mention: Mention) -> bool:
        """Whether an amount is the object of spending: "invest # in hydrogen" says whose money it is, not what."""
        clause = self.clause(mention)
        return not self.spending.isdisjoint(self.low[clause.verb : min(clause.verb_end, mention.token)])

    def after(self, mention: Mention) -> int:
        """The token behind a figure, its bracketed conversion and its denominator."""
        at = mention.token + 1
        if self.low[at] == "(":
            close = next(
                (probe for probe in range(at + 1, min(at + 10, len(self.tokens))) if self.low[probe] == ")"), None
            )
            if close is not None and any(self.tag[probe] in {"num", "digit"} for probe in range(at, close)):
                at = close + 1
                if self.low[at] == "-" and self.low[at + 1] in self.dimensions:
                    at += 2
        if mention.kind in {"money", "measure"} and self.low[at] in {"a", "an", "per"}:
            step = 3 if self.low[at + 1] in {"square", "cubic"} else 2
            goes_on = self.tag[at + step] in NOMINAL or self.low[at + step] in {"in", "of"}
            if self.tag[at + step - 1] == "noun" and (step == 3 or goes_on):
                at += step
        return at

    def _valued(self, mention: Mention, at: int) -> bool:
        """Whether "in X" names what an amount is made of ("in value added"), not where it is ("in Jinan")."""
        timed = (mention.kind == "measure" and mention.unit in _TIMES) or self.low[at] in self.not_valued
        if timed or self.tag[at] == "det":
            return False
        span = self.right.span(at, single=True)
        return span is not None and not self.tokens[span[1] - 1].capital

    def _attributive(self, mention: Mention, after: int) -> bool:
        """Whether the amount stands as an attribute before a noun: "a 350 km/h line", "the 220-kV substation"."""
        building = self.low[after].endswith("ing") and self.tag[after + 1] == "det"
        if building or self.low[after] in self.not_attributes:
            return False
        text = self.sentence.text
        if "-" in text[mention.digits_end : mention.end + 1] or text[mention.start : mention.start + 2].lower() == "a ":
            return True
        at = mention.token - 1
        while (
            at >= 0
            and (self.low[at] in self.fillers or self.tag[at] in {"adj", "adv"})
            and self.tag[at] not in {"det", "prep"}
        ):
            at -= 1
        if self.tag[at] == "noun" and self.low[at - 1] in {"a", "an"} and self.tag[after] in NOUNS:
            # "a hefty # charge": an adjective that no list names.
            return True
        if self.low[at] == "and" and self.tag[after] in NOUNS and mention.kind == "percent":
            # "78 percent nitrogen and 1.3 percent argon".
            return True
        return self.tag[at] == "det" or (
            self.tag[after] in NOUNS
            and mention.kind in {"measure", "money", "percent"}
            and self.tag[at] in {"verb", "prep", "part"}
        )

    def _named_behind(self, mention: Mention) -> Offsets:
        """ "at a 25% premium": an article right in front makes the figure an attribute of the noun behind it."""
        before = mention.token - 1 - (self.low[mention.token - 1] == "+")
        if self.tag[before] != "det" or self.tag[self.after(mention)] not in NOMINAL:
            return None
        return self.quantity_right(mention)

    def _lasting(self, mention: Mention) -> Offsets:
        """ "a grounding for more than three months"."""
        at = self.skip_left(mention.token - 1)
        timed = self.low[at] == "for" and mention.kind == "measure"
        named = self.tag[at - 1] in NOUNS and self.low[at - 1] not in self.not_attributes
        if timed and named and self.noun_phrase_free(at - 1):
            return self.offsets(left_span(self.sentence, at - 1, self.floor))
        return None

    def noun_phrase_free(self, at: int) -> bool:
        """Whether the phrase that ends at a token depends on no preposition."""
        while at >= self.floor and self.tag[at] in (*NOMINAL, "det"):
            at -= 1
        return self.tag[at] not in {"prep", "time", "num"}

    def _change_itself(self, mention: Mention) -> Offsets:
        """ "a 60 basis point improvement in margins": what improved, or where nothing is said, the change."""
        at = self.after(mention)
        return self.offsets(self.right.span(at, single=True)) if self.tag[at] in NOMINAL else None
