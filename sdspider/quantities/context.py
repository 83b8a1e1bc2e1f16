"""How the text limits a figure: qualifier, direction, comparison, denominator, condition."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from sdspider.quantities import structure
from sdspider.quantities.choices import Table
from sdspider.quantities.language import Language
from sdspider.quantities.model import Mention, Sentence
from sdspider.quantities.triggers import Selection

_RESTATED = re.compile(r"(?: [a-z]+){0,2}, or (?:about |nearly |almost |more than |some |roughly )?")
WINDOW = 60
"""Characters looked at on either side of a figure."""
_ASIDE = re.compile(" and |, with ")
_DURATIONS = {"a": "year", "mo": "month", "wk": "week", "d": "day", "h": "hour"}
_ASKED = ("comparison_left", "comparison_right", "per_far", "per_left", "condition")
"""Tables for which a language may say what must occur (`[context.needs]`)."""


@dataclass(frozen=True, slots=True)
class ContextRules:
    """Compiled `[context]` tables."""

    qualifier_left: Table
    qualifier_right: Table
    direction_left: Table
    direction_left_changes: Table
    direction_right: Table
    direction_right_changes: Table
    direction_far: Table
    direction_behind: Table
    behind_end: re.Pattern[str]
    by: Table
    comparison_right: Table
    comparison_left: Table
    per_right: Table
    per_any: re.Pattern[str]
    per_far: Table
    per_left: Table
    condition: re.Pattern[str]
    clause_end: re.Pattern[str]
    paired: re.Pattern[str]
    joined: re.Pattern[str] | None
    """What stands between two changes whose verb stands behind the second: "um 5 und der Import um 3 Prozent höher"."""
    present: Selection[str]
    """Tables that name the words of which they need one."""


@cache
def rules(language: Language) -> ContextRules:
    """Compile the context tables of a language."""

    needs = language.get("context", "needs", default={})

    def left(name: str) -> Table:
        return language.table("$", "context", name)

    def right(name: str) -> Table:
        return language.table("", "context", name)

    def anywhere(name: str) -> Table:
        return language.table("", "context", name, searched=True)

    def one(name: str, ending: str = "") -> re.Pattern[str]:
        text = language.get("context", name)
        return language.ending(text) if ending else language.pattern(text or r"(?!)")

    return ContextRules(
        left("qualifier_left"),
        right("qualifier_right"),
        left("direction_left"),
        left("direction_left_changes"),
        right("direction_right"),
        right("direction_right_changes"),
        anywhere("direction_far"),
        anywhere("direction_behind"),
        one("behind_end"),
        language.one(language.get("context", "by")),
        anywhere("comparison_right"),
        anywhere("comparison_left"),
        right("per_right"),
        language.pattern(language.get("context", "per_any", "pattern") or r"(?!)"),
        anywhere("per_far"),
        left("per_left"),
        one("condition"),
        one("clause_end"),
        one("paired"),
        one("joined") if language.get("context", "joined") else None,
        Selection((language.triggers.bit(needs.get(name, ())), name) for name in _ASKED),
    )


class Reader:
    """Reads what stands around the figures of one sentence."""

    def __init__(self, sentence: Sentence) -> None:
        """Keep the compiled tables and the figures' order at hand."""
        self.sentence = sentence
        self.text = sentence.low
        self.rule = rules(sentence.language)
        self.figures = sentence.figures
        self.reach = [other.start for other in self.figures[1:]] + [sentence.end]
        self.present = self.rule.present.of(sentence.bits)
        self.floor = [sentence.start] + [other.end for other in self.figures[:-1]]
        self.bits = sentence.bits
        self._left_bits: dict[int, int] = {}

    def left_bits(self, at: int) -> int:
        """What occurs in the text before figure number `at`."""
        found = self._left_bits.get(at)
        if found is None:
            start = self.figures[at].start
            first = max(self.floor[at], start - WINDOW)
            found = self._left_bits[at] = self.sentence.bits_between(first, start)
        return found

    def left(self, at: int, width: int = WINDOW) -> str:
        """The text before figure number `at`, back to the figure before it at most."""
        start = self.figures[at].start
        return self.text[max(self.floor[at], start - width) : start]

    def clause_left(self, at: int) -> str:
        """The text before figure number `at`, back to the start of the clause."""
        start = self.figures[at].start
        return self.text[max(self.sentence.start, start - 160) : start]

    def right(self, at: int, width: int = WINDOW) -> str:
        """The text behind figure number `at`, up to the next figure or the end of the clause."""
        end = self.figures[at].end
        piece = self.text[end : min(self.reach[at], end + width)]
        stop = self.rule.clause_end.search(piece)
        return piece[: stop.start()] if stop else piece

    def _ends(self, table: Table, at: int, width: int = WINDOW) -> str | None:
        """The pattern of a table that ends right before figure number `at`."""
        if not table.bits & self.bits or not table.bits & (bits := self.left_bits(at)):
            return None
        return table.search(self.left(at, width), bits)

    def _goes_on(self, table: Table, start: int, end: int) -> str | None:
        """The pattern of a table that begins at an offset."""
        return table.match(self.text, start, end, self.bits) if table.bits & self.bits else None

    def qualifier(self, at: int) -> str:
        """The limiting word before or behind a figure."""
        figure = self.figures[at]
        return (
            self._ends(self.rule.qualifier_left, at, 40)
            or self._goes_on(self.rule.qualifier_right, figure.end, min(self.reach[at], self.sentence.end))
            or "exact"
        )

    def direction(self, at: int) -> str | None:
        """Whether the figure is a rise, a fall, or no change at all."""
        figure = self.figures[at]
        if figure.converted_from:
            return figure.converted_from.direction
        if figure.form == "multiple":
            return ("down" if (figure.value or 0) < 1 else "up") if figure.kind == "ratio" else None
        if figure.kind in {
            "rank",
        }:
            return None
        found = self._ends(self.rule.direction_left, at)
        if found is None and (figure.kind in {"percent", "percentage_point"} or self._moved(at)):
            found = self._ends(self.rule.direction_left_changes, at)
        if found:
            return None if found == "none" else found
        if self._ends(self.rule.by, at, 45):
            found = self._behind(at) or self._far(self.clause_left(at))
            if found:
                return found
            if at and self.figures[at - 1].direction:
                return self.figures[at - 1].direction
        return self._direction_after(at) or self._direction_shared(at) or self._direction_taken(at)

    def _moved(self, at: int) -> bool:
        """ "added $2.16, or 3.8 percent": an amount that the next figure restates as a change."""
        figure, last = self.figures[at], at + 1 == len(self.figures)
        if last or figure.kind != "money" or self.figures[at + 1].kind != "percent":
            return False
        return _RESTATED.fullmatch(self.text, figure.end, self.figures[at + 1].start) is not None

    def _direction_taken(self, at: int) -> str | None:
        """ "cut its workforce 10 percent": the verb in front of the object that the change stands right behind."""
        figure = self.figures[at]
        subject = figure.subject
        if not subject or figure.start - subject[1] != 1 or figure.kind not in {"percent", "percentage_point"}:
            return None
        before = self.text[max(self.sentence.start, subject[0] - 24) : subject[0]]
        return self._far(before[max(before.rfind(","), before.rfind(";")) + 1 :])

    def _direction_after(self, at: int) -> str | None:
        """The word of change right behind a figure: "4 percent growth", "two places higher"."""
        figure = self.figures[at]
        table = (
            self.rule.direction_right_changes
            if figure.kind in {"percent", "percentage_point", "money"}
            else self.rule.direction_right
        )
        after = None if figure.unit in _DURATIONS else self._goes_on(table, figure.end, self.reach[at])
        if after or figure.kind != "count" or not figure.subject or figure.subject[0] < figure.end:
            return after
        # "16 laboratories more than": behind the counted noun.
        return self._goes_on(table, figure.subject[1], self.reach[at])

    def _direction_shared(self, at: int) -> str | None:
        """That of the figure before, where this one says the same in other terms or shares its unit."""
        if not at:
            return None
        before = self.figures[at - 1]
        restated = _RESTATED.fullmatch(self.text, before.end, self.figures[at].start) is not None
        like = before.kind == self.figures[at].kind
        return before.direction if restated or (like and (before.shared or self._paired(at))) else None

    def _paired(self, at: int) -> bool:
        """Whether "up 36 percent from last year and 41 percent from 2019" names two changes of one thing."""
        before, figure = self.figures[at - 1], self.figures[at]
        if before.kind not in {"percent", "percentage_point"} or before.direction is None:
            return False
        joined = self.rule.paired.fullmatch(self.text, before.end, figure.start) is not None
        return joined and self._word(figure.end) == self._word(before.end)

    def _word(self, at: int) -> str:
        """The word behind an offset."""
        return self.text[at : at + 20].split(maxsplit=1)[0]

    def _behind(self, at: int) -> str | None:
        """The word of change at the end of the clause, where a language puts its verbs ("um 5 Prozent gestiegen")."""
        if not self.rule.direction_behind.names:
            return None
        piece = self.right(at)
        if at + 1 < len(self.figures) and (self._listed(at) or self._ends(self.rule.direction_left, at + 1) == "none"):
            # "um 3 Prozent auf 40 Millionen gesunken", "um 3 und 5 Prozent gesunken": the verb stands behind the last.
            piece = self.right(at + 1)
        stop = self.rule.behind_end.search(piece)
        return self.rule.direction_behind.search(piece[: stop.start()] if stop else piece)

    def _listed(self, at: int) -> bool:
        """Whether a figure of the same kind follows in a list."""
        figure, other = self.figures[at : at + 2]
        separator = structure.rules(self.sentence.language).separator
        return figure.kind == other.kind and separator.fullmatch(self.text, figure.end, other.start) is not None

    def _far(self, clause: str) -> str | None:
        """The last word of change in a clause."""
        return self.rule.direction_far.last(clause)

    def comparison(self, at: int) -> str | None:
        """What a change is measured against."""
        figure = self.figures[at]
        asked = figure.direction is not None or "comparison_left" in self.present
        before, near = self._comparison_left(at)
        if near and figure.direction:
            return before
        behind = (
            self.rule.comparison_right.search(self.right(at), self.bits)
            if asked and "comparison_right" in self.present and self.rule.comparison_right.bits & self.bits
            else None
        )
        if behind and (figure.direction or behind == "cumulative"):
            return behind
        return before if figure.direction or before == "cumulative" else None

    def _comparison_left(self, at: int) -> tuple[str | None, bool]:
        """What is said before a figure, and whether in its own phrase ("a month-on-month decrease of #")."""
        if "comparison_left" not in self.present or not self.rule.comparison_left.bits & self.bits:
            return None, False
        left = self.left(at, 120)
        if at and "," in left:
            # "up 5 percent year on year, 2 percent above": what stands before the comma is that of the figure before.
            left = left.partition(",")[2]
        found = self.rule.comparison_left.search(left, self.bits)
        own = left[max(left.rfind(","), left.rfind(" and ")) + 1 :] if found else ""
        near = own and self.rule.comparison_left.search(own, self.bits)
        return near or found, bool(near)

    def per(self, at: int) -> str | None:
        """The denominator; a number of years is none of anything a year."""
        found = self._per(at)
        return None if found == _DURATIONS.get(self.figures[at].unit or "") else found

    def _per(self, at: int) -> str | None:
        figure = self.figures[at]
        found = self._goes_on(self.rule.per_right, figure.end, self.reach[at])
        if found is None and (match := self.rule.per_any.match(self.text, figure.end, self.reach[at])):
            found = match.group(1)
        if found is None:
            found = self._per_later(at)
        if found is None and "per_far" in self.present and self.rule.per_far.bits & self.bits:
            found = self.rule.per_far.search(_ASIDE.split(self.right(at, 90))[0], self.bits)
        timed = figure.unit in _DURATIONS
        if found or timed or "per_left" not in self.present or not self.rule.per_left.bits & self.bits:
            return found
        return self.rule.per_left.search(self.clause_left(at), self.bits)

    def condition(self, at: int) -> bool:
        """Whether the figure is a threshold or an entitlement."""
        return "condition" in self.present and self.rule.condition.search(self.clause_left(at)) is not None

    def _per_later(self, at: int) -> str | None:
        """A denominator behind the counted noun: "400,000 sets of engine parts a year"."""
        subject, end = self.figures[at].subject, self.figures[at].end
        if subject and end <= subject[0] < self.reach[at]:
            found = self._goes_on(self.rule.per_right, subject[1], self.sentence.end)
            asked = found is None and self.text.startswith((" per ", " a ", " an "), subject[1])
            match = self.rule.per_any.match(self.text, subject[1], self.reach[at]) if asked else None
            return match.group(1) if match else found
        return None


