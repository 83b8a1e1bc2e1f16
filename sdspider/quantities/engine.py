"""The stages in their order, sentence by sentence.

numbers -> times -> decoys -> units -> structure -> tokens -> subjects -> links -> context -> status -> periods
-> places.
A language may do any stage in its own way (see the package's docstring).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from typing import Any

from sdspider.items import Figure, Period
from sdspider.quantities import (
    amounts,
    bare,
    context,
    decoys,
    indicators,
    links,
    numerals,
    periods,
    places,
    sentences,
    status,
    structure,
    subjects,
    times,
    tokens,
)
from sdspider.quantities.language import Language, lowered
from sdspider.quantities.model import Mention, Sentence
from sdspider.quantities.widths import narrowed

MOST_NUMBERS = 60
"""A sentence with more numbers than this is a table, not prose: no subjects are looked for."""


def _find_times(sentence: Sentence) -> None:
    sentence.times = times.find(sentence)


@cache
def _scan(language: Language):  # type: ignore[no-untyped-def]
    return language.stage("scan", numerals.scan)


@cache
def _before_tokens(language: Language):  # type: ignore[no-untyped-def]
    return (
        language.stage("find_times", _find_times),
        language.stage("mark_decoys", decoys.mark),
        language.stage("attach_units", amounts.attach),
        language.stage("build_structure", structure.build),
    )


@cache
def _after_tokens(language: Language):  # type: ignore[no-untyped-def]
    return (
        language.stage("tokenise", tokens.tokenise),
        language.stage("find_places", places.find),
        language.stage("settle_bare", bare.settle),
        _settle,
        language.stage("find_subjects", subjects.find),
        language.stage("read_links", links.read),
        language.stage("read_context", context.read),
        language.stage("read_status", status.read),
        language.stage("read_periods", periods.read),
        language.stage("read_places", places.read),
    )


def _settle(sentence: Sentence) -> None:
    sentence.settled = sentence.figures


def _kinds(sentence: Sentence) -> None:
    for mention in sentence.mentions:
        if mention.decoy is None and mention.kind is None:
            mention.kind = {"fraction": "fraction", "multiple": "ratio"}.get(mention.form, "count")
        if mention.kind in ("percent", "percentage_point") and mention.value is not None and mention.value < 0:
            mention.value, mention.direction = -mention.value, "down"


@cache
def _compile(language: Language) -> None:
    """Compile all rules that set bits, before the first sentence asks for its own."""
    for module in (times, decoys, context, status, places):
        module.rules(language)


def read(text: str, language: Language, published: date | None) -> Iterator[Sentence]:
    """Sentences that hold a number, with every mention filled in, decoys too."""
    scan = _scan(language)
    _compile(language)
    low = lowered(text)
    before: Sentence | None = None
    place: str | None = None
    for start, end in sentences.split(text, language):
        mentions = scan(text, start, end, language)
        sentence = Sentence(text, low, start, end, language, published, mentions)
        sentence.before, sentence.place_before = before, place
        sentence.bits = language.triggers.of(low[start:end])
        if mentions:
            for stage in _before_tokens(language):
                stage(sentence)
            if any(mention.decoy is None for mention in sentence.mentions):
                _kinds(sentence)
                if len(mentions) <= MOST_NUMBERS:
                    for stage in _after_tokens(language):
                        stage(sentence)
                    before = sentence
            else:
                places.find(sentence)
            yield sentence
        else:
            places.find(sentence)
        place = places.last(sentence) or place
        if before is not None and before is not sentence:
            before.before = None


def _slice(text: str, span: tuple[int, int] | None) -> str | None:
    return text[span[0] : span[1]] if span else None


def _id(mention: Mention) -> str | None:
    return f"#{mention.start}-{mention.end}" if mention.decoy is None else None


def _number(value: float | None) -> float | int | None:
    if value is None:
        return None
    if value == int(value):
        return int(value) if abs(value) < 2**63 else value
    return float(f"{value:.12g}")


def _fields(mention: Mention, sentence: Sentence, text: str) -> dict[str, Any]:
    subject = _slice(sentence.text, mention.subject)
    value = _number(mention.value)
    return {
        "text": text[mention.start : mention.end],
        "start": mention.start,
        "end": mention.end,
        "sentence": text[sentence.start : sentence.end],
        "kind": mention.kind,
        "value": round(value, 6) if mention.kind == "fraction" and value else value,
        "value_low": None if mention.low is None else _number(mention.low),
        "value_high": None if mention.high is None else _number(mention.high),
        "qualifier": mention.qualifier,
        "unit": mention.unit,
        "subject": subject and _slice(text, mention.subject),
        "indicator": subject and indicators.of(subject, sentence.language),
        "direction": mention.direction,
        "comparison": mention.comparison,
        "period": mention.period and Period(start=mention.period[0], end=mention.period[1]),
        "status": mention.status,
        "per": mention.per,
        "place": mention.place,
        "condition": mention.condition,
        "part_of": mention.part_of and _id(mention.part_of),
        "converted_from": mention.converted_from and _id(mention.converted_from),
    }


def figures(text: str, language: Language, published_at: datetime | None) -> list[Figure]:
    """All figures of a passage, in order."""
    published = published_at.date() if published_at else None
    return [
        Figure.model_validate(_fields(mention, sentence, text))
        for sentence in read(narrowed(text), language, published)
        for mention in sentence.figures
    ]
