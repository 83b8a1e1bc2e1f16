"""Dates as pages print them, made ISO 8601. Nothing is guessed: 03/04/2024 without a hint is no date.

Order of the attempts: the template's own strptime forms, RFC 2822 and Java's `Date.toString`, all-numeric and East
Asian forms, then a month's name, which dateparser reads in any language. dateparser is given only the few words of
the date itself: on whole sentences it is slow and finds dates where there are none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal, NamedTuple

from sdspider.normalise.clock import Clock, find_clock, localise
from sdspider.normalise.months import named_day, named_month
from sdspider.normalise.text import clean_text, narrow

Precision = Literal["year", "month", "day", "minute", "second"]
Order = Literal["YMD", "MDY", "DMY"]
Window = tuple[datetime | None, datetime | None]

LONGEST = 200
"""Characters looked at: a header line is never longer."""

DAY_FIRST = frozenset((
    "bg", "cs", "da", "de", "el", "es", "et", "fi", "fr", "hr", "it", "nb", "nl", "nn", "no", "pl", "pt", "ro", "ru",
    "sk", "sl", "sv", "tr", "uk",
))  # fmt: skip
"""Languages whose all-numeric dates begin with the day; English uses both orders."""

NEAR = 16
"""Characters that may stand between a day and its time."""


class Stamp(NamedTuple):
    """A date with what is known about it."""

    iso: str
    """ISO 8601; with offset where the text or a time zone gives one, at midnight where no time is printed."""
    precision: Precision
    ambiguous: bool = False
    """Day and month can be exchanged, and something weaker than the template's form decided, or contradicts it."""
    disagrees: bool = False
    """The date lies outside the window."""


class Found(NamedTuple):
    """A day found in a text."""

    day: date
    precision: Precision
    start: int
    end: int
    swapped: date | None = None
    """The other reading where day and month can be exchanged."""
    hinted: bool = True
    """Whether the template's order or the form itself decided between the readings."""


_ISO_LIKE = re.compile(
    r"(?<![\d.,/-])((?:19|20)\d\d)\s?(?:年|년|[-/.])\s?(\d{1,2})\s?(?:月|월|[-/.])\s?(\d{1,2})(?!\d)\s?[日号일]?"
)
_COMPACT = re.compile(r"^\W*((?:19|20)\d\d)(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?)?\W*$")
_YEAR_LAST = re.compile(r"(?<![\d.,/-])(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?((?:19|20)\d\d)(?![\d/-])")
_MONTH_ONLY = re.compile(r"^\W*((?:19|20)\d\d)\s?(?:年|년|[-/.])\s?(\d{1,2})\s?[月월]?\W*$")
_YEAR_ONLY = re.compile(r"^\W*((?:19|20)\d\d)\s?[年년]?\W*$")
_IN_ADDRESS = re.compile(
    r"/((?:19|20)\d\d)[-/]?(\d\d?)[-/](\d\d?)(?=[/_.-]|$)|/((?:19|20)\d\d)[-/]?(\d\d)(\d\d)(?=[/_.-]|$)"
    r"|/((?:19|20)\d\d)(\d\d)/(\d\d)(?=[/_.-]|$)|[_/]t((?:19|20)\d\d)(\d\d)(\d\d)_"
)


def parse_date(
    raw: str,
    *,
    formats: Sequence[str] = (),
    order: Order | None = None,
    language: str | None = None,
    timezone: str | None = None,
    window: Window | None = None,
) -> Stamp | None:
    """The date that a string prints, `None` where it prints none, an impossible one, or one that no hint decides.

    `formats`: strptime forms of the template, tried first. `order`: of a day, month and year in digits.
    `timezone`: IANA name; printed offsets are converted to it, times without offset get its own.
    `window`: earliest and latest plausible moment; it decides between two readings where nothing else does, and is
    otherwise only compared. Never raises.
    """
    text = narrow(clean_text(raw[:LONGEST]))
    if not any(char.isdigit() for char in text):
        return None
    if stamp := _by_formats(text, formats, timezone, window):
        return stamp
    found = _find(text, order, language, window)
    if found is None or not 1900 <= found.day.year <= 2099:
        return None
    clock = _clock_beside(text, found) if found.precision == "day" else None
    return _stamp(found, clock, timezone, window)


def is_ambiguous(raw: str) -> bool:
    """Whether a string prints a date in digits whose day and month can be exchanged."""
    found = _year_last(narrow(clean_text(raw[:LONGEST])), "MDY", None, None)
    return found is not None and found.swapped is not None


