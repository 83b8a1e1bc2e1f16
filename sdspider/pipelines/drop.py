"""Leaving an item out, with a reason that is counted."""

from __future__ import annotations

from functools import lru_cache
from typing import NoReturn

from scrapy.exceptions import DropItem


@lru_cache(maxsize=64)
def _kind(reason: str) -> type[DropItem]:
    """Scrapy counts drops by the name of their exception, so that each reason is one of its own."""
    return type(reason.replace(" ", "_"), (DropItem,), {"__doc__": f"Dropped: {reason}."})


def drop(reason: str) -> NoReturn:
    """Raise `DropItem`; `reason` is one of a few fixed texts."""
    raise _kind(reason)(reason)


def reason_of(error: DropItem) -> str:
    """The reason of a drop."""
    return str(error)
