"""Which rules can apply at all: texts that a pattern cannot match without, looked for once a sentence.

Every set of such texts has a bit. A stretch of text is cut at its blanks, and the bits of every piece are remembered,
so that a sentence costs one look-up a word and a rule one comparison.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import reduce
from operator import add, or_
from typing import Generic, TypeVar

from sdspider.quantities.literals import END, START, WORD, needed

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


class _Texts:
    """Texts with their bits, by how they begin."""

    def __init__(self, bits: dict[str, int]) -> None:
        self.heads: dict[str, list[tuple[str, int]]] = {}
        for text, bit in bits.items():
            self.heads.setdefault(text[:2], []).append((text, bit))

    def opening(self, word: str) -> int:
        """The bits of those that a word begins with."""
        bits = 0
        for head in (word[:1], word[:2]) if len(word) > 1 else (word,):
            for text, bit in self.heads.get(head, ()):
                if word.startswith(text):
                    bits |= bit
        return bits

    def inside(self, piece: str) -> int:
        """The bits of those that occur anywhere in a piece."""
        bits = 0
        for head in self.heads.keys() & {*piece, *map(add, piece, piece[1:])}:
            for text, bit in self.heads[head]:
                if text in piece:
                    bits |= bit
        return bits


class _Pieces(dict[str, int]):
    """Piece without blanks -> the bits of what occurs in it."""

    def __init__(self, bits: dict[str, int], shapes: dict[str, int]) -> None:
        super().__init__()
        self.shapes = [(re.compile(shape), bit) for shape, bit in shapes.items()]
        tables: tuple[dict[str, int], ...] = ({}, {}, {}, {})
        for text, bit in bits.items():
            tables[2 * (START in text) + (END in text)][text.strip(START + END)] = bit
        self.inner, self.lasts, self.firsts = map(
            _Texts, (tables[0], {text[::-1]: bit for text, bit in tables[1].items()}, tables[2])
        )
        self.whole = tables[3]
        self.edged = bool(self.whole or tables[1] or tables[2])

    def __missing__(self, piece: str) -> int:
        bits = ALWAYS | self.inner.inside(piece)
        for word in WORD.findall(piece) if self.edged else ():
            bits |= self.whole.get(word, 0) | self.firsts.opening(word) | self.lasts.opening(word[::-1])
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

    def needs(self, *sources: str) -> int:
        """The bit that `of` sets where one of some patterns may match."""
        sets = [needed(source) for source in sources]
        return self.bit(word for found in sets for word in found or ()) if all(sets) else ALWAYS

    def of(self, pieces: Iterable[str]) -> list[int]:
        """The bits of what may occur in each piece of a lower-case text that is cut at its blanks."""
        if self._pieces is None:
            bits: dict[str, int] = {}
            for words, bit in self._sets.items():
                for word in words:
                    bits[word] = bits.get(word, 0) | bit
            self._pieces = _Pieces(bits, self._shapes)
        return list(map(self._pieces.__getitem__, pieces))


def joint(bits: Iterable[int]) -> int:
    """The bits of all pieces."""
    return reduce(or_, bits, ALWAYS)
