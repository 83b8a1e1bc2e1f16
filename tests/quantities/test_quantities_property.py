"""Whatever the text: no exception, offsets that are right, figures in order inside their sentences."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sdspider import find_figures
from sdspider.items import Figure
from sdspider.quantities import LANGUAGES

PIECES = (
    *("21", "1,234.5", "2027", "0.5", "1/5", "38th", "12:30", "5G", "$", "€", "RMB ", "%"),
    *(" percent", "-", "–", " to ", "(", ")"),
    *("one", "twenty-one", "half a", "dozen", "third", "hundred", "million", "billion"),
    *("trillionths", "point", "minus "),
    *(" state key laboratories", " yuan", " km2", " of the ", " and ", ", ", "; ", ". ", "\n\n", " in 2023", " up "),
    *(" by ", "from ", "between ", "more than ", "Shandong's GDP grew ", "respectively", " each"),
    *("“", "”", "'s", "…", "億元", "第4位"),
    *("14th Five-Year Plan", "the first half of ", "It is ", "which ", "İ", "ß", "\u00a0", "\u202f"),
    *("９", "٣", "10^9", "1e5"),
)
PUBLISHED = datetime(2024, 4, 1, 17, 10, tzinfo=UTC)
texts = st.lists(st.sampled_from(PIECES), max_size=24).map("".join) | st.text(max_size=80)


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=150, derandomize=True, deadline=None)
@given(text=texts)
def test_offsets_order_and_sentences(language: str, text: str) -> None:
    behind = 0
    for figure in find_figures(text, language, PUBLISHED):
        assert text[figure.start : figure.end] == figure.text
        assert behind <= figure.start < figure.end
        behind = figure.end
        assert figure.sentence in text
        assert figure.text in figure.sentence
        assert figure.subject is None or figure.subject in text
        assert (figure.value is None) == (figure.value_low is not None)
        assert Figure.model_validate_json(figure.model_dump_json()).model_dump() == figure.model_dump()
