"""The pieces that German and French numbers are made of: runs of digits and number words, with class and value.

Classes: `digits`, `unit` (1 to 99, and whole German compounds), `hundred`, `thousand`, `scale` (million, Dutzend),
`article` (ein, une), `half`, `part` (Drittel, quart), `fraction` (Dreiviertel), `ordinal`, `rank` (zweithöchste),
`vague` (Hunderte), `multiple` (verdoppelt), `about` (une centaine), `attribute` (drei|tägig), `often` (zweimal).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from sdspider.quantities.language import Language
from sdspider.quantities.sentences import ordinal_here

LONGEST = 20
"""Digits of the longest number; what is longer is an identifier."""
MOST_PIECES = 120
"""A sentence with more pieces than this is a table: the rest is not looked at."""
_VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅕": 0.2, "⅛": 0.125}
_CURRENCIES = ("RMB", "CNY", "USD", "EUR", "GBP", "HKD", "JPY", "CHF")
_CLASSES = (
    "unit",
    "hundred",
    "thousand",
    "scale",
    "article",
    "half",
    "part",
    "ordinal",
    "vague",
    "multiple",
    "about",
    "often",
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of digits or a number word."""

    start: int
    end: int
    kind: str
    value: float


@dataclass(frozen=True, slots=True)
class PieceRules:
    """What is compiled once for a language."""

    pattern: re.Pattern[str]
    words: dict[str, tuple[str, float]]
    decimal: str
    ordinal: re.Pattern[str]
    counted: re.Pattern[str]
    compound: Callable[[str], tuple[str, float, int] | None]


def _no_compound(_: str) -> None:
    return None


@cache
def rules(language: Language) -> PieceRules:
    """Compile the `[numbers]` table of a language."""
    words: dict[str, tuple[str, float]] = {}
    for kind in _CLASSES:
        for word, value in language.get("numbers", kind, default={}).items():
            words.setdefault(word, (kind, float(value)))
    decimal, group = re.escape(language.get("numbers", "decimal")), f"(?:{language.get('numbers', 'group')})"
    guard = "(?:(?<![^\\W_])" + "".join(f"|(?<={code})" for code in _CURRENCIES) + r")(?<!\d[.,])"
    grouped = rf"\d{{1,3}}(?:{group}\d{{3}})+(?!\d)(?:{decimal}\d{{1,9}})?"
    english = r"\d{1,3}(?:,\d{3}){2,}(?!\d)"
    # "5.4" in a text translated from English: a point before one or two digits groups nothing.
    plain = rf"\d{{1,40}}(?:{decimal}\d{{1,15}}|\.\d{{1,2}}(?![\d.]))?"
    signs = "".join(_VULGAR)
    return PieceRules(
        re.compile(rf"[^\W\d_]+|{guard}(?:{grouped}|{english}|{plain})|[{signs}]"),
        words,
        language.get("numbers", "decimal"),
        language.pattern(language.get("numbers", "ordinal_suffix") or r"(?!)"),
        language.pattern(language.get("numbers", "counted_noun") or r"(?!)", case=True),
        language.stage("number_word", _no_compound),
    )


def value_of(printed: str, decimal: str) -> float:
    """The value of a run of digits: the mark is a decimal one where it cannot group."""
    if printed.isdecimal():
        return float(printed)
    plain = re.sub(r"[^\d.,]", "", printed)
    if plain.count(",") > 1:
        return float(plain.replace(",", ""))
    head, _, tail = plain.partition(decimal)
    short = re.fullmatch(r"(\d+)\.(\d{1,2})", plain)
    return float(plain) if short and decimal == "," else float(head.replace(".", "") + "." + (tail or "0"))


def _digits(text: str, match: re.Match[str], rule: PieceRules, language: Language, floor: int) -> list[Piece]:
    start, end = match.span()
    printed = match.group()
    if len(printed) > LONGEST:
        return []
    value = value_of(printed, rule.decimal)
    suffix = rule.ordinal.match(text, end)
    if suffix:
        return [Piece(start, suffix.end(), "ordinal", value)]
    if text[end : end + 2] == ". " and len(printed) < 3 and ordinal_here(text, start, end, language, floor):
        return [Piece(start, end + 1, "ordinal", value)]
    return [Piece(start, end, "digits", value)]


def _word(match: re.Match[str], text: str, rule: PieceRules) -> Piece | None:
    start, end = match.span()
    low = match.group().lower()
    known = rule.words.get(low)
    if known:
        dotted = known[0] == "scale" and low[0] == "m" and text[end : end + 1] == "." and len(low) <= 4
        hyphen = known[0] == "half" and text[end : end + 1] == "-"
        return Piece(start, end + (dotted or hyphen), known[0], known[1])
    compound = rule.compound(low)
    return Piece(start, start + compound[2], compound[0], compound[1]) if compound else None


def find(text: str, start: int, end: int, language: Language) -> list[Piece]:
    """All pieces between two offsets, in order."""
    rule = rules(language)
    found: list[Piece] = []
    for match in rule.pattern.finditer(text, start, end):
        if len(found) > MOST_PIECES:
            break
        first = match.group()[0]
        if first.isalpha():
            piece = _word(match, text, rule)
            if piece:
                found.append(piece)
        elif first in _VULGAR:
            found.append(Piece(match.start(), match.end(), "half", _VULGAR[first]))
        else:
            found += _digits(text, match, rule, language, start)
    return found
