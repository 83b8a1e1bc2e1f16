"""JSON Lines of texts in, JSON Lines of figures out: the body of `sdspider figures`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from sdspider.quantities import LANGUAGES, find_figures


def _fail(number: int, what: str) -> ValueError:
    return ValueError(f"line {number}: {what}")


def _parsed(line: str, number: int) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise _fail(number, f"not JSON ({error.msg}); write one object a line") from error
    if not isinstance(row, dict):
        raise _fail(number, 'not an object; write {"id": ..., "text": ..., "language": "en", "published_at": ...}')
    return row


def _published(row: dict[str, Any], number: int) -> datetime | None:
    printed = row.get("published_at")
    if printed is None:
        return None
    try:
        return datetime.fromisoformat(printed)
    except (TypeError, ValueError) as error:
        raise _fail(
            number, f"published_at {printed!r} is no ISO 8601 date; write it like 2024-04-01T17:10:00+08:00"
        ) from error


def _language(row: dict[str, Any], number: int) -> str:
    language = row.get("language") or "en"
    if not isinstance(language, str) or language.split("-")[0].lower() not in LANGUAGES:
        raise _fail(number, f"language {language!r} has no grammar; use one of {', '.join(LANGUAGES)}")
    return language


def figures_of_lines(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """`{"id", "figures"}` for every line of `{"id", "text", "language", "published_at"}`, in order; no blank lines.

    `language` is English where it is missing. Raises ValueError, with the line number, for a line that cannot be
    read.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        row = _parsed(line, number)
        text = row.get("text")
        if not isinstance(text, str):
            raise _fail(number, '"text" is missing or no string; give the passage to read')
        found = find_figures(text, _language(row, number), _published(row, number))
        yield {"id": row.get("id"), "figures": [figure.model_dump(mode="json") for figure in found]}
