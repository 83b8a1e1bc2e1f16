"""Whether a figure is a fact, a target, a forecast, planned, being built, or only in a draft."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from sdspider.quantities.language import Language
from sdspider.quantities.model import Mention, Sentence

ORDER = ("draft", "forecast", "target", "planned", "under_construction")


class StatusRules(NamedTuple):
    """Compiled `[status]` table: cues that reach over their clause, and cues that stand beside the figure."""

    clause: tuple[tuple[str, re.Pattern[str]], ...]
    near: tuple[tuple[str, re.Pattern[str]], ...]
    after: tuple[tuple[str, re.Pattern[str]], ...]
    boundary: re.Pattern[str]
    level: re.Pattern[str]
    fact: re.Pattern[str]


@cache
def rules(language: Language) -> StatusRules:
    """Compile the status cues of a language."""

    def cues(name: str, ending: str = "") -> tuple[tuple[str, re.Pattern[str]], ...]:
        data = language.get("status", name, default={})
        return tuple((key, language.pattern(f"(?:{data[key]}){ending}")) for key in ORDER if key in data)

    def one(name: str) -> re.Pattern[str]:
        return language.pattern(language.get("status", name) or r"(?!)")

    return StatusRules(cues("clause"), cues("near", "$"), cues("after"), one("boundary"), one("level"), one("fact"))


def _clauses(sentence: Sentence, rule: StatusRules) -> list[tuple[int, int]]:
    cuts = [match.start() for match in rule.boundary.finditer(sentence.text, sentence.start, sentence.end)]
    edges = [sentence.start, *cuts, sentence.end]
    return [(first, last) for first, last in zip(edges, edges[1:], strict=False) if first < last]


def _of_clause(text: str, clause: tuple[int, int], rule: StatusRules) -> tuple[str, int] | None:
    """The status a clause gives to its figures, and where its cue stands."""
    for status, pattern in rule.clause:
        match = pattern.search(text, *clause)
        if match:
            return status, match.start()
    return None


def _of_figure(figure: Mention, text: str, clause: tuple[int, int], rule: StatusRules) -> str | None:
    left = text[max(clause[0], figure.start - 50) : figure.start]
    for status, pattern in rule.near:
        if pattern.search(left):
            return status
    after = figure.subject[1] if figure.subject and figure.subject[0] >= figure.end else figure.end
    for status, pattern in rule.after:
        if pattern.match(text, after, clause[1]):
            return status
    return None


def read(sentence: Sentence) -> None:
    """Fill the status of every figure."""
    rule, text = rules(sentence.language), sentence.text
    figures = sentence.figures
    for clause in _clauses(sentence, rule):
        here = [figure for figure in figures if clause[0] <= figure.start < clause[1]]
        if not here:
            continue
        general = _of_clause(text, clause, rule)
        for figure in here:
            near = _of_figure(figure, text, clause, rule)
            status = near or (general[0] if general else None)
            if (
                status in ("planned", "target")
                and not near
                and general
                and rule.level.search(text, general[1], figure.start)
            ):
                status = "target"
            if status:
                figure.status = status
    if any(figure.status == "draft" for figure in figures):
        for figure in figures:
            figure.status = "draft"
