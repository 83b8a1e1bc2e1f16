"""What all rules of a sentence's subjects look at: its tokens, its clauses and the word lists of `[phrases]`."""

from __future__ import annotations

from functools import cache

from sdspider.quantities import clauses
from sdspider.quantities.clauses import Clause
from sdspider.quantities.language import Language
from sdspider.quantities.leading import Phrases
from sdspider.quantities.model import Mention, Sentence, Token
from sdspider.quantities.phrases import Right, Span, text_span

Offsets = tuple[int, int] | None
NOUNS = frozenset(("noun", "plural"))
NOMINAL = frozenset(("noun", "plural", "adj", "part"))
COUNTS = (None, "count")
_OUTSIDE = [""] * 32
"""Stands behind the last token, and so before the first one too."""


_LISTS = {
    "fillers": "fillers",
    "links": "links",
    "pronouns": "pronoun_objects",
    "empty": "empty_heads",
    "weak": "weak_counted",
    "skipped": "before_counted",
    "owners": "owners",
    "dimensions": "dimensions",
    "changes": "change_heads",
    "limits": "limits",
    "raising": "raising",
    "changing": "changing",
    "targets": "targets",
    "priced": "priced",
    "spans_of_time": "spans_of_time",
    "not_valued": "not_valued",
    "attracting": "attracting",
    "indexes": "indexes",
    "sharing": "sharing",
    "spending": "spending",
    "not_attributes": "not_attributes",
}
"""Attribute of `Reading` -> key of `[phrases]`."""


@cache
def _lists(language: Language) -> dict[str, frozenset[str]]:
    return {name: language.words("phrases", key) for name, key in _LISTS.items()}


class Reading:
    """The tokens of one sentence, with the figures read so far; the word lists of `[phrases]` by name."""

    fillers: frozenset[str]
    links: frozenset[str]
    pronouns: frozenset[str]
    empty: frozenset[str]
    weak: frozenset[str]
    skipped: frozenset[str]
    owners: frozenset[str]
    dimensions: frozenset[str]
    changes: frozenset[str]
    limits: frozenset[str]
    raising: frozenset[str]
    changing: frozenset[str]
    targets: frozenset[str]
    priced: frozenset[str]
    spans_of_time: frozenset[str]
    not_valued: frozenset[str]
    attracting: frozenset[str]
    indexes: frozenset[str]
    sharing: frozenset[str]
    spending: frozenset[str]
    not_attributes: frozenset[str]
    low: list[str]
    """Lower-case words of the tokens, and nothing a little outside the sentence."""
    tag: list[str]
    """Classes of the tokens."""

    def __init__(self, sentence: Sentence) -> None:
        """Keep tokens, clauses and word lists at hand."""
        self.sentence = sentence
        self.tokens: list[Token] = sentence.tokens
        self.right = Right(sentence)
        self.__dict__.update(_lists(sentence.language))
        self.low = [token.low for token in self.tokens] + _OUTSIDE
        self.tag = [token.tag for token in self.tokens] + _OUTSIDE
        self.clauses = clauses.find(sentence, self.empty)
        self.phrases = Phrases(sentence, self.empty)
        self.floor = 0
        self._asked = self._fenced = self._skipped = -1
        self._placed: Mention | None = None
        self._clause = self.clauses[0]

    def offsets(self, span: Span | None) -> Offsets:
        """Offsets of a token span."""
        return text_span(self.tokens, span) if span else None

    def clause(self, mention: Mention) -> Clause:
        """The clause a figure stands in; several rules ask for the same one."""
        if self._placed is not mention:
            self._placed, token = mention, mention.token
            for clause in reversed(self.clauses):
                if clause.start <= token:
                    break
            self._clause = clause if clause.start <= token else self.clauses[0]
        return self._clause

    def skip_left(self, at: int) -> int:
        """The token in front of limiting words: "of (nearly) #"; several rules ask for the same one."""
        if self._asked != at or self._fenced != self.floor:
            self._asked, self._fenced = at, self.floor
            self._skipped = self._skip_left(at)
        return self._skipped

    def _skip_left(self, at: int) -> int:
        floor, fillers, links = self.floor, self.fillers, self.links
        while at >= floor:
            low = self.low[at]
            bound = (
                (low == "at" and self.low[at + 1] in {"least", "most"})
                or (low == "of" and self.low[at - 1] in self.empty and self.tag[at - 2] not in NOUNS)
                or (low == "from" and self.low[at - 1] in {"ranging", "starting"})
            )
            if not bound and (low in links or not (low in fillers or self.tag[at] in {"adv", "det"})):
                break
            at -= 2 if bound and low == "of" else 1
        return at

    def change(self, span: Span) -> bool:
        """Whether a phrase only says that something changed: "a rise", "annual growth"."""
        return self.changes.issuperset(self.low[span[0] : span[1]])
