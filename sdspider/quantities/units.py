"""What a number is printed with: currencies on either side, percent signs, units of measure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from sdspider.quantities.language import Language, table
from sdspider.quantities.model import Mention

MOST_KNOWN = 50_000
"""Stretches of text that are remembered."""
MOSTWORDS = 4
"""Words that the longest name of a unit has."""
_BLANKS = " \t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
"""What `\\s` stands for; a set without classes is faster."""
WORD = re.compile(f"[^{_BLANKS}" + r"\-–—,;:()\[\]{}\"“”!?'’<>]+")
_NUMBER_BEFORE = re.compile(r"[\w.,-]+$")


class Unit(NamedTuple):
    """A unit's code, the kind of figure it makes, and what its numbers are multiplied by."""

    code: str
    kind: str
    factor: float = 1.0


class _Names(dict[str, Unit | None]):
    """Stretch of text behind a number -> the unit that it names; remembered."""

    def __init__(self, exact: dict[str, Unit], after: dict[str, Unit]) -> None:
        super().__init__()
        self.exact, self.after = exact, after

    def __missing__(self, printed: str) -> Unit | None:
        unit = self.exact.get(printed) or self.after.get(_key(printed))
        if len(self) < MOST_KNOWN:
            self[printed] = unit
        return unit


@dataclass(frozen=True, slots=True)
class UnitRules:
    """Units of one language, ready to be looked up."""

    names: _Names
    before: dict[str, Unit]
    signs: dict[str, list[int]]
    """First sign of a name -> lengths of such names, the longest first; for names that begin with no letter."""
    last_before: dict[str, list[int]]
    """Last sign of a currency that may stand in front of a number -> lengths of such names, the longest first."""
    first: dict[str, int]
    """First word of a name -> words of the longest such name."""
    glue: re.Pattern[str]


def _collect(language: Language) -> tuple[dict[str, Unit], dict[str, Unit], dict[str, Unit]]:
    after: dict[str, Unit] = {}
    exact: dict[str, Unit] = {}
    before: dict[str, Unit] = {}
    for code, entry in table("currencies").items():
        for name in (*entry.get("signs", ()), *entry.get(language.code, ())):
            after[name.lower()] = Unit(code, "money")
        for name in (*entry.get("signs", ()), *entry.get("before", ())):
            before[name.lower()] = Unit(code, "money")
        after_thousands = {f"M{code}": Unit(code, "money", 1e6)}
        exact.update(after_thousands)
        before.update((name.lower(), unit) for name, unit in after_thousands.items())
    for code, entry in table("units").items():
        unit = Unit(entry.get("code", code), entry.get("kind", "measure"), entry.get("factor", 1.0))
        for name in entry.get("symbols", ()):
            exact[name] = unit
        for name in entry.get(language.code, ()):
            after[name.lower()] = unit
    for name, spec in language.get("units", default={}).items():
        after[name] = Unit(spec[0] or "", spec[1], float(spec[2]) if len(spec) > 2 else 1.0)
    return after, exact, before


@cache
def rules(language: Language) -> UnitRules:
    """Collect the unit tables for a language."""
    after, exact, before = _collect(language)
    after = {_key(name): unit for name, unit in after.items()}
    named, first = (*after, *exact), dict[str, int]()
    for words in (_key(name).split(" ") for name in named):
        first[words[0]] = max(first.get(words[0], 0), len(words))
    glue = language.get("unit_glue") or r"[ \u00a0\u202f]?-?[ \u00a0]?"
    return UnitRules(
        _Names(exact, after),
        before,
        _sizes((name[0], len(name)) for name in named if not name[0].isalnum()),
        _sizes((name[-1], len(name)) for name in before),
        first,
        re.compile(glue),
    )


def _sizes(names: Iterable[tuple[str, int]]) -> dict[str, list[int]]:
    found: dict[str, set[int]] = {}
    for sign, size in names:
        found.setdefault(sign, set()).add(size)
    return {sign: sorted(sizes, reverse=True) for sign, sizes in found.items()}


def _key(text: str) -> str:
    return text.lower().replace("-", " ").replace("\u00a0", " ")


