"""Whose figure it is: the narrowest known place named for it, in English spelling."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from sdspider.quantities.language import Language, table
from sdspider.quantities.model import Mention, Sentence
from sdspider.quantities.structure import groups

SCOPE = 64
"""Characters in front of a place that may make it the mere scope of a ranking."""
Place = tuple[int, int, str]
"""Offsets of a name and its English spelling."""
_CAPITALISED = re.compile(r"[A-Z][^\W\d_]*(?:['’][a-z]{2,})?")


@cache
def _names() -> dict[str, str]:
    return {spelling: name for name, entry in table("places").items() for spelling in entry["names"]}


@cache
def _unspaced() -> re.Pattern[str]:
    """The spellings in scripts without blanks or capitals."""
    names = [name for name in _names() if not name[0].isascii()]
    return re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))


@cache
def _nations() -> frozenset[str]:
    """Countries: what is named far behind a figure is what it is compared with, not where it is."""
    return frozenset(name for name, entry in table("places").items() if entry.get("nation"))


@cache
def _wide() -> frozenset[str]:
    """Provinces and countries."""
    return _nations() | {name for name, entry in table("places").items() if entry.get("province")}


def _pattern(language: Language) -> re.Pattern[str]:
    return _unspaced() if language.get("unspaced") else _CAPITALISED


@cache
def rules(language: Language) -> int:
    """The bit of sentences that may name a place."""
    unspaced = bool(language.get("unspaced"))
    return language.triggers.bit(name.lower() for name in _names() if name[0].isascii() != unspaced)


def find(sentence: Sentence) -> None:
    """Fill `sentence.places`."""
    if not rules(sentence.language) & sentence.bits:
        return
    names, suffix = _names(), sentence.language.get("places", "suffix", default="")
    for match in _pattern(sentence.language).finditer(sentence.text, sentence.start, sentence.end):
        name = names.get(match.group()) or names.get(match.group().removesuffix(suffix))
        if name and not _part_of_name(sentence.text, match.start(), match.end()):
            sentence.places.append((match.start(), match.end(), name))


def _part_of_name(text: str, start: int, end: int) -> bool:
    """Whether a place belongs to a longer name: "China-Japan forum", "the Wuhan-Hefei line"."""
    if text[start - 1 : start] == "-" and text[start - 2 : start - 1].isalpha():
        return True
    if text.startswith((" Futures", " Stock", " Composite", " Metals"), end):
        return True
    return text[end : end + 1] == "-" and text[end + 1 : end + 2].isupper()


@cache
def _scope(language: Language) -> re.Pattern[str]:
    return language.ending(language.get("places", "scope"))


@cache
def _located(language: Language) -> re.Pattern[str]:
    return language.pattern(language.get("places", "located") or r"(?!)")


@cache
def _joiner(language: Language) -> re.Pattern[str]:
    return language.pattern(language.get("places", "joiner") or r"(?!)")


@cache
def _more(language: Language) -> re.Pattern[str]:
    return language.pattern(language.get("places", "more") or r"(?!)", case=True)


@cache
def _inside(language: Language) -> re.Pattern[str]:
    """What leads from a figure to the place that it is in."""
    words = "|".join(sorted(language.words("places", "inside") or {"in"}))
    return re.compile(rf"\W*(?:[^\W\d]+\W+){{0,4}}(?:{words})\W*")


def _useful(sentence: Sentence) -> list[Place]:
    """Places that are no mere scope of a ranking ("third in China"), nor the wider place that one lies in."""
    scope = _scope(sentence.language)
    found: list[Place] = []
    for place in sentence.places:
        if scope.search(sentence.low[max(sentence.start, place[0] - SCOPE) : place[0]]):
            continue
        if not (found and _wider(place, found[-1]) and _within(sentence, found[-1], place)):
            found.append(place)
    return found


def _wider(place: Place, narrow: Place) -> bool:
    """Whether one place may be where another lies: a province, or a country around a province."""
    return place[2] in _wide() and narrow[2] not in (_nations() if place[2] in _nations() else _wide())


def _within(sentence: Sentence, narrow: Place, wide: Place) -> bool:
    """Whether a place is only said to lie in a wider one: "Qingdao, a coastal city in Shandong"."""
    return _located(sentence.language).fullmatch(sentence.low[narrow[1] : wide[0]]) is not None


def last(sentence: Sentence) -> str | None:
    """The place that the next sentence may be about; none where several are listed."""
    if not sentence.places:
        return None
    places = _useful(sentence) or sentence.places
    near = [place for place in places if place[2] not in _nations()]
    if not near and sentence.settled and places[-1][0] > sentence.settled[0].start:
        # "rose by 345 GW, with China alone contributing 217 GW": no more than an aside.
        return None
    near = near or places
    return None if places[-1] in _listed(sentence, places[-3:]) else near[-1][2]


def _paired(sentence: Sentence, places: list[Place]) -> bool:
    """Whether the first two places are named together ("Qingdao and Yantai")."""
    return (
        len(places) > 1 and _joiner(sentence.language).fullmatch(sentence.low[places[0][1] : places[1][0]]) is not None
    )


def _listed(sentence: Sentence, places: list[Place]) -> set[Place]:
    """Places named in one breath ("in Qingdao, Jiangsu and Hebei"), unknown names among them."""
    more = _more(sentence.language)
    found = {place for place in places if more.match(sentence.text, place[1])}
    for pair in pairwise(places):
        if _paired(sentence, list(pair)):
            found.update(pair)
    return found


@cache
def _openings(language: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What opens a sentence about a place of its own, and about the country that was named before."""
    named, country = (language.get("places", name) or r"(?!)" for name in ("opening", "country"))
    return language.pattern(named, case=True), language.pattern(country, case=True)


