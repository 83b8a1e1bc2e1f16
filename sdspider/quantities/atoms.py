"""The pieces that numbers are made of: runs of digits and number words, each with its class and value.

Classes: `digits`, `small` (0 to 19), `tens`, `hundred`, `scale`, `ordinal`, `part` (third, quarter, half), `vague`
(hundreds), `multiple` (doubled), `roman`-free by design: roman numerals number things and are never figures.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sized
from dataclasses import dataclass
from functools import cache

from sdspider.quantities.language import Language, trie
from sdspider.quantities.model import Sentence

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
_OPEN_GROUP = " 000"
"""Only where a blank may group digits can a number go on behind it."""
_VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅕": 0.2, "⅛": 0.125}


@dataclass(slots=True, eq=False)
class Atom:
    """A run of digits or a number word."""

    start: int
    end: int
    kind: str
    value: float


@dataclass(frozen=True, slots=True)
class AtomRules:
    """What is compiled once for a language."""

    pattern: re.Pattern[str]
    ordinal: re.Pattern[str] | None
    suffix: re.Pattern[str] | None
    scales: dict[str, float]
    money_scales: dict[str, float]
    ahead: str
    """What an exponent or a scale letter behind a blank begins with."""
    known: _Known
    """The numbers in pieces between blanks."""


def _word_table(language: Language) -> dict[str, tuple[str, float]]:
    table: dict[str, tuple[str, float]] = {}
    for kind in ("small", "tens", "hundred", "scale", "ordinal", "part", "vague", "multiple"):
        for word, value in language.get("numbers", kind, default={}).items():
            table.setdefault(word, (kind, value))
    return table


@cache
def rules(language: Language) -> AtomRules:
    """Compile the number pattern of a language from its `[numbers]` table."""
    words, pattern = _word_table(language), _pattern(language)
    decimal, ordinal = language.get("numbers", "decimal"), language.get("numbers", "ordinal_suffix")
    group = re.compile(f"(?:{language.get('numbers', 'group')})")
    scales, money_scales = (language.get("numbers", name, default={}) for name in ("suffix", "money_suffix"))
    return AtomRules(
        pattern,
        re.compile(ordinal, re.IGNORECASE) if ordinal else None,
        _suffix_pattern([*scales, *money_scales]),
        scales,
        money_scales,
        "xX×" + "".join(name[0] for name in (*scales, *money_scales)),
        _Known(pattern, words, decimal, group),
    )


def _pattern(language: Language) -> re.Pattern[str]:
    decimal, group = re.escape(language.get("numbers", "decimal")), f"(?:{language.get('numbers', 'group')})"
    grouped = rf"\d{{0,2}}(?:{group}\d{{3}})+(?!\d)(?:{decimal}\d+)?"
    plain = rf"\d*(?:{decimal}\d+)?"
    prefixes = "".join(rf"|(?<={code.lower()}\d)" for code in language.get("numbers", "glued_before", default=()))
    # Behind "PM2." goes on a name, not a number.
    digits = rf"\d(?:(?<![^\W_]\d)(?<![^\W\d_]\d[.,]\d){prefixes})(?:{grouped}|{plain})|{decimal}(?<![\d.,].)\d+"
    return re.compile(rf"{trie(_word_table(language), ENDED)}|{digits}|[{''.join(_VULGAR)}]")


def _suffix_pattern(names: list[str]) -> re.Pattern[str] | None:
    """Scale letters glued to digits: 1.7bn, 10k; some count as such only behind a currency: $5m; "b/d" are barrels."""
    longest = sorted(names, key=len, reverse=True)
    return re.compile(rf"[ \u00a0]?({'|'.join(map(re.escape, longest))})(?![^\W_]|(?<=b)/d\b)") if names else None


def _digits(text: str, start: int, end: int, value: float, rule: AtomRules) -> list[Atom]:
    """Digits with the ordinal suffix, exponent or scale letter that follows them."""
    follows = text[end : end + 2]
    if not follows or follows[0] in ".,;:)-/%" or (follows[0] == " " and follows[1:] not in rule.ahead):
        return [Atom(start, end, "digits", value)]
    suffix = rule.ordinal.match(text, end) if rule.ordinal else None
    if suffix:
        return [Atom(start, suffix.end(), "ordinal", value)]
    exponent = _EXPONENT.match(text, end)
    if exponent:
        return _raised(start, value, exponent)
    return [Atom(start, end, "digits", value), *_scale_letters(text, start, end, rule)]


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


Spans = tuple[tuple[int, int, str, float], ...]
"""Start, end, class and value of the numbers of a text, in order."""


class _Known(dict[str, Spans]):
    """Piece between blanks -> the numbers in it; remembered."""

    def __init__(
        self, pattern: re.Pattern[str], words: dict[str, tuple[str, float]], decimal: str, group: re.Pattern[str]
    ) -> None:
        super().__init__()
        self.pattern, self.words, self.decimal, self.group = pattern, words, decimal, group

    def __missing__(self, piece: str) -> Spans:
        found = self.read(piece)
        if len(piece) <= LONGEST and len(self) < MOST_KNOWN:
            self[piece] = found
        return found

    def read(self, text: str) -> Spans:
        """The numbers of a text; none is a word inside another one."""
        found = []
        for match in self.pattern.finditer(text):
            first, last = match.span()
            value = self._value(match.group())
            if value and not (first and text[first].isalpha() and text[first - 1].isalpha()):
                found.append((first, last, *value))
        return tuple(found)

    def _value(self, printed: str) -> tuple[str, float] | None:
        """Class and value; nothing for too many digits."""
        if printed in self.words:
            kind, value = self.words[printed]
            return kind, float(value)
        if printed in _VULGAR:
            return "part", _VULGAR[printed]
        digits = self.group.sub("", printed).replace(self.decimal, ".")
        return ("digits", float(digits)) if len(digits) <= LONGEST else None


def _spans(sentence: Sentence, known: _Known) -> Iterator[tuple[int, int, str, float]]:
    """The numbers of a sentence, piece by piece."""
    start, pieces = sentence.start, sentence.pieces
    if _OPEN_GROUP in sentence.low:
        pieces = _grouped(pieces)
    for index, spans in enumerate(map(known.__getitem__, pieces)):
        if spans:
            at = start + len(" ".join(pieces[:index])) + (index > 0)
            for first, last, kind, value in spans:
                yield at + first, at + last, kind, value


def _grouped(pieces: list[str]) -> list[str]:
    """The pieces; as one, if a blank may group digits."""
    stretch = " ".join(pieces)
    return [stretch] if _OPEN_GROUP in stretch else pieces


def find(sentence: Sentence) -> list[Atom]:
    """All atoms of a sentence, in order."""
    text, rule, found, covered = sentence.text, rules(sentence.language), list[Atom](), sentence.start
    for first, last, kind, value in _spans(sentence, rule.known):
        if first < covered:
            continue
        if len(found) > MOST_PIECES:
            break
        if kind == "digits":
            found += _digits(text, first, last, value, rule)
            covered = found[-1].end if found else sentence.start
        else:
            found.append(Atom(first, last, kind, value))
    return found
