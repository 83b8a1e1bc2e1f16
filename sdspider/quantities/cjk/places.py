"""Whose figure it is, in a Japanese, Chinese or Korean sentence: the last place named before it."""

from __future__ import annotations

import re

from sdspider.quantities.model import Mention, Sentence

_TOGETHER = re.compile(r"(?:市|省|시|성)?(?:[、，,和与及]|および|과|와|と|·|・)\s?")
_NATION = "China"
_YARDSTICK_BEFORE = re.compile(r"(?:仅次于|次于|超过|落后于|高于|低于|超越|赶超|比|不及)$")
_YARDSTICK_BEHIND = re.compile(r"(?:市|省|시|성)?(?:に次|に続|より|を上回|を抜|에 이어|보다|다음으로)")


def read(sentence: Sentence) -> None:
    """Fill the place of every figure."""
    places = sentence.places
    local = [place for place in places if place[2] != _NATION and not _is_yardstick(sentence, place)]
    useful = local or [place for place in places if place[0] - sentence.start < 2]
    for figure in sentence.figures:
        figure.place = _of(figure, sentence, useful)


def _is_yardstick(sentence: Sentence, place: tuple[int, int, str]) -> bool:
    """Whether something else is only compared with this place."""
    left = sentence.text[max(sentence.start, place[0] - 5) : place[0]]
    right = sentence.text[place[1] : place[1] + 8]
    return bool(_YARDSTICK_BEFORE.search(left) or _YARDSTICK_BEHIND.match(right))


def _of(figure: Mention, sentence: Sentence, places: list[tuple[int, int, str]]) -> str | None:
    before = [place for place in places if place[0] < figure.start]
    if not before:
        return None if places else sentence.place_before
    last = before[-1]
    if len(before) > 1 and _TOGETHER.fullmatch(sentence.text[before[-2][1] : last[0]]):
        return None
    return last[2]
