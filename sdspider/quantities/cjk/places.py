"""Whose figure it is, in a Japanese, Chinese or Korean sentence: the last place named before it."""

from __future__ import annotations

import re

from sdspider.quantities.model import Mention, Sentence

_TOGETHER = re.compile(r"(?:市|省|시|성)?(?:[、，,和与及]|および|과|와|と|·|・)\s?")
_NATION = "China"
_WIDE = frozenset(("Shandong",))
_LOCATED = re.compile(r"(?:地处|位于|坐落于|坐落在|地處|位於)[^，。、]{0,3}$")
_YARDSTICK_BEFORE = re.compile(r"(?:仅次于|次于|超过|落后于|高于|低于|超越|赶超|比|不及)$")
_YARDSTICK_BEHIND = re.compile(
    r"[市省시성]?(?:への|向け|から[のがは]|に次|に続|より|を上回|を抜|에 이어|보다|다음으로)"
)
_PARTNER = re.compile(r"[과와](?:의)? |인(?= )|と(?!し)|人[客観旅]")
"""What makes a country one of several, or a partner: "중국과의 교역", "중국인 관광객"."""


def read(sentence: Sentence) -> None:
    """Fill the place of every figure."""
    if not sentence.places:
        for figure in sentence.figures:
            figure.place = sentence.place_before
        return
    places = [place for place in sentence.places if place[2] != _NATION or _is_itself(sentence, place)]
    sentence.places = places
    local = [place for place in places if place[2] != _NATION and not _is_yardstick(sentence, place)]
    local = [place for place in local if place[2] not in _WIDE or not _lies(sentence, place, local)]
    useful = local or [place for place in places if _is_nations(sentence, place)]
    for figure in sentence.figures:
        figure.place = _of(figure, sentence, useful)


def _lies(sentence: Sentence, wide: tuple[int, int, str], places: list[tuple[int, int, str]]) -> bool:
    """Whether another place is only said to lie there: "潍坊地处山东中部"."""
    if not _LOCATED.search(sentence.text[max(sentence.start, wide[0] - 8) : wide[0]]):
        return False
    return any(place[2] != wide[2] and place[1] <= wide[0] for place in places)


def _is_nations(sentence: Sentence, place: tuple[int, int, str]) -> bool:
    """Whether the sentence tells of the whole country."""
    if sentence.text.startswith("全土", place[1]):
        return True
    return place[0] - sentence.start < 2 and not _is_yardstick(sentence, place)


def _is_itself(sentence: Sentence, place: tuple[int, int, str]) -> bool:
    """Whether a country is named as itself, not for its people or as one of two."""
    return _PARTNER.match(sentence.text, place[1]) is None


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
