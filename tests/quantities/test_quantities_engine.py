"""What holds for every language: which rules are tried, full-width signs, tables, numbered paragraphs."""

from __future__ import annotations

import logging
import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sdspider import find_figures
from sdspider.items import Figure
from sdspider.quantities import context, decoys, language, literals, times, widths
from sdspider.quantities.triggers import joint


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("abc|d?ef", {"abc", "ef"}),
        (r"(?:a|bc)?d e", {"d\2"}),
        (r"\bby(?: (?:more than|over))*$", {"\1by"}),
        (r" per (?:day|year)\b", {"\1per\2"}),
        (r"\[x\]\.?no", {"[x]"}),
        (r"[ab]*\d", None),
    ],
)
def test_needs_of_a_pattern(pattern: str, expected: set[str] | None) -> None:
    assert literals.needed(pattern) == (None if expected is None else frozenset(expected))


@pytest.mark.parametrize("text", [r"\b(?:up|down) to|about", "a(?:b|c)?", r"(?:x|(?:y|z)w)v| (?:q) r", "[|(]a|b"])
def test_split_patterns_match_the_same(text: str) -> None:
    parts = literals.split(text)
    for said in ("up to", "down to", "about", "ab", "a", "xv", "ywv", "zwv", " q r", "|a", "b", "group to"):
        whole = re.match(text, said)
        first = next((match for part in parts if (match := re.match(part, said))), None)
        assert (whole and whole.group()) == (first and first.group())


_WORDS = ("up", "by", "more than", "5", "percent", "a year", "from", "in 2023", "rose", "about", "plans", ",", "May")


@settings(derandomize=True, max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(_WORDS), max_size=12).map(" ".join))
def test_no_rule_is_skipped_that_would_match(text: str) -> None:
    english = language.find("en")
    assert english is not None
    find_figures("5 firms", "en")
    bits = joint(english.triggers.of(text.split(" ")))
    for rules in (times.rules(english).rules, decoys.rules(english).spans):
        for rule in set(rules.of(-1)) - set(rules.of(bits)):
            assert not rule.pattern.search(text.lower())
    for table in (context.rules(english).qualifier_left, context.rules(english).direction_left):
        assert table.search(text, bits) == table.search(text)


def test_full_width_signs_are_read_where_they_stand() -> None:
    text = "２０２３年の生産高は４，０８５．７億元で、全体の８５．３％を占めた。"
    assert len(widths.narrowed(text)) == len(text)
    found = [(figure.text, figure.value, figure.unit) for figure in find_figures(text, "ja")]
    assert found == [("４，０８５．７億元", 408570000000, "CNY"), ("８５．３％", 85.3, "percent")]
    assert widths.narrowed("增加120，130和150家") == "增加120，130和150家"


def test_a_table_is_read_without_subjects() -> None:
    text = "Rates: " + ", ".join(f"{at}.5" for at in range(75)) + " percent."
    found = find_figures(text)
    assert [figure.value for figure in found] == [at + 0.5 for at in range(75)]
    assert {(figure.unit, figure.subject) for figure in found} == {("percent", None)}


def test_the_log_tells_of_a_flood(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        assert find_figures("7 " * 300) == []
    assert "left out" in caplog.text


@pytest.mark.parametrize(
    ("text", "code", "values"),
    [
        ("Aims.\n\n1. Talent leads. 3 firms grew.", "en", [3]),
        ("2) Ten firms came.", "en", [10]),
        ("1.5 percent of firms grew.", "en", [1.5]),
        ("（二）培育企业300家。\n一、新增项目20个。", "zh", [300, 20]),
        ("三家企业投产。", "zh", [3]),
    ],
)
def test_the_number_of_a_paragraph_is_no_figure(text: str, code: str, values: list[float]) -> None:
    assert [figure.value for figure in find_figures(text, code)] == values


@pytest.mark.parametrize(("text", "code"), [("17€11成二", "zh"), ("6 3 소요 2 일곱 $ 44곳이 6", "ko")])
def test_no_two_figures_share_a_sign(text: str, code: str) -> None:
    found = find_figures(text, code)
    assert all(first.end <= second.start for first, second in pairwise(found))


def test_a_figure_has_the_fields_of_the_record_and_its_types() -> None:
    found = find_figures("Exports rose by 4.0 percent to 21 billion yuan ($3 billion) in the first half of 2023.", "en")
    assert len(found) == 3
    for figure in found:
        assert list(figure.__dict__) == list(Figure.model_fields)
        assert Figure.model_validate(figure.model_dump(), strict=True) == figure
    assert [type(figure.value) for figure in found] == [int, int, int]
