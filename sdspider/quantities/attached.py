"""Phrases attached to a figure: "investment of #" in front of it, "# of trade" behind it, "a # line" named by it."""

from __future__ import annotations

from sdspider.quantities.model import Mention
from sdspider.quantities.phrases import Span, left_span
from sdspider.quantities.reading import COUNTS, NOMINAL, NOUNS, Offsets, Reading
from sdspider.quantities.verbs import GENITIVE

_TIMES = ("h", "d", "wk", "mo", "a", "min", "s", "{quarter}", "{decade}")

_NAMING = frozenset(("noun", "plural", "adj"))
_VERBAL = frozenset(("verb", "aux", "modal", "part"))
_GROWTH = frozenset(("increase", "growth", "rise", "decline", "drop", "decrease", "reduction", "jump", "surge"))
_DIRECTIONS = frozenset(("east", "west", "north", "south", "northeast", "northwest", "southeast", "southwest", "away"))
_READINGS = frozenset(
    ("rate", "figure", "estimate", "level", "reading", "total", "pace", "forecast", "prediction", "projection")
)
_FROM = frozenset(("from", "than", "above", "below", "with", "over", "versus"))
_HOLLOW = frozenset(("share", "pace", "clip", "rate", "mark", "level", "barrier", "threshold"))
"""Heads that say nothing of what a # one is one of."""
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
        span = self._named_left(self._timeless(at))
        if span is None or (span[1] - span[0] == 1 and self.low[span[0]] in self.empty) or self._changed(mention, span):
            return None
        if (self.low[at + 1] == "at" and self._governed(span)) or self._yardstick(span):
            return None
        if mention.kind in COUNTS:
            return None if self.tag[span[0] - 1] == "num" else self.offsets(span)
        if self.low[span[1] - 1] in self.targets and self._foreseen(mention, at + 1):
            return None
        return self.offsets(self._grown(span) if mention.kind == "percent" else span)

    def _grown(self, span: Span) -> Span | None:
        """ "a revenue increase of #": what increases; nothing in "a larger rise of #"."""
        if span[1] - span[0] == 1 or self.low[span[1] - 1] not in _GROWTH:
            return span
        if self.tag[span[1] - 2] == "adj":
            return None if self.low[span[1] - 2].endswith("er") else span
        return span[0], span[1] - 1

    def _yardstick(self, span: Span) -> bool:
        """ "6.9 percent below the revised March rate of #": the phrase says only what is compared with."""
        if not self.floor or self.low[span[1] - 1] not in _READINGS:
            return False
        named = any(self.tag[at] == "noun" and not self.tokens[at].capital for at in range(span[0], span[1] - 1))
        return not named and self.low[self._before_article(span[0] - 1)] in _FROM

    def _before_article(self, at: int) -> int:
        return at - 1 if self.tag[at] == "det" else at

    def _foreseen(self, mention: Mention, link: int) -> bool:
        """Whether what is estimated stands elsewhere: "from the estimate of #", "a forecast of # in exports"."""
        if self.floor and mention.kind != "money" and self.low[link] == "of":
            return True
        behind = mention.token + 1
        return self.low[behind] == "of" or (self.low[behind] == "in" and self._valued(mention, behind + 1))

    def _beside(self, mention: Mention, at: int) -> Offsets:
        """The phrase in front of a figure without a linking word between them."""
        word = self.low[at]
        if word == "(":
            return self._bracketed(mention, at)
        if word == "with" and mention.kind not in COUNTS and self.floor:
            return self._listed_with(mention, at)
        if self.low[at - 1] == "," and word in self.links:
            return self._aside(mention, at)
        return self._dimension(mention, at) or self._limited(mention, at) or self._away(mention, at)

    def _aside(self, mention: Mention, at: int) -> Offsets:
        """ ", at #" behind a superlative, "The population, approaching #, is …"."""
        if self.low[at] == "at":
            return self._given_at(mention) if mention.kind not in COUNTS else None
        aside = self.low[at].endswith("ing") and self.tag[at - 2] in NOUNS and mention.token < self.clause(mention).verb
        return self.offsets(left_span(self.sentence, at - 2, self.floor)) if aside else None

    def _listed_with(self, mention: Mention, at: int) -> Offsets:
        """ "the north with 12 percent and the south with #": the item in front of "with"."""
        span = left_span(self.sentence, at - 1, self.floor, chain=False)
        if span is None or self.tag[mention.token + 1] not in {"punct", "conj", ""}:
            return None
        before = span[0] - (self.tag[span[0] - 1] == "det") - 1
        listed = self.low[before] in {",", "and"} or (self.low[before] == "by" and self.low[before - 1] == "followed")
        return self.offsets(span) if before + 1 >= self.floor and listed else None

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
        """ "a loss for the July-September period of #", "in the range of #": the token in front of "for …"."""
        if self.low[at] == "range" and self.low[at - 2] in {"in", "at"} and self.tag[at - 3] in NOUNS:
            return at - 3
        if self.low[at] not in self.spans_of_time:
            return at
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

    def _away(self, mention: Mention, at: int) -> Offsets:
        """ "an area about 80 miles east of": the noun right in front of a distance."""
        away = mention.kind == "measure" and self.low[mention.token + 1] in _DIRECTIONS
        if away and self.tag[at] in NOUNS and self.low[at] not in self.spans_of_time:
            return self.offsets(left_span(self.sentence, at, self.floor, chain=False))
        return None

    def _bracketed(self, mention: Mention, at: int) -> Offsets:
        if self.tag[at - 1] == "num":
            owner = self.tokens[at - 1].mention
            return owner.subject if owner else None
        last = at - 2 if self.tag[at - 1] == "part" else at - 1
        if mention.kind in COUNTS and self.floor and self.tokens[last].capital:
            # "101 million passengers, followed by Beijing (#)".
            return None
        return self.offsets(left_span(self.sentence, last, self.floor)) if self.tag[last] in _NAMING else None

    def quantity_right(self, mention: Mention) -> Offsets:
        """ "# of foreign trade", "# in value added", "a #-kV substation", "# deep"."""
        at = self.after(mention)
        if self.low[at] == "worth" and self.low[at + 1] == "of" and mention.kind == "money":
            return self.offsets(self.right.span(at + 2, single=True))
        if mention.kind == "money" and (given := self._given_as(at)):
            return self.offsets(given)
        spent = self._spent(mention) if self.low[at] != "of" else self.low[mention.token - 1] == "within"
        if self.low[at] in {"of", "in", "for"} and not spent and mention.kind not in {"percent", "percentage_point"}:
            start = at + 2 if self.tag[at + 1] == "det" else at + 1
            if self._empty(start) or (mention.kind == "ratio" and self.low[at] == "in"):
                return None
            if self.tag[start] in NOMINAL and (self.low[at] == "of" or self._valued(mention, at + 1)):
                return self.offsets(self.right.span(start, single=True))
        if self.low[at] in self.dimensions:
            return None
        if (mention.kind == "fraction" or self._attributive(mention, at)) and self.tag[at] in NOMINAL:
            return self._of_attribute(at)
        return None

    def _of_attribute(self, at: int) -> Offsets:
        """ "a # line", "a # rise in prices": the noun, or what it is said of."""
        span = self.right.span(at, single=True)
        if span and self.change(span) and self.low[span[1]] in {"in", "of"}:
            start = span[1] + 1
            if self._timed(start):
                return None
            while self.tag[start] == "det" or (self.low[start] in self.empty and self.low[start + 1] == "of"):
                start += 1 + (self.low[start + 1] == "of")
            return self.offsets(self.right.span(start, single=True))
        hollow = span is not None and span[1] == span[0] + 1 and self.low[span[0]] in _HOLLOW
        named = span is not None and self.tag[span[1] - 1] in NOUNS and not hollow and not self.change(span)
        return self.offsets(span) if named else None

    def _timed(self, at: int) -> bool:
        """ "a gain in the previous session", "in the Midwest": what stands behind "in" is a time or a place."""
        span = self.right.span(at + (self.tag[at] == "det"), single=True)
        if self.tag[at] == "time" or span is None:
            return self.tag[at] == "time"
        head = self.tokens[span[1] - 1]
        if head.capital and not self.sentence.text[head.start : head.end].isupper():
            return True
        return not self.spans_of_time.isdisjoint((head.low, self.low[span[0]]))

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
        row = self.tokens[at].mention if mention.kind == "measure" and self.tag[at] == "num" else None
        if row and row.kind == "measure" and row.start == mention.end + 1 and self._hyphened(mention):
            # "a 6-inch 90 Hz screen".
            at += 1
        if self.low[at] == "(":
            close = next(
                (probe for probe in range(at + 1, min(at + 10, len(self.tokens))) if self.low[probe] == ")"), None
            )
            if close is not None and any(self.tag[probe] in {"num", "digit"} for probe in range(at, close)):
                at = close + 1
                if self.low[at] == "-" and self.low[at + 1] in self.dimensions:
                    at += 2
        if mention.kind in {"money", "measure"} and self.low[at] in {"a", "an", "per"}:
            step = 3 if self.low[at + 1] in {"square", "cubic", "troy", "metric"} else 2
            goes_on = self.tag[at + step] in NOMINAL or self.low[at + step] in {"in", "of"}
            if self.tag[at + step - 1] == "noun" and (step == 3 or goes_on):
                at += step
        return at

    def _hyphened(self, mention: Mention) -> bool:
        return "-" in self.sentence.text[mention.digits_end : mention.end]

    def _valued(self, mention: Mention, at: int) -> bool:
        """Whether "in X" names what an amount is made of ("in value added"), not where it is ("in Jinan")."""
        timed = (mention.kind == "measure" and mention.unit in _TIMES) or self.low[at] in self.not_valued
        if timed or self.tag[at] == "det":
            return False
        span = self.right.span(at, single=True)
        if span is None:
            return False
        if self.low[span[1] - 1] in self.not_valued and self.tag[at] == "time":
            return False
        head = self.tokens[span[1] - 1]
        # "in EPS", but not "in Jinan".
        return not head.capital or self.sentence.text[head.start : head.end].isupper()

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
        before = self.tokens[at].mention if self.tag[at] == "num" and at == mention.token - 1 else None
        row = before is not None and mention.kind == before.kind == "measure" and self._hyphened(before)
        return (
            self.tag[at] == "det"
            or row
            or self.low[at].endswith(GENITIVE)
            or (
                self.tag[after] in NOUNS
                and mention.kind in {"measure", "money", "percent"}
                and self.tag[at] in {"verb", "prep", "part"}
            )
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
