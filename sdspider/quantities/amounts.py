"""Give numbers the units printed with them."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from sdspider.quantities.language import Language, table
from sdspider.quantities.model import Mention, Sentence
from sdspider.quantities.units import WORD, Unit, apply, currency_before, unit_at

_NATION = re.compile(r" (US|U\.S\.|C[dD][nN])(?!\w)(?! [a-z]*dollar)")
_DOLLARS = {"US": "USD", "U.S.": "USD"}
_INCH = '"”″'
_GOES_ON = re.compile(r" ?[a-z)+]|-")
_ARTICLE = re.compile(r" (?:of )?an?(?= )")


@lru_cache(maxsize=8)
def _yen(text: str) -> bool:
    """Whether the bare sign ¥ means yen: the passage speaks of Japan."""
    return any(word in text for word in table("currencies")["JPY"]["context"])


def _with_scale(mention: Mention, found: tuple[Unit, int], text: str, language: Language) -> tuple[Unit, int]:
    """ "75 USD million": the scale word stands behind the currency."""
    match = WORD.match(text, found[1] + 1) if mention.scale == 1 and text[found[1] : found[1] + 1] == " " else None
    scale = language.get("numbers", "scale", default={}).get(match.group().lower().rstrip(".")) if match else None
    if match is None or scale is None:
        return found
    mention.scale = float(scale)
    return found[0]._replace(factor=found[0].factor * scale), match.end() - match.group().endswith(".")


@cache
def _money_words(language: Language) -> tuple[dict[str, str], re.Pattern[str]]:
    data = language.get("money_words", default={})
    return {word: code for word, code in data.items() if word != "left"}, language.ending(data.get("left"))


def _as_money(mention: Mention, sentence: Sentence) -> None:
    """Decide "pounds" between money and weight, and whose "cents" they are."""
    low = sentence.low
    words, paid = _money_words(sentence.language)
    printed = low[mention.digits_end : mention.end].lstrip(" -")
    if printed in words and mention.kind == "measure" and not low.startswith(" of ", mention.end):
        if mention.scale >= 1e9 or paid.search(low[max(sentence.start, mention.start - 60) : mention.start]):
            mention.kind, mention.unit = "money", words[printed]
    elif printed in {"cent", "cents"} and mention.kind == "money":
        whole = [other for other in sentence.mentions if other.start < mention.start and other.kind == "money"]
        # What stands in brackets is converted.
        if whole and whole[-1].unit and "(" not in low[whole[-1].end : mention.start]:
            mention.unit = whole[-1].unit


@cache
def _millions(language: Language) -> re.Pattern[str]:
    return language.pattern(language.get("numbers", "millions") or r"(?!)")


def _counts(mention: Mention, text: str, language: Language) -> bool:
    """ "one out of every 10 dollars": a share of what is counted, no amount; "2.3m phones": millions."""
    if mention.form == "fraction":
        return " every " in text[mention.start : mention.end]
    if mention.form != "digits" or not _millions(language).match(text, mention.end):
        return False
    mention.scale, mention.value, mention.end = 1e6, round((mention.value or 0) * 1e6, 6), mention.end + 1
    return True


def _inches(mention: Mention, sentence: Sentence) -> tuple[Unit, int] | None:
    """ "a 65" screen": the sign right behind the digits, where no quotation is open."""
    at, text = mention.end, sentence.text
    sign = text[at : at + 1]
    if not sign or mention.form != "digits" or not _GOES_ON.match(text, at + 1):
        return None
    open_ = text.count("“", sentence.start, at) - text.count("”", sentence.start, at)
    quoted = text.count('"', sentence.start, at) % 2 if sign == '"' else open_ > 0
    return None if quoted else (Unit("[in_i]", "measure"), at + 1)


def _share_of_unit(mention: Mention, text: str, language: Language) -> tuple[Unit, int] | None:
    """ "half a percentage point", "a quarter of an hour": the unit behind an article."""
    match = _ARTICLE.match(text, mention.end) if mention.form == "fraction" and language.code == "en" else None
    return unit_at(text, match.end(), language) if match else None


def attach(sentence: Sentence) -> None:
    """Give every number of a sentence the unit printed with it."""
    text, language, floor = sentence.text, sentence.language, sentence.start
    for mention in sentence.mentions:
        if mention.decoy is None and mention.form not in {"ordinal", "multiple", "vague"}:
            found = currency_before(text, mention.start, floor, language)
            if found:
                apply(mention, found[0], mention.end)
                mention.start = found[1]
            after = (
                unit_at(text, mention.end, language)
                or _share_of_unit(mention, text, language)
                or (text[mention.end : mention.end + 1] in _INCH and _inches(mention, sentence))
                or None
            )
            if (
                after
                and found is None
                and (after[0].code == "m" or mention.form == "fraction")
                and _counts(mention, text, language)
            ):
                after = None if mention.form == "fraction" else unit_at(text, mention.end, language)
            nation = _NATION.match(text, mention.end) if found and text[mention.start] == "$" else None
            if nation:
                mention.unit, mention.end = _DOLLARS.get(nation.group(1), "CAD"), nation.end()
            if after and after[0].kind == "money" and found is None:
                after = _with_scale(mention, after, text, language)
            if after and (found is None or after[0].kind == "money") and after[1] <= sentence.end:
                apply(mention, after[0] if found is None else found[0]._replace(factor=1.0), after[1])
            if mention.kind in {"measure", "money"}:
                _as_money(mention, sentence)
            if mention.unit == "CNY" and text[mention.start] in "¥￥" and _yen(text):
                mention.unit = "JPY"
        floor = mention.end
    drop_covered(sentence)


def drop_covered(sentence: Sentence) -> None:
    """Forget the numbers that turned out to belong to the unit of the one before."""
    kept: list[Mention] = []
    for mention in sentence.mentions:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    sentence.mentions = kept
