"""German number words, which are written together: "einundzwanzig", "zweitausend", "zweithöchste", "dreitägig"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_SMALL = {
    **{"ein": 1, "eins": 1, "zwei": 2, "zwo": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8},
    **{"neun": 9, "zehn": 10, "elf": 11, "zwölf": 12, "dreizehn": 13, "vierzehn": 14, "fünfzehn": 15, "sechzehn": 16},
    **{"siebzehn": 17, "achtzehn": 18, "neunzehn": 19},
}
_TENS = {
    **{"zwanzig": 20, "dreißig": 30, "dreissig": 30, "vierzig": 40, "fünfzig": 50, "sechzig": 60},
    **{"siebzig": 70, "achtzig": 80, "neunzig": 90},
}
_ONE = "|".join(sorted(_SMALL, key=len, reverse=True))
_TEN = "|".join(_TENS)
_BELOW_100 = rf"(?:(?:(?:{_ONE})und)?(?:{_TEN})|(?:{_ONE}))"
_BELOW_1000 = rf"(?:(?:{_ONE})?hundert(?:und)?{_BELOW_100}?|{_BELOW_100})"
_CARDINAL = re.compile(rf"(?:{_BELOW_1000}?tausend(?:und)?{_BELOW_1000}?|{_BELOW_1000})")
_HINT = re.compile(
    r"ein|zw|drei|drit|vier|fünf|sech|sieb|acht|neun|zehn|elf|hundert|tausend|anderthalb|erst|halbier|doppel"
)
_PART = re.compile(
    r"(?:(?P<top>.+?))?(?P<part>drittel|viertel|fünftel|sechstel|siebtel|achtel|neuntel|zehntel|hundertstel)s?"
)
_PARTS = {
    **{"drittel": 3, "viertel": 4, "fünftel": 5, "sechstel": 6, "siebtel": 7, "achtel": 8, "neuntel": 9},
    **{"zehntel": 10, "hundertstel": 100},
}
_ORDINAL = re.compile(r"(?P<stem>.+?)(?P<tail>te|ste)[nrsm]?")
_STEMS = {"drit": 3, "sieb": 7, "ach": 8}
_RANK = re.compile(
    r"(?P<nth>zweit|dritt|viert|fünft|sechst|siebt|siebent|acht|neunt|zehnt|elft|zwölft)"
    r"(?:größt|grösst|höchst|best|stärkst|meist|längst|wichtigst|kleinst|schnellst|niedrigst|ältest|reichst|jüngst|tiefst"
    r"|schwerst|häufigst|wertvollst|teuerst|beliebtest|\w{3,}reichst)(?:e[nrsm]?)?"
)
_RANKS = {
    **{"zweit": 2, "dritt": 3, "viert": 4, "fünft": 5, "sechst": 6, "siebt": 7, "siebent": 7, "acht": 8, "neunt": 9},
    **{"zehnt": 10, "elft": 11, "zwölft": 12},
}
_MULTIPLE = re.compile(
    r"ver(?P<times>doppel|dreifach|vierfach|fünffach|sechsfach|siebenfach|achtfach|zehnfach)(?:n|t|te|ten|ung|e)?"
    r"|halbier(?:t|te|ten|en|ung)"
)
_FOLD = re.compile(rf"(?P<n>{_ONE}|hundert)fach(?:e[nrs]?)?")
_MULTIPLES = {
    "doppel": 2,
    "dreifach": 3,
    "vierfach": 4,
    "fünffach": 5,
    "sechsfach": 6,
    "siebenfach": 7,
    "achtfach": 8,
    "zehnfach": 10,
}
_HALVES = re.compile(rf"(?P<whole>{_BELOW_100})einhalb")
_ATTRIBUTE = re.compile(r"(?P<n>.+?)(?:tägig|stündig|minütig|wöchig|monatig)(?:e[nrsm]?)?")
_OFTEN = re.compile(r"(?P<n>.+?)mal")


class Word(NamedTuple):
    """A number word: its class and value, and how many of its letters belong to the number."""

    kind: str
    value: float
    size: int


def _below_100(word: str) -> int:
    if word in _SMALL:
        return _SMALL[word]
    tens = next(name for name in _TENS if word.endswith(name))
    return _TENS[tens] + _SMALL.get(word[: -len(tens)].removesuffix("und"), 0)


def _below_1000(word: str) -> int:
    head, mark, tail = word.partition("hundert")
    if not mark:
        return _below_100(word) if word else 0
    tail = tail.removeprefix("und")
    return (_SMALL[head] if head else 1) * 100 + (_below_100(tail) if tail else 0)


def cardinal(word: str) -> int | None:
    """The value of a cardinal below a million, `None` for any other word."""
    if not word or not _CARDINAL.fullmatch(word):
        return None
    head, mark, tail = word.partition("tausend")
    if not mark:
        return _below_1000(word)
    return (_below_1000(head) if head else 1) * 1000 + _below_1000(tail.removeprefix("und"))


def _ordinal(word: str) -> int | None:
    match = _ORDINAL.fullmatch(word)
    if match is None:
        return None
    stem = match["stem"]
    if stem == "er":
        return 1
    if match["tail"] == "te" and stem in _STEMS:
        return _STEMS[stem]
    value = cardinal(stem) if stem != "ein" else None
    return value if value and (match["tail"] == "ste") == (value % 100 >= 20 or value % 100 == 0) else None


def _multiple(word: str) -> Word | None:
    match = _MULTIPLE.fullmatch(word)
    if match:
        return Word("multiple", _MULTIPLES[match["times"]] if match["times"] else 0.5, len(word))
    match = _FOLD.fullmatch(word)
    return Word("multiple", float(cardinal(match["n"]) or 0), len(word)) if match and match["n"] != "ein" else None


def _part(word: str) -> Word | None:
    match = _PART.fullmatch(word)
    if match is None:
        return None
    top = cardinal(match["top"]) if match["top"] else 0
    if top is None:
        return None
    return Word("fraction" if top else "part", (top or 1) / _PARTS[match["part"]], len(word))


def _with_tail(word: str) -> Word | None:
    """A number in front of something else: "dreitägig", "zweimal"."""
    for pattern, kind in ((_ATTRIBUTE, "attribute"), (_OFTEN, "often")):
        match = pattern.fullmatch(word)
        value = cardinal(match["n"]) if match else None
        if match and value and not (kind == "often" and value == 1):
            return Word(kind, value, match.end("n") if kind == "attribute" else len(word))
    return None


@lru_cache(maxsize=20_000)
def parse(word: str) -> Word | None:
    """What a lower-case word says as a number, or `None`."""
    if len(word) < 3 or not _HINT.search(word):
        return None
    value = cardinal(word)
    if value is not None:
        kind = {100: "hundred", 1000: "thousand"}.get(value, "unit") if word in {"hundert", "tausend"} else "unit"
        return Word(kind, value, len(word))
    if word == "anderthalb":
        return Word("unit", 1.5, len(word))
    halves = _HALVES.fullmatch(word)
    if halves:
        return Word("unit", _below_100(halves["whole"]) + 0.5, len(word))
    rank = _RANK.fullmatch(word)
    if rank:
        return Word("rank", _RANKS[rank["nth"]], len(word))
    ordinal = _ordinal(word)
    if ordinal:
        return Word("ordinal", ordinal, len(word))
    return _multiple(word) or _part(word) or _with_tail(word)
