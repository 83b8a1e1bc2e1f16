"""Units, small coins and changes of figures in the words of the peers' test sets."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from sdspider.quantities import language, units
from sdspider.quantities.model import Mention, Sentence

Row = dict[str, Any]
UNIT_NAMES: dict[str, str] = tomllib.loads(Path(__file__).with_name("units.toml").read_text("utf-8"))
ENGLISH = language.find("en")
CHANGES = {
    **{"approximately": "~", "nearly": "~", "more_than": ">", "at_least": ">"},
    **{"less_than": "<", "at_most": "<"},
}
_SMALL = re.compile(r"(?:(cents?|¢)|(sen)|(pence|p)|(basis points?|bps?))$", re.IGNORECASE)
_WHOLE = re.compile(r"dollar|euro|pound|yuan|ringgit|[$€£]", re.IGNORECASE)
_SMALL_NAMES = ("cent", "sen", "pence", "basis point")
_RATE = re.compile(r"(?:s|[ -])? ?(?:per|an?|every|each|/)[ -]|-an?-|/", re.IGNORECASE)


def row(sentence: Sentence, mention: Mention) -> Row:
    """A figure with the unit and value as printed: "19 cents" is 19 cent, "60 basis points" 60 basis point."""
    value: Any = mention.value if mention.value is not None else [mention.low, mention.high]
    unit = _unit(sentence, mention)
    printed = sentence.text[mention.start : mention.end]
    small = _SMALL.search(printed) if mention.kind in ("money", "percentage_point") else None
    if small and _WHOLE.search(printed):
        small = None
    if small and mention.value is not None:
        value = round(mention.value * 100, 6)
        unit = " per ".join([_SMALL_NAMES[(small.lastindex or 1) - 1], *unit.split(" per ")[1:]])
    noun = sentence.text[slice(*mention.subject)] if mention.subject else ""
    change = _change(mention.converted_from or mention)
    return {
        **{"value": value, "unit": unit, "noun": noun, "change": change},
        **{"start": mention.start, "end": mention.end},
    }


def _unit(sentence: Sentence, mention: Mention) -> str:
    """The unit's name, with a printed denominator: "dollar per barrel"."""
    name = UNIT_NAMES.get(mention.unit or "", mention.unit or "")
    rated = mention.kind == "money" or bool(_RATE.match(sentence.text, mention.end, sentence.end))
    if mention.kind == "count" and not name and mention.subject and mention.subject[0] >= mention.end:
        return _unit_word(sentence.text[slice(*mention.subject)])
    if not (name and rated) or mention.per in (None, "each"):
        return name
    return f"{name} per {UNIT_NAMES.get(mention.per or '', mention.per)}"


def _unit_word(noun: str) -> str:
    """The unit that a counted noun ends with ("517 rushing yards"), index points too; else nothing."""
    last = noun.split()[-1].lower()
    if last in ("point", "points"):
        return "point"
    unit = units.unit_at(last, 0, ENGLISH) if ENGLISH and last.isalpha() and len(last) > 3 else None
    return UNIT_NAMES.get(unit[0].code, "") if unit and unit[1] == len(last) else ""


def _change(mention: Mention) -> list[str]:
    """At most two signs: the way of a change, and how the number is limited."""
    signs = [mention.direction] if mention.direction else []
    sign = CHANGES.get(mention.qualifier)
    return [*signs, sign] if sign else signs
