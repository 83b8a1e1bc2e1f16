"""Which rules can apply at all: texts that a pattern cannot match without, looked for once a sentence.

Every set of such texts has a bit. A stretch of text is cut at its blanks, and the bits of every piece are remembered,
so that a sentence costs one look-up a word and a rule one comparison.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Generic, TypeVar

from sdspider.quantities.literals import START, marked, needed

ALWAYS = 1
"""The bit of rules that name no text that they need; it is set for every stretch."""
LONGEST = 24
"""Characters of the longest piece that is remembered."""
MOST = 50_000
"""Pieces that are remembered."""


Rule = TypeVar("Rule")


class Selection(Generic[Rule]):
    """Rules with the bits that each needs (all of them); which apply is remembered by what occurs."""

    def __init__(self, rules: Iterable[tuple[int, Rule]]) -> None:
        """Keep the rules in their order."""
        self._rules = tuple(rules)
        self._bits = reduce(or_, (bits for bits, _ in self._rules), 0)
        self._known: dict[int, tuple[Rule, ...]] = {}

    def of(self, bits: int) -> tuple[Rule, ...]:
        """The rules whose bits are all set."""
        bits &= self._bits
        found = self._known.get(bits)
        if found is None:
            found = tuple(rule for needed, rule in self._rules if not needed & ~bits)
            if len(self._known) < MOST:
                self._known[bits] = found
        return found


class _Pieces(dict[str, int]):
    """Piece without blanks -> the bits of what occurs in it."""

    def __init__(self, bits: dict[str, int], shapes: dict[str, int]) -> None:
        super().__init__()
        self.shapes = [(re.compile(shape), bit) for shape, bit in shapes.items()]
        self.edged = False
        self.heads: dict[str, list[tuple[str, int]]] = {}
        for word, bit in bits.items():
            self.edged |= START in word
            self.heads.setdefault(word.lstrip(START)[0], []).append((word, bit))

    def __missing__(self, piece: str) -> int:
        bits, words = ALWAYS, marked(piece) if self.edged else piece
        for sign in set(piece) & self.heads.keys():
            for word, bit in self.heads[sign]:
                if word in piece or word in words:
                    bits |= bit
        for shape, bit in self.shapes:
            if shape.search(piece):
                bits |= bit
        if len(piece) <= LONGEST and len(self) < MOST:
            self[piece] = bits
        return bits


class Triggers:
    """The bits of one language."""

    def __init__(self) -> None:
        """Nothing is looked for yet."""
        self._sets: dict[frozenset[str], int] = {}
        self._shapes: dict[str, int] = {}
        self._pieces: _Pieces | None = None

    def bit(self, words: Iterable[str]) -> int:
        """The bit that `of` sets where one of some texts may occur; without texts it is always set."""
        # A text with blanks can only occur where its longest part does.
        parts = frozenset(max(word.split(" "), key=len) for word in words)
        if not parts:
            return ALWAYS
        if parts not in self._sets:
            self._sets[parts] = self._new()
        return self._sets[parts]

    def shape(self, pattern: str | None) -> int:
        """The bit that `of` sets where a pattern fits in a piece without blanks; without one it is always set."""
        if not pattern:
            return ALWAYS
        if pattern not in self._shapes:
            self._shapes[pattern] = self._new()
        return self._shapes[pattern]

    def _new(self) -> int:
        if self._pieces is not None:
            raise RuntimeError("compile all rules of a language before its first sentence is read")
        return 2 << (len(self._sets) + len(self._shapes))

    def guard(self, *patterns: re.Pattern[str]) -> int:
        """The bit that `of` sets where one of some patterns may match."""
        sets = [needed(pattern.pattern) for pattern in patterns]
        return self.bit(word for found in sets for word in found or ()) if all(sets) else ALWAYS

    def of(self, text: str) -> int:
        """The bits of what may occur in a lower-case text."""
        if self._pieces is None:
            bits: dict[str, int] = {}
            for words, bit in self._sets.items():
                for word in words:
                    bits[word] = bits.get(word, 0) | bit
            self._pieces = _Pieces(bits, self._shapes)
        return reduce(or_, map(self._pieces.__getitem__, text.split(" ")), ALWAYS)
