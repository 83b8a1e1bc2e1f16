"""The value of a cardinal while its pieces are read: finished scale words, thousands, and what is below a thousand."""

from __future__ import annotations

from sdspider.quantities.european.pieces import Piece

_TENS = (20, 30, 40, 50, 60, 80)
_SEVENTY = (70, 90)


class Cardinal:
    """A cardinal while its pieces are read: finished scale words, thousands, and what is below a thousand."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.big = self.thousands = self.part = 0.0
        self.ceiling = float("inf")
        self.last = ""
        self.base, self.scale = 0.0, 1.0
        self.ten = False
        """Whether the last word was "dix", which "sept", "huit" and "neuf" may follow."""

    @property
    def value(self) -> float:
        """The value so far."""
        return self.big + self.thousands + self.part

    def _adds(self, piece: Piece, gap: str, after: str, apart: bool) -> bool:
        """Whether a smaller number word goes on with the number: "vingt" + "et un", "cent" + "six"."""
        if self.last == "" or piece.kind == "digits":
            return self.last == "" or (self.last == "scale" and piece.value < 1000 and after == "scale")
        if gap == "and":
            return apart and self.last == "unit" and piece.value in (1, 11) and self.part % 100 in _TENS
        if self.last in {"hundred", "thousand"}:
            return piece.kind == "unit" or apart
        if self.last == "scale":
            return after in {"scale", "thousand", "hundred"}
        rest = self.part % 100
        if not apart or self.last != "unit":
            return False
        if rest in _SEVENTY and self.ten:
            return 7 <= piece.value <= 9
        return (rest == 4 and piece.value == 20) or (rest in _TENS and piece.value < (20 if rest in (60, 80) else 10))

    def take(self, piece: Piece, gap: str, after: str, apart: bool) -> bool:
        """Go on with a piece; `False` where it does not belong to the number."""
        if piece.kind in {"unit", "article", "digits"}:
            if not self._adds(piece, gap, after, apart):
                return False
            eighty = self.last == "unit" and self.part % 100 == 4 and piece.value == 20
            self.part += 76 if eighty else piece.value
            self.ten = piece.value == 10
        elif piece.kind == "hundred" and self.part < 100 and self.last != "hundred" and gap != "and":
            self.part = (self.part or 1) * 100
        elif piece.kind == "thousand" and not self.thousands and self.part < 1000 and gap != "and":
            self.thousands, self.part = (self.part or 1) * 1000, 0.0
        elif piece.kind == "scale" and self.last and gap != "and" and piece.value < self.ceiling:
            return self._scaled(piece)
        else:
            return False
        self.last, self.scale = piece.kind, 1.0
        self.base = self.value
        return True

    def _scaled(self, piece: Piece) -> bool:
        small = self.thousands + self.part
        if not small:
            return False
        self.base, self.scale, self.ceiling = small, piece.value, piece.value
        self.big += small * piece.value
        self.thousands = self.part = 0.0
        self.last = "scale"
        return True
