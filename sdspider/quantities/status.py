"""Whether a figure is a fact, a target, a forecast, planned, being built, or only in a draft."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from sdspider.quantities.choices import Table
from sdspider.quantities.language import Language
from sdspider.quantities.model import Mention, Sentence

MOST_AWAY = 28
"""Characters between an amount that a plan starts from and its time."""
ORDER = ("draft", "forecast", "target", "planned", "under_construction")


@dataclass(frozen=True, slots=True)
class StatusRules:
    """Compiled `[status]` table: cues that reach over their clause, and cues that stand beside the figure."""

    clause: Table
    near: Table
    after: Table
    boundary: re.Pattern[str]
    level: re.Pattern[str]
    level_after: re.Pattern[str]
    change: re.Pattern[str]
    by_clause: bool
    """Whether cues reach over clauses, not only up to the words that bound them."""
    bit: int
    was: re.Pattern[str]
    """What stands before a figure that a plan starts from: "from 18.6 percent last year"."""
    was_at_once: re.Pattern[str]
    """The same where no time need follow: "up from 223"."""


@cache
def rules(language: Language) -> StatusRules:
    """Compile the status cues of a language."""

    def one(name: str) -> re.Pattern[str]:
        return language.pattern(language.get("status", name) or r"(?!)")

    return StatusRules(
        language.table("", "status", "clause", searched=True),
        language.table("$", "status", "near"),
        language.table("", "status", "after"),
        one("boundary"),
        one("level"),
        one("level_after"),
        language.ending(language.get("status", "change")),
        bool(language.get("status", "by_clause")),
        language.triggers.bit(language.get("status", "needs", default=())),
        language.ending(language.get("status", "was")),
        language.ending(language.get("status", "was_at_once")),
    )


def _clauses(sentence: Sentence, rule: StatusRules) -> list[tuple[int, int]]:
    cuts = [match.start() for match in rule.boundary.finditer(sentence.low, sentence.start, sentence.end)]
    if rule.by_clause:
        cuts = sorted({*cuts, *sentence.cuts})
    edges = [sentence.start, *cuts, sentence.end]
    return [(first, last) for first, last in pairwise(edges) if first < last]


def _has_verb(sentence: Sentence, clause: tuple[int, int]) -> bool:
    here = (token for token in sentence.tokens if clause[0] <= token.start < clause[1])
    return any(token.tag in {"verb", "aux", "modal"} for token in here)


def _strongest(cues: list[tuple[int, str]], clause: tuple[int, int]) -> tuple[str, int] | None:
    """The status that a clause gives to its figures, and where its cue stands."""
    here = [(ORDER.index(status), at) for at, status in cues if clause[0] <= at < clause[1]]
    if not here:
        return None
    rank, at = min(here)
    return ORDER[rank], at


def _was(figure: Mention, sentence: Sentence, clause: tuple[int, int], rule: StatusRules) -> bool:
    """Whether a figure says where a plan starts from."""
    left = sentence.low[max(clause[0], figure.start - 30) : figure.start]
    return bool(rule.was_at_once.search(left) or (rule.was.search(left) and _past(figure, sentence)))


def _past(figure: Mention, sentence: Sentence) -> bool:
    """Whether the next time behind a figure is over."""
    behind = next((time for time in sentence.times if time.start >= figure.end), None)
    if behind is None or behind.last is None or sentence.published is None:
        return False
    return behind.last < sentence.published and behind.start - figure.end < MOST_AWAY


def _of_figure(figure: Mention, low: str, clause: tuple[int, int], rule: StatusRules, bits: int) -> str | None:
    if rule.near.bits & bits and (
        near := rule.near.search(low[max(clause[0], figure.start - 50) : figure.start], bits)
    ):
        return near
    if not rule.after.bits & bits:
        return None
    after = figure.subject[1] if figure.subject and figure.subject[0] >= figure.end else figure.end
    return rule.after.match(low, after, clause[1], bits)


def read(sentence: Sentence) -> None:
    """Fill the status of every figure."""
    rule, low, figures = rules(sentence.language), sentence.low, sentence.figures
    if not rule.bit & sentence.bits:
        return
    cues = rule.clause.all(low, sentence.start, sentence.end, sentence.bits)
    if not cues and not rule.near.bits & sentence.bits and not rule.after.bits & sentence.bits:
        return
    general = None
    for clause in _clauses(sentence, rule):
        # "…; 40 airports, up from 35;": without a verb of its own it goes on with that of the part before.
        elliptic = low[clause[0]] == ";" and not _has_verb(sentence, clause)
        general = _strongest(cues, clause) or (general if elliptic else None)
        for figure in figures:
            if clause[0] <= figure.start < clause[1]:
                near = _of_figure(figure, low, clause, rule, sentence.bits)
                figure.status = near or _general(general, figure, low, rule)
                if figure.status != "actual" and _was(figure, sentence, clause, rule):
                    figure.status = "actual"
    whole = rule.by_clause and any(status == "draft" for _, status in cues)
    if whole or any(figure.status == "draft" for figure in figures):
        for figure in figures:
            figure.status = "draft"


def _general(general: tuple[str, int] | None, figure: Mention, low: str, rule: StatusRules) -> str:
    """The status of the clause; a level that is to be reached is a target."""
    if general is None:
        return "actual"
    status, at = general
    if status == "planned" and (rule.level.search(low, at, figure.start) or _level_behind(figure, low, rule)):
        return "target"
    return status


def _level_behind(figure: Mention, low: str, rule: StatusRules) -> bool:
    """Whether the verb behind a figure makes it a level, where a language puts its verbs there; "um #" is a change."""
    if rule.level_after.match(low, figure.end) is None:
        return False
    return rule.change.search(low[max(0, figure.start - 40) : figure.start]) is None
