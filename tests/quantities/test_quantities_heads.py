"""Patterns that are rewritten for speed find what they found before."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from sdspider.quantities import language
from sdspider.quantities.heads import headed

_PLAIN = st.sampled_from(("a", "b", "ab", "ba", "ab?", "(?:a|b)", "(?:ab|ba)"))
_WORDS = _PLAIN | st.sampled_from(("a?b", "b+", "[ab]", "a\\b", "(?:ab|b)?", "(?P<k>a|ba)", "a{0}b"))
_EDGES = st.sampled_from(("", r"\b", "(?<![a-z])", r"(?<![a-z])\b"))
_PART = st.builds("{}{} ?{}".format, _EDGES, _WORDS, st.sampled_from(("a", "b", " b", "$")))
_PATTERN = st.lists(_PART, min_size=1, max_size=3).map("|".join)
_GROUPED = st.builds(r"{}(?:{}){}".format, _EDGES, _PATTERN, st.sampled_from(("", "b", "?a")))


@settings(max_examples=400)
@given(st.one_of(_PATTERN, _GROUPED), st.text("ab 1", min_size=2, max_size=12))
def test_the_same_is_found(pattern: str, text: str) -> None:
    """Spans and groups of all matches are those of the pattern as it was written."""
    try:
        written = re.compile(pattern)
    except re.error:
        # A group that is named twice.
        reject()
    found, expected = re.compile(headed(pattern)).finditer(text), written.finditer(text)
    assert [(one.span(), one.groupdict()) for one in found] == [(one.span(), one.groupdict()) for one in expected]


@pytest.mark.parametrize(
    ("pattern", "fast"),
    [
        (r"\bup from", r"u(?<!\wu)p from"),
        (r"(?<![a-z])(?:\bby|than) ", r"(?:b(?<!\wb)y|t(?<![a-z]t)han) "),
        (r";|, but\b", r";|, but\b"),
        (r"\b(?:a|\d)", r"\b(?:a|\d)"),
        (r"\ba?b", r"\ba?b"),
        (r"\b;", r"\b;"),
    ],
)
def test_edges_move_behind_first_letters(pattern: str, fast: str) -> None:
    """Only where every alternative begins with a plain letter."""
    assert headed(pattern) == fast


def test_what_a_pattern_needs_is_read_as_it_was_written() -> None:
    """The rewritten pattern has the same bit as its source."""
    english = language.Language("en")
    assert english.bits(english.pattern(r"\bfathoms\b")) == english.triggers.needs(r"\bfathoms\b")
