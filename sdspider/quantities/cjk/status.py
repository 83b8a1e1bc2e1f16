"""Fact, target, forecast, plan, draft or under construction, by the verbs of a Japanese, Chinese or Korean sentence."""

from __future__ import annotations

import re

from sdspider.quantities.cjk.lexicon import lexicon
from sdspider.quantities.model import Mention, Sentence, TimeExpression

_WHOLE = ("draft", "target")
"""What one word of the sentence says of all its figures."""
_CARRIED = ("forecast", "planned", "under_construction")
"""What goes on in the clauses behind until something else is said."""


def read(sentence: Sentence) -> None:
    """Fill the status of every figure."""
    words = lexicon(sentence.language)
    said = {
        name: word
        for name, word in words.status.of(sentence.bits)
        if word.search(sentence.text, sentence.start, sentence.end)
    }
    if said:
        edges = _edges(sentence)
        for mention in sentence.figures:
            mention.status = _status(sentence, mention, said, edges)
    _targets(sentence, words.reach)


def _edges(sentence: Sentence) -> list[int]:
    pattern = sentence.language.get("status_clause", default="[，；;。]")
    cuts = [match.end() for match in re.finditer(pattern, sentence.text[sentence.start : sentence.end])]
    return [sentence.start, *(sentence.start + cut for cut in cuts), sentence.end]


def _status(sentence: Sentence, mention: Mention, words: dict[str, re.Pattern[str]], edges: list[int]) -> str:
    text = sentence.text
    start = max(edge for edge in edges if edge <= mention.start)
    end = min(edge for edge in edges if edge >= mention.end)
    for name, pattern in words.items():
        if pattern.search(text, *((sentence.start, sentence.end) if name in _WHOLE else (start, end))):
            return name
    for name in _CARRIED:
        if name in words and words[name].search(text, sentence.start, start):
            return name
    return "actual"


def _targets(sentence: Sentence, reach: re.Pattern[str]) -> None:
    """A level to be reached by a time to come is a target, whatever the words beside it."""
    ahead = [time for time in sentence.times if time.resolved and not time.compared and _to_come(time, sentence)]
    if not ahead:
        return
    for mention in sentence.figures:
        if mention.status not in {"actual", "planned"} or not any(time.end <= mention.start for time in ahead):
            continue
        if mention.status == "planned" or reach.search(sentence.text, ahead[0].end, sentence.end):
            mention.status = "target"


def _to_come(time: TimeExpression, sentence: Sentence) -> bool:
    published = sentence.published
    return time.first is None and time.last is not None and published is not None and time.last > published
