"""What the engine finds, in the terms of the Recognizers-Text cases: there every number counts, whatever its use."""

from __future__ import annotations

from typing import Any

from bench.figures import naming
from sdspider.quantities import engine, language

Row = dict[str, Any]
ENGLISH = language.find("en")
NO_NUMBERS = ("ordinal", "pronoun", "vague numeral", "idiom")
"""Reasons of decoys that Recognizers-Text does not count either."""


def convert(text: str) -> list[Row]:
    """Figures, ranks apart, and the numbers of years, names and numberings."""
    assert ENGLISH is not None
    found = []
    for sentence in engine.read(text, ENGLISH, None):
        for mention in sentence.mentions:
            if mention.kind == "rank" or mention.decoy in NO_NUMBERS:
                continue
            if mention.value is not None or mention.low is not None:
                found.append(naming.row(sentence, mention))
    return found
