"""Where a planned change starts from is a fact: "soll von 60 auf 120 MW erweitert werden"."""

from __future__ import annotations

from itertools import pairwise

from sdspider.quantities import status, structure
from sdspider.quantities.model import Sentence


def read(sentence: Sentence) -> None:
    """Fill the status of every figure."""
    status.read(sentence)
    rule = structure.rules(sentence.language)
    for first, second in pairwise(sentence.figures):
        if first.status not in {"planned", "target", "forecast"} or first.kind != second.kind:
            continue
        between = sentence.low[first.end : second.start]
        if "," in between or rule.to_later.search(between) is None:
            continue
        if rule.from_.search(sentence.low[max(sentence.start, first.start - 40) : first.start]):
            first.status = "actual"
