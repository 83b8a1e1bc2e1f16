"""Score found figures against labelled ones, by language and field.

A found and a labelled figure are paired if their spans overlap and their values are equal to 1 in 100,000: one to
one, longest overlap first. Everything but `value` is judged on these pairs.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

Row = dict[str, Any]
STATES = ("qualifier", "direction", "comparison", "status", "period", "per", "place")
STOP_WORDS = frozenset(
    [
        *("the", "a", "an", "of", "in", "and", "for", "its", "their"),
        *("der", "die", "das", "des", "und", "le", "la", "les", "de", "du", "et"),
    ]
)


def near(one: float | None, two: float | None) -> bool:
    """Whether two numbers, or two absent ones, are equal to 1 in 100,000."""
    if one is None or two is None:
        return one is two
    return math.isclose(one, two, rel_tol=1e-5)


def pairs(gold: list[Row], found: list[Row]) -> list[tuple[Row, Row]]:
    """Labelled and found figures that are the same, one to one."""
    options = []
    for i, one in enumerate(gold):
        for j, two in enumerate(found):
            overlap = min(one["end"], two["end"]) - max(one["start"], two["start"])
            if overlap > 0 and all(near(one[k], two[k]) for k in ("value", "value_low", "value_high")):
                options.append((-overlap, i, j))
    used: set[tuple[str, int]] = set()
    kept = []
    for _, i, j in sorted(options):
        if not used & {("gold", i), ("found", j)}:
            used |= {("gold", i), ("found", j)}
            kept.append((gold[i], found[j]))
    return kept


def same_subject(one: str | None, two: str | None, language: str) -> bool:
    """Whether half of the words are shared (characters for Japanese and Chinese)."""
    first, second = (Counter(_words(text or "", language)) for text in (one, two))
    if not first and not second:
        return True
    shared = (first & second).total()
    return shared > 0 and 2 * shared / (first.total() + second.total()) >= 0.5


def _words(text: str, language: str) -> Iterable[str]:
    if language in ("ja", "zh"):
        return [sign for sign in text.lower() if sign.strip()]
    return [word.rstrip("s") for word in re.findall(r"\w+", text.lower()) if word not in STOP_WORDS]


def _state(figure: Row, name: str) -> object:
    value = figure.get(name)
    if name == "period" and value is not None:
        return value["start"], value["end"]
    return value.casefold() if isinstance(value, str) else value


class Tally:
    """Counts over the passages of one language."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()

    def add(self, row: Row, found: list[Row]) -> None:
        """Count one passage."""
        counts = self.counts
        counts["gold"] += len(row["figures"])
        counts["found"] += len(found)
        for one, two in pairs(row["figures"], found):
            counts["value"] += 1
            counts["unit"] += (one["kind"], one["unit"]) == (two["kind"], two["unit"])
            counts["subject"] += same_subject(one["subject"], two["subject"], row["lang"])
            counts["span"] += (one["start"], one["end"]) == (two["start"], two["end"])
            counts.update(name for name in STATES if _state(one, name) == _state(two, name))
        for decoy in row["decoys"]:
            counts["decoys"] += 1
            hit = any(min(decoy["end"], f["end"]) > max(decoy["start"], f["start"]) for f in found)
            counts["decoys kept out"] += not hit

    def scores(self) -> dict[str, float]:
        """Percent, one digit: F1 of value, unit, subject and span; share of the pairs for the rest."""
        counts = self.counts
        size = (counts["gold"] + counts["found"]) / 2
        result = {name: counts[name] / size for name in ("value", "unit", "subject", "span")}
        result |= {name: counts[name] / max(counts["value"], 1) for name in STATES}
        result["decoys"] = counts["decoys kept out"] / max(counts["decoys"], 1)
        return {name: math.floor(1000 * share) / 10 for name, share in result.items()}


def score(rows: list[Row], found: dict[str, list[Row]]) -> dict[str, dict[str, float]]:
    """Language -> name of the score -> percent; `found` holds the figures by the id of the passage."""
    tallies: dict[str, Tally] = {}
    for row in rows:
        tallies.setdefault(row["lang"], Tally()).add(row, found.get(row["id"], []))
    return {language: tally.scores() for language, tally in sorted(tallies.items())}
