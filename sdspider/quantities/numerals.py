"""Numbers as they are written: whole, mixed and broken ones, with their sign, out of the atoms of a sentence.

The rules are those of languages that write words apart; a language that does not (German compounds, kanji) brings
its own `scan(sentence) -> list[Mention]`.
"""

from __future__ import annotations

import re
from functools import cache

from sdspider.quantities import articles, atoms, broken
from sdspider.quantities.atoms import Atom
from sdspider.quantities.cardinals import Run
from sdspider.quantities.language import Language
from sdspider.quantities.model import Mention, Sentence

_SIGNS = "-−–"
_SINGLE = {"ordinal": "ordinal", "part": "fraction", "vague": "vague", "multiple": "multiple"}


def number(start: int, end: int, value: float | None, form: str, base: float = 0.0, scale: float = 1.0) -> Mention:
    """A mention that is nothing but a number yet."""
    return Mention(start, end, value, form, base, scale, digits_end=end, lead=start)


def _point(run: Run, at: int) -> tuple[str, int]:
    """The digits read out behind "point", and the atom behind them."""
    printed, gap = "", "point"
    while run.gap(at) == gap and run.kind(at) in {"small", "tens", "digits"}:
        value = str(int(run.pieces[at].value))
        tens = len(printed) == 2 and printed[1] == "0" and printed[0] != "0" and run.kind(at) == "small"
        printed = printed[0] + value if tens and len(value) == 1 else printed + value
        at, gap = at + 1, ""
    return printed, at


def _whole(run: Run, at: int) -> tuple[Mention, int]:
    """A number that begins with digits or a cardinal word."""
    start, kind = run.pieces[at].start, run.pieces[at].kind
    found = run.cardinal(at)
    value, base, scale, after = found.value, found.base, found.scale, found.end
    decimals, behind = _point(run, after)
    if decimals:
        value = base = float(f"{int(value)}.{decimals[:12]}")
        after = behind
        if run.gap(after) == "" and run.kind(after) == "scale":
            scale, value, after = run.pieces[after].value, value * run.pieces[after].value, after + 1
    else:
        part = broken.read(run, at, found)
        if part:
            end = run.pieces[part.end - 1].end
            return number(start, end, part.value, "fraction" if part.pure else "words", part.value), part.end
    if run.gap(after) == "" and run.kind(after) == "ordinal" and kind != "digits" and value % 10 == 0:
        last = run.pieces[after]
        if last.value < 20:
            return number(start, last.end, value + last.value, "ordinal"), after + 1
    return number(
        start, run.pieces[after - 1].end, value, "digits" if kind == "digits" else "words", base, scale
    ), after


def _alone(run: Run, at: int) -> tuple[Mention, int]:
    """An ordinal, "half", "hundreds", "doubled"."""
    piece = run.pieces[at]
    form, end, after = _SINGLE[piece.kind], piece.end, at + 1
    value: float | None = piece.value
    if form == "vague":
        value = None
        while run.gap(after) == "of" and run.kind(after) == "vague":
            end, after = run.pieces[after].end, after + 1
    elif form == "fraction" and run.gap(after) in {"", "a"} and run.kind(after) in {"scale", "hundred"}:
        scale = run.pieces[after].value
        return number(piece.start, run.pieces[after].end, piece.value * scale, "words", piece.value, scale), after + 1
    return number(piece.start, end, value, form), after


@cache
def _minus(language: Language) -> tuple[re.Pattern[str], frozenset[str]]:
    """What makes a number negative, and what may stand in front of the last sign of such a text."""
    listed = language.get("numbers", "minus", default=())
    words = "|".join(map(re.escape, listed)) or "(?!)"
    pattern = re.compile(rf"(?:(?<![a-z])(?:{words})[ -]|(?<![^\s($€£¥<>=])[-−–]|^[-−–] )$")
    return pattern, frozenset(word[-1] for word in (*listed, *_SIGNS))


def _signed(mention: Mention, text: str, floor: int, language: Language) -> Mention:
    """Work in a minus sign or word: "minus 163", "-5"."""
    at = mention.start
    if at > floor and text[at - 1] in " -−–" and mention.value and mention.form in {"digits", "words", "fraction"}:
        pattern, tails = _minus(language)
        if text[at - 1] not in _SIGNS and text[at - 2 : at - 1].lower() not in tails:
            return mention
        match = pattern.search(text[max(floor, at - 10) : at].lower())
        if match:
            mention.start = mention.lead = at - len(match.group())
            mention.value = -mention.value
    return mention


def _isolated(piece: Atom) -> Mention:
    """A number that no other stands near: nothing is to be composed."""
    form = _SINGLE.get(piece.kind) or ("digits" if piece.kind == "digits" else "words")
    value = None if form == "vague" else piece.value
    if piece.kind in {"scale", "hundred"}:
        return number(piece.start, piece.end, value, form, 1.0, piece.value)
    return number(piece.start, piece.end, value, form, piece.value if form in {"digits", "words"} else 0.0)


def scan(sentence: Sentence) -> list[Mention]:
    """All numbers of a sentence, in order, without their units."""
    pieces: list[Atom] = atoms.find(sentence)
    if not pieces or atoms.flooded(pieces):
        return []
    text, language, start = sentence.text, sentence.language, sentence.start
    run, found, at = Run(text, pieces, language), list[Mention](), 0
    while at < len(pieces):
        piece = pieces[at]
        if at + 1 < len(pieces) and run.gap(at + 1) is not None:
            mention, at = _alone(run, at) if piece.kind in _SINGLE else _whole(run, at)
        else:
            mention, at = _isolated(piece), at + 1
        found.append(_signed(mention, text, start, language))
    return articles.settle(found, text, start, language)
