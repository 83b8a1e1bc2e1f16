"""The words of a Japanese, Chinese or Korean language file, compiled once.

Sections: `[counters]` (`gap` and `list` of patterns, `nouns` that are counted themselves: 市, 区), `[units]` (name ->
code, kind, factor), `[unit_stop]` (what must not follow a unit's name), `[qualifiers]` `before` and `after` the number,
`[change]`, `[comparison]`, `[status]`, `[per]`, `[links]`, `[rank]`, `[subject]`: all patterns.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from sdspider.quantities.choices import Table
from sdspider.quantities.language import Language, table
from sdspider.quantities.triggers import Selection
from sdspider.quantities.units import Unit

Named = tuple[tuple[str, re.Pattern[str]], ...]
Present = Selection[tuple[str, re.Pattern[str]]]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Compiled words of one language."""

    counter: re.Pattern[str]
    """A counter behind a number, with what may stand between (余, 여, a blank)."""
    counted: frozenset[str]
    """Counters that are the counted noun themselves."""
    unit: re.Pattern[str]
    """A unit behind a number."""
    units: dict[str, Unit]
    """Printed name -> unit."""
    ordinal_mark: str
    """What makes a number an ordinal: 第, 제."""
    never: frozenset[str]
    """Numerals that are articles or parts of words more often than numbers."""
    before: Table
    """Qualifiers that end right before a number."""
    after: Table
    """Qualifiers that begin right behind number, unit and counter."""
    change: Present
    """`up_before down_before` (end before the number), `up_after down_after level` (begin behind it)."""
    comparison: Named
    compared: re.Pattern[str]
    """Any word of comparison."""
    status: Present
    reach: re.Pattern[str]
    """What makes a level that a plan reaches."""
    per: Table
    links: dict[str, re.Pattern[str]]
    rank: re.Pattern[str]
    ordinal: re.Pattern[str]
    vague: re.Pattern[str]
    denominator: re.Pattern[str]
    marked: re.Pattern[str]
    """Any rank, ordinal, vague numeral or denominator."""
    ranges: re.Pattern[str]
    odd: re.Pattern[str]
    """ "200多亿": what says inside a number that it is more."""
    speed: re.Pattern[str]
    """What makes kilometres before a number kilometres an hour: 時速."""


def one_of(names: list[str]) -> str:
    """Alternatives, longest first; never matches for an empty list."""
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


def _unit_pattern(language: Language, units: dict[str, Unit]) -> re.Pattern[str]:
    latin = [name for name in units if name[-1].isascii() and name[-1].isalpha()]
    stop = language.get("unit_stop", default={})
    other = sorted((name for name in units if name not in latin), key=len, reverse=True)
    names = [re.escape(name) + (f"(?!{stop[name]})" if name in stop else "") for name in other]
    return re.compile(rf" ?(?P<unit>(?:{one_of(latin)})(?![A-Za-z])|{'|'.join(names)})")


def _named(language: Language, name: str) -> Named:
    return tuple((key, re.compile(text)) for key, text in language.get(name, default={}).items())


def _present(language: Language, named: Named) -> Present:
    """Patterns by name, those that may fit in a sentence (`Sentence.bits`)."""
    return Selection((language.triggers.needs(pattern.pattern), (name, pattern)) for name, pattern in named)


@cache
def lexicon(language: Language) -> Lexicon:
    """Compile the lists of a language file."""
    units = _unit_table(language)
    counters = "|".join(sorted(language.get("counters", "list"), key=len, reverse=True))
    change = tuple(
        (name, re.compile(f"(?:{text}){'$' if name.endswith('_before') else ''}"))
        for name, text in language.get("change", default={}).items()
    )
    status = dict(_named(language, "status"))
    reach = status.pop("reach")
    ordinal = language.get("rank", "ordinal")
    return Lexicon(
        re.compile(rf"{language.get('counters', 'gap')}(?P<counter>{counters})"),
        frozenset(language.get("counters", "nouns", default=())),
        _unit_pattern(language, units),
        units,
        language.get("ordinal_mark", default=""),
        frozenset(language.get("never", default=())),
        language.table("$", "qualifiers", "before"),
        language.table("", "qualifiers", "after"),
        _present(language, change),
        _named(language, "comparison"),
        re.compile("|".join(language.get("comparison").values())),
        _present(language, tuple(status.items())),
        reach,
        language.table("", "per"),
        {name: re.compile(text) for name, text in language.get("links", default={}).items()},
        re.compile(language.get("rank", "pattern")),
        re.compile(ordinal),
        re.compile(language.get("vague", "pattern")),
        re.compile(language.get("denominator", "pattern")),
        re.compile(
            "|".join(language.get(name, "pattern") for name in ("rank", "vague", "denominator")) + f"|{ordinal}"
        ),
        re.compile(language.get("numbers", "range")),
        re.compile(language.get("numbers", "odd", default="(?!)")),
        re.compile(f"(?:{language.get('numbers', 'speed')})$"),
    )
