"""What all rules of a sentence's subjects look at: its tokens, its clauses and the word lists of `[phrases]`."""

from __future__ import annotations

from functools import cache

from sdspider.quantities import clauses
from sdspider.quantities.clauses import Clause
from sdspider.quantities.language import Language
from sdspider.quantities.model import Mention, Sentence, Token
from sdspider.quantities.phrases import Right, Span, text_span

Offsets = tuple[int, int] | None
NOUNS = frozenset(("noun", "plural"))
NOMINAL = frozenset(("noun", "plural", "adj", "part"))
COUNTS = (None, "count")


@cache
def _words(language: Language, name: str) -> frozenset[str]:
    return language.words("phrases", name)


class Reading:
    """The tokens of one sentence, with the figures read so far."""

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
        self.changing = _words(language, "changing")
        self.targets = _words(language, "targets")
        self.sharing = _words(language, "sharing")
        self.spending = _words(language, "spending")
        self.not_attributes = _words(language, "not_attributes")
        self.clauses = clauses.find(sentence, self.empty)
        self.phrases = clauses.Phrases(sentence, self.empty)
        self.floor = 0

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

    def skip_left(self, at: int) -> int:
        """The token in front of limiting words: "of (nearly) #"."""
        while at >= self.floor:
            low = self.low(at)
            bound = (low == "at" and self.low(at + 1) in ("least", "most")) or (
                low == "of" and self.low(at - 1) in self.empty and self.tag(at - 2) not in NOUNS
            )
            if not bound and (low in self.links or not (low in self.fillers or self.tag(at) in ("adv", "det"))):
                break
            at -= 2 if bound and low == "of" else 1
        return at

    def change(self, span: Span) -> bool:
        """Whether a phrase only says that something changed: "a rise", "annual growth"."""
        return all(self.low(at) in self.changes for at in range(*span))
