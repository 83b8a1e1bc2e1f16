"""Units, currencies, counters and ranks of Japanese, Chinese and Korean numbers; lists that print their unit once."""

from __future__ import annotations

import re
from functools import cache

from sdspider.quantities.amounts import drop_covered
from sdspider.quantities.cjk.lexicon import lexicon
from sdspider.quantities.language import table
from sdspider.quantities.model import Mention, Sentence
from sdspider.quantities.units import Unit, apply

_POWER = 1e4
"""Nothing is as hot as ten thousand degrees: so many 度 are kilowatt hours."""


@cache
def _currency_before() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, Unit]]:
    """Currencies right before a number, the same anywhere, and what they stand for."""
    signs: dict[str, Unit] = {"¥": Unit("CNY", "money"), "￥": Unit("CNY", "money")}
    for code, entry in table("currencies").items():
        signs.update(dict.fromkeys((*entry.get("signs", ()), *entry.get("before", ())), Unit(code, "money")))
    names = "|".join(map(re.escape, sorted(signs, key=len, reverse=True)))
    return re.compile(rf"(?<![A-Za-z])(?:{names}) ?$"), re.compile(names), signs


def attach(sentence: Sentence) -> None:
    """Give every number the unit printed with it, and join ranges and amounts that print theirs twice."""
    text, words = sentence.text, lexicon(sentence.language)
    pattern, anywhere, signs = _currency_before()
    priced = anywhere.search(text, sentence.start, sentence.end) is not None
    before: Mention | None = None
    for mention in sentence.mentions:
        floor, before = before.end if before else sentence.start, mention
        if mention.decoy is not None or mention.kind is not None:
            continue
        sign = pattern.search(text, max(floor, mention.start - 5), mention.start) if priced else None
        match = words.unit.match(text, mention.end, sentence.end)
        if sign:
            apply(mention, signs[sign.group().strip()], mention.end)
            mention.start = sign.start()
        if match and match["unit"] in words.units:
            unit = words.units[match["unit"]]
            if match["unit"] == "度" and (mention.scale >= _POWER or "电" in text[floor : mention.start]):
                unit = Unit("kWh", "measure")
            apply(mention, unit if not sign or unit.kind == "money" else Unit("CNY", "money"), match.end())
        hourly = mention.unit == "km" and words.speed.search(text, max(floor, mention.start - 4), mention.start)
        if hourly:
            mention.unit, mention.start = "km/h", hourly.start()
    drop_covered(sentence)


def join(sentence: Sentence) -> None:
    """Join amounts printed in two units, and give the items of a list the unit printed once."""
    _join(sentence)
    _share(sentence)


def _join(sentence: Sentence) -> None:
    """ "14キロ~18キロ" is one range; "1小时40分" is one duration."""
    if not sentence.mentions:
        return
    text, kept = sentence.text, sentence.mentions[:1]
    ranges = lexicon(sentence.language).ranges
    for mention in sentence.mentions[1:]:
        last = kept[-1]
        between = text[last.end : mention.start]
        both = last.unit == mention.unit is not None and last.value is not None and mention.value is not None
        if both and ranges.fullmatch(between) and last.value < mention.value:  # type: ignore[operator]
            last.low, last.high, last.value, last.end = last.value, mention.value, None, mention.end
        elif (last.unit, mention.unit) == ("h", "min") and not between.strip() and last.value and mention.value:
            last.value, last.unit, last.end = last.value * 60 + mention.value, "min", mention.end
        else:
            kept.append(mention)
    sentence.mentions = kept


def _share(sentence: Sentence) -> None:
    """ "45.1、89.4、40%": numbers without unit or counter take those of the next in the list."""
    text, words = sentence.text, lexicon(sentence.language)
    separator = words.links["separator"]
    for first, second in zip(sentence.mentions[-2::-1], sentence.mentions[:0:-1], strict=True):
        between = text[first.end : second.start]
        bare = first.kind is None and first.decoy is None and first.form == "digits"
        if bare and second.kind in {"percent", "percentage_point", "money", "measure"} and separator.fullmatch(between):
            first.kind, first.unit, first.shared = second.kind, second.unit, True
            if first.scale == 1 and second.scale > 1 and first.value is not None and first.value < 1000:
                first.value, first.scale = first.value * second.scale, second.scale