def _candidates(text: str, start: int, first: dict[str, int]) -> list[int]:
    """Ends of the first words from an offset on, the longest stretch first."""
    ends: list[int] = []
    match = WORD.match(text, start)
    if match is None:
        return ends
    word = match.group().lower()
    left = max(first.get(word, 0), first.get(word[:-1], 0))
    while match is not None and left:
        at = end = match.end()
        if text[end - 1] == "." and not text[end : end + 1].isalnum():
            ends.append(end)
            end -= 1
        ends.append(end)
        left -= 1
        if not left or len(ends) >= MOSTWORDS or text[at : at + 1] not in {" ", "-", "\u00a0"}:
            break
        match = WORD.match(text, at + 1)
    return sorted(ends, reverse=True)


def _named(text: str, start: int, rule: UnitRules) -> tuple[Unit, int] | None:
    """The unit whose name begins at an offset: symbols keep their case ("MW" is not "mw"), words do not."""
    sizes = rule.signs.get(text[start : start + 1])
    if sizes:
        for end in [start + size for size in sizes if start + size <= len(text)]:
            printed = text[start:end]
            unit = rule.names[printed]
            if unit and unit.kind == "money" and text[end : end + 1].isdigit():
                return None
            if unit and not (printed[-1].isalnum() and text[end : end + 1].isalnum()):
                return unit, end
        return None
    for end in _candidates(text, start, rule.first):
        printed = text[start:end]
        unit = rule.names[printed]
        if unit:
            return unit, end
    return None


def unit_at(text: str, at: int, language: Language) -> tuple[Unit, int] | None:
    """The unit printed from an offset on (after a blank or hyphen), and where it ends."""
    rule = rules(language)
    gap = rule.glue.match(text, at)
    start = gap.end() if gap else at
    found = _named(text, start, rule)
    if found is None:
        return None
    return found if _holds(text[start : found[1]], text, at, found[1], language) else None


def currency_before(text: str, at: int, floor: int, language: Language) -> tuple[Unit, int] | None:
    """The currency printed right before an offset, and where it begins."""
    rule = rules(language)
    end = at
    while end > floor and text[end - 1] in " \u00a0" and at - end < 2:
        end -= 1
    sizes = rule.last_before.get(text[end - 1].lower()) if end > floor else None
    if sizes is None:
        return None
    if end - floor > 1 and "a" <= text[end - 1] <= "z":
        start = text.rfind(" ", max(floor, end - 12), end) + 1
        unit = rule.before.get(text[start:end].lower()) if start else None
        return (unit, start) if unit else None
    for start in [end - size for size in sizes if size <= end - floor]:
        unit = rule.before.get(text[start:end].lower())
        if unit and not (text[start].isalnum() and start and text[start - 1].isalnum()):
            return unit, start
    return None


@cache
def _conditions(language: Language) -> dict[str, tuple[re.Pattern[str], ...]]:
    data = language.get("unit_conditions", default={})
    return {
        name: (language.pattern(entry["right"]), language.ending(entry["left"]), language.pattern(entry["not"]))
        for name, entry in data.items()
    }


def _holds(printed: str, text: str, at: int, end: int, language: Language) -> bool:
    """Whether a word that is a unit only in some company ("points") is one here."""
    condition = _conditions(language).get(printed.lower())
    if condition is None:
        return True
    if text[at : at + 1] == "-":
        return False
    right, left, never = condition
    number = _NUMBER_BEFORE.search(text, max(0, at - 20), at)
    start = number.start() if number else at
    first = max(0, start - 120)
    around = text[first : end + 60].lower()
    fits = right.match(around, end - first) or left.search(around[max(0, start - first - 30) : start - first])
    return fits is not None and never.search(around) is None


def apply(mention: Mention, unit: Unit, end: int) -> None:
    """Give a number its unit, with the factor worked in."""
    mention.end = max(mention.end, end)
    mention.kind, mention.unit = unit.kind, unit.code or None
    if unit.factor != 1.0:
        mention.value = None if mention.value is None else round(mention.value * unit.factor, 9)
        mention.base = round(mention.base * unit.factor, 9)
