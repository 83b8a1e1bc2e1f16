"""Numbers that say nothing: parts of names, identifiers, ordinals, ages, pronouns, idioms.

A language's `[decoys]` table gives words that make the number beside them a decoy (`before`, `after`), and patterns for
spans in which every number is one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from sdspider.quantities.choices import Table
from sdspider.quantities.language import Language
from sdspider.quantities.model import Mention, Sentence
from sdspider.quantities.triggers import Selection
from sdspider.quantities.units import unit_at

_NUMBERINGS = ("page number", "numbering", "identifier", "phase", "grade")
_PAIR = re.compile(r" ?[-–] ?| (?:to|and) ")
_CLOSED = re.compile(r"\s*(?:[^\w\s]|$)")
_OPENING_NUMBER = re.compile(
    r"(?:[(（](?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]|\d{1,2}(?:[)）]|[.．](?=\s)|[、．])"
    r"|[一二三四五六七八九十]{1,3}[、．])(?!\d)"
)
_OPENING = " \u00a0\"“‘'(-"


class SpanRule(NamedTuple):
    """A pattern for a name or an identifier."""

    why: str
    pattern: re.Pattern[str]
    case: bool


@dataclass(frozen=True, slots=True)
class DecoyRules:
    """Compiled `[decoys]` and `[ranks]` tables."""

    before: dict[str, str]
    left: Table
    right: Table
    spans: Selection[SpanRule]
    rank: re.Pattern[str]
    rank_left: re.Pattern[str]
    numbered_rank: re.Pattern[str]
    """What makes "No. 1" a rank where nothing behind it does."""
    numbered: re.Pattern[str]
    """What makes "No. 1" a rank where "in the country" or the like follows."""
    every: re.Pattern[str]
    every_other: re.Pattern[str]


def _span_rule(entry: dict[str, Any], language: Language) -> tuple[int, SpanRule]:
    pattern, needs = language.pattern(entry["pattern"], case=bool(entry.get("case"))), entry.get("needs")
    triggers = language.triggers
    bits = triggers.bit(needs or ()) | language.bits(pattern) | triggers.shape(entry.get("piece"))
    return bits, SpanRule(entry["why"], pattern, bool(entry.get("case")))


@cache
def rules(language: Language) -> DecoyRules:
    """Compile the decoy rules of a language."""
    data = language.get("decoys", default={})
    before = {word: why for why, words in data.get("before", {}).items() for word in words.split()}
    spans = (_span_rule(entry, language) for entry in data.get("spans", ()))
    ranks = language.get("ranks", default={})
    return DecoyRules(
        before,
        language.table("$", "decoys", "left"),
        language.table("", "decoys", "right"),
        Selection(spans),
        language.pattern("|".join(f"(?:{text})" for text in ranks.get("right", ())) or r"(?!)"),
        language.ending("|".join(f"(?:{text})" for text in ranks.get("left", ()))),
        language.ending(ranks.get("number_after")),
        language.ending(ranks.get("number")),
        language.ending(ranks.get("every")),
        language.pattern(ranks.get("every_other") or r"(?!)"),
    )


def _in_spans(sentence: Sentence, rule: DecoyRules) -> None:
    for why, pattern, case in rule.spans.of(sentence.bits):
        printed = sentence.text if case else sentence.low
        for match in pattern.finditer(printed, sentence.start, sentence.end):
            for mention in sentence.mentions:
                if mention.decoy is None and match.start() <= mention.start < match.end():
                    mention.decoy = why


def _in_times(sentence: Sentence) -> None:
    for expression in sentence.times:
        for mention in sentence.mentions:
            if mention.decoy is None and expression.start <= mention.digits_end - 1 and mention.lead < expression.end:
                mention.decoy = expression.why


def _beside(mention: Mention, sentence: Sentence, rule: DecoyRules) -> str | None:
    low = sentence.low
    start = max(sentence.start, mention.start - 40)
    left = low[start : mention.start]
    words = left.rstrip(_OPENING).rsplit(None, 1)
    if words:
        word = words[-1]
        if "'" in word or "’" in word:
            word = word.rsplit("'", 1)[-1].rsplit("’", 1)[-1]
        why = rule.before.get(word) or (word[-1:] == "." and rule.before.get(word.rstrip("."))) or None
        # "points per game (50.4)" names no game.
        apart = why == "identifier" and (
            left.endswith("(") or unit_at(sentence.text, mention.digits_end, sentence.language) is not None
        )
        if why and not apart:
            return why
    found = None
    if rule.left.bits & sentence.bits:
        found = rule.left.search(left, sentence.bits_between(start, mention.start))
    return found or rule.right.match(low, mention.digits_end, sentence.end, sentence.bits)


def _glued(mention: Mention, sentence: Sentence) -> bool:
    """Letters glued to digits that are no unit: 5G, 3D, 737MAX."""
    text, at = sentence.text, mention.end
    if mention.form != "digits" or at >= sentence.end or not text[at].isalpha() or ord(text[at]) > 0x2E7F:
        return False
    return unit_at(text, at, sentence.language) is None


def _is_rank(mention: Mention, sentence: Sentence, rule: DecoyRules) -> bool:
    left = sentence.low[max(sentence.start, mention.start - 40) : mention.start]
    return (
        rule.rank.match(sentence.low, mention.end, sentence.end) is not None or rule.rank_left.search(left) is not None
    )


def _numbered_rank(mention: Mention, sentence: Sentence, rule: DecoyRules) -> bool:
    """Whether "No. 1" says a place in an order: "is No. 1 in the country", "the world's No. 1", "ranked No. 2"."""
    left = sentence.low[max(sentence.start, mention.start - 40) : mention.start]
    if rule.numbered_rank.search(left):
        return True
    return (
        rule.numbered.search(left) is not None and rule.rank.match(sentence.low, mention.end, sentence.end) is not None
    )


def _every_other(mention: Mention, sentence: Sentence, rule: DecoyRules) -> bool:
    """Turn "every second flat" into a share; whether it is one."""
    left = rule.every.search(sentence.low, max(sentence.start, mention.start - 8), mention.start)
    if left is None or not mention.value or not rule.every_other.match(sentence.low, mention.end, sentence.end):
        return False
    mention.start = mention.lead = left.start()
    mention.form, mention.value = "fraction", 1 / mention.value
    return True


def _goes_on(before: Mention | None, mention: Mention, sentence: Sentence) -> str | None:
    """ "pages 4-6", "Articles 5 and 6": the second number of a pair is what the first one is."""
    if before is not None and before.decoy == "age" and _PAIR.fullmatch(sentence.low, before.end, mention.start):
        return "age"
    if before is None or before.decoy not in _NUMBERINGS:
        return None
    joined = _PAIR.fullmatch(sentence.low, before.end, mention.start)
    closed = _CLOSED.match(sentence.low, mention.end, sentence.end)
    return before.decoy if joined and closed else None


def _opening(sentence: Sentence) -> None:
    """ "1. Talent is …", "（二）…" at the head of a paragraph: the number of that paragraph."""
    text, start = sentence.text, sentence.start
    match = _OPENING_NUMBER.match(text, start)
    if match is None or text[:start].rstrip(" \t\u00a0\u3000")[-1:] not in {"", "\n"}:
        return
    ordinal = sentence.language.get("sentences", "ordinal_dot")
    if not text[match.end() :].strip() or (ordinal and match.end() < sentence.end):
        return
    for mention in sentence.mentions:
        if mention.decoy is None and match.start() <= mention.lead < match.end():
            mention.decoy = "numbering"


def lose(zero: Mention, sentence: Sentence) -> None:
    """ "1227,000", "000": digits were lost, so neither part says how many; a zero of one digit is one."""
    if len(printed := sentence.text[zero.lead : zero.digits_end]) == 1 or printed.strip("0"):
        return
    for mention in sentence.mentions:
        if mention is zero or mention.digits_end == zero.lead - 1:
            mention.decoy = mention.decoy or "broken number"


def mark(sentence: Sentence) -> None:
    """Give every number that is no figure its reason, and every ordinal that ranks its kind."""
    rule = rules(sentence.language)
    before: Mention | None = None
    _opening(sentence)
    _in_times(sentence)
    _in_spans(sentence, rule)
    for mention in sentence.mentions:
        if mention.decoy is not None:
            continue
        if mention.form == "vague":
            mention.decoy = "vague numeral"
        elif mention.form == "ordinal":
            if _is_rank(mention, sentence, rule):
                mention.kind = "rank"
            elif not _every_other(mention, sentence, rule):
                mention.decoy = "ordinal"
        elif _glued(mention, sentence):
            mention.decoy = "technical standard"
        else:
            mention.decoy = _beside(mention, sentence, rule) or _goes_on(before, mention, sentence)
            if mention.decoy == "identifier" and _numbered_rank(mention, sentence, rule):
                mention.decoy, mention.kind = None, "rank"
        before = mention
