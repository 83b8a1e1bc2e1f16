"""German: compounds, articles and noun phrases of `quantities/european` with the words of `de.toml`."""

from __future__ import annotations

from sdspider.quantities.european.amounts import build as build_structure
from sdspider.quantities.european.compounds import parse as number_word
from sdspider.quantities.european.numbers import scan
from sdspider.quantities.european.places import read as read_places
from sdspider.quantities.european.status import read as read_status
from sdspider.quantities.european.subjects import find as find_subjects
from sdspider.quantities.european.words import tokenise

__all__ = ["build_structure", "find_subjects", "number_word", "read_places", "read_status", "scan", "tokenise"]
