"""Whose figure it is where German and French order the words in a way of their own."""

from __future__ import annotations

from sdspider.quantities import places
from sdspider.quantities.model import Sentence


def read(sentence: Sentence) -> None:
    """Fill the place of every figure; a subject that is one place decides, and so does "in Jinan 7, in Zibo 5"."""
    places.read(sentence)
    _leading(sentence)
    named = {(start, end): name for start, end, name in sentence.places}
    for figure in sentence.figures:
        name = named.get(figure.subject) if figure.subject else None
        if name:
            figure.place = name


def _leading(sentence: Sentence) -> None:
    """Where every figure has a place in front of it, and the last has none behind it, places lead."""
    figures = sentence.figures
    if len(figures) < 2 or len(sentence.places) < 2 or sentence.places[-1][0] > figures[-1].start:
        return
    floors = [sentence.start, *(figure.end for figure in figures[:-1])]
    leading = [
        next((name for start, _, name in reversed(sentence.places) if floor <= start < figure.start), None)
        for floor, figure in zip(floors, figures, strict=True)
    ]
    if all(leading) and len(set(leading)) == len(leading):
        for figure, name in zip(figures, leading, strict=True):
            figure.place = name