def read(sentence: Sentence) -> None:
    """Fill qualifier, direction, comparison, denominator and condition of every figure."""
    reader = Reader(sentence)
    for at, figure in enumerate(reader.figures):
        figure.qualifier = reader.qualifier(at)
        figure.direction = figure.direction or reader.direction(at)
        figure.per = reader.per(at)
        figure.condition = reader.condition(at)
    _share(sentence)
    for at, figure in enumerate(reader.figures):
        figure.comparison = reader.comparison(at)
    if reader.rule.joined:
        _join(reader.figures, reader.text, reader.rule.joined)
    for group in structure.groups(sentence):
        if len(group) > 1:
            for figure in group:
                if figure.direction:
                    figure.comparison = figure.comparison or group[-1].comparison or group[0].comparison


def _join(figures: list[Mention], text: str, joined: re.Pattern[str]) -> None:
    """Give the first of two joined changes the direction and the yardstick of the second."""
    for first, second in zip(figures[-2::-1], figures[:0:-1], strict=True):
        if first.kind == second.kind and second.direction and joined.fullmatch(text, first.end, second.start):
            if first.direction is None:
                first.direction = second.direction
            if first.direction == second.direction:
                first.comparison = first.comparison or second.comparison


def _share(sentence: Sentence) -> None:
    """In a list the words around it govern all items: the limiting word before, the direction on either side."""
    for group in structure.groups(sentence):
        if len(group) < 2:
            continue
        ends: list[Mention] = [end for end in (group[0], group[-1]) if end.kind == group[0].kind]
        direction = next((figure.direction for figure in ends if figure.direction), None)
        for figure in group:
            same = figure.kind == group[0].kind and figure.kind is not None
            if same and figure.qualifier == "exact" and figure.converted_from is None:
                figure.qualifier = group[0].qualifier
            if same and figure.direction is None:
                figure.direction = direction
