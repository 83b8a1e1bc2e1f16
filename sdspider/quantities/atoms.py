"""The pieces that numbers are made of: runs of digits and number words, each with its class and value.

Classes: `digits`, `small` (0 to 19), `tens`, `hundred`, `scale`, `ordinal`, `part` (third, quarter, half), `vague`
(hundreds), `multiple` (doubled), `roman`-free by design: roman numerals number things and are never figures.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Sized
from functools import cache, lru_cache, partial
from typing import NamedTuple

from sdspider.quantities.language import Language, lowered, trie

_LOG = logging.getLogger(__name__)
ENDED = r"(?![^\W\d_])"
MOST_PIECES = 120
"""A sentence with more runs of digits and number words than this is no text: it is not read, and the log says so."""
LONGEST = 24
"""Digits of the longest number; what is longer is an identifier."""
MOST_KNOWN = 50_000
"""Pieces between blanks that are remembered."""
_EXPONENT = re.compile(
    r"[eE]([+-]?\d{1,3})(?!\w)|[ \u00a0]?[x×][ \u00a0]?10\^?([-−+]?\d{1,3})(?!\w)|\^([-−+]{0,2}\d{1,3})(?!\w)"
)
_MONEY_BEFORE = re.compile(r"[$€£¥₩₹][ =\u00a0]?-?$|(?:RMB|USD|CNY|EUR|HKD)[ \u00a0]?$")
_VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅕": 0.2, "⅛": 0.125}


class Atom(NamedTuple):
    """A run of digits or a number word."""

    start: int
    end: int
    kind: str
    value: float


_atom: Callable[[tuple[int, int, str, float]], Atom] = partial(tuple.__new__, Atom)
"""An atom without the detour over its class's own `__new__`."""


class AtomRules(NamedTuple):
    """What is compiled once for a language."""

    pattern: re.Pattern[str]
    words: dict[str, tuple[str, float]]
    decimal: str
    group: re.Pattern[str]
    ordinal: re.Pattern[str] | None
    suffix: re.Pattern[str] | None
    scales: dict[str, float]
    money_scales: dict[str, float]
    plain: set[str]
    """Pieces between blanks that were met and hold no number."""
    numeric: set[str]
    """Those that may hold one."""


def _word_table(language: Language) -> dict[str, tuple[str, float]]:
    table: dict[str, tuple[str, float]] = {}
    for kind in ("small", "tens", "hundred", "scale", "ordinal", "part", "vague", "multiple"):
        for word, value in language.get("numbers", kind, default={}).items():
            table.setdefault(word, (kind, value))
    return table


@cache
def rules(language: Language) -> AtomRules:
    """Compile the number pattern of a language from its `[numbers]` table."""
    words = _word_table(language)
    decimal, group = re.escape(language.get("numbers", "decimal")), f"(?:{language.get('numbers', 'group')})"
    grouped = rf"\d{{0,2}}(?:{group}\d{{3}})+(?!\d)(?:{decimal}\d+)?"
    plain = rf"\d*(?:{decimal}\d+)?"
    prefixes = "".join(rf"|(?<={code.lower()}\d)" for code in language.get("numbers", "glued_before", default=()))
    digits = rf"\d(?:(?<![^\W_]\d){prefixes})(?:{grouped}|{plain})|{decimal}(?<![\d.,].)\d+"
    ordinal = language.get("numbers", "ordinal_suffix")
    return AtomRules(
        re.compile(rf"{trie(words, ENDED)}|{digits}|[{''.join(_VULGAR)}]"),
        words,
        language.get("numbers", "decimal"),
        re.compile(group),
        re.compile(ordinal, re.IGNORECASE) if ordinal else None,
        _suffix_pattern(language),
        language.get("numbers", "suffix", default={}),
        language.get("numbers", "money_suffix", default={}),
        set(),
        set(),
    )


def _suffix_pattern(language: Language) -> re.Pattern[str] | None:
    """Scale letters glued to digits: 1.7bn, 10k; some count as such only behind a currency: $5m."""
    names = {**language.get("numbers", "suffix", default={}), **language.get("numbers", "money_suffix", default={})}
    longest = sorted(names, key=len, reverse=True)
    return re.compile(rf"[ \u00a0]?({'|'.join(map(re.escape, longest))})(?![^\W_])") if names else None


