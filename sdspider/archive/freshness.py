"""May an archived answer stand in for a request, and if not, how does one ask whether it is still valid?

Lists are always asked for: they are where new articles show. An article is asked for again the less often the older it
is, because edits come soon or never. RFC 9110, 13.1; RFC 9111, 5.2.1: without `max-age=0` a cache on the way may answer
for the server.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import inf
from typing import Any, Self
from zlib import crc32

from sdspider.archive.errors import ArchiveError
from sdspider.archive.index import Entry, Known

CONDITIONAL = ("If-None-Match", "If-Modified-Since", "Cache-Control")
"""Request headers that `conditional_headers` may set."""
ARTICLE = "article"
"""The one kind of page that is not asked for every time."""
_DAY = 86_400.0


@dataclass(frozen=True)
class Policy:
    """How long an answer stands for its address, by what is known of the page. Times are seconds."""

    steps: tuple[tuple[float, float], ...] = ()
    """(articles younger than this, are asked for again after this), youngest first."""
    undated: float = 0.0
    """The same for articles without a date."""
    spread: float = 0.0
    """Share of a time by which an address may fall due sooner, so that not all old articles do in one night."""

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> Self:
        """A policy from the setting `FRESHNESS`: days, `null` for "however old". Raises `ArchiveError`."""
        try:
            steps = tuple(
                (inf if age is None else float(age) * _DAY, float(every) * _DAY)
                for age, every in said.get("articles", ())
            )
            return cls(steps, float(said.get("undated", 0)) * _DAY, float(said.get("spread", 0)))
        except (TypeError, ValueError, AttributeError) as error:
            raise ArchiveError(
                f"the setting FRESHNESS is not understood ({error}); see sdspider/settings.py for its form"
            ) from error

    def max_age(self, known: Known | None, now: datetime) -> float:
        """Seconds for which an answer of this address is fresh: 0 for lists and for what nobody knows yet."""
        if known is None or known.kind != ARTICLE:
            return 0.0
        due = self.undated
        if known.published_at:
            age = (now - _moment(known.published_at)).total_seconds()
            due = next((every for limit, every in self.steps if age < limit), 0.0)
        return due * (1 - self.spread * (crc32(known.url.encode()) % 1000) / 1000)


def _moment(text: str) -> datetime:
    """A moment from ISO 8601; without an offset it is taken for UTC."""
    moment = datetime.fromisoformat(text)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment


def is_fresh(entry: Entry, max_age: float, now: datetime) -> bool:
    """Whether the address was last answered well, or confirmed, less than `max_age` seconds ago."""
    age = now - _moment(entry.fetched_at)
    return entry.status in (200, 304) and age < timedelta(seconds=max_age)


def conditional_headers(entry: Entry) -> dict[str, str]:
    """Headers that ask for a 304 where the entry is still valid; without validators, only past every cache."""
    if entry.status not in (200, 304):
        return {}
    found = {"If-None-Match": entry.etag, "If-Modified-Since": entry.last_modified}
    return {name: value for name, value in found.items() if value} | {"Cache-Control": "max-age=0"}
