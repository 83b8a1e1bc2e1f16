"""Amounts in two units: "5 feet 2 inches", "ten dollars and five cents", "15 dollars 50", "1 hour 40 minutes"."""

from __future__ import annotations

import re

from sdspider.quantities.model import Mention, Sentence

_JOINT = re.compile(r",? (?:and )?")
_CLOSED = re.compile(r"\s*(?:[.,;)]|$|more\b)")
_INCHES = re.compile(r" in\b\.?\s*(?:[.,;)]|$|tall)")


def _small_change(first: Mention, second: Mention, low: str, end: int) -> bool:
    """ "15 dollars 50": two digits behind a currency's name."""
    value = second.value or 0
    named = first.kind == "money" and first.unit and first.end > first.digits_end and low[first.end - 1].isalpha()
    bare = second.kind is None and second.form in {"digits", "words"} and low[first.end : second.start] == " "
    return bool(named and bare and 1 <= value < 100 and value == int(value) and _CLOSED.match(low, second.end, end))


def _hundredths(first: Mention, second: Mention, low: str) -> bool:
    """ "thirteen dollars and forty-five cents"."""
    if first.kind != "money" or second.kind != "money" or first.unit != second.unit:
        return False
    if first.value != int(first.value or 0) or low[first.end] == ",":
        return False
    return low[second.digits_end : second.end].strip().startswith("cent") and "cent" not in low[first.start : first.end]


def _joined(first: Mention, second: Mention, low: str, end: int) -> bool:
    """Add the second number to the first, if both are one amount; whether they are."""
    if first.value is None or second.value is None or first.decoy or second.decoy:
        return False
    tail = second.end
    if _small_change(first, second, low, end):
        first.value = round(first.value + second.value / 100, 9)
    elif first.unit == "[ft_i]" and second.unit == "[in_i]":
        first.value += second.value / 12
    elif first.unit == "[ft_i]" and second.unit is None and _INCHES.match(low, second.end, end):
        first.value, tail = first.value + second.value / 12, second.end + 3
    elif _hundredths(first, second, low):
        first.value = round(first.value + second.value, 9)
    elif first.unit == "h" and second.unit == "min":
        first.value, first.unit = first.value * 60 + second.value, "min"
    elif first.unit == "min" and second.unit == "s":
        first.value, first.unit = round(first.value * 60 + second.value, 9), "s"
    else:
        return False
    first.end = tail
    return True


def join(sentence: Sentence) -> None:
    """Join the amounts of a sentence that are printed in two units."""
    low, kept = sentence.low, sentence.mentions[:1]
    for mention in sentence.mentions[1:]:
        near = mention.start - kept[-1].end < 7 and _JOINT.fullmatch(low[kept[-1].end : mention.start])
        if not near or not _joined(kept[-1], mention, low, sentence.end):
            kept.append(mention)
    sentence.mentions = kept
