"""Replaying fixtures and comparing what they give with what a person has reviewed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sdspider.errors import UserError
from sdspider.extract import read_page
from sdspider.items import KINDS
from sdspider.page import Page
from sdspider.pipelines.chain import Chain
from sdspider.portals import hints_for
from sdspider.saved import EXPECTED, cases, read_case

Line = dict[str, Any]
"""One line of an expectation: the page's kind, or a record with its type under `record`."""

TYPES = {model: kind for kind, model in KINDS.items()}


def lines_of(page: Page) -> list[Line]:
    """What a page gives, as plain data: first its kind, then its records."""
    reading = read_page(page, hints_for(page.url))
    chain = Chain({})
    items = [item for draft in reading.drafts for item in chain.feed(draft)]
    first: Line = {"record": "page", "kind": reading.kind, "reason": reading.reason}
    return [first, *({"record": TYPES[type(item)], **item.model_dump(mode="json")} for item in items)]


def check(folder: Path, *, update: bool = False) -> Iterator[str]:
    """Every difference between fixtures below a folder and their expectations, as one line; none where all agree.

    A missing expectation is written and reported, so that a person looks at it; with `update` differing ones are
    written anew.
    """
    found = list(cases(folder))
    if not found:
        raise UserError(f"no fixtures below {folder}; pass a folder with page.json files")
    for case in found:
        path = case / EXPECTED
        lines = lines_of(read_case(case))
        if not path.exists():
            _write(path, lines)
            yield f"{case}: {EXPECTED} was missing and has been written; review it"
            continue
        differences = list(_compare(_read(path), lines))
        if differences and update:
            _write(path, lines)
        for difference in differences:
            yield f"{case}: {difference}" + ("; written anew, review it" if update else "")


def _write(path: Path, lines: list[Line]) -> None:
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")


def _read(path: Path) -> list[Line]:
    try:
        return [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    except ValueError as error:
        raise UserError(f"{path} is not JSON Lines ({error}); delete it and run the check again") from error


def _compare(expected: list[Line], found: list[Line]) -> Iterator[str]:
    """Differences by record and field."""
    before, now = _keyed(expected), _keyed(found)
    for key in sorted(before.keys() - now.keys()):
        yield f"{key} is gone"
    for key in sorted(now.keys() - before.keys()):
        yield f"{key} is new"
    for key in before.keys() & now.keys():
        for name in sorted(before[key].keys() | now[key].keys()):
            was, is_ = before[key].get(name), now[key].get(name)
            if was != is_:
                yield f"{key}: {name} was {_short(was)}, is {_short(is_)}"


def _keyed(lines: list[Line]) -> dict[str, Line]:
    """Lines by record type and id; the page itself has none."""
    return {f"{line.get('record')} {line.get('id', '')}".strip(): line for line in lines}


def _short(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 120 else f"{text[:117]}..."
