"""The declared adapter: what the engine finds, in the terms of NewsQuant (CQE, EMNLP 2023).

NewsQuant counts some numbers that our guide calls no figures, and names units, changes and nouns in its own way.
Everything here is a rule about words beside a number that the engine has already read; the README lists the rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bench.figures import naming
from sdspider.quantities import engine, language, units
from sdspider.quantities.model import Mention, Sentence

Row = dict[str, Any]
ENGLISH = language.find("en")
_NOUN = re.compile(r"(?: of)?((?: (?!(?:and|or|to|in|on|at|for|from|that|which|who|have|has|are|is)\b)[\w'-]+){1,3})")
_ONE_OF = re.compile(r" of (?:the|its|his|her|their|our|my|your|these|those)((?: [\w'-]+){1,4})", re.IGNORECASE)
_OLD = re.compile(r"[ -]?(year|month|week|day)s?[ -](?:olds?|of age)\b", re.IGNORECASE)
_FROM = re.compile(r"\bfrom (?:[\w.]+ ){0,2}$", re.IGNORECASE)
_TO = re.compile(r"[^;]{0,40}\bto (?:about |around |over |nearly |just )?")
_AVERAGED = re.compile(r"\baverag(?:e|ed|es|ing) $", re.IGNORECASE)
_ABOUT = re.compile(r"\b(?:about|around|roughly|nearly|almost|approximately|some)[ -]$", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r" (?:\w+ )?(?:drop|rise|increase|growth|gain|decline|improvement|rebound|jump)\b| (?:higher|lower)\b"
)
"""NewsQuant writes no change where the word of change is a noun behind the number ("a 3 percent drop")."""
_VAGUE = {
    **{"ten": (10, 100), "dozen": (12, 120), "score": (20, 200), "hundred": (100, 1000), "thousand": (1e3, 1e4)},
    **{"million": (1e6, 1e7), "billion": (1e9, 1e10), "trillion": (1e12, 1e13)},
}


def convert(text: str) -> list[Row]:
    """The figures of a sentence in NewsQuant's terms."""
    found: list[Row] = []
    assert ENGLISH is not None
    for sentence in engine.read(text, ENGLISH, None):
        for mention in sentence.mentions:
            row = _row(sentence, mention)
            if row is not None:
                found += [row] if not found or not _from_to(text, found[-1], row) else []
    return found


def _from_to(text: str, first: Row, second: Row) -> bool:
    """Make "from 240 to 273" the one range that NewsQuant writes; whether it was one."""
    left, between = text[max(0, first["start"] - 40) : first["start"]], text[first["end"] : second["start"]]
    low, high = first["value"], second["value"]
    alike = first["unit"].split(" per ")[0] == second["unit"].split(" per ")[0] or "" in (first["unit"], second["unit"])
    ends = isinstance(low, (int, float)) and isinstance(high, (int, float)) and alike
    if not (ends and _FROM.search(left) and _TO.fullmatch(between)):
        return False
    first["value"], first["unit"], first["end"] = [low, high], first["unit"] or second["unit"], second["end"]
    first["change"] = [sign for sign in first["change"] if sign not in ("<", "up", "down")]
    return True


def _row(sentence: Sentence, mention: Mention) -> Row | None:
    if mention.decoy is not None:
        return next(_decoy(sentence, mention), None)
    if mention.kind == "rank":
        return None
    row = naming.row(sentence, mention)
    if not row["change"] and sentence.text[mention.start - 1 : mention.start] == "+":
        row["change"] = ["up"]
    if not row["change"] and _AVERAGED.search(sentence.text[max(0, mention.start - 12) : mention.start]):
        row["change"] = ["~"]
    if _ATTRIBUTE.match(sentence.text, mention.end):
        row["change"] = [sign for sign in row["change"] if sign not in ("up", "down")]
    if not row["unit"] and sentence.low.startswith(" points", mention.end):
        # The guide has an index for what index points count; NewsQuant wants both.
        row["unit"] = "point"
    if row["unit"] == "pence" and sentence.text[mention.end - 1] == "p":
        row["unit"] = "point"
    return row


def _decoy(sentence: Sentence, mention: Mention) -> Iterator[Row]:
    """A number that our guide leaves out and NewsQuant counts; by the engine's own reason."""
    text = sentence.text
    about = ["~"] if _ABOUT.search(text[max(0, mention.start - 16) : mention.start]) else []
    span: Row = {"start": mention.start, "end": mention.end, "change": about}
    behind = text[mention.digits_end : mention.digits_end + 60]
    if mention.decoy == "pronoun" and mention.value == 1 and (match := _ONE_OF.match(behind)):
        yield {"value": 1, "unit": "", "noun": match[1].strip(), **span}
    elif mention.decoy == "pronoun" and mention.value == 2:
        # "the two sides" are no count in the guide.
        yield {"value": 2, "unit": "", "noun": _first_noun(behind), **span}
    elif mention.decoy == "age" and (old := _OLD.match(behind)):
        value: Any = mention.value if mention.value is not None else [mention.low, mention.high]
        yield {"value": value, "unit": f"{old[1].lower()} of age", "noun": _first_noun(behind[old.end() :]), **span}
    elif mention.decoy == "period" and mention.value is not None and mention.form != "ordinal":
        assert ENGLISH is not None
        unit = units.unit_at(text, mention.digits_end, ENGLISH)
        if unit:
            yield {"value": mention.value, "unit": naming.UNIT_NAMES.get(unit[0].code, ""), "noun": "", **span}
    elif mention.decoy == "technical standard" and mention.value == 5 and behind[:1] == "G":
        yield {"value": 5, "unit": "generation wireless", "noun": "", **span}
    elif mention.decoy == "vague numeral":
        yield from _vague(text, mention, span)


def _vague(text: str, mention: Mention, span: Row) -> Iterator[Row]:
    """ "Dozens of people" is 12 to 120 people, "tens of millions" 10 to 100 million."""
    words = re.findall(r"[a-z]+", text[mention.start : mention.end].lower())
    names = [word[:-1] for word in words if word.endswith("s") and word[:-1] in _VAGUE]
    if not names:
        return
    low, high = _VAGUE[names[-1]]
    factor = _VAGUE[names[0]][0] if len(names) > 1 else 1
    noun = _first_noun(text[mention.end : mention.end + 60])
    unit = units.unit_at(text, mention.end + 3, ENGLISH) if ENGLISH and text[mention.end :].startswith(" of ") else None
    top = low * factor * 10 if factor > 1 else high
    yield {"value": [low * factor, top], "unit": naming.UNIT_NAMES[unit[0].code] if unit else "", "noun": noun, **span}


def _first_noun(behind: str) -> str:
    match = _NOUN.match(behind)
    return match[1].strip() if match else ""
