"""Whose figure it is, in a Japanese, Chinese or Korean sentence: the last place named before it."""

from __future__ import annotations

import re

from sdspider.quantities.model import Mention, Sentence

_TOGETHER = re.compile(r"(?:市|省|시|성)?(?:[、，,和与及]|および|과|와|と|·|・)\s?")
_NATION = "China"


def read(sentence: Sentence) -> None:
    """Fill the place of every figure."""
    places = sentence.places
    local = [place for place in places if place[2] != _NATION]
    useful = local or [place for place in places if place[0] - sentence.start < 2]
    for figure in sentence.figures:
        figure.place = _of(figure, sentence, useful)


def _of(figure: Mention, sentence: Sentence, places: list[tuple[int, int, str]]) -> str | None:
    before = [place for place in places if place[0] < figure.start]
    if not before:
        return None if places else sentence.place_before
    last = before[-1]
    if len(before) > 1 and _TOGETHER.fullmatch(sentence.text[before[-2][1] : last[0]]):
        return None
    return last[2]
