"""Named patterns of which the first that fits decides; only those whose words occur are tried."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property

MOST_TRIED = 8
"""Patterns that are tried one by one; more are tried as one."""
ANY = -1
"""The bits of a text that was not looked through."""
MOST_KNOWN = 10_000
"""Sets of patterns that are remembered."""


class Choice:
    """One pattern of a table, compiled when it is first tried."""

    def __init__(self, name: str, source: str, bit: int, make: Callable[[str], re.Pattern[str]]) -> None:
        """`bit` is set for every text that it may fit in, `make` compiles its source."""
        self.name = name
        self.bit = bit
        self._source, self._make = source, make

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The compiled pattern."""
        return self._make(self._source)


Tried = tuple[tuple[re.Pattern[str], str], ...]
"""Patterns with their names, in the order in which they are tried."""


class Table:
    """Named patterns: the first place in the text where one of them fits decides, there the first that fits.

    `bits` says what occurs in the text (`triggers.Triggers.of`); none fits where none of `Table.bits` is among them.
    """

    def __init__(self, pattern: re.Pattern[str], names: tuple[str, ...], choices: tuple[Choice, ...]) -> None:
        """Keep all patterns as one, whose group `k0`, `k1` … stand for the names, and each alone."""
        self.pattern = pattern
        self.names = names
        self.choices = choices
        self.bits = 0
        for choice in choices:
            self.bits |= choice.bit
        self._known: dict[int, Tried | None] = {0: ()}

    def _name(self, match: re.Match[str] | None) -> str | None:
        return self.names[int((match.lastgroup or "k0")[1:])] if match else None

    def _present(self, bits: int) -> Tried | None:
        """The patterns that may fit, in order; `None` where they are many and better tried as one."""
        bits &= self.bits
        if bits in self._known:
            return self._known[bits]
        present = [choice for choice in self.choices if choice.bit & bits]
        few = len(present) <= MOST_TRIED
        found = tuple((choice.pattern, choice.name) for choice in present) if few else None
        if len(self._known) < MOST_KNOWN:
            self._known[bits] = found
        return found

    def _first(self, text: str, tried: Tried) -> str | None:
        best: tuple[int, str] | None = None
        for pattern, name in tried:
            match = pattern.search(text)
            if match and (best is None or match.start() < best[0]):
                best = match.start(), name
        return best[1] if best else None

    def search(self, text: str, bits: int = ANY) -> str | None:
        """The name of the pattern that fits first in a text."""
        if bits == ANY:
            return self._name(self.pattern.search(text))
        tried = self._present(bits)
        if tried is None:
            return self._name(self.pattern.search(text))
        return self._first(text, tried)

    def last(self, text: str) -> str | None:
        """The name of the pattern that fits last in a text."""
        found = list(self.pattern.finditer(text))
        return self._name(found[-1]) if found else None

    def all(self, text: str, start: int, end: int, bits: int) -> list[tuple[int, str]]:
        """Where which patterns fit between two offsets."""
        tried, found = self._present(bits), list[tuple[int, str]]()
        if tried is None:
            return [(match.start(), self._name(match) or "") for match in self.pattern.finditer(text, start, end)]
        matches = [(match, name) for pattern, name in tried if (match := pattern.search(text, start, end))]
        while matches:
            first, name = min(matches, key=lambda pair: pair[0].start())
            found.append((first.start(), name))
            start = max(first.end(), start + 1)
            matches = [
                (again, name)
                for match, name in matches
                if (again := match if match.start() >= start else match.re.search(text, start, end))
            ]
        return found

    def match(self, text: str, start: int, end: int, bits: int = ANY) -> str | None:
        """The name of the pattern that fits at an offset."""
        tried = self._present(bits) if bits != ANY else None
        if tried is None:
            return self._name(self.pattern.match(text, start, end))
        for pattern, name in tried:
            if pattern.match(text, start, end):
                return name
        return None
