"""Which numbers rank, and which are no figures: ordinals, denominators, vague numerals and names."""

from __future__ import annotations

import re
from functools import cache

from sdspider.quantities import decoys
from sdspider.quantities.cjk.lexicon import lexicon
from sdspider.quantities.language import Language
from sdspider.quantities.model import Mention, Sentence


@cache
def _context(language: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What makes an ordinal a rank, before and behind it."""
    data = language.get("rank")
    return re.compile(f"(?:{data.get('before', '(?!)')})$"), re.compile(data.get("behind", "(?!)"))


def mark(sentence: Sentence) -> None:
    """Set the kind of ranks and the reason of decoys."""
    words, text = lexicon(sentence.language), sentence.text
    if not words.marked.search(text, sentence.start, sentence.end):
        decoys.mark(sentence)
        return
    for match in words.rank.finditer(text, sentence.start, sentence.end):
        for mention in _inside(sentence, match):
            _rank(mention, match)
    decoys.mark(sentence)
    for match in words.ordinal.finditer(text, sentence.start, sentence.end):
        _ordinal(sentence, match)
    for why, pattern in (("vague numeral", words.vague), ("denominator", words.denominator)):
        for match in pattern.finditer(text, sentence.start, sentence.end):
            for mention in _inside(sentence, match):
                mention.decoy = why


def _ordinal(sentence: Sentence, match: re.Match[str]) -> None:
    """A rank where the words beside it say so, else a decoy."""
    before, behind = _context(sentence.language)
    left = sentence.text[max(sentence.start, match.start() - 40) : match.start()]
    ranked = before.search(left) or behind.match(sentence.text, match.end(), sentence.end)
    for mention in _inside(sentence, match):
        if ranked:
            _rank(mention, match)
        elif mention.kind is None:
            mention.decoy = "ordinal"


def _inside(sentence: Sentence, match: re.Match[str]) -> list[Mention]:
    start, end = match.span()
    return [m for m in sentence.mentions if m.decoy is None and m.kind != "rank" and start <= m.lead < end]


def _rank(mention: Mention, match: re.Match[str]) -> None:
    if mention.value is not None and mention.value == int(mention.value) and mention.value > 0:
        mention.kind, mention.unit = "rank", None
        mention.start, mention.end = match.span()
