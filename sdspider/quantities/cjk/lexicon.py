"""The words of a Japanese, Chinese or Korean language file, compiled once."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from sdspider.quantities.language import Language, table
from sdspider.quantities.units import Unit


class Lexicon(NamedTuple):
    """`[counters]`, `[units]`, `[qualifiers]`, `[change]`, `[status]`, `[subject]` … of one language."""

    counter: re.Pattern[str]
    """A counter behind a number, with what may stand between (余, 여, a blank)."""
    unit: re.Pattern[str]
    """A unit behind a number."""
    units: dict[str, Unit]
    """Printed name -> unit."""
    ordinal_mark: str
    """What makes a number an ordinal: 第, 제."""
    never: frozenset[str]
    """Numerals that are articles or parts of words more often than numbers."""


def _one_of(names: list[str]) -> str:
    return "|".join(map(re.escape, sorted(names, key=len, reverse=True))) or r"(?!)"


def _unit_table(language: Language) -> dict[str, Unit]:
    found: dict[str, Unit] = {}
    for code, entry in table("currencies").items():
        found.update(dict.fromkeys((*entry.get("signs", ()), *entry.get(language.code, ())), Unit(code, "money")))
    for code, entry in table("units").items():
        unit = Unit(code, entry.get("kind", "measure"), entry.get("factor", 1.0))
        found.update(dict.fromkeys((*entry.get("symbols", ()), *entry.get(language.code, ())), unit))
    for name, spec in language.get("units", default={}).items():
        found[name] = Unit(spec[0] or "", spec[1], float(spec[2]) if len(spec) > 2 else 1.0)
    return found


@cache
def lexicon(language: Language) -> Lexicon:
    """Compile the lists of a language file."""
    units = _unit_table(language)
    latin = [name for name in units if name[-1].isascii() and name[-1].isalpha()]
    other = [name for name in units if name not in latin]
    stop = language.get("unit_stop", default={})
    names = [re.escape(n) + (f"(?!{stop[n]})" if n in stop else "") for n in sorted(other, key=len, reverse=True)]
    unit = rf"(?: ?(?:{_one_of(latin)})(?![A-Za-z])| ?(?:{'|'.join(names)}))"
    counters = [language.pattern(text).pattern for text in language.get("counters", "list")]
    return Lexicon(
        re.compile(rf"{language.get('counters', 'gap')}(?P<counter>{'|'.join(counters)})"),
        re.compile(unit),
        units,
        language.get("ordinal_mark", default=""),
        frozenset(language.get("never", default=())),
    )