def _elsewhere(sentence: Sentence) -> bool:
    """ "In Chile, …", "The country …": the sentence is about another place than the one before."""
    named, country = _openings(sentence.language)
    if country.match(sentence.text, sentence.start, sentence.end):
        return sentence.place_before not in _nations()
    match = named.match(sentence.text, sentence.start, sentence.end)
    return match is not None and not (sentence.times and sentence.times[0].start < match.end())


def _of(figure: Mention, sentence: Sentence, places: list[Place], following: int) -> str | None:
    behind = [place for place in places if figure.end <= place[0] < following and place[0] - figure.end < 60]
    before = [place for place in places if place[1] <= figure.start or place[0] < figure.start]
    between = sentence.text[figure.end : behind[0][0]] if behind else ""
    apart = ";" in between or "；" in between
    shared = figure.kind in {"percent", "fraction"} and between.split()[:1] == ["of"]
    if behind and not before and not (shared and sentence.place_before):
        return behind[0][2]
    if behind and not shared and not apart and _inside(sentence.language).fullmatch(between):
        return behind[0][2]
    if before:
        return before[-1][2]
    return next((place[2] for place in places if place[2] not in _nations()), None)


def read(sentence: Sentence) -> None:
    """Fill the place of every figure."""
    figures = sentence.figures
    if not sentence.places:
        elsewhere = sentence.place_before and _elsewhere(sentence)
        for figure in figures:
            figure.place = None if elsewhere else sentence.place_before
        return
    places = _useful(sentence)
    listed = _listed(sentence, places)
    together = bool(listed) and len(listed) == len(places)
    for at, figure in enumerate(figures):
        following = figures[at + 1].start if at + 1 < len(figures) else sentence.end
        if together:
            continue
        figure.place = _of(figure, sentence, places, following) or (None if places else sentence.place_before)
    _respectively(sentence, places)


def _respectively(sentence: Sentence, places: list[Place]) -> None:
    """Match a list of figures with a list of places behind it, or with one in front of it."""
    if len(places) < 2:
        return
    for group in groups(sentence):
        behind = [place for place in places if place[0] >= group[-1].end]
        before = [place for place in places if place[1] <= group[0].start]
        listed = next((side for side in (behind, before) if len(side) == len(group) > 1), ())
        for figure, place in zip(group, listed, strict=False):
            figure.place = place[2]
