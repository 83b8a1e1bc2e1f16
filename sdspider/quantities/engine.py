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
from sdspider.quantities.triggers import joint
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
        if mention.value == 0:
            decoys.lose(mention, sentence)
        if mention.decoy is None and mention.kind is None:
            mention.kind = {"fraction": "fraction", "multiple": "ratio"}.get(mention.form, "count")
        if mention.kind in {"percent", "percentage_point"} and mention.value is not None and mention.value < 0:
            mention.value, mention.direction = -mention.value, "down"


@cache
def _compile(language: Language) -> None:
    """Compile all rules that set bits, before the first sentence asks for its own."""
    for module in (times, decoys, context, status, places, links, indicators):
        module.rules(language)


def read(text: str, language: Language, published: date | None) -> Iterator[Sentence]:
    """Sentences that hold a number, with every mention filled in, decoys too."""
    scan = _scan(language)
    _compile(language)
    low = lowered(text)
    before: Sentence | None = None
    place: str | None = None
    for start, end in sentences.split(text, language):
        pieces = low[start:end].split(" ")
        sentence = Sentence(text, low, start, end, language, published, pieces)
        sentence.before, sentence.place_before = before, place
        sentence.mentions = mentions = scan(sentence)
        sentence.piece_bits = language.triggers.of(pieces)
        sentence.bits = joint(sentence.piece_bits)
        if mentions:
            for stage in _before_tokens(language):
                stage(sentence)
            if sentence.figures:
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


def _id(mention: Mention | None) -> str | None:
    return f"#{mention.start}-{mention.end}" if mention and mention.decoy is None else None


def _number(value: float | None) -> float | int | None:
    """To twelve digits; whole numbers as `int`, as far as 64 bits go."""
    if value is None:
        return None
    if value != int(value):
        value = float(f"{value:.12g}")
    return int(value) if value == int(value) and abs(value) < 2**63 else value


def _value(mention: Mention) -> float | int | None:
    value = mention.value
    return _number(round(value, 6) if mention.kind == "fraction" and value else value)


def _indicator(sentence: Sentence, first: int, last: int) -> str | None:
    """The key of a subject; one that stands in the sentence itself only where its words occur there."""
    possible = last and (first < sentence.start or indicators.rules(sentence.language) & sentence.bits)
    return indicators.of(sentence.text[first:last], sentence.language) if possible else None


def _fields(mention: Mention, text: str, sentence: Sentence, printed: str) -> dict[str, Any]:
    """All fields of a figure that stands in a sentence, which is `printed` so."""
    first, last = mention.subject or (0, 0)
    return {
        "id": None,
        "article_id": None,
        "url": None,
        "published_at": None,
        "text": text[mention.start : mention.end],
        "start": mention.start,
        "end": mention.end,
        "sentence": printed,
        "kind": mention.kind,
        "value": _value(mention),
        "value_low": None if mention.low is None else _number(mention.low),
        "value_high": None if mention.high is None else _number(mention.high),
        "qualifier": mention.qualifier,
        "unit": mention.unit,
        "subject": text[first:last] if last else None,
        "indicator": _indicator(sentence, first, last),
        "direction": mention.direction,
        "comparison": mention.comparison,
        "period": mention.period and Period.trusted({"start": mention.period[0], "end": mention.period[1]}),
        "status": mention.status,
        "per": mention.per,
        "place": mention.place,
        "condition": mention.condition,
        "part_of": _id(mention.part_of),
        "converted_from": _id(mention.converted_from),
    }


def figures(text: str, language: Language, published_at: datetime | None) -> list[Figure]:
    """All figures of a passage, in order."""
    published, found = published_at.date() if published_at else None, list[Figure]()
    for sentence in read(narrowed(text), language, published):
        printed = text[sentence.start : sentence.end]
        for mention in sentence.figures:
            found.append(Figure.trusted(_fields(mention, text, sentence, printed)))
    return found
