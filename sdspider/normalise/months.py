"""Days whose month is a word. The words are cut out here; dateparser knows the months of all languages."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

_WORD = r"[^\W\d_]{3,12}"
_DAY = r"(?P<day>[0-3]?\d)(?!\d)"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?<!\d){_DAY}\s?(?:st\b|nd\b|rd\b|th\b|er\b|ère\b|[.ºª])?[\s-]*(?:of\s|de\s|d['’])?(?P<month>{_WORD})[.,]*[\s-]*(?:de\s)?{_YEAR}",
        rf"(?<![^\W\d_])(?P<month>{_WORD})\.?[\s-]*{_DAY}(?:st|nd|rd|th)?\s?,?\s?{_YEAR}(?![:.]\d)",
        rf"(?<![^\W\d_])(?P<month>{_WORD})\s+{_DAY}\s(?=\d\d:\d\d)[\d:]+\s(?:[A-Z]{{3,4}}\s|[+-]\d{{4}}\s)?{_YEAR}",
    )
)
_MONTH = re.compile(rf"^\W*(?P<month>{_WORD})[.,]*[\s-]*(?:de\s)?{_YEAR}\W*$")
OTHERS = (
    "es", "it", "pt", "nl", "pl", "ru", "uk", "cs", "sk", "hu", "ro", "bg", "el", "tr", "sv", "da", "nb", "fi", "hr",
    "sr", "sl", "ar", "id",
)  # fmt: skip
"""Tried after the page's own language, English, German and French; loading all that dateparser knows takes seconds."""


class NamedDay(NamedTuple):
    """A day and where it stands."""

    day: date
    start: int
    end: int


def named_day(text: str, language: str | None = None) -> NamedDay | None:
    """The first day in a text whose month is a word of the language, of English, or of another one."""
    hits = [match for form in _FORMS for match in form.finditer(text)]
    for match in sorted(hits, key=lambda hit: hit.start()):
        number = month_number(match["month"], language)
        try:
            day = date(int(match["year"]), number, int(match["day"])) if number else None
        except ValueError:
            continue
        if day:
            return NamedDay(day, *_reach(match))
    return None


def named_month(text: str, language: str | None = None) -> date | None:
    """The first of the month that is all that a text says."""
    match = _MONTH.match(text)
    number = month_number(match["month"], language) if match else None
    return date(int(match["year"]), number, 1) if match and number else None


def _reach(match: re.Match[str]) -> tuple[int, int]:
    """Where the day stands; a time between day and year (Java's form) stays outside."""
    inside = ":" in match.group()
    return match.start(), match.end("day") if inside else match.end()


@lru_cache(maxsize=1024)
def month_number(word: str, language: str | None = None) -> int | None:
    """1 to 12 for the name or abbreviation of a month, `None` for any other word."""
    for languages in ((language,) if language else (), ("en",), ("de", "fr"), OTHERS):
        found = _parser(languages) if languages else None
        try:
            parsed = found.get_date_data(f"1 {word} 2000").date_obj if found else None
        except (ValueError, OverflowError):
            parsed = None
        if parsed is not None and parsed.year == 2000 and parsed.day == 1:
            return int(parsed.month)
    return None


@lru_cache(maxsize=64)
def _parser(languages: tuple[str, ...]) -> Any:
    """dateparser for some languages, absolute dates only; `None` for a language it does not know."""
    from dateparser.date import DateDataParser

    settings = {"PARSERS": ["absolute-time"], "REQUIRE_PARTS": ["day", "month", "year"], "DATE_ORDER": "DMY"}
    try:
        return DateDataParser(languages=list(languages), settings=settings)
    except ValueError:
        return None
