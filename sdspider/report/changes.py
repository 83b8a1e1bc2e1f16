"""What became of each record since the last published run: a pure comparison of two exports, both sorted by id.

A record that is missing once may have been missed by chance, so that it is only remembered; missing twice in a row, or
on a page that answers 404 or 410, it is gone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sdspider.items import Change

COMPARED = ("articles", "navigation", "records")
"""Kinds of records that are compared; figures change with their articles."""
NOT_CONTENT = frozenset({"id", "fetched_at", "archive", "extraction", "digest"})
"""Fields that say how and when a record was made, or repeat others."""

Json = Mapping[str, Any]


@dataclass
class Comparison:
    """What a comparison found."""

    changes: list[Change] = field(default_factory=list)
    """By kind, then by id."""
    missing: list[dict[str, Any]] = field(default_factory=list)
    """Records missed for the first time: kind, id and a short digest of each field, to compare with if they return."""


def compare(kind: str, before: Iterable[Json], after: Iterable[Json], missed: Json, gone: Container[str]) -> Comparison:
    """Compare the records of one kind.

    `missed`: id -> field digests of those that the run before missed already. `gone`: addresses that answered 404, 410.
    """
    found = Comparison()
    rest = dict(missed)
    for old, new in _pairs(before, after):
        key = str((new or old or {})["id"])
        known = rest.pop(key, None)
        if new is None and old is not None:
            _absent(found, kind, key, old, gone)
        elif new is not None and (old is not None or known is not None):
            fields = differing(old, new) if old is not None else _changed_since(known, new)
            if fields:
                found.changes.append(Change(kind=kind, id=key, change="changed", fields=fields))  # type: ignore[arg-type]
        else:
            found.changes.append(Change(kind=kind, id=key, change="new"))  # type: ignore[arg-type]
    found.changes += [Change(kind=kind, id=key, change="gone") for key in rest]  # type: ignore[arg-type]
    found.changes.sort(key=lambda change: change.id)
    return found


def _absent(found: Comparison, kind: str, key: str, old: Json, gone: Container[str]) -> None:
    """A record of the last run that this one lacks."""
    pages = [*old.get("urls", ())] or ([old["url"]] if kind == "records" else [])
    if pages and all(url in gone for url in pages):
        found.changes.append(Change(kind=kind, id=key, change="gone"))  # type: ignore[arg-type]
    else:
        found.missing.append({"kind": kind, "id": key, "fields": _digests(old)})


def _pairs(before: Iterable[Json], after: Iterable[Json]) -> Iterator[tuple[Json | None, Json | None]]:
    """Records of both sides with the same id side by side; both sides sorted by id."""
    left, right = iter(before), iter(after)
    old, new = next(left, None), next(right, None)
    while old is not None or new is not None:
        if new is None or (old is not None and old["id"] < new["id"]):
            yield old, None
            old = next(left, None)
        elif old is None or new["id"] < old["id"]:
            yield None, new
            new = next(right, None)
        else:
            yield old, new
            old, new = next(left, None), next(right, None)


def differing(old: Json, new: Json) -> tuple[str, ...]:
    """Fields that differ, in the record's order."""
    return tuple(name for name in new if name not in NOT_CONTENT and old.get(name) != new[name])


def _changed_since(known: Json | None, new: Json) -> tuple[str, ...]:
    """Fields that differ from the digests of a record that was missed once."""
    now = _digests(new)
    return tuple(name for name in now if now[name] != (known or {}).get(name))


def _digests(record: Json) -> dict[str, str]:
    """Field -> eight hexadecimal digits of its content."""
    return {
        name: hashlib.blake2b(json.dumps(value, ensure_ascii=False).encode(), digest_size=4).hexdigest()
        for name, value in record.items()
        if name not in NOT_CONTENT
    }
