"""What a figure counts or measures: the phrase beside it, else the subject of its clause, else that of a figure before."""

from __future__ import annotations

from functools import cache

from sdspider.quantities import structure
from sdspider.quantities.language import Language
from sdspider.quantities.model import Mention, Sentence, Token
from sdspider.quantities.phrases import Right, Span, left_span, text_span

_SKIPPED = frozenset(("adv", "det"))
_STOPS = frozenset((";", ":", "(", ")", "—", "–"))
_FINITE = frozenset(("aux", "modal", "verb"))


@cache
def _words(language: Language, name: str) -> frozenset[str]:
    return language.words("phrases", name)


class Finder:
    """Finds the subjects of one sentence's figures, in order."""

    def __init__(self, sentence: Sentence) -> None:
        """Keep tokens and word lists at hand."""
        self.sentence = sentence
        self.tokens: list[Token] = sentence.tokens
        self.right = Right(sentence)
        language = sentence.language
        self.fillers = _words(language, "fillers")
        self.links = _words(language, "links")
        self.pronouns = _words(language, "pronoun_objects")
        self.empty = _words(language, "empty_heads")
        self.weak = _words(language, "weak_counted")
        self.floor = 0

    def low(self, at: int) -> str:
        """Lower-case word at a token, or nothing outside the sentence."""
        return self.tokens[at].low if 0 <= at < len(self.tokens) else ""

    def tag(self, at: int) -> str:
        """Class of the word at a token."""
        return self.tokens[at].tag if 0 <= at < len(self.tokens) else ""

    def offsets(self, span: Span | None) -> tuple[int, int] | None:
        """Offsets of a token span."""
        return text_span(self.tokens, span) if span else None

    # --- counts -------------------------------------------------------------------------------------------
    def counted(self, mention: Mention) -> tuple[int, int] | None:
        """The noun behind a count, or what it stands for."""
        at = mention.token + 1
        while (
            self.low(at)
            in ("more", "additional", "other", "of", "the", "these", "those", "its", "their", "all", "-", "such")
            and self.low(at) != "of"
            or (
                self.low(at) == "of"
                and self.low(at + 1) in ("the", "its", "these", "those", "their", "our", "all", "#")
            )
        ):
            if self.low(at) == "more" and self.low(at + 1) == "than":
                return self.antecedent(mention)
            at += 1
            if self.tag(at) == "num":
                at += 1
        if self.low(at) == "of" and self.low(at + 1) in self.pronouns:
            return self.antecedent(mention)
        if self.low(at) in ("of", "in") and self.tag(at + 1) == "rel":
            return self.antecedent(mention)
        span = self.right.span(at, single=mention.value == 1)
        if span and not (span[1] - span[0] == 1 and self.low(span[0]) in self.weak):
            return self.offsets(span)
        if span and self.low(span[0]) in ("ones", "units", "sets"):
            clause = self.clause_subject(mention)
            return clause or self.offsets(span)
        return self.antecedent(mention)

    def antecedent(self, mention: Mention) -> tuple[int, int] | None:
        """The noun counted before: in this sentence, in the subject of the clause, in the sentence before."""
        earlier = [
            other
            for other in self.sentence.figures
            if other.start < mention.start and other.kind in (None, "count") and other.subject
        ]
        direct = self.quantity_left(mention)
        if direct:
            return direct
        if earlier:
            whole = [
                other
                for other in earlier
                if other.token == 1 and self.low(0) == "of" or (other.token == 2 and self.low(0) == "of")
            ]
            return (whole or earlier)[-1].subject
        clause = self.clause_subject(mention)
        if clause:
            return clause
        return self.before()

    def before(self) -> tuple[int, int] | None:
        """The subject of the last sentence's first figure."""
        if self.sentence.before:
            for other in self.sentence.before.figures:
                if other.subject:
                    return other.subject
        return None

    # --- quantities ---------------------------------------------------------------------------------------
    def quantity_left(self, mention: Mention) -> tuple[int, int] | None:
        """ "planned investment of (nearly) #", "goods worth #": the phrase in front of the linking word."""
        at = mention.token - 1
        while at >= 0 and (self.low(at) in self.fillers or self.tag(at) == "adv" or self.low(at) in ("a", "an", "the")):
            at -= 1
        linked = at + 1 < mention.token and self.low(at + 1) in self.links
        if self.low(at) in self.links:
            at -= 1
            linked = True
        if linked and self.tag(at) in ("noun", "plural", "part") and at >= self.floor:
            if self.tag(at) == "part" and self.low(at).endswith("ed"):
                return None
            span = left_span(self.sentence, at, self.floor)
            if span and not (span[1] - span[0] == 1 and self.low(span[0]) in self.empty):
                return self.offsets(span)
        return None

    def quantity_right(self, mention: Mention) -> tuple[int, int] | None:
        """ "# of foreign trade", "# in value added", "a #-kV substation"."""
        at = mention.token + 1
        text = self.sentence.text
        hyphen = "-" in text[mention.digits_end : mention.end] or mention.shared
        if self.low(at) in ("of", "in") and self.tag(at + 1) in ("noun", "plural", "adj", "part", "det"):
            start = at + 2 if self.tag(at + 1) == "det" else at + 1
            inner = self.right.span(start, single=True)
            if inner and not (
                self.low(at) == "in"
                and (self.tag(at + 1) == "det" or self.tokens[start].capital or self._is_time(start))
            ):
                return self.offsets(inner)
        attribute = hyphen or (mention.kind in ("measure", "money", "percent") and self._attributive(mention))
        if attribute and self.tag(at) in ("noun", "plural", "adj", "part"):
            inner = self.right.span(at, single=True)
            if inner:
                return self.offsets(inner)
        return None

    def _is_time(self, at: int) -> bool:
        start = self.tokens[at].start
        return any(time.start <= start < time.end for time in self.sentence.times)

    def _attributive(self, mention: Mention) -> bool:
        """Whether the amount stands as an attribute before a noun: "the 350 km/h line", "a $150 contract"."""
        at = mention.token - 1
        while self.low(at) in self.fillers or self.tag(at) in ("adj",):
            at -= 1
        return self.tag(at) == "det" and self.tag(mention.token + 1) in ("noun", "plural", "adj")

    # --- the clause ---------------------------------------------------------------------------------------
    def clause_subject(self, mention: Mention) -> tuple[int, int] | None:
        """The noun phrase in front of the verb that governs a figure."""
        at = mention.token - 1
        while at >= 0 and self.tag(at) not in _FINITE and not self._past(at):
            if self.low(at) == ";":
                return None
            at -= 1
        while at > 0 and (
            self.tag(at) in _FINITE or self.tag(at) == "adv" or self._past(at) or self.low(at) in ("to", "not")
        ):
            at -= 1
        if at < 0:
            return None
        return self._subject_before(at)

    def _past(self, at: int) -> bool:
        return (
            self.tag(at) == "part" and self.low(at).endswith("ed") and self.tag(at + 1) not in ("noun", "plural", "adj")
        )

    def _subject_before(self, last: int) -> tuple[int, int] | None:
        if self.tag(last) == "rel" or self.low(last) == ",":
            last -= 1
            if self.low(last) == ",":
                last -= 1
        first = last
        while first >= 0 and self.tag(first) not in ("rel", "conj", *_FINITE) and self.low(first) not in (",", *_STOPS):
            first -= 1
            if (
                self.low(first) == "and"
                and self.tag(first - 1) in ("noun", "plural")
                and self.tag(first + 1) in ("noun", "plural", "adj")
            ):
                first -= 1
        return self._first_phrase(first + 1, last)

    def _first_phrase(self, first: int, last: int) -> tuple[int, int] | None:
        """The first noun phrase between two tokens, looking through empty heads ("the number of …")."""
        at = first
        while at <= last:
            token = self.tokens[at]
            if token.tag == "pron":
                return self.before()
            if token.mention is not None:
                if token.mention.subject:
                    return token.mention.subject
                at += 1
                continue
            if token.tag in ("noun", "plural", "adj", "part") and not self._is_time(at):
                end = at
                while end <= last and self.tag(end) in ("noun", "plural", "adj", "part"):
                    end += 1
                while at < end - 1 and any(self.low(k).endswith(("'s", "’s", "s'", "s’")) for k in range(at, end - 1)):
                    at += 1
                if self.low(end) == "of" and self.low(end - 1) in self.empty:
                    at = end + 1
                    continue
                if (
                    self.low(end) in ("of", "and")
                    and self.tag(end + 1) in ("noun", "plural", "adj", "part")
                    and end < last
                ):
                    end += 1
                    while end <= last and self.tag(end) in ("noun", "plural", "adj", "part"):
                        end += 1
                return self.offsets((at, end))
            at += 1
        return None

    # --- all ----------------------------------------------------------------------------------------------
    def find(self, mention: Mention) -> tuple[int, int] | None:
        """The subject of one figure."""
        if mention.converted_from:
            return mention.converted_from.subject
        if mention.kind in (None, "count"):
            return self.counted(mention)
        if mention.kind == "fraction" and self.low(mention.token + 1) == "of":
            at = mention.token + 2
            span = self.right.span(at + 1 if self.tag(at) == "det" else at, single=True)
            if span:
                return self.offsets(span)
        return (
            self.quantity_left(mention)
            or self.quantity_right(mention)
            or self.clause_subject(mention)
            or self.last(mention)
        )

    def last(self, mention: Mention) -> tuple[int, int] | None:
        """The subject of the figure before."""
        for other in reversed(self.sentence.figures):
            if other.start < mention.start and other.subject:
                return other.subject
        return self.before()


def find(sentence: Sentence) -> None:
    """Give every figure its subject."""
    finder = Finder(sentence)
    for group in structure.groups(sentence):
        for mention in reversed(group):
            mention.subject = finder.find(mention)
            if (
                mention is not group[-1]
                and mention.kind in (None, "count")
                and finder.tag(mention.token + 1) == "punct"
            ):
                mention.subject = group[-1].subject
        finder.floor = group[-1].token + 1
