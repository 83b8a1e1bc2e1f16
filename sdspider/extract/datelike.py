"""Strings that look like dates, found but not understood: giving them meaning is the pipelines' work."""

from __future__ import annotations

import re
from functools import lru_cache

_MONTHS = (
    r"jan(?:uary|uar|vier|\.)?|feb(?:ruary|ruar|\.)?|févr?(?:ier|\.)?|fevr(?:ier|\.)?|mar(?:ch|s|\.)?|mär(?:z|\.)?|maerz|apr(?:il|\.)?|avr(?:il|\.)?|"
    r"may|mai|june?|juni|juin|jul(?:y|i|\.)?|juil(?:let|l\.|\.)?|aug(?:ust|\.)?|ao[ûu]t|sept?(?:ember|embre|\.)?|o[ck]t(?:ober|obre|\.)?|"
    r"nov(?:ember|embre|\.)?|de[cz](?:ember|\.)?|déc(?:embre|\.)?|decembre"
)
_YEAR = r"(?:19[89]\d|20[0-4]\d)"
_Y = r"(?:19[89][0-9]|20[0-4][0-9])"
_TIME = (
    r"(?:[T\s,|·•/–-]*(?:at|um|à|a las|le)?\s*[0-2]?\d\s?(?::|h|時|时|시)\s?[0-5]\d(?:(?::|分|분)\s?[0-5]\d(?:\.\d+)?)?"
    r"(?:分|秒|Uhr|\s?uhr)?(?:\s?[ap]\.?m\.?)?(?:\s?(?:Z|UTC|GMT|[A-Z]{2,4}T\b|[+-]\d\d:?\d\d))?)?"
)
_DAY = r"(?:[12]\d|3[01]|0?[1-9])"
_MONTH = r"(?:1[0-2]|0?[1-9])"
FORMS = (
    rf"(?<!\d){_Y}\s?[年년]\s?{_MONTH}\s?[月월]\s?{_DAY}\s?[日일]?{_TIME}",
    rf"(?<!\d){_Y}\s?([-/.])\s?{_MONTH}\s?\1\s?{_DAY}(?!\d){_TIME}",
    rf"(?<!\d){_MONTH}([-/.]){_DAY}\1{_Y}(?!\d){_TIME}",
    rf"(?<!\d){_DAY}([-/.])\s?{_MONTH}\1\s?{_Y}(?!\d){_TIME}",
    rf"(?<!\d)[0-2]?\d:[0-5]\d,?\s+(?:{_MONTHS})\.?\s+{_DAY},?\s+{_Y}(?!\d)",
    rf"(?<![^\W\d_])(?:{_MONTHS})\.?\s+{_DAY}(?:st|nd|rd|th)?,?\s+{_Y}(?!\d){_TIME}",
    rf"(?<!\d){_DAY}(?:st|nd|rd|th|er|\.)?\s*(?:of\s+|de\s+|-)?(?:{_MONTHS})\.?,?(?:\s+|-)(?:de\s+)?{_Y}(?!\d){_TIME}",
)


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    named = [
        re.sub(r"\(([^?])", rf"(?P<s{n}>\1", form).replace("\\1", f"(?P=s{n})") if "\\1" in form else form
        for n, form in enumerate(FORMS)
    ]
    return re.compile("|".join(f"(?:{form})" for form in named), re.I)


_FULL_WIDTH = {0xFF10 + n: 0x30 + n for n in range(10)} | {
    0xFF1A: 0x3A,
    0xFF0D: 0x2D,
    0xFF0F: 0x2F,
    0xA0: 0x20,
    0x3000: 0x20,
}


_WIDE = re.compile("[" + "".join(map(chr, _FULL_WIDTH)) + "]")


def narrow(text: str) -> str:
    """Full-width digits and signs as ASCII ones, character by character: offsets stay."""
    return text.translate(_FULL_WIDTH) if not text.isascii() and _WIDE.search(text) else text


_ANY_YEAR = re.compile(r"(?:19[89]|20[0-4])\d")
_BEFORE, _AFTER = 40, 60
"""Characters around a year in which its date lies."""


def _windows(text: str) -> list[tuple[int, int]]:
    """Stretches of a text around its years."""
    out: list[tuple[int, int]] = []
    for match in _ANY_YEAR.finditer(text):
        start, stop = max(0, match.start() - _BEFORE), match.end() + _AFTER
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], stop)
        else:
            out.append((start, stop))
    return out


def find_dates(text: str, limit: int = 600) -> list[tuple[int, int]]:
    """(start, end) of all that looks like a date, with its time if printed, in the first `limit` characters."""
    text = narrow(text[:limit])
    out: list[tuple[int, int]] = []
    if "20" not in text and "19" not in text:
        return out
    for low, high in _windows(text):
        for match in _pattern().finditer(text, low, high):
            start, end = match.span()
            while end > start and text[end - 1] in " ,|·•/–-\t":
                end -= 1
            out.append((start, end))
    return out


_IN_URL = re.compile(
    rf"/({_Y})([/-]?)({_MONTH})(?:\2|[/-])({_DAY})(?=[/_.-]|$)|[/_-]t?({_Y})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=[/_.-]|$)"
)
_IN_PARTS = re.compile(rf"/({_Y})-?/?(0[1-9]|1[0-2])-?/?(0[1-9]|[12]\d|3[01])/")


def date_in_url(url: str) -> str | None:
    """A day that an address carries, as `YYYY-MM-DD`."""
    for pattern in (_IN_PARTS, _IN_URL):
        if match := pattern.search(url):
            year, month, day = [part for part in match.groups() if part and part.isdigit()][:3]
            return f"{year}-{int(month):02}-{int(day):02}"
    return None