def _digits(text: str, match: re.Match[str], rule: AtomRules) -> list[Atom]:
    start, end = match.span()
    printed = match.group()
    if not printed.isdecimal():
        printed = rule.group.sub("", printed).replace(rule.decimal, ".")
    if len(printed) > LONGEST:
        return []
    value = float(printed)
    follows = text[end : end + 1]
    if not follows or follows in ".,;:)-/%":
        return [_atom((start, end, "digits", value))]
    suffix = rule.ordinal.match(text, end) if rule.ordinal else None
    if suffix:
        return [Atom(start, suffix.end(), "ordinal", value)]
    exponent = _EXPONENT.match(text, end)
    if exponent:
        return _raised(start, value, exponent)
    return [_atom((start, end, "digits", value)), *_scale_letters(text, start, end, rule)]


def _raised(start: int, value: float, exponent: re.Match[str]) -> list[Atom]:
    """ "1.3x10^6", "12e+14", "1.1^23"."""
    printed = (
        (exponent.group(1) or exponent.group(2) or exponent.group(3))
        .replace("−", "-")
        .replace("--", "")
        .replace("+", "")
    )
    power = int(printed)
    base = value if exponent.group(3) else 10.0
    if abs(power) > 30 or not 0 < base < 1e4:
        return []
    return [Atom(start, exponent.end(), "digits", base**power if exponent.group(3) else value * base**power)]


def _scale_letters(text: str, start: int, end: int, rule: AtomRules) -> list[Atom]:
    letters = rule.suffix.match(text, end) if rule.suffix else None
    if letters is None:
        return []
    name = letters.group(1)
    scale = rule.scales.get(name)
    if (
        scale is None
        and start
        and not text[start - 1].isalnum()
        and _MONEY_BEFORE.search(text, max(0, start - 5), start)
    ) or (scale is None and start and text[start - 1].isupper()):
        scale = rule.money_scales.get(name)
    return [Atom(letters.start(1), letters.end(), "scale", scale)] if scale else []


def flooded(pieces: Sized) -> bool:
    """Whether a sentence holds more pieces than any text does; the log then says that it is left out."""
    if len(pieces) <= MOST_PIECES:
        return False
    _LOG.warning("a stretch with more than %d numbers is no text and is left out", MOST_PIECES)
    return True


@lru_cache(maxsize=4)
def _low(text: str) -> str:
    return lowered(text)


def _numeric(piece: str, rule: AtomRules) -> bool:
    """Whether the number pattern fits in a piece between blanks, elsewhere than inside a word; remembered."""
    found = any(
        not (first := match.start()) or not (piece[first].isalpha() and piece[first - 1].isalpha())
        for match in rule.pattern.finditer(piece)
    )
    if len(piece) <= LONGEST and len(rule.plain) + len(rule.numeric) < MOST_KNOWN:
        (rule.numeric if found else rule.plain).add(piece)
    return found


def _matches(low: str, start: int, end: int, rule: AtomRules) -> list[re.Match[str]]:
    """The matches of the number pattern; pieces between blanks that hold none are known and not searched again."""
    plain, known, found = rule.plain, rule.numeric, list[re.Match[str]]()
    at, first = start, -1
    for piece in low[start:end].split(" "):
        if piece in plain or not (piece in known or _numeric(piece, rule)):
            if first >= 0:
                found += rule.pattern.finditer(low, first, at - 1)
                first = -1
        elif first < 0:
            first = at
        at += len(piece) + 1
    if first >= 0:
        found += rule.pattern.finditer(low, first, end)
    return found


def find(text: str, start: int, end: int, language: Language) -> list[Atom]:
    """All atoms between two offsets, in order."""
    rule, low = rules(language), _low(text)
    words, found = rule.words, list[Atom]()
    covered = start
    for match in _matches(low, start, end, rule):
        first, last = match.span()
        if first < covered:
            continue
        if len(found) > MOST_PIECES:
            break
        printed = low[first:last]
        word = words.get(printed)
        if word is not None:
            if first == start or not low[first - 1].isalpha():
                found.append(_atom((first, last, word[0], float(word[1]))))
        elif printed in _VULGAR:
            found.append(_atom((first, last, "part", _VULGAR[printed])))
        else:
            found += _digits(text, match, rule)
            covered = found[-1].end if found else start
    return found
