"""Whose figure it is where the subject itself is a place: "Qingdao, Jinan und Yantai wuchsen um 5, 6 und 4 Prozent"."""

from __future__ import annotations

from sdspider.quantities import places
from sdspider.quantities.model import Sentence


def read(sentence: Sentence) -> None:
    """Fill the place of every figure; a subject that is one place decides."""
    places.read(sentence)
    named = {(start, end): name for start, end, name in sentence.places}
    for figure in sentence.figures:
        name = named.get(figure.subject) if figure.subject else None
        if name:
            figure.place = name