def date_in_url(url: str) -> str | None:
    """The day that an address carries in its path, as `YYYY-MM-DD`."""
    for match in _IN_ADDRESS.finditer(url.partition("?")[0]):
        year, month, day = (int(part) for part in match.groups() if part)
        if found := _day(year, month, day):
            return found.isoformat()
    return None


def _by_formats(text: str, formats: Sequence[str], timezone: str | None, window: Window | None) -> Stamp | None:
    """The first strptime form that fits the whole text."""
    for form in formats:
        try:
            moment = datetime.strptime(text, form)
        except ValueError:
            continue
        swapped = _year_last(text, "MDY", None, None)
        other = (
            next((day for day in (swapped.day, swapped.swapped) if day and day != moment.date()), None)
            if swapped
            else None
        )
        found = Found(moment.date(), "day", 0, len(text), other)
        clock = Clock(moment.time(), None, "second" if "%S" in form else "minute") if "%M" in form else None
        return _stamp(found, clock, timezone, window)
    return None


def _find(text: str, order: Order | None, language: str | None, window: Window | None) -> Found | None:
    """The first day in the text; a month or a year only where the text is nothing else."""
    if match := _COMPACT.match(text):
        day = _day(int(match[1]), int(match[2]), int(match[3]))
        return Found(day, "day", 0, match.end(3)) if day else None
    found = [_iso_like(text), _year_last(text, order, language, window), _named(text, language)]
    whole = [one for one in found if one]
    if whole:
        return min(whole, key=lambda one: one.start)
    return _coarse(text, language)


def _iso_like(text: str) -> Found | None:
    for match in _ISO_LIKE.finditer(text):
        if day := _day(int(match[1]), int(match[2]), int(match[3])):
            return Found(day, "day", *match.span())
    return None


def _year_last(text: str, order: Order | None, language: str | None, window: Window | None) -> Found | None:
    """Day and month before the year: by their size, the point between them, the order, the window, the language."""
    match = _YEAR_LAST.search(text)
    if match is None:
        return None
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    month_first, day_first = _day(year, first, second), _day(year, second, first)
    if month_first is None or day_first is None or month_first == day_first:
        only = month_first or day_first
        return Found(only, "day", *match.span()) if only else None
    if match[2] == ".":
        return Found(day_first, "day", *match.span())
    if order in ("MDY", "DMY"):
        pair = (month_first, day_first) if order == "MDY" else (day_first, month_first)
        return Found(pair[0], "day", *match.span(), pair[1])
    fitting = [day for day in (month_first, day_first) if _fits(day, window)] if window else []
    chosen = fitting[0] if len(fitting) == 1 else day_first if language in DAY_FIRST else None
    if chosen is None:
        return None
    return Found(chosen, "day", *match.span(), day_first if chosen == month_first else month_first, hinted=False)


def _named(text: str, language: str | None) -> Found | None:
    named = named_day(text, language)
    return Found(named.day, "day", named.start, named.end) if named else None


def _coarse(text: str, language: str | None) -> Found | None:
    """A month or a year that is all that the text says."""
    if match := _MONTH_ONLY.match(text):
        day = _day(int(match[1]), int(match[2]), 1)
        return Found(day, "month", 0, len(text)) if day else None
    if match := _YEAR_ONLY.match(text):
        return Found(date(int(match[1]), 1, 1), "year", 0, len(text))
    named = named_month(text, language)
    return Found(named, "month", 0, len(text)) if named else None


def _clock_beside(text: str, found: Found) -> Clock | None:
    """The time behind a day, else before it."""
    if match := _COMPACT.match(text):
        return find_clock(":".join(part for part in match.groups()[3:] if part))
    behind = find_clock(text[found.end :], within=NEAR)
    if behind:
        return behind
    before = text[max(0, found.start - 2 * NEAR) : found.start]
    return find_clock(before, last=True)


def _stamp(found: Found, clock: Clock | None, timezone: str | None, window: Window | None) -> Stamp | None:
    """The moment in its time zone, compared with the window."""
    iso = localise(found.day, clock, timezone)
    if iso is None:
        return None
    disagrees = window is not None and not _fits(found.day, window)
    other_fits = disagrees and found.swapped is not None and _fits(found.swapped, window)
    ambiguous = (found.swapped is not None and not found.hinted) or other_fits
    return Stamp(iso, clock.precision if clock else found.precision, ambiguous, disagrees)


def _fits(day: date, window: Window | None) -> bool:
    earliest, latest = window or (None, None)
    return (earliest is None or earliest.date() <= day) and (latest is None or day <= latest.date())


def _day(year: int, month: int, day: int) -> date | None:
    """A day of the calendar, `None` for an impossible one."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
