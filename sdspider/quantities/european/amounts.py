"""Amounts whose currency is printed only once: "118 milliards de yuans, dont 21 milliards pour la santé"."""

from __future__ import annotations

import re
from functools import cache

from sdspider.quantities import structure
from sdspider.quantities.european.pieces import rules
from sdspider.quantities.language import Language
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


@cache
def _moves(language: Language) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    by = language.get("structure", "each_by")
    hours = language.get("structure", "hours_and") or r"(?!)"
    return language.ending(by), language.pattern(language.get("structure", "to_direct") or r"(?!)"), re.compile(hours)


def _share_later(sentence: Sentence) -> None:
    """ "von 1,27 auf 1,63 Billionen Euro", "A um 45,1, B um 40 Prozent": the unit stands behind the last."""
    by, to, _ = _moves(sentence.language)
    later: Mention | None = None
    for mention in reversed(sentence.mentions):
        bare = mention.decoy is None and mention.kind is None and mention.form == "digits" and later is not None
        if bare and later and not _counts(mention, sentence):
            between = sentence.low[mention.end : later.start]
            both = all(by.search(sentence.low[max(0, at.start - 20) : at.start]) for at in (mention, later))
            direct = to.fullmatch(between) is not None
            if direct and mention.value is not None and mention.scale == 1 < later.scale and mention.value < 1000:
                mention.value, mention.scale = mention.value * later.scale, later.scale
            if direct or (both and later.kind in {"percent", "percentage_point"}):
                mention.kind, mention.unit, mention.shared = later.kind, later.unit, True
        later = mention if mention.kind else None


def _join_hours(sentence: Sentence) -> None:
    """ "zwei Stunden und zehn Minuten"."""
    hours = _moves(sentence.language)[2]
    kept: list[Mention] = []
    for mention in sentence.mentions:
        last = kept[-1] if kept else None
        timed = last is not None and last.unit == "h" and mention.unit == "min"
        if last and timed and last.value and mention.value and hours.fullmatch(sentence.low, last.end, mention.start):
            last.value, last.unit, last.end = last.value * 60 + mention.value, "min", mention.end
        else:
            kept.append(mention)
    sentence.mentions = kept


def build(sentence: Sentence) -> None:
    """Join and share units; a bare amount behind one in money is money too."""
    for mention in sentence.mentions:
        _half_more(mention, sentence)
    _share_later(sentence)
    structure.build(sentence)
    _join_hours(sentence)
    money: Mention | None = None
    for mention in sentence.mentions:
        if mention.kind == "money":
            money = mention
        elif money and _bare(mention) and not _counts(mention, sentence):
            mention.kind, mention.unit = money.kind, money.unit
