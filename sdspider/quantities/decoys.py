"""Numbers that say nothing: parts of names, identifiers, ordinals, ages, pronouns, idioms.

A language's `[decoys]` table gives words that make the number beside them a decoy (`before`, `after`), and patterns for
spans in which every number is one.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from sdspider.quantities.language import Language
from sdspider.quantities.model import Mention, Sentence
from sdspider.quantities.units import unit_at

_LAST = re.compile(r"([^\W\d_]+\.?)[\s\"“‘'(-]*$")


class DecoyRules(NamedTuple):
    """Compiled `[decoys]` table."""

    before: dict[str, str]
    left: tuple[tuple[str, re.Pattern[str]], ...]
    right: tuple[tuple[str, re.Pattern[str]], ...]
    spans: tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...]
    rank: tuple[re.Pattern[str], ...]
    rank_left: tuple[re.Pattern[str], ...]


@cache
def rules(language: Language) -> DecoyRules:
    """Compile the decoy rules of a language."""
    data = language.get("decoys", default={})
    before = {word: why for why, words in data.get("before", {}).items() for word in words.split()}
    return DecoyRules(
        before,
        tuple((why, language.pattern(f"(?:{text})$")) for why, text in data.get("left", {}).items()),
        tuple((why, language.pattern(text)) for why, text in data.get("right", {}).items()),
        tuple(
            (
                entry["why"],
                tuple(entry.get("needs", ())),
                language.pattern(entry["pattern"], 0 if entry.get("case") else re.I),
            )
            for entry in data.get("spans", ())
        ),
        language.patterns("ranks", "right"),
        tuple(language.pattern(f"(?:{text})$") for text in language.get("ranks", "left", default=())),
    )


def _in_spans(sentence: Sentence, rule: DecoyRules) -> None:
    text = sentence.text
    low = text[sentence.start : sentence.end].lower()
    for why, needs, pattern in rule.spans:
        if needs and not any(word in low for word in needs):
            continue
        for match in pattern.finditer(text, sentence.start, sentence.end):
            for mention in sentence.mentions:
                if mention.decoy is None and match.start() <= mention.start < match.end():
                    mention.decoy = why


def _in_times(sentence: Sentence) -> None:
    for expression in sentence.times:
        for mention in sentence.mentions:
            if mention.decoy is None and expression.start <= mention.digits_end - 1 and mention.lead < expression.end:
                mention.decoy = expression.why


def _beside(mention: Mention, sentence: Sentence, rule: DecoyRules) -> str | None:
    text = sentence.text
    left = text[max(sentence.start, mention.start - 40) : mention.start]
    word = _LAST.search(left)
    if word:
        why = rule.before.get(word.group(1).lower()) or rule.before.get(word.group(1).lower().rstrip("."))
        if why:
            return why
    for why, pattern in rule.left:
        if pattern.search(left):
            return why
    for why, pattern in rule.right:
        if pattern.match(text, mention.digits_end, sentence.end):
            return why
    return None


def _glued(mention: Mention, sentence: Sentence) -> bool:
    """Letters glued to digits that are no unit: 5G, 3D, 737MAX."""
    text, at = sentence.text, mention.end
    if mention.form != "digits" or at >= sentence.end or not text[at].isalpha() or ord(text[at]) > 0x2E7F:
        return False
    return unit_at(text, at, sentence.language) is None


def _is_rank(mention: Mention, sentence: Sentence, rule: DecoyRules) -> bool:
    text = sentence.text
    if any(pattern.match(text, mention.end, sentence.end) for pattern in rule.rank):
        return True
    left = text[max(sentence.start, mention.start - 40) : mention.start]
    return any(pattern.search(left) for pattern in rule.rank_left)


def mark(sentence: Sentence) -> None:
    """Give every number that is no figure its reason, and every ordinal that ranks its kind."""
    rule = rules(sentence.language)
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
            else:
                mention.decoy = "ordinal"
        elif _glued(mention, sentence):
            mention.decoy = "technical standard"
        else:
            mention.decoy = _beside(mention, sentence, rule)
