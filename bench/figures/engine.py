"""Run the engine over labelled rows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sdspider import find_figures

Row = dict[str, Any]


def found(row: Row) -> list[Row]:
    """The figures of one row as plain JSON values, links as positions in the list."""
    published = row.get("published_at")
    figures = find_figures(row["text"], row.get("lang", "en"), datetime.fromisoformat(published) if published else None)
    places = {f"#{figure.start}-{figure.end}": place for place, figure in enumerate(figures)}
    rows = [figure.model_dump(mode="json") for figure in figures]
    for figure in rows:
        figure["part_of"] = places.get(figure["part_of"])
        figure["converted_from"] = places.get(figure["converted_from"])
    return rows


def run(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Id -> figures."""
    return {row["id"]: found(row) for row in rows}
