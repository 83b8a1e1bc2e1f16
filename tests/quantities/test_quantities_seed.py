"""The figures of the page this project started from."""

from __future__ import annotations

from datetime import date, datetime

from sdspider import find_figures

PUBLISHED = datetime.fromisoformat("2024-04-01T17:10:00+08:00")
TEXT = (
    'Currently, Shandong is exploring the establishment of the "1313" laboratory system. It has built one national '
    "pilot marine laboratory, 21 state key laboratories, nine provincial-level laboratories, and 261 "
    "provincial-level key laboratories, which have played a significant role in strengthening basic research. It is "
    "estimated that by 2027, there will be 50,000 high-tech enterprises in Shandong.\n\n"
    "The 14th Five-Year Plan supports them."
)


def test_the_five_figures_of_the_seed() -> None:
    found = find_figures(TEXT, "en", PUBLISHED)
    assert [(figure.value, figure.subject, figure.status) for figure in found] == [
        (1, "national pilot marine laboratory", "actual"),
        (21, "state key laboratories", "actual"),
        (9, "provincial-level laboratories", "actual"),
        (261, "provincial-level key laboratories", "actual"),
        (50000, "high-tech enterprises", "forecast"),
    ]
    assert all(TEXT[figure.start : figure.end] == figure.text for figure in found)
    assert found[-1].period is not None
    assert found[-1].period.end == date(2027, 12, 31)


def test_a_language_without_grammar_gives_nothing() -> None:
    assert find_figures("21 laboratorier", "sv") == []
