"""The English grammar, case by case: each row is a sentence and what its figures are."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from sdspider import find_figures
from sdspider.items import Figure

PUBLISHED = datetime.fromisoformat("2024-07-18T10:00:00+08:00")


def read(text: str) -> list[Figure]:
    return find_figures(text, "en", PUBLISHED)


def shown(figure: Figure, names: str) -> tuple[Any, ...]:
    return tuple(getattr(figure, name) for name in names.split())


NUMBERS = [
    ("Twenty-eight thousand six hundred seats were sold.", 28600),
    ("The park has two hundred and fifty sheds.", 250),
    ("It shipped 1.2 million parcels.", 1200000),
    ("It shipped 4 thousand 3 hundred and 21 parcels.", 4321),
    ("Two dozen boats came.", 24),
    ("Half a million trees were planted.", 500000),
    ("The walk takes two and a half hours.", 2.5),
    ("The plant cost $1.7bn.", 1.7e9),
    ("Water stood 10 1/2 feet deep.", 10.5),
    ("It was minus 12 degrees Celsius.", -12),
    ("One in five farms has a pond.", 0.2),
    ("A third of the ships are new.", 0.333333),
    ("Sales doubled.", 2),
    ("He is 5 feet 2 inches tall.", pytest.approx(5 + 2 / 12)),
    ("It moved 3,056 crates.", 3056),
]


@pytest.mark.parametrize(("text", "value"), NUMBERS)
def test_numbers(text: str, value: float) -> None:
    assert [figure.value for figure in read(text)] == [value]


KINDS = [
    ("The mine earned 5.5 billion yuan.", "5.5 billion yuan", "money", "CNY"),
    ("The mine earned RMB 40 million.", "RMB 40 million", "money", "CNY"),
    ("The loan is HK$2 million.", "HK$2 million", "money", "HKD"),
    ("Prices in Tokyo rose by ¥300.", "¥300", "money", "JPY"),
    ("Exports grew 5.4 percent.", "5.4 percent", "percent", "percent"),
    ("The rate rose 0.7 percentage points.", "0.7 percentage points", "percentage_point", "percentage_point"),
    ("The rate rose 1.2 points.", "1.2 points", "percentage_point", "percentage_point"),
    ("The lake covers 8,715km2.", "8,715km2", "measure", "km2"),
    ("The mill needs a 110-kV cable.", "110-kV", "measure", "kV"),
    ("The yard built ships of 300,000 dwt.", "300,000 dwt", "measure", "t"),
    ("The town ranks third in China.", "third", "rank", None),
    ("It is the fourth-largest port in the world.", "fourth", "rank", None),
    ("The index closed at 1,478 points.", "1,478", "count", None),
]


@pytest.mark.parametrize(("text", "span", "kind", "unit"), KINDS)
def test_kinds_and_units(text: str, span: str, kind: str, unit: str | None) -> None:
    assert [shown(figure, "text kind unit") for figure in read(text)] == [(span, kind, unit)]


DECOYS = [
    'The "2525" network was praised.',
    "The 13th Five-Year Plan ended in 2020.",
    "Call 0531-8888 0000 or come to No. 7 Harbour Road at 9:30.",
    "Notice LZZ[2021] No.12 is on page 4.",
    "The 1+20+N plan, 5G and the A320 were shown in phase II.",
    "It was the second batch, and the fourth edition of the fair.",
    "One of them stayed; one must not forget the others.",
    "Dozens of guests and thousands of visitors came on May 7, 2023.",
    "In the first eight months and over the past three years little changed.",
    "The Top 500 list names trillion-yuan cities.",
    "Visit https://example.org/page?id=123 for more.",
]


@pytest.mark.parametrize("text", DECOYS)
def test_what_is_no_figure(text: str) -> None:
    assert [figure.text for figure in read(text)] == []


QUALIFIERS = [
    ("More than 40 firms came.", "more_than"),
    ("No fewer than 40 firms came.", "at_least"),
    ("At most 40 firms came.", "at_most"),
    ("Up to 40 firms may join.", "at_most"),
    ("Just under 40 firms came.", "less_than"),
    ("Nearly 40 firms came.", "nearly"),
    ("Some 40 firms came.", "approximately"),
    ("The road is 40 km or so.", "approximately"),
    ("The town spreads over 40 square kilometers.", "exact"),
    ("The units add up to 40 MW.", "exact"),
]


@pytest.mark.parametrize(("text", "qualifier"), QUALIFIERS)
def test_qualifiers(text: str, qualifier: str) -> None:
    assert [figure.qualifier for figure in read(text)] == [qualifier]


STATUSES = [
    ("The city aims to have 300 stations by 2026.", "target"),
    ("The number is expected to reach 300 by 2026.", "forecast"),
    ("The city will build 300 stations.", "planned"),
    ("The city plans to invest 300 million yuan.", "planned"),
    ("Workshops worth 300 million yuan are under construction.", "under_construction"),
    ("The draft now open for comment names 300 stations.", "draft"),
    ("The city built 300 stations.", "actual"),
]


@pytest.mark.parametrize(("text", "status"), STATUSES)
def test_statuses(text: str, status: str) -> None:
    assert [figure.status for figure in read(text)] == [status]


PERIODS = [
    ("In 2023, output rose 3 percent.", "2023-01-01", "2023-12-31"),
    ("Output rose 3 percent in the first quarter of 2024.", "2024-01-01", "2024-03-31"),
    ("Output rose 3 percent in the first half of the year.", "2024-01-01", "2024-06-30"),
    ("In the first five months, output rose 3 percent.", "2024-01-01", "2024-05-31"),
    ("From March to May 2022, output rose 3 percent.", "2022-03-01", "2022-05-31"),
    ("Last year output rose 3 percent.", "2023-01-01", "2023-12-31"),
    ("By the end of October, 30 mills had opened.", None, "2024-10-31"),
    ("Since 2018, 30 mills have opened.", "2018-01-01", None),
    ("During the 14th Five-Year Plan period, 30 mills opened.", "2021-01-01", "2025-12-31"),
    ("Output rose 3 percent compared with 2022.", None, None),
]


@pytest.mark.parametrize(("text", "start", "end"), PERIODS)
def test_periods(text: str, start: str | None, end: str | None) -> None:
    (figure,) = read(text)
    period = figure.period.model_dump(mode="json") if figure.period else {"start": None, "end": None}
    assert period == {"start": start, "end": end}


def test_ranges_and_their_opposites() -> None:
    assert [shown(f, "value_low value_high unit") for f in read("Water is 8-12 meters deep.")] == [(8, 12, "m")]
    assert [shown(f, "value_low value_high") for f in read("Between 30 and 40 boats sail.")] == [(30, 40)]
    assert [f.value for f in read("The number of mills rose from 38 in 2019 to 61 in 2023.")] == [38, 61]
    assert [shown(f, "value unit") for f in read("Time was cut from 20 working days to seven.")] == [
        (20, "d"),
        (7, "d"),
    ]


def test_lists_share_their_unit_and_match_their_subjects() -> None:
    found = read("Trade with Japan, Brazil and Kenya grew by 4.1, 9.4 and 2.2 percent respectively.")
    assert [shown(f, "value kind subject") for f in found] == [
        (4.1, "percent", "Japan"),
        (9.4, "percent", "Brazil"),
        (2.2, "percent", "Kenya"),
    ]
    found = read("Sales came to 12 billion and 6.5 billion yuan in Jinan and Heze respectively.")
    assert [shown(f, "value unit place") for f in found] == [(12e9, "CNY", "Jinan"), (6.5e9, "CNY", "Heze")]


def test_parts_totals_and_conversions_point_at_each_other() -> None:
    whole, part = read("The county has 830 clinics (94 of them new).")
    assert part.part_of == f"#{whole.start}-{whole.end}"
    first, second, total = read("Twelve mills joined the 13 named before, which brings the total to 25.")
    assert first.part_of == second.part_of == f"#{total.start}-{total.end}"
    yuan, dollars = read("Goods worth 18 billion yuan ($2.5 billion) crossed the border.")
    assert dollars.converted_from == f"#{yuan.start}-{yuan.end}"


def test_changes() -> None:
    rise, gap = read("Output grew 6 percent year on year, 0.7 points faster than the national average.")
    assert shown(rise, "direction comparison subject") == ("up", "year_on_year", "Output")
    assert shown(gap, "direction comparison") == ("up", "national_average")
    fall, level = read("The jobless rate fell by 0.3 percentage points from May, to 5.1 percent.")
    assert shown(fall, "direction comparison") == ("down", "month_on_month")
    assert level.direction is None


def test_denominators_and_conditions() -> None:
    assert [f.per for f in read("Six turbines of 8 MW each turn.")] == [None, "each"]
    assert [f.per for f in read("It makes 400 engines a year.")] == ["year"]
    assert [shown(f, "value per") for f in read("There are 5.9 beds per 1,000 people.")] == [(5.9, "1,000 people")]
    assert [f.condition for f in read("Each team may receive up to RMB 200,000.")] == [True]


def test_places_and_indicators() -> None:
    found = read("Qingdao Port handled 6 million TEUs.\n\nThe city has 21 state key laboratories.")
    assert [shown(f, "place indicator") for f in found] == [
        ("Qingdao", None),
        ("Qingdao", "laboratory.state_key"),
    ]
