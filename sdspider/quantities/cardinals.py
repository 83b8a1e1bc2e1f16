"""Whole numbers out of neighbouring atoms: "twenty-eight thousand six hundred", "1.2 million"."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from sdspider.quantities.atoms import Atom
from sdspider.quantities.language import Language

_JOIN = re.compile(r"[ \u00a0\u202f]?-[ \u00a0]?|[ \u00a0\u202f]{0,3}")
_BIG = ("hundred", "scale")


class Cardinal(NamedTuple):
    """A composed number."""

    value: float
    base: float
    """The value without the scale word printed last."""
    scale: float
    """That scale word, else 1."""
    end: int
    """The atom behind it."""
    joined: int
    """The atom behind its last "and"; -1 where it has none."""


MOST_JOINT = 16
"""Characters of the longest text that joins two numbers."""
MOST_KNOWN = 5_000
"""Texts between numbers that are remembered."""


class _Joints(dict[str, "str | None"]):
    """Text between two atoms -> how it joins them, or `None`."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self.words: dict[str, str] = {}
        for role, words in language.get("numbers", "joints", default={}).items():
            self.words.update(dict.fromkeys(words, role))

    def __missing__(self, between: str) -> str | None:
        role = "" if _JOIN.fullmatch(between) else self.words.get(" ".join(between.lower().replace("-", " ").split()))
        if len(self) < MOST_KNOWN:
            self[between] = role
        return role


@cache
def _joints(language: Language) -> _Joints:
    return _Joints(language)


class Run:
    """The atoms of a sentence and what stands between them."""

    def __init__(self, text: str, pieces: list[Atom], language: Language) -> None:
        """Keep the joining words of the language at hand."""
        self.text = text
        self.pieces = pieces
        self.joints = _joints(language)

    def gap(self, at: int) -> str | None:
        """What joins an atom to the one before: `""`, `and`, `and a`, `point`, `slash`, `over`, `in` …, or `None`."""
        if not 0 < at < len(self.pieces):
            return None
        end, start = self.pieces[at - 1].end, self.pieces[at].start
        return self.joints[self.text[end:start]] if start - end < MOST_JOINT else None

    def kind(self, at: int) -> str:
        """The class of an atom; nothing outside the sentence."""
        return self.pieces[at].kind if 0 <= at < len(self.pieces) else ""

    def hyphenated(self, at: int) -> bool:
        """Whether a hyphen joins an atom to the one before."""
        return self.text[self.pieces[at].start - 1] == "-"

    def cardinal(self, at: int) -> Cardinal:
        """The longest whole number (digits may have decimals) that begins with an atom."""
        return _Sum(self, at).read()


class _Sum:
    """Adds up one number: `total` of the closed groups, `part` of the open one."""

    def __init__(self, run: Run, at: int) -> None:
        first = run.pieces[at]
        self.run = run
        self.at = at + 1
        self.last = first.kind
        self.digits = first.kind == "digits"
        self.total, self.part, self.scale, self.base = 0.0, first.value, 1.0, first.value
        self.ceiling = float("inf")
        self.joined = -1
        if first.kind == "scale":
            self.total, self.part, self.ceiling = first.value, 0.0, first.value
        if first.kind in _BIG:
            self.scale, self.base = first.value, 1.0

    def read(self) -> Cardinal:
        while (gap := self.run.gap(self.at)) in {"", "and"} and self._take(self.run.pieces[self.at], gap == "and"):
            if gap == "and":
                self.joined = self.at
            self.at += 1
        return Cardinal(self.total + self.part, self.base, self.scale, self.at, self.joined)

    def _take(self, piece: Atom, joined: bool) -> bool:
        """Add one atom, if it goes on with the number."""
        if joined and (self.last not in _BIG or piece.kind not in {"small", "tens", "digits"}):
            return False
        if piece.kind == "hundred":
            taken = self.part < 100 and self.last != "hundred" and self.last != "scale" and self._multiply(piece.value)
        elif piece.kind == "scale" or (
            piece.kind == "vague" and piece.value and self.last in {"small", "digits", "tens"}
        ):
            taken = self._close(piece.value)
        else:
            taken = self._continues(piece, joined) and self._add(piece.value)
        if taken:
            self.last = piece.kind
        return taken

    def _multiply(self, value: float) -> bool:
        self.base, self.scale = self.part or 1.0, value
        self.part = self.base * value
        return True

    def _close(self, scale: float) -> bool:
        """A scale word closes the open group; behind another scale word it multiplies: "lakh crore"."""
        if self.part == 0 and self.last != "scale":
            return False
        if self.part and scale >= self.ceiling:
            return False
        whole = self.part or self.total
        self.total = (self.total if self.part else 0.0) + whole * scale
        self.base, self.scale, self.part, self.ceiling = whole, scale, 0.0, scale
        return True

    def _add(self, value: float) -> bool:
        self.part += value
        self.scale, self.base = 1.0, self.total + self.part
        return True

    def _continues(self, piece: Atom, joined: bool) -> bool:
        """Whether a smaller number goes on: "twenty" + "one", "thousand" + "six"."""
        if piece.kind == "small":
            fits = (self.last == "tens" and 0 < piece.value < 10) or self.last in _BIG
        elif piece.kind == "tens":
            # "two million twenty-foot equivalent units".
            fits = self.last in _BIG and not self.run.text.startswith("-foot eq", piece.end)
        else:
            fits = piece.kind == "digits" and self.digits and self.last in _BIG and piece.value == int(piece.value)
        if not fits:
            return False
        after = self.run.kind(self.at + 1) if self.run.gap(self.at + 1) == "" else ""
        if piece.kind == "digits":
            alone = after not in _BIG or (after == "hundred" and not joined)
            return alone and piece.value < min(self.ceiling, 1000.0)
        if self.last == "scale" and after == "scale":
            return self.run.pieces[self.at + 1].value < self.ceiling
        return True
