"""May an archived answer stand in for a request, and if not, how does one ask whether it is still valid?

RFC 9110, 13.1; RFC 9111, 5.2.1: without `max-age=0` a cache on the way may answer for the server.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sdspider.archive.index import Entry

CONDITIONAL = ("If-None-Match", "If-Modified-Since", "Cache-Control")
"""Request headers that `conditional_headers` may set."""


def is_fresh(entry: Entry, max_age: float, now: datetime) -> bool:
    """Whether the address was last answered well, or confirmed, less than `max_age` seconds ago."""
    age = now - datetime.fromisoformat(entry.fetched_at)
    return entry.status in (200, 304) and age < timedelta(seconds=max_age)


def conditional_headers(entry: Entry) -> dict[str, str]:
    """Headers that ask for a 304 where the entry is still valid; empty where it has no validators."""
    if entry.status not in (200, 304):
        return {}
    found = {"If-None-Match": entry.etag, "If-Modified-Since": entry.last_modified}
    headers = {name: value for name, value in found.items() if value}
    return headers | {"Cache-Control": "max-age=0"} if headers else {}
