"""The declared adapters translate conventions, and only those they declare."""

import pytest

from bench.figures import newsquant, recognizers


def values(rows):
    return [row["value"] for row in rows]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("It is one of the best screens of the year.", 1, ""),
        ("A 50-year-old man was arrested.", 50, "year of age"),
        ("Dozens of people were hurt.", [12, 120], ""),
        ("The firm hired tens of thousands of students.", [10_000, 100_000], ""),
        ("The contract was up 19 cents.", 19, "cent"),
        ("Power climbed from 240 kW to 273 kW.", [240, 273], "kilowatt"),
        ("Crude traded at $58.24 per barrel.", 58.24, "dollar per barrel"),
    ],
)
def test_newsquant_counts_in_its_own_way(text, value, unit):
    rows = newsquant.convert(text)
    assert [(row["value"], row["unit"]) for row in rows] == [(value, unit)]


def test_newsquant_has_no_ranks():
    assert newsquant.convert("Shandong ranks third nationwide.") == []


def test_changes_are_signs():
    (row,) = newsquant.convert("Exports rose by more than 7 percent.")
    assert row["change"] == ["up", ">"]


def test_recognizers_counts_years_and_numberings():
    assert 2019 in values(recognizers.convert("It was in 2019 that 40 firms came."))
    assert values(recognizers.convert("Book a first class seat.")) == []
