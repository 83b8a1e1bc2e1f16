"""Times of day as pages print them, and moments written as ISO 8601."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

ZONES = {
    "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "BST": 1, "CET": 1, "MEZ": 1, "WEST": 1, "CEST": 2, "MESZ": 2, "EET": 2,
    "EEST": 3, "MSK": 3, "HKT": 8, "SGT": 8, "JST": 9, "KST": 9, "AEST": 10, "AEDT": 11,
    "EST": -5, "EDT": -4, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
}  # fmt: skip
"""Hours east of Greenwich. CST is left out: it is China's and Chicago's."""

_CLOCK = re.compile(
    r"(?<![\d.:])(?:(?P<half>[AaPp])\.?[Mm]\.?\s?|(?P<half_cjk>午前|午後|上午|下午|오전|오후)\s?)?"
    r"(?P<hour>[01]?\d|2[0-4])\s?(?:[:hH点點]|時|时|시|Uhr)\s?"
    r"(?P<minute>[0-5]\d)?(?:\s?[:分분mM']\s?(?:(?P<second>[0-5]\d)(?:[.,]\d+)?(?!\d)\s?[秒초s]?)?)?(?!\d)"
    r"(?:\s?(?P<late>[AaPp])\.?[Mm]\b\.?)?"
    r"(?:\s?(?:Uhr\b\s?)?\(?(?:(?:UTC|GMT)?\s?(?P<offset>[+-](?:0\d|1[0-4]):?[0-5]\d)(?!\d)|(?P<zone>[A-Z]{1,4})(?![A-Za-z])))?"
)
_HOUR_ONLY = re.compile(r"(?<![\d.:])(?P<hour>1[0-2]|0?[1-9])\s?(?P<late>[AaPp])\.?[Mm]\b\.?")
_LATE = frozenset({"p", "P", "午後", "下午", "오후"})


class Clock(NamedTuple):
    """A time of day, with its offset where one is printed."""

    time: time
    zone: tzinfo | None
    precision: Literal["minute", "second"]


def find_clock(text: str, *, within: int | None = None, last: bool = False) -> Clock | None:
    """The first (or last) time of day in a text, beginning at most `within` characters from its start."""
    matches = list(_CLOCK.finditer(text)) or list(_HOUR_ONLY.finditer(text))
    for match in reversed(matches) if last else matches:
        if (within is None or match.start() <= within) and (clock := _clock(match)):
            return clock
    return None


def _clock(match: re.Match[str]) -> Clock | None:
    said = match.groupdict()
    hour, half = int(said["hour"]), said.get("half") or said.get("half_cjk") or said.get("late")
    if half:
        if hour > 12:
            half = None
        else:
            hour = hour % 12 + (12 if half in _LATE else 0)
    elif said.get("minute") is None:
        return None  # "24 h" or "5 h" is a length of time, not a time of day
    if hour == 24:
        return None
    second = said.get("second")
    moment = time(hour, int(said.get("minute") or 0), int(second or 0))
    return Clock(moment, _zone(said.get("offset"), said.get("zone")), "second" if second else "minute")


def _zone(offset: str | None, name: str | None) -> tzinfo | None:
    if offset:
        sign = -1 if offset[0] == "-" else 1
        return timezone(sign * timedelta(hours=int(offset[1:3]), minutes=int(offset[-2:])))
    if name in ZONES:
        return timezone(timedelta(hours=ZONES[name])) if ZONES[name] else UTC
    return None


def localise(day: date, clock: Clock | None, zone: str | None) -> str | None:
    """ISO 8601 of a day and its time: in the named zone where there is one, else with the printed offset, if any."""
    own = zone_of(zone)
    moment = datetime.combine(day, clock.time if clock else time(), clock.zone if clock else None)
    if own is not None:
        try:
            moment = moment.astimezone(own) if moment.tzinfo else moment.replace(tzinfo=own)
        except OverflowError:
            return None
    return moment.isoformat()


@lru_cache(maxsize=64)
def zone_of(name: str | None) -> ZoneInfo | None:
    """The time zone of an IANA name, `None` for none or an unknown one."""
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
