"""Compose neighbouring pieces into numbers: "zwei Millionen", "quatre-vingt-dix-sept", "ein Drittel"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from sdspider.quantities.atoms import flooded
from sdspider.quantities.european import articles, pieces
from sdspider.quantities.european.cardinal import Cardinal
from sdspider.quantities.european.pieces import Piece
from sdspider.quantities.language import Language
from sdspider.quantities.model import Mention, Sentence

_BLANK = frozenset(("", " ", "-", "\u00a0", "\u202f", "\u2011"))
_PLAIN = frozenset(("unit", "article", "digits", "hundred", "thousand"))


@dataclass(frozen=True, slots=True)
class JointRules:
    """Words between two pieces, and the languages' own ways."""

    joints: dict[str, str]
    apart: bool
    """Whether tens and units are separate words."""
    ratio: re.Pattern[str]
    """What makes "3:1" a ratio."""


@cache
def _rules(language: Language) -> JointRules:
    joints = {text: role for role, texts in language.get("numbers", "joints", default={}).items() for text in texts}
    ratio = language.ending(language.get("numbers", "ratio_left"))
    return JointRules(joints, bool(language.get("numbers", "apart")), ratio)


class Composer:
    """Reads the pieces of one sentence from left to right."""

    def __init__(self, text: str, found: list[Piece], language: Language) -> None:
        """Keep the joining words of the language at hand."""
        self.text = text
        self.pieces = found
        self.at = 0
        self.rule = _rules(language)

    def gap(self, index: int) -> str | None:
        """What joins piece `index` to the one before: nothing (`""`), a role of `[numbers.joints]`, or `None`."""
        if not 0 < index < len(self.pieces):
            return None
        between = self.text[self.pieces[index - 1].end : self.pieces[index].start]
        if between in _BLANK:
            return ""
        return self.rule.joints.get(between.lower()) if len(between) < 16 else None

    def kind(self, index: int) -> str:
        """The class of a piece, or nothing."""
        return self.pieces[index].kind if index < len(self.pieces) else ""

    def _compound_scale(self, index: int) -> bool:
        """Whether a scale word begins a name: "drei Billionen-Städte"."""
        piece = self.pieces[index]
        before = self.text[piece.start - 1] if piece.start else " "
        return piece.kind == "scale" and self.text[piece.end : piece.end + 1] == "-" and before != "-"

    def cardinal(self) -> Cardinal:
        """The cardinal that begins at the piece in hand, which is left behind it."""
        number = Cardinal()
        while self.at < len(self.pieces):
            gap = self.gap(self.at) if number.last else ""
            after = self.kind(self.at + 1) if self.gap(self.at + 1) == "" else ""
            if gap not in {"", "and"} or (number.last and self._compound_scale(self.at)):
                break
            if not number.take(self.pieces[self.at], gap, after, self.rule.apart):
                break
            self.at += 1
        return number

    def one(self) -> Mention:
        """The number that begins at the piece in hand."""
        piece = self.pieces[self.at]
        if piece.kind in _PLAIN:
            return self._number(piece)
        self.at += 1
        if piece.kind == "half":
            return self._half(piece, piece.start)
        if piece.kind in {"ordinal", "rank", "multiple", "vague", "fraction", "part"}:
            return self._single(piece)
        if piece.kind == "scale":
            return mention(piece.start, piece.end, None, "vague")
        return mention(piece.start, piece.end, piece.value, "words")

    def _single(self, piece: Piece) -> Mention:
        form = {"rank": "words", "part": "fraction"}.get(piece.kind, piece.kind)
        found = mention(piece.start, piece.end, None if form == "vague" else piece.value, form)
        found.kind = "rank" if piece.kind == "rank" else None
        return found

    def _number(self, first: Piece) -> Mention:
        start = first.start
        if first.kind == "digits" and self.gap(self.at + 1) is None:
            self.at += 1
            return mention(start, first.end, first.value, "digits", first.value)
        number = self.cardinal()
        value, end = number.value, self.pieces[self.at - 1].end
        special = self._half_more(number, start) or self._share(value, start) or self._ratio(value, start)
        alone = first.kind == "article" and self.pieces[self.at - 1] is first
        if special is None and alone:
            special = self._articled(start)
        if special:
            return special
        form = "article" if alone else "digits" if first.kind == "digits" else "words"
        return mention(start, end, value, form, number.base, number.scale)

    def _articled(self, start: int) -> Mention | None:
        """ "eine halbe Million", "une centaine": the article belongs to what follows it."""
        kind = self.kind(self.at) if self.gap(self.at) == "" else ""
        if kind not in {"half", "about"}:
            return None
        piece = self.pieces[self.at]
        self.at += 1
        return self._half(piece, start) if kind == "half" else mention(start, piece.end, piece.value, "words")

    def _half(self, piece: Piece, start: int) -> Mention:
        """A half, or half of the scale word behind it."""
        if self.gap(self.at) == "" and self.kind(self.at) in {"scale", "about"}:
            scale = self.pieces[self.at]
            self.at += 1
            return mention(start, scale.end, piece.value * scale.value, "words", piece.value, scale.value)
        return mention(start, piece.end, piece.value, "half")

    def _half_more(self, number: Cardinal, start: int) -> Mention | None:
        """ "deux et demi", "un million et demi", "2½"."""
        glued = self.at < len(self.pieces) and self.text[self.pieces[self.at].start] in "½¼¾"
        if self.kind(self.at) != "half" or (self.gap(self.at) != "and" and not glued):
            return None
        piece = self.pieces[self.at]
        self.at += 1
        value = number.value + piece.value * number.scale
        return mention(start, piece.end, value, "words", value / number.scale, number.scale)

    def _share(self, value: float, start: int) -> Mention | None:
        """ "zwei Drittel", "trois quarts", "deux cinquièmes", "trois douzaines"."""
        if self.gap(self.at) != "" or self.kind(self.at) not in {"part", "ordinal", "vague", "about"}:
            return None
        piece = self.pieces[self.at]
        low = self.text[piece.start : piece.end].lower()
        if piece.kind in {"vague", "about"}:
            if value < 2 or not piece.value:
                return None
            self.at += 1
            return mention(start, piece.end, value * piece.value, "words", value, piece.value)
        if piece.kind == "ordinal" and not (low.endswith("ièmes") and value > 1) and not self._one_of(piece, value):
            return None
        if value >= 100:
            return None
        self.at += 1
        return mention(start, piece.end, value * (piece.value if piece.kind == "part" else 1 / piece.value), "fraction")

    def _one_of(self, piece: Piece, value: float) -> bool:
        """ "un cinquième des puits" is a share, "un cinquième puits" is not."""
        low = self.text[piece.start : piece.end].lower()
        behind = self.text[piece.end : piece.end + 4].lower()
        return (
            value == 1
            and low.endswith("ième")
            and behind.startswith((" de", " du", " d'", " d’", ",", ".", ";", " à "))
        )

    def _ratio(self, value: float, start: int) -> Mention | None:
        """ "1/5", "neuf sur dix", "neun von zehn"."""
        role = self.gap(self.at)
        if role not in {"slash", "of", "colon"} or self.kind(self.at) not in {"digits", "unit"}:
            return None
        piece = self.pieces[self.at]
        if role == "colon":
            return self._proportion(value, start)
        small = 0 < value < piece.value and value == int(value) and piece.value == int(piece.value)
        if not small or piece.value > (100 if role == "slash" else 10):
            return None
        if role == "of" and value > 1 and piece.value != 10:
            return None
        self.at += 1
        return mention(start, piece.end, value / piece.value, "fraction")

    def _proportion(self, value: float, start: int) -> Mention | None:
        """ "im Verhältnis 3:1", "un rapport de 3:1"."""
        piece = self.pieces[self.at]
        if not piece.value or self.rule.ratio.search(self.text[max(0, start - 24) : start].lower()) is None:
            return None
        self.at += 1
        found = mention(start, piece.end, value / piece.value, "words")
        found.kind = "ratio"
        return found


def mention(start: int, end: int, value: float | None, form: str, base: float = 0.0, scale: float = 1.0) -> Mention:
    """A number without its unit."""
    return Mention(start, end, value, form, base or value or 0.0, scale, digits_end=end, lead=start)


def scan(sentence: Sentence) -> list[Mention]:
    """All numbers of a sentence, in order, without their units."""
    text, start, end, language = sentence.text, sentence.start, sentence.end, sentence.language
    cut = pieces.find(text, start, end, language)
    if not cut or flooded(cut):
        return []
    composer = Composer(text, cut, language)
    found: list[Mention] = []
    while composer.at < len(composer.pieces):
        found.append(composer.one())
    return articles.settle(found, text, start, end, language)
