"""What a figure counts or measures: the phrase beside it, else the subject of its clause, else that of a figure before."""

from __future__ import annotations

from functools import cache

from sdspider.quantities import clauses, structure
from sdspider.quantities.clauses import Clause
from sdspider.quantities.language import Language
from sdspider.quantities.model import Mention, Sentence, Token
from sdspider.quantities.phrases import Right, Span, left_span, text_span

Offsets = tuple[int, int] | None
_NOUNS = frozenset(("noun", "plural"))
_NOMINAL = frozenset(("noun", "plural", "adj", "part"))
_TIMES = ("h", "d", "wk", "mo", "a", "min", "s", "{quarter}", "{decade}")
_SPANS = ("month", "year", "week", "day", "hour")
_COUNTS = (None, "count")


@cache
def _words(language: Language, name: str) -> frozenset[str]:
    return language.words("phrases", name)


class Finder:
    """Finds the subjects of one sentence's figures, in order."""

    def __init__(self, sentence: Sentence) -> None:
        """Keep tokens, clauses and word lists at hand."""
        self.sentence = sentence
        self.tokens: list[Token] = sentence.tokens
        self.right = Right(sentence)
        language = sentence.language
        self.fillers = _words(language, "fillers")
        self.links = _words(language, "links")
        self.pronouns = _words(language, "pronoun_objects")
        self.empty = _words(language, "empty_heads")
        self.weak = _words(language, "weak_counted")
        self.skipped = _words(language, "before_counted")
        self.owners = _words(language, "owners")
        self.dimensions = _words(language, "dimensions")
        self.changes = _words(language, "change_heads")
        self.limits = _words(language, "limits")
        self.raising = _words(language, "raising")
        self.not_attributes = _words(language, "not_attributes")
        self.clauses = clauses.find(sentence, self.empty)
        self.phrases = clauses.Phrases(sentence, self.empty)
        self.floor = 0

    # --- tokens -------------------------------------------------------------------------------------------
    def low(self, at: int) -> str:
        """Lower-case word at a token, or nothing outside the sentence."""
        return self.tokens[at].low if 0 <= at < len(self.tokens) else ""

    def tag(self, at: int) -> str:
        """Class of the word at a token."""
        return self.tokens[at].tag if 0 <= at < len(self.tokens) else ""

    def offsets(self, span: Span | None) -> Offsets:
        """Offsets of a token span."""
        return text_span(self.tokens, span) if span else None

    def clause(self, mention: Mention) -> Clause:
        """The clause a figure stands in."""
        for clause in reversed(self.clauses):
            if clause.start <= mention.token:
                return clause
        return self.clauses[0]

    def _skip_left(self, at: int) -> int:
        """The token in front of limiting words: "of (nearly) #"."""
        while at >= self.floor:
            low = self.low(at)
            bound = (
                low == "at"
                and self.low(at + 1) in ("least", "most")
                or (low == "of" and self.low(at - 1) in self.empty)
            )
            if not bound and (low in self.links or not (low in self.fillers or self.tag(at) in ("adv", "det"))):
                break
            at -= 2 if bound and low == "of" else 1
        return at

    # --- counts -------------------------------------------------------------------------------------------
    def counted(self, mention: Mention) -> Offsets:
        """The noun behind a count, or what it stands for."""
        at = self._behind(mention.token + 1)
        if self.low(at) == "of" and self.low(at + 1) in self.pronouns:
            return self.antecedent(mention)
        span = self.right.span(at, single=mention.value == 1)
        if span is None:
            return self.antecedent(mention)
        if span[1] - span[0] == 1 and self.low(span[0]) in self.weak:
            clause = self.of_clause(mention) if self.low(span[0]) == "units" else None
            return self._last_noun_of(clause) or self.offsets(span)
        return self.offsets(span)

    def _behind(self, at: int) -> int:
        """Step over "more", "of the", "other", and over a second number ("21 of the 22 zones")."""
        while True:
            low = self.low(at)
            if low in self.skipped and not (low == "more" and self.low(at + 1) in ("than", "")):
                at += 1
            elif low == "of" and self.low(at + 1) in self.owners:
                at += 2
            elif low == "of" and self.tag(at + 1) == "num":
                at += 2
            elif self.tag(at) == "num" and self.low(at - 1) in self.owners:
                at += 1
            else:
                return at

    def _last_noun_of(self, span: Offsets) -> Offsets:
        """ "Exports of electric vehicles" counted in units: the vehicles."""
        if span is None:
            return None
        text = self.sentence.text[span[0] : span[1]]
        cut = text.find(" of ")
        return (span[0] + cut + 4, span[1]) if cut > 0 else span

    def antecedent(self, mention: Mention) -> Offsets:
        """The noun counted before: in front of it, in this sentence, in the subject of the clause, in the sentence before."""
        direct = self.quantity_left(mention)
        if direct:
            return direct
        earlier = [
            other
            for other in self.sentence.figures
            if other.start < mention.start and other.kind in _COUNTS and other.subject and other.low is None
        ]
        if earlier:
            if self.tag(mention.token - 1) in ("verb", "prep") and self.low(mention.token - 1) in (
                "at",
                "to",
                "was",
                "is",
                "reached",
            ):
                here = self.clause(mention)
                if here.subject and not any(other.token >= here.start for other in earlier):
                    return self.of_clause(mention)
            opening = earlier[0] if earlier[0].token <= 2 and self.low(0) in ("of", "among") else None
            return (opening or self._same_group(mention, earlier) or earlier[-1]).subject
        return self.of_clause(mention) or self.before(mention)

    def _same_group(self, mention: Mention, earlier: list[Mention]) -> Mention | None:
        """For "1,007 projects … in three groups of 390, …": the number that the items add up to is preferred."""
        return next(
            (other for other in reversed(earlier) if other.value and other.value > (mention.value or 0) * 1.2), None
        )

    def before(self, mention: Mention) -> Offsets:
        """The subject of the sentence before: that of a like figure, else of its first one."""
        last = self.sentence.before
        if last is None:
            return None
        figures = [other for other in last.figures if other.subject]
        alike = [other for other in figures if (other.kind in _COUNTS) == (mention.kind in _COUNTS)]
        return (alike or figures)[0].subject if figures else None

    # --- quantities ---------------------------------------------------------------------------------------
    def quantity_left(self, mention: Mention) -> Offsets:
        """ "planned investment of (nearly) #", "goods worth #": the phrase in front of the linking word."""
        at = self._skip_left(mention.token - 1)
        if self.low(at) == "(":
            return self._bracketed(mention, at)
        if self.low(at) not in self.links:
            return self._dimension(mention, at) or self._limited(mention, at)
        at -= 1
        if self.tag(at) not in (*_NOUNS, "part") or at < self.floor:
            return None
        if self.tag(at) == "part" and (
            self.low(at).endswith("ed") or self.tag(at - 1) in ("aux", "prep") or self.low(at + 1) == "at"
        ):
            return None
        span = left_span(self.sentence, at, self.floor)
        if span is None or (span[1] - span[0] == 1 and self.low(span[0]) in self.empty) or self._change(span):
            return None
        if mention.kind in _COUNTS and self.tag(span[0] - 1) == "num":
            return None
        return self.offsets(span)

    def _change(self, span: Span) -> bool:
        """Whether a phrase only says that something changed: "a rise", "annual growth"."""
        return all(self.low(at) in self.changes for at in range(*span))

    def _limited(self, mention: Mention, at: int) -> Offsets:
        """ "additional investments over 35 GWh": the noun in front of the limiting word itself."""
        if (
            at + 1 < mention.token
            and self.tag(at) in _NOUNS
            and self.tag(at + 1) == "prep"
            and self.low(at + 1) in self.limits
        ):
            return self.offsets(left_span(self.sentence, at, self.floor))
        return None

    def _dimension(self, mention: Mention, at: int) -> Offsets:
        """ "in water 8-12 meters deep": the noun right in front of a dimension."""
        moved = mention.kind == "percent" and self.low(mention.token + 1) in ("higher", "lower")
        deep = mention.kind == "measure" and self.low(mention.token + 1) in self.dimensions
        if (moved or deep) and self.tag(at) in _NOUNS:
            return self.offsets(left_span(self.sentence, at, self.floor))
        return None

    def _bracketed(self, mention: Mention, at: int) -> Offsets:
        if self.tag(at - 1) == "num":
            owner = self.tokens[at - 1].mention
            return owner.subject if owner else None
        span = left_span(self.sentence, at - 1, self.floor)
        return self.offsets(span)

    def quantity_right(self, mention: Mention) -> Offsets:
        """ "# of foreign trade", "# in value added", "a #-kV substation", "# deep"."""
        at = self._after(mention)
        if self.low(at) in ("of", "in", "for") and mention.kind != "percent" and mention.kind != "percentage_point":
            start = at + 2 if self.tag(at + 1) == "det" else at + 1
            if self.tag(start) in _NOMINAL and (self.low(at) == "of" or self._valued(mention, at + 1)):
                return self.offsets(self.right.span(start, single=True))
        if self.low(at) in self.dimensions:
            return None
        if (mention.kind == "fraction" or self._attributive(mention, at)) and self.tag(at) in _NOMINAL:
            span = self.right.span(at, single=True)
            if span and self._change(span) and self.low(span[1]) in ("in", "of"):
                start = span[1] + 1
                while self.tag(start) == "det":
                    start += 1
                return self.offsets(self.right.span(start, single=True))
            return self.offsets(span) if span and self.tag(span[1] - 1) in _NOUNS and not self._change(span) else None
        return None

    def _after(self, mention: Mention) -> int:
        """The token behind a figure, its bracketed conversion and its denominator."""
        at = mention.token + 1
        if self.low(at) == "(":
            close = next(
                (probe for probe in range(at + 1, min(at + 6, len(self.tokens))) if self.low(probe) == ")"), None
            )
            if close is not None and any(self.tag(probe) == "num" for probe in range(at, close)):
                at = close + 1
                if self.low(at) == "-" and self.low(at + 1) in self.dimensions:
                    at += 2
        if (
            mention.kind == "money"
            and self.low(at) in ("a", "an", "per")
            and self.tag(at + 1) == "noun"
            and self.tag(at + 2) in _NOMINAL
        ):
            at += 2
        return at

    def _valued(self, mention: Mention, at: int) -> bool:
        """Whether "in X" names what an amount is made of ("in value added"), not where or in what ("in prison", "in Jinan")."""
        timed = mention.kind == "measure" and mention.unit in _TIMES
        return not timed and self.tag(at) != "det" and not self.tokens[at].capital

    def _attributive(self, mention: Mention, after: int) -> bool:
        """Whether the amount stands as an attribute before a noun: "a 350 km/h line", "the 220-kV substation"."""
        if self.low(after) in self.not_attributes:
            return False
        text = self.sentence.text
        if "-" in text[mention.digits_end : mention.end + 1] or text[mention.start : mention.start + 2].lower() == "a ":
            return True
        at = mention.token - 1
        while (
            at >= 0
            and (self.low(at) in self.fillers or self.tag(at) in ("adj", "adv"))
            and self.tag(at) not in ("det", "prep")
        ):
            at -= 1
        return self.tag(at) == "det" or (
            self.tag(after) in _NOUNS
            and mention.kind in ("measure", "money", "percent")
            and self.tag(at) in ("verb", "prep", "part")
        )

    # --- the clause ---------------------------------------------------------------------------------------
    def of_clause(self, mention: Mention) -> Offsets:
        """The subject of the clause a figure stands in, or the object that "by #" measures."""
        clause = self.clause(mention)
        measured = self._measured_object(clause, mention)
        if measured:
            return measured
        if mention.token < clause.verb and clause.number is mention:
            return None
        if mention.token < clause.verb and clause.subject and clause.subject[0] > mention.token:
            span, _, number = self.phrases.first(clause.start, mention.token)
            return self.offsets(span) or (number.subject if number else None)
        if clause.subject and self._change(clause.subject):
            return self.before(mention) or self.offsets(clause.subject)
        if clause.subject:
            return self.offsets(clause.subject)
        if clause.number and clause.number.subject and clause.number is not mention:
            return clause.number.subject
        if clause.pronoun:
            return self.before(mention) or self._referred(clause)
        span, pronoun, number = self.phrases.first(clause.start, mention.token)
        if span:
            return self.offsets(span)
        return number.subject if number else self.before(mention) if pronoun else None

    def _referred(self, clause: Clause) -> Offsets:
        """What "they" or "it" stands for inside one sentence: the nearest plural noun before, else the subject before."""
        at = self.clauses.index(clause)
        if self.low(clause.verb - 1) in ("they", "them"):
            for probe in range(clause.verb - 2, -1, -1):
                if self.tag(probe) == "plural":
                    return self.offsets(left_span(self.sentence, probe, 0))
        earlier = next((other.subject for other in reversed(self.clauses[:at]) if other.subject), None)
        return self.offsets(earlier)

    def _measured_object(self, clause: Clause, mention: Mention) -> Offsets:
        """ "shortens the ride by 40 minutes", "grow sales by 35 percent": the object of a verb of change."""
        at = self._skip_left(mention.token - 1)
        if (
            self.tag(at) == "verb"
            and self.low(at) in self.raising
            and self.low(at - 1) == "to"
            and self.tag(at - 2) in _NOUNS
        ):
            return (
                self.offsets(left_span(self.sentence, at - 2, clause.verb_end)) if at - 2 >= clause.verb_end else None
            )
        if self.low(at) != "by" or at <= clause.verb_end:
            return None
        start = clause.verb_end
        while start < at and self.tag(start) in ("det", "adv", "adj") and self.tag(start + 1) not in ("prep",):
            start += 1
        span = self.right.span(start, single=True)
        return self.offsets(span) if span and span[1] <= at and self.tag(start - 1) != "prep" else None

    def _apposed(self, mention: Mention) -> Mention | None:
        """The figure that ", up #", ", or #" or ", a rise of #" goes on from."""
        clause = self.clause(mention)
        for other in reversed(self.sentence.figures):
            if other.start < mention.start and other.kind not in ("rank",):
                return (
                    other
                    if other.token >= clause.start and (other.token >= clause.verb or mention.token < clause.verb)
                    else None
                )
        return None

    def _elliptic(self, mention: Mention) -> Offsets:
        """ ", imports by 31.6 percent": the noun between the last comma and a preposition, where the verb is left out."""
        at = mention.token - 1
        while (
            at >= self.floor
            and (self.low(at) in self.fillers or self.tag(at) == "adv")
            and self.low(at) not in ("up", "down")
        ):
            at -= 1
        verbless = self.low(at) in ("up", "down", "+")
        if verbless or self.low(at) in ("by", "to", "at", "of", "from"):
            at -= 1
        if verbless and self.low(at) == "," and self.tag(at - 1) in _NOUNS and not self._after_preposition(at - 1):
            at -= 1
        if verbless and self.tag(at) in _NOUNS:
            return self.offsets(left_span(self.sentence, at, self.floor, chain=False))
        end = at
        while at >= self.floor and self.tag(at) in _NOMINAL:
            at -= 1
        if (
            self.tag(end) in _NOUNS
            and at < end
            and self.low(at) in (",", ";", "and")
            and self.floor > 0
            and at + 1 > self.floor - 1
        ):
            return self.offsets((at + 1, end + 1))
        return None

    def _after_preposition(self, at: int) -> bool:
        while at >= self.floor and self.tag(at) in (*_NOMINAL, "det"):
            at -= 1
        return self.tag(at) in ("prep", "time", "num") or self.low(at) == "and"

    # --- all ----------------------------------------------------------------------------------------------
    def find(self, mention: Mention) -> Offsets:
        """The subject of one figure."""
        if mention.converted_from:
            return mention.converted_from.subject
        if mention.kind in _COUNTS:
            return self.counted(mention)
        if mention.kind == "rank":
            return self._ranked(mention)
        if mention.kind in ("fraction", "percent", "percentage_point") and self.low(mention.token + 1) == "of":
            found = self._share(mention)
            if found:
                return found
        found = (
            self._named_behind(mention)
            or self.quantity_left(mention)
            or self.quantity_right(mention)
            or self._elliptic(mention)
            or self._lasting(mention)
        )
        if found:
            return found
        apposed = self._apposed(mention)
        if apposed and apposed.subject:
            return apposed.subject
        return self.of_clause(mention) or self.last(mention) or self._change_itself(mention)

    def _named_behind(self, mention: Mention) -> Offsets:
        """ "at a 25% premium": an article right in front makes the figure an attribute of the noun behind it."""
        if self.tag(mention.token - 1) != "det" or self.tag(self._after(mention)) not in _NOMINAL:
            return None
        return self.quantity_right(mention)

    def _lasting(self, mention: Mention) -> Offsets:
        """ "a grounding for more than three months"."""
        at = self._skip_left(mention.token - 1)
        timed = self.low(at) == "for" and mention.kind == "measure"
        if timed and self.tag(at - 1) in _NOUNS and self.low(at - 1) not in self.not_attributes:
            return self.offsets(left_span(self.sentence, at - 1, self.floor))
        return None

    def _change_itself(self, mention: Mention) -> Offsets:
        """ "a 60 basis point improvement in margins": what improved, or where nothing is said, the change."""
        at = self._after(mention)
        return self.offsets(self.right.span(at, single=True)) if self.tag(at) in _NOMINAL else None

    def _ranked(self, mention: Mention) -> Offsets:
        """The thing ranked: the subject of the clause, or that of the figure the rank is added to."""
        apposed = self._apposed(mention)
        if apposed and apposed.kind not in _COUNTS and apposed.subject:
            return apposed.subject
        return self.of_clause(mention) or self.last(mention)

    def _share(self, mention: Mention) -> Offsets:
        """A share that is itself the subject ("two-thirds of the orders came …") is one of the noun behind "of"."""
        clause = self.clause(mention)
        if mention.token > clause.verb and mention.kind != "fraction":
            return None
        at = mention.token + 2
        while self.tag(at) == "det" or self.low(at).endswith(("'s", "’s")):
            at += 1
        return self.offsets(self.right.span(at, single=True))

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
        if mention.kind in _COUNTS and last.kind in _COUNTS and finder.tag(mention.token + 1) in ("punct", "conj"):
            mention.subject = last.subject
        elif mention.shared:
            mention.subject = last.subject


