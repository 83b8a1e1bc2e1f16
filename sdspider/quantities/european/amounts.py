"""Amounts whose currency is printed only once: "118 milliards de yuans, dont 21 milliards pour la santé"."""

from __future__ import annotations

import re

from sdspider.quantities import structure
from sdspider.quantities.european.pieces import rules
from sdspider.quantities.model import Mention, Sentence

SMALLEST = 1e6
"""A bare number with a smaller scale word may count anything."""

_HALF = re.compile(r" et demie?\b")


def _bare(mention: Mention) -> bool:
    return mention.decoy is None and mention.kind is None and mention.scale >= SMALLEST and mention.unit is None


def _counts(mention: Mention, sentence: Sentence) -> bool:
    """Whether a noun stands behind that is counted: "2 Millionen Besucher", "3 millions de visiteurs"."""
    return rules(sentence.language).counted.match(sentence.text, mention.end, sentence.end) is not None


def _half_more(mention: Mention, sentence: Sentence) -> None:
    """ "deux ans et demi"."""
    match = _HALF.match(sentence.low, mention.end) if mention.kind == "measure" and mention.decoy is None else None
    if match and mention.value is not None:
        mention.value, mention.end = mention.value + 0.5, match.end()


def build(sentence: Sentence) -> None:
    """Join and share units; a bare amount behind one in money is money too."""
    for mention in sentence.mentions:
        _half_more(mention, sentence)
    structure.build(sentence)
    money: Mention | None = None
    for mention in sentence.mentions:
        if mention.kind == "money":
            money = mention
        elif money and _bare(mention) and not _counts(mention, sentence):
            mention.kind, mention.unit = money.kind, money.unit
