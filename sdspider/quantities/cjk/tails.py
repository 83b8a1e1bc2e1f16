"""What a stretch of text ends with: plain words are looked up by their length, only patterns are tried."""

from __future__ import annotations

import re

from sdspider.quantities.literals import alternatives

_PLAIN = re.compile(r"[^\\\[\](){}?*+.^$|]+")
REACH = 24
"""The longest ending that is looked at."""


class Tail:
    """The endings that a pattern of the language file lists; compiled once."""

    def __init__(self, text: str | None, kept: tuple[str, ...] = ()) -> None:
        """Without a pattern nothing ever fits; no end is cut off the words that are kept."""
        text = text or "(?!)"
        if text.startswith("(?:") and text.endswith(")") and alternatives(text) == [text]:
            text = text[3:-1]
        parts = alternatives(text)
        plain = [part for part in parts if _PLAIN.fullmatch(part)]
        self.words = frozenset(plain)
        self.lengths: dict[str, list[int]] = {}
        for word in plain:
            self.lengths.setdefault(word[-1], []).append(len(word))
        self.lengths = {sign: sorted(set(lengths), reverse=True) for sign, lengths in self.lengths.items()}
        self.kept: dict[str, tuple[str, ...]] = {}
        for word in kept:
            if any(word != part and word.endswith(part) for part in plain):
                self.kept[word[-1]] = (*self.kept.get(word[-1], ()), word)
        rest = [part for part in parts if part not in self.words]
        self.rest = re.compile(f"(?:{'|'.join(rest)})$") if rest else None

    def start(self, text: str, first: int, last: int) -> int | None:
        """Where the longest ending of `text[first:last]` begins, or `None`."""
        low = max(first, last - REACH)
        piece = text[low:last]
        lengths = self.lengths.get(piece[-1:], ())
        match = self.rest.search(piece) if self.rest else None
        best = low + match.start() if match and match.group() else last
        for length in lengths:
            if last - length < best and length <= len(piece) and piece[-length:] in self.words:
                best = last - length
                break
        for word in self.kept.get(piece[-1:], ()):
            if best > last - len(word) and piece.endswith(word):
                return None
        return best if best < last else None