def find(sentence: Sentence) -> None:
    """Give every figure its subject."""
    finder = Finder(sentence)
    sentence.cuts = [
        sentence.tokens[clause.start].start
        for clause in finder.clauses[1:]
        if finder.tag(clause.start) not in ("", "rel")
    ]
    for group in structure.groups(sentence):
        for mention in group:
            mention.subject = finder.find(mention)
            mention.anaphoric = finder.clause(mention).pronoun
            finder.floor = mention.token + 1
        if len(group) > 1:
            _spread(group, finder)
    matched(sentence, finder)


def matched(sentence: Sentence, finder: Finder) -> None:
    """Match "A, B and C grew by x, y and z percent (respectively)" by position."""
    for group in structure.groups(sentence):
        if len(group) < 2 or len({mention.kind for mention in group}) != 1 or group[0].kind in _COUNTS:
            continue
        clause = finder.clause(group[0])
        if group[0].token < clause.verb or any(finder.tag(at) == "num" for at in range(clause.start, clause.verb)):
            continue
        items = _items(finder, clause)
        if len(items) == len(group):
            for mention, item in zip(group, items, strict=True):
                mention.subject = text_span(sentence.tokens, item)


def _items(finder: Finder, clause: Clause) -> list[Span]:
    """The coordinated phrases in front of a verb."""
    items: list[Span] = []
    at = start = clause.start
    tokens = finder.tokens
    for at in range(clause.start, clause.verb + 1):
        if at == clause.verb or tokens[at].low in (",", "and"):
            if at > start:
                items.append((start, at))
            start = at + 1
        elif tokens[at].tag == "prep" and not items:
            start = at + 1
    return items
