"""Figures that jumped: the same article states the same thing, and the number is ten times as large or as small.

Either the page was edited in a way that a person should see, or a change of the engine lost a scale word. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

FACTOR = 10.0
"""Smaller changes are news."""
SAME = ("kind", "unit", "indicator", "subject", "per", "place", "qualifier", "status", "condition")
"""Fields that make two figures statements of one thing."""

Json = Mapping[str, Any]


def jumps(before: Iterable[Json], after: Iterable[Json]) -> Iterator[str]:
    """One line for each figure that jumped; both sides are figures of a run in the order of their articles."""
    old = groupby(before, key=_article)
    key, figures = next(old, ("", iter(())))
    for article, news in groupby(after, key=_article):
        while key and key < article:
            key, figures = next(old, ("", iter(())))
        if key == article:
            yield from _jumped(article, _values(figures), _values(news))


def _jumped(article: str, old: dict[tuple[Any, ...], float], new: dict[tuple[Any, ...], float]) -> Iterator[str]:
    for key, value in new.items():
        was = old.get(key, 0.0)
        if was and value and not 1 / FACTOR < value / was < FACTOR:
            yield f"{article}: {key[3] or key[2] or key[0]} was {was:,.10g} and is {value:,.10g}"


def _values(figures: Iterable[Json]) -> dict[tuple[Any, ...], float]:
    """What is stated once in an article -> its value; what is stated more often cannot be told apart."""
    found: dict[tuple[Any, ...], list[float]] = {}
    for figure in figures:
        if figure["value"] is not None and (figure["subject"] or figure["indicator"]):
            found.setdefault(tuple(figure[name] for name in SAME), []).append(float(figure["value"]))
    return {key: values[0] for key, values in found.items() if len(values) == 1}


def _article(figure: Json) -> str:
    return str(figure["article_id"] or "")
