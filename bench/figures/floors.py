"""The floors that the project's own labelled set holds the engine to, and why they are what they are.

`floors.toml` is a history, newest entry last: `[[entry]]` with `digest` of the corpus, `reason` and
`[entry.floor.<language>]`. An entry may lower a floor, or drop one, only if it says why in `lowered`.
"""

from __future__ import annotations

import itertools
import json
import tomllib
from pathlib import Path
from typing import Any

Entry = dict[str, Any]
Floors = dict[str, dict[str, float]]


def load(path: Path) -> list[Entry]:
    """The entries of the history; empty where there is no file yet."""
    return tomllib.loads(path.read_text("utf-8")).get("entry", []) if path.exists() else []


def lowered(before: Entry, after: Entry) -> list[str]:
    """The floors that fell or vanished from one entry to the next, as `language.score`."""
    return [
        f"{language}.{name}"
        for language, scores in before["floor"].items()
        for name, value in scores.items()
        if after["floor"].get(language, {}).get(name, -1.0) < value
    ]


def history_errors(entries: list[Entry]) -> list[str]:
    """What is wrong with the history: no reason, or a floor that fell in silence."""
    errors = [f"entry {place} gives no reason" for place, entry in enumerate(entries) if not entry.get("reason")]
    for place, (before, after) in enumerate(itertools.pairwise(entries), 1):
        fallen = lowered(before, after)
        if fallen and not after.get("lowered"):
            errors.append(f"entry {place} lowers {', '.join(fallen)} and does not say why in `lowered`")
    return errors


def broken(entry: Entry, digest: str, scores: Floors) -> list[str]:
    """What the engine of today breaks: another corpus, or a score under its floor."""
    if digest != entry["digest"]:
        return [f"the corpus is now {digest}: measure it again and add an entry to floors.toml"]
    return [
        f"{language}.{name} is {scores.get(language, {}).get(name)}, under its floor of {floor}"
        for language, floors in entry["floor"].items()
        for name, floor in floors.items()
        if scores.get(language, {}).get(name, -1.0) < floor
    ]


def as_toml(entry: Entry) -> str:
    """The entry as text to append to the file."""
    lines = ["[[entry]]", *(f"{key} = {json.dumps(entry[key])}" for key in entry if key != "floor")]
    for language, scores in entry["floor"].items():
        lines += [f"[entry.floor.{language}]", *(f"{name} = {value}" for name, value in scores.items())]
    return "\n".join(lines) + "\n"
