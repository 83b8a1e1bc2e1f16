"""Compose neighbouring atoms into numbers: "twenty-eight thousand six hundred", "1.2 million", "two and a half", "one in five".

The rules are those of languages that write words apart; a language that does not (German compounds, kanji) brings its own
`scan(text, start, end, language) -> list[Mention]`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from sdspider.quantities import atoms
from sdspider.quantities.atoms import Atom
from sdspider.quantities.language import Language
from sdspider.quantities.model import Mention

MOST_PIECES = 150
"""A sentence with more runs of digits and number words than this is a table: it is not read."""
_JOIN = re.compile(r"[ \u00a0\u202f]?-[ \u00a0]?|[ \u00a0\u202f]{1,3}")


class Composer:
    """Reads the atoms of one sentence from left to right."""

    def __init__(self, text: str, pieces: list[Atom], language: Language) -> None:
        """Keep the joining words of the language at hand."""
        self.text = text
        self.pieces = pieces
        self.at = 0
        self.joints = _joints(language)

    def _gap(self, index: int) -> str | None:
        """What joins atom `index` to the one before: `""`, `"and"`, `"and a"`, `"point"`, `"slash"`, `"in"`, or `None`."""
        if index >= len(self.pieces):
            return None
        between = self.text[self.pieces[index - 1].end : self.pieces[index].start]
        if not between or _JOIN.fullmatch(between):
            return ""
        return self.joints.get(" ".join(between.lower().split())) if len(between) < 16 else None

    def _kind(self, index: int) -> str:
        return self.pieces[index].kind if index < len(self.pieces) else ""

    def cardinal(self) -> tuple[float, float, float]:
        """Value, value without the last scale word, and that scale word, from atom `at` on, which is left behind it."""
        total, part, last, scale = 0.0, self.pieces[self.at].value, self.pieces[self.at].kind, 1.0
        if last in ("hundred", "scale"):
            scale = part
        base, ceiling = (1.0 if scale > 1 else part), (scale if last == "scale" else float("inf"))
        digits = last == "digits"
        if last == "scale":
            total, part = part, 0.0
        self.at += 1
        while (gap := self._gap(self.at)) in ("", "and"):
            piece = self.pieces[self.at]
            if gap == "and" and (last not in ("hundred", "scale") or piece.kind not in ("small", "tens", "digits")):
                break
            if piece.kind == "hundred" and gap == "" and (part == 0 or part < 100) and last != "hundred":
                part, scale, base = (part or 1) * piece.value, piece.value, part or 1
            elif piece.kind == "scale" and gap == "":
                whole = part if part else total
                if part == 0 and last != "scale":
                    break
                if part and piece.value >= ceiling:
                    break
                total = (total if part else 0.0) + whole * piece.value
                base, scale, part = whole, piece.value, 0.0
                ceiling = piece.value
            elif not self._continues(piece, last, part, ceiling, digits):
                break
            else:
                part, scale, base = part + piece.value, 1.0, total + part + piece.value
            last = piece.kind
            self.at += 1
        return total + part, base, scale

    def _continues(self, piece: Atom, last: str, part: float, ceiling: float, digits: bool) -> bool:
        """Whether a smaller number word goes on with the number: "twenty" + "one", "thousand" + "six"."""
        if piece.kind == "small":
            fits = (last == "tens" and 0 < piece.value < 10) or last in ("hundred", "scale")
        elif piece.kind == "tens":
            fits = last in ("hundred", "scale")
        else:
            fits = piece.kind == "digits" and last in ("hundred", "scale") and digits
        if not fits:
            return False
        after = self._kind(self.at + 1)
        if last == "scale" and after == "scale" and self._gap(self.at + 1) == "":
            return self.pieces[self.at + 1].value < ceiling
        return piece.kind != "digits" or piece.value < min(ceiling, 1000.0)


@cache
def _joints(language: Language) -> dict[str, str]:
    table: dict[str, str] = {}
    for role, words in language.get("numbers", "joints", default={}).items():
        table.update(dict.fromkeys(words, role))
    return table


def _mention(text: str, start: int, end: int, value: float | None, form: str, base: float, scale: float) -> Mention:
    return Mention(start, end, value, form, base, scale, digits_end=end, lead=start)


def _decimals(composer: Composer) -> float:
    """The digits read out after "point", as a fraction of one."""
    printed = ""
    while composer._gap(composer.at) in (("point",) if not printed else ("",)):
        piece = composer.pieces[composer.at]
        if piece.kind not in ("small", "tens", "digits"):
            break
        if printed and printed[-1] == "0" and len(printed) == 2 and piece.value < 10 and piece.kind == "small":
            printed = printed[0] + str(int(piece.value))
        else:
            printed += str(int(piece.value))
        composer.at += 1
    return float("0." + printed) if printed else 0.0


def _fraction(composer: Composer, value: float, start: int) -> Mention | None:
    """ "two thirds", "2/5", "one in five", "three and a half" after a cardinal."""
    at = composer.at
    gap, kind = composer._gap(at), composer._kind(at)
    if gap is None:
        return None
    piece = composer.pieces[at]
    if gap == "" and kind in ("part", "ordinal") and 0 < piece.value:
        plural = composer.text[piece.end - 1] in "sS"
        share = piece.value if kind == "part" else 1 / piece.value
        if share < 1 and (plural or value == 1 or not composer.text[piece.start].isalpha()):
            composer.at += 1
            glued = not composer.text[piece.start].isalpha()
            return _mention(
                composer.text, start, piece.end, value + share if glued else value * share, "fraction", 0, 1
            )
    if gap == "and a" and kind == "part":
        composer.at += 1
        return _mention(composer.text, start, piece.end, value + piece.value, "digits", value + piece.value, 1)
    if gap == "" and kind == "digits" and composer._gap(at + 1) == "slash" and composer._kind(at + 2 - 1) == "digits":
        return _mixed(composer, value, start)
    if gap == "over" and (composer.text[start].isalpha() or composer.text[piece.start].isalpha()) and piece.value:
        composer.at += 1
        return _mention(composer.text, start, piece.end, value / piece.value, "fraction", 0, 1)
    if gap in ("slash", "in", "out of") and kind in ("digits", "small", "tens") and piece.value > value > 0:
        composer.at += 1
        if gap == "in" and (value > 9 or piece.value > 100 or piece.kind == "digits" and piece.value > 31):
            composer.at -= 1
            return None
        return _mention(composer.text, start, piece.end, value / piece.value, "fraction", 0, 1)
    return None


def _mixed(composer: Composer, value: float, start: int) -> Mention | None:
    """ "10 1/2"."""
    top = composer.pieces[composer.at]
    bottom = composer.pieces[composer.at + 1] if composer.at + 1 < len(composer.pieces) else None
    if bottom is None or not 0 < top.value < bottom.value or value != int(value):
        return None
    composer.at += 2
    total = value + top.value / bottom.value
    return _mention(composer.text, start, bottom.end, total, "digits", total, 1)


def _one(composer: Composer) -> Mention:
    piece = composer.pieces[composer.at]
    start, kind = piece.start, piece.kind
    if kind in ("ordinal", "part", "vague", "multiple"):
        composer.at += 1
        return _single(composer, piece)
    value, base, scale = composer.cardinal()
    if composer._gap(composer.at) == "point":
        value += _decimals(composer)
        base = value
        if composer._gap(composer.at) == "" and composer._kind(composer.at) == "scale":
            scale = composer.pieces[composer.at].value
            value *= scale
            composer.at += 1
    fraction = _fraction(composer, value, start)
    if fraction:
        return _scaled(composer, fraction)
    end = composer.pieces[composer.at - 1].end
    if (
        composer._gap(composer.at) == ""
        and composer._kind(composer.at) == "ordinal"
        and kind in ("small", "tens", "hundred")
    ):
        last = composer.pieces[composer.at]
        if last.value < 20 and value % 10 == 0 and value:
            composer.at += 1
            return _mention(composer.text, start, last.end, value + last.value, "ordinal", 0, 1)
    form = "digits" if kind == "digits" else "words"
    return _mention(composer.text, start, end, value, form, base, scale)


def _scaled(composer: Composer, mention: Mention) -> Mention:
    """ "three quarters (of a) billion", "half a million": a part of a scale word."""
    gap, kind = composer._gap(composer.at), composer._kind(composer.at)
    if gap in ("", "a") and kind in ("scale", "hundred") and mention.value is not None:
        piece = composer.pieces[composer.at]
        composer.at += 1
        value = mention.value * piece.value
        return _mention(composer.text, mention.start, piece.end, value, "words", mention.value, piece.value)
    return mention


def _single(composer: Composer, piece: Atom) -> Mention:
    form = {"ordinal": "ordinal", "part": "fraction", "vague": "vague", "multiple": "multiple"}[piece.kind]
    value = None if form == "vague" else piece.value
    mention = _mention(composer.text, piece.start, piece.end, value, form, 0, 1)
    if form == "vague":
        while composer._gap(composer.at) == "of" and composer._kind(composer.at) == "vague":
            mention.end = mention.digits_end = composer.pieces[composer.at].end
            composer.at += 1
    return _scaled(composer, mention) if form == "fraction" else mention


def scan(text: str, start: int, end: int, language: Language) -> list[Mention]:
    """All numbers between two offsets, in order, without their units."""
    pieces = atoms.find(text, start, end, language)
    if not pieces or len(pieces) > MOST_PIECES:
        return []
    composer = Composer(text, pieces, language)
    found: list[Mention] = []
    while composer.at < len(composer.pieces):
        found.append(_signed(_one(composer), text, start, language))
    if not language.get("numbers", "article"):
        return found
    rule = _article_rules(language)
    return [mention for mention in found if _settled(mention, text, start, rule)]


@cache
def _minus(language: Language) -> re.Pattern[str]:
    words = "|".join(map(re.escape, language.get("numbers", "minus", default=()))) or "(?!)"
    return re.compile(rf"(?:\b(?:{words})[ -]|(?<![^\s($€£¥])[-−–])$", re.IGNORECASE)


def _signed(mention: Mention, text: str, floor: int, language: Language) -> Mention:
    """Work in a minus sign or word: "minus 163", "-5"."""
    at = mention.start
    if at > floor and text[at - 1] in " -−–" and mention.value and mention.form in ("digits", "words"):
        match = _minus(language).search(text[max(floor, at - 10) : at])
        if match:
            mention.start = mention.lead = at - len(match.group())
            mention.value = -mention.value
    return mention


class ArticleRules(NamedTuple):
    """What makes "a third" a share, "third" an ordinal and "the quarter" no number at all."""

    article: re.Pattern[str]
    words: frozenset[str]
    ordinals: dict[str, float]
    bare: frozenset[str]
    follows: re.Pattern[str]
    not_after: re.Pattern[str]


@cache
def _article_rules(language: Language) -> ArticleRules:
    return ArticleRules(
        language.ending(language.get("numbers", "article")),
        language.words("numbers", "after_article"),
        language.get("numbers", "also_ordinal", default={}),
        language.words("numbers", "bare_parts"),
        language.pattern(language.get("numbers", "share_follows") or ""),
        language.ending(language.get("numbers", "not_after")),
    )


def _settled(mention: Mention, text: str, floor: int, rule: ArticleRules) -> bool:
    """Let "a dozen", "a third", "half a million" begin with their article, and tell shares from ordinals and times."""
    word = text[mention.start : mention.end].lower()
    first = word.replace("-", " ").split(" ")[0]
    if first not in rule.words and mention.form != "fraction":
        return True
    left = text[max(floor, mention.start - 14) : mention.start].lower()
    article = rule.article.search(left) if first in rule.words else None
    if mention.form == "fraction" and word.isalpha():
        if rule.not_after.search(left[: article.start()] if article else left):
            mention.form = "ordinal" if word in rule.ordinals else "words"
            mention.value = rule.ordinals.get(word)
            return word in rule.ordinals
        if not article and word in rule.ordinals:
            mention.form, mention.value = "ordinal", rule.ordinals[word]
        elif not article and word in rule.bare:
            return False
        elif article and word in rule.ordinals and not rule.follows.match(text, mention.end):
            mention.form, mention.value = "ordinal", rule.ordinals[word]
            return True
        elif article and mention.value == 0.5 and "half" in article.group().lower():
            article = None
    if article:
        opening = article.group().lower()
        if opening.startswith("half") and mention.value and mention.form != "fraction":
            mention.value, mention.base = mention.value / 2, 0.5
        mention.start = mention.lead = floor_of(left, mention.start, article)
    return True


def floor_of(left: str, start: int, article: re.Match[str]) -> int:
    """Where an article begins, given the text in front of a number."""
    return start - len(left) + article.start()
