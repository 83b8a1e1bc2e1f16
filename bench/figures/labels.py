"""Read and check files of labelled figures: one JSON object a line, the form of `fixtures/figures/labelled.jsonl`.

A row holds `id`, `lang`, `published_at`, `text`, `figures` (the fields of `sdspider.items.Figure` that a text can
state, `part_of` and `converted_from` as positions in the list) and `decoys` (numbers that are no figures).
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

from sdspider.items import Figure

Row = dict[str, Any]
LANGUAGES = ("en", "de", "fr", "ja", "ko", "zh")
FIELDS = [
    *("text", "start", "end", "kind", "value", "value_low", "value_high", "qualifier", "unit", "subject"),
    *("direction", "comparison", "period", "status", "per", "place"),
]
LINKS = ("converted_from", "part_of")
ROW_KEYS = ["id", "lang", "published_at", "text", "figures", "decoys"]
BARE_KINDS = ("count", "rank", "fraction", "ratio")


def load(path: Path) -> list[Row]:
    """The rows of a file; blank lines are skipped."""
    lines = path.read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def digest(path: Path) -> str:
    """`sha256:` of the file's bytes: two corpora of one digest are the same corpus."""
    return "sha256:" + hashlib.sha256(path.read_bytes()).hexdigest()


def check(rows: list[Row]) -> list[str]:
    """Everything that is wrong with the rows, one line each; empty for a sound file."""
    wrong = [f"{row.get('id')}: {error}" for row in rows for error in _row_errors(row)]
    for key in ("id", "text"):
        uses = Counter(row[key] for row in rows)
        wrong += [f"{key} used twice: {value}" for value, times in uses.items() if times > 1]
    return wrong


def _row_errors(row: Row) -> Iterator[str]:
    if list(row) != ROW_KEYS or row["lang"] not in LANGUAGES:
        yield f"keys {list(row)}, language {row.get('lang')}"
        return
    if datetime.fromisoformat(row["published_at"]).tzinfo is None:
        yield "published_at has no offset"
    for place, figure in enumerate(row["figures"]):
        yield from (f"figure {place} {figure['text']!r}: {error}" for error in _figure_errors(row, place, figure))
    yield from _span_errors(row)


def _figure_errors(row: Row, place: int, figure: Row) -> Iterator[str]:
    if [key for key in figure if key not in (*LINKS, "condition")] != FIELDS:
        yield f"keys {list(figure)}"
        return
    for name in ("kind", "qualifier", "direction", "comparison", "status"):
        if figure[name] is not None and figure[name] not in choices(name):
            yield f"{name} {figure[name]!r}"
    if not figure["subject"] or figure["subject"] not in row["text"]:
        yield f"subject {figure['subject']!r} does not stand in the text"
    if (figure["value"] is None) == (figure["value_low"] is None):
        yield "neither a value nor a range, or both"
    if figure["kind"] in BARE_KINDS and figure["unit"] is not None:
        yield f"unit {figure['unit']!r} of a {figure['kind']}"
    if figure["period"] is not None:
        yield from _period_errors(figure["period"])
    for name in LINKS:
        if name in figure and not (0 <= figure[name] < len(row["figures"]) and figure[name] != place):
            yield f"{name} {figure[name]!r}"


def choices(name: str) -> set[str]:
    """The values that `Figure` allows for a field."""
    todo, found = [Figure.model_fields[name].annotation], set()
    while todo:
        for argument in get_args(todo.pop()):
            if isinstance(argument, str):
                found.add(argument)
            else:
                todo.append(argument)
    return found


def _period_errors(period: Row) -> Iterator[str]:
    first, last = (value and date.fromisoformat(value) for value in (period["start"], period["end"]))
    if (first is None and last is None) or (first and last and first > last):
        yield f"period {period}"


def _span_errors(row: Row) -> Iterator[str]:
    text, spans = row["text"], []
    for name in ("figures", "decoys"):
        own = [(item["start"], item["end"], item["text"]) for item in row[name]]
        yield from (f"{said!r} does not stand at {a}..{b}" for a, b, said in own if text[a:b] != said or a >= b)
        if own != sorted(own):
            yield f"{name} are not in the order of the text"
        spans += own
    spans.sort()
    yield from (f"{x[2]!r} and {y[2]!r} overlap" for x, y in pairwise(spans) if y[0] < x[1])
    for digits in re.finditer(r"\d+", text):
        if not any(a <= digits.start() and digits.end() <= b for a, b, _ in spans):
            yield f"digits {digits.group()!r} are neither figure nor decoy"


def main() -> int:
    """Check the files named on the command line; exit status 1 if there is any error."""
    failed = False
    for path in map(Path, sys.argv[1:]):
        rows = load(path)
        errors = check(rows)
        failed = failed or bool(errors)
        print("\n".join([*errors, f"{path}: {len(rows)} passages, {len(errors)} errors"]))
    return int(failed)


if __name__ == "__main__":
    raise SystemExit(main())
