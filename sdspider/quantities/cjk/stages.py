"""The stages of the engine, as Japanese, Chinese and Korean do them; a language's module takes them over by name."""

from __future__ import annotations

from sdspider.quantities.cjk import links, marks, meaning, places, status, subjects, subjects_ko, times, units
from sdspider.quantities.cjk.numerals import scan
from sdspider.quantities.model import Sentence

__all__ = [
    "attach_units",
    "build_structure",
    "find_subjects",
    "find_times",
    "mark_decoys",
    "read_context",
    "read_links",
    "read_periods",
    "read_places",
    "read_status",
    "scan",
    "tokenise",
]


def find_times(sentence: Sentence) -> None:
    """Fill `sentence.times`."""
    sentence.times = times.find(sentence)


def mark_decoys(sentence: Sentence) -> None:
    """Units first: "252MW" is a measure, "5G" is none."""
    units.attach(sentence)
    marks.mark(sentence)


def attach_units(sentence: Sentence) -> None:
    """Join and share units among the numbers that are left."""
    units.join(sentence)


def build_structure(_: Sentence) -> None:
    """Ranges and lists are built with the units."""


def tokenise(_: Sentence) -> None:
    """No words are needed: the rules read characters."""


def find_subjects(sentence: Sentence) -> None:
    """Fill the subjects."""
    (subjects_ko if sentence.language.code == "ko" else subjects).find(sentence)


def read_links(sentence: Sentence) -> None:
    """Fill `part_of`, `converted_from` and the subjects of paired lists."""
    links.read(sentence)


def read_context(sentence: Sentence) -> None:
    """Fill qualifier, direction, comparison and denominator."""
    meaning.describe(sentence)


def read_status(sentence: Sentence) -> None:
    """Fill the status."""
    status.read(sentence)


def read_periods(sentence: Sentence) -> None:
    """Fill the periods."""
    times.assign(sentence)


def read_places(sentence: Sentence) -> None:
    """Fill the places."""
    places.read(sentence)
