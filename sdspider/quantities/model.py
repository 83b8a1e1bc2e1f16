"""What the stages of the engine hand to each other: tokens, number mentions, time expressions, sentences."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from sdspider.quantities.triggers import joint

if TYPE_CHECKING:
    from sdspider.quantities.language import Language


@dataclass(slots=True, eq=False)
class Token:
    """One word, sign or number of a sentence; its class may change while the sentence is read."""

    low: str
    """Lower-case text; the text of a mention for a number."""
    start: int
    """Offset of the first character in the passage."""
    end: int
    """Offset behind the last character."""
    tag: str
    """Word class: `num time digit det prep conj pron rel aux modal verb part adv adj noun plural punct`."""
    capital: bool
    """Whether it is written with a capital letter."""
    mention: Mention | None
    """The number that stands here."""


@dataclass(slots=True, eq=False)
class Mention:
    """A number of the text: on its way to a figure, or a decoy."""

    start: int
    """First character of number, scale word and unit."""
    end: int
    """Behind the last character of number, scale word and unit."""
    value: float | None
    """The number with its scale word worked in; `None` for a range or a vague number."""
    form: str
    """How it is written: `digits words ordinal fraction multiple vague`."""
    base: float = 0.0
    """The value without the scale word that follows it."""
    scale: float = 1.0
    """The scale word printed with it (1e6 for million), else 1."""
    low: float | None = None
    high: float | None = None
    kind: str | None = None
    """Kind of figure; `None` until a unit or a structure has decided, then counts are left."""
    unit: str | None = None
    decoy: str | None = None
    """Why this is no figure, in the words of the guide; `None` for a figure."""
    subject: tuple[int, int] | None = None
    """Offsets of what is counted or measured."""
    qualifier: str = "exact"
    direction: str | None = None
    comparison: str | None = None
    per: str | None = None
    status: str = "actual"
    condition: bool = False
    period: tuple[date | None, date | None] | None = None
    place: str | None = None
    part_of: Mention | None = None
    converted_from: Mention | None = None
    token: int = -1
    """Place of its token in the sentence's tokens."""
    digits_end: int = 0
    """Behind the last character of the number itself, before any unit."""
    lead: int = 0
    """First character of the number itself, behind any currency sign."""
    anaphoric: bool = False
    """The subject of its clause is a pronoun."""
    shared: bool = False
    """The unit was taken over from a neighbour in a list."""


@dataclass(slots=True)
class TimeExpression:
    """A stretch of text that names a time."""

    start: int
    end: int
    lead: int
    """Where the words before it begin that belong to it: "by the end of"."""
    why: str
    """The decoy word for numbers inside: `year date clock time period plan name`."""
    first: date | None = None
    last: date | None = None
    resolved: bool = False
    """Whether `first` and `last` say a period (an open end is `None`)."""
    compared: bool = False
    """Whether something is only measured against this time ("than in May", "the level of 2021")."""


@dataclass(slots=True)
class Sentence:
    """One sentence of the passage, with all that was found in it."""

    text: str
    """The whole passage: every offset counts in it."""
    low: str
    """The whole passage in lower case, offset by offset: patterns are tried on it."""
    start: int
    end: int
    language: Language
    published: date | None
    pieces: list[str]
    """The lower-case stretches between its blanks."""
    mentions: list[Mention] = field(default_factory=list)
    """All numbers in order, decoys too."""
    tokens: list[Token] = field(default_factory=list)
    times: list[TimeExpression] = field(default_factory=list)
    places: list[tuple[int, int, str]] = field(default_factory=list)
    """Start, end and English name of every known place named here."""
    cuts: list[int] = field(default_factory=list)
    """Offsets where clauses begin, without the first."""
    soft_cuts: frozenset[int] = frozenset()
    """Those of them whose clause goes on with the subject of the one before."""
    bits: int = 1
    """Bits of the patterns that may match here (`triggers.Triggers`)."""
    piece_bits: list[int] = field(default_factory=list)
    """The same of every piece between blanks."""
    settled: list[Mention] | None = None
    """The figures, once it is settled which mentions are none."""
    lists: list[list[Mention]] | None = None
    """Figures that stand in one list; filled by `structure.groups`."""
    before: Sentence | None = None
    """The nearest sentence before this one that holds a figure."""
    place_before: str | None = None
    """The last place named before this sentence."""

    @property
    def figures(self) -> list[Mention]:
        """The mentions that are figures."""
        if self.settled is not None:
            return self.settled
        return [mention for mention in self.mentions if mention.decoy is None]

    def bits_between(self, start: int, end: int) -> int:
        """Bits of the patterns that may match between two offsets."""
        first = self.text.count(" ", self.start, start)
        return joint(self.piece_bits[first : first + self.text.count(" ", start, end) + 1])
