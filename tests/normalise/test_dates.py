"""Dates: what is read, with which precision, and what is refused because nothing decides it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sdspider.normalise.clock import find_clock, localise
from sdspider.normalise.dates import date_in_url, is_ambiguous, parse_date
from sdspider.normalise.months import month_number

CHINA = "Asia/Shanghai"
MDY = ("%m-%d-%Y %H:%M", "%m-%d-%Y %H:%M:%S")
SUMMER = (datetime(2023, 6, 1, tzinfo=UTC), datetime(2023, 9, 1, tzinfo=UTC))


def read(raw: str, **hints: Any) -> tuple[str, str] | None:
    stamp = parse_date(raw, **hints)
    return (stamp.iso, stamp.precision) if stamp else None


@pytest.mark.parametrize(
    ("raw", "iso", "precision"),
    [
        ("2024-04-01 17:10", "2024-04-01T17:10:00+08:00", "minute"),
        ("2024-04-01", "2024-04-01T00:00:00+08:00", "day"),
        ("2024/4/1 9:05:07", "2024-04-01T09:05:07+08:00", "second"),
        ("2024.04.01", "2024-04-01T00:00:00+08:00", "day"),
        ("2024年4月1日 17時10分", "2024-04-01T17:10:00+08:00", "minute"),
        ("2024년 4월 1일 오후 5:10", "2024-04-01T17:10:00+08:00", "minute"),
        ("２０２４－０４－０１ １７：１０", "2024-04-01T17:10:00+08:00", "minute"),
        ("发布时间:\xa02024-04-01\u300017:10", "2024-04-01T17:10:00+08:00", "minute"),
        ("20240401", "2024-04-01T00:00:00+08:00", "day"),
        ("20240401T171000", "2024-04-01T17:10:00+08:00", "second"),
        ("2024-04-01T09:10:00Z", "2024-04-01T17:10:00+08:00", "second"),
        ("2024-04-01T11:10:00+02:00", "2024-04-01T17:10:00+08:00", "second"),
        ("April 1, 2024", "2024-04-01T00:00:00+08:00", "day"),
        ("Updated: Apr. 1st, 2024 5:10 p.m.", "2024-04-01T17:10:00+08:00", "minute"),
        ("1. April 2024", "2024-04-01T00:00:00+08:00", "day"),
        ("1er avril 2024 à 17h10", "2024-04-01T17:10:00+08:00", "minute"),
        ("Mon, 01 Apr 2024 09:10:00 GMT", "2024-04-01T17:10:00+08:00", "second"),
        ("09:12, September 13, 2022", "2022-09-13T09:12:00+08:00", "minute"),
        ("13-04-2024", "2024-04-13T00:00:00+08:00", "day"),
        ("04/13/2024", "2024-04-13T00:00:00+08:00", "day"),
        ("05.06.2024", "2024-06-05T00:00:00+08:00", "day"),
        ("07-07-2024", "2024-07-07T00:00:00+08:00", "day"),
        ("2024-04", "2024-04-01T00:00:00+08:00", "month"),
        ("2024年4月", "2024-04-01T00:00:00+08:00", "month"),
        ("April 2024", "2024-04-01T00:00:00+08:00", "month"),
        ("2024", "2024-01-01T00:00:00+08:00", "year"),
    ],
)
def test_forms_that_say_all(raw: str, iso: str, precision: str) -> None:
    assert read(raw, timezone=CHINA) == (iso, precision)


@pytest.mark.parametrize(
    "raw",
    ["", "yesterday", "Source: Haibao News", "13-13-2024", "2023-02-30", "30/02/2023", "1.62 trillion", "50,000",
     "P. 4", "January", "00-00-0000", "2050 laboratories by 2027"],
)  # fmt: skip
def test_what_prints_no_date(raw: str) -> None:
    assert parse_date(raw) is None


def test_an_undecided_date_is_no_date() -> None:
    assert parse_date("03-04-2024 10:00") is None
    assert is_ambiguous("03-04-2024 10:00")
    assert not is_ambiguous("2024-04-03")
    assert not is_ambiguous("13-04-2024")


def test_the_template_decides() -> None:
    stamp = parse_date("04-10-2024 11:30", formats=MDY, timezone=CHINA)
    assert stamp is not None
    assert stamp == ("2024-04-10T11:30:00+08:00", "minute", False, False)
    assert read("04-10-2024", order="MDY") == ("2024-04-10T00:00:00", "day")
    assert read("04-10-2024", order="DMY") == ("2024-10-04T00:00:00", "day")


def test_weaker_evidence_decides_with_a_flag() -> None:
    by_language = parse_date("04/10/2024", language="fr")
    assert by_language is not None
    assert by_language.iso == "2024-10-04T00:00:00"
    assert by_language.ambiguous
    by_window = parse_date("07-12-2023", window=SUMMER)
    assert by_window is not None
    assert by_window.iso == "2023-07-12T00:00:00"
    assert by_window.ambiguous
    assert parse_date("07-08-2023", window=SUMMER) is None


def test_the_window_is_a_check() -> None:
    outside = parse_date("2020-01-01", window=SUMMER)
    assert outside is not None
    assert outside.iso == "2020-01-01T00:00:00"
    assert outside.disagrees
    assert not outside.ambiguous
    swapped = parse_date("12-07-2023 10:00", formats=MDY, window=SUMMER)
    assert swapped is not None
    assert swapped.iso == "2023-12-07T10:00:00"
    assert swapped.disagrees
    assert swapped.ambiguous


def test_a_length_of_time_is_no_time_of_day() -> None:
    assert read("2024-04-01 24 h") == ("2024-04-01T00:00:00", "day")
    assert find_clock("5 h") is None
    assert find_clock("at 25:10") is None


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("http://shandong.chinadaily.com.cn/2024-02/28/c_966011.htm", "2024-02-28"),
        ("http://en.people.cn/n3/2022/0913/c90000-1.html", "2022-09-13"),
        ("http://english.jinan.gov.cn/art/2020/12/8/art_1_2.html", "2020-12-08"),
        ("http://www.gov.cn/202404/t20240401_12.html", "2024-04-01"),
        ("http://a.example/2024/13/41/x.html", None),
        ("http://a.example/page?d=2024-04-01", None),
        ("https://en.selectshandong.com/zdcy/xny/24362.shtml", None),
    ],
)
def test_dates_in_addresses(url: str, day: str | None) -> None:
    assert date_in_url(url) == day


@pytest.mark.parametrize(("word", "number"), [("March", 3), ("März", 3), ("août", 8), ("Sept", 9), ("декабря", 12),
                                               ("kwietnia", 4), ("source", None)])  # fmt: skip
def test_months(word: str, number: int | None) -> None:
    assert month_number(word) == number


def test_moments_at_the_edge_of_the_calendar() -> None:
    clock = find_clock("23:00 +0000")
    assert clock is not None
    assert localise(datetime(9999, 12, 31).date(), clock, CHINA) is None


TEXTS = st.one_of(
    st.text(max_size=60),
    st.from_regex(r"[0-3]?\d[-/.][01]?\d[-/.](?:19|20)\d\d(?: [0-2]\d:[0-5]\d)?", fullmatch=True),
    st.from_regex(r"(?:19|20)\d\d[-/.年][01]?\d[-/.月][0-3]?\d(?: [0-2]\d:\d\d)?", fullmatch=True),
    st.from_regex(r"[A-Za-z]{3,9} [0-3]?\d, \d{4}", fullmatch=True),
)


@given(TEXTS, st.sampled_from([None, "MDY", "DMY", "YMD"]), st.sampled_from([None, CHINA, "No/Where"]))
@settings(derandomize=True, max_examples=120, deadline=None)
@example("9999-12-31 23:59 -1100", None, CHINA)
@example("0001-01-01", None, CHINA)
@example("\ud8002024-04-01", None, CHINA)
def test_parsing_never_raises_and_gives_iso(raw: str, order: Any, zone: str | None) -> None:
    stamp = parse_date(raw, formats=MDY, order=order, language="de", timezone=zone, window=SUMMER)
    if stamp is not None:
        assert datetime.fromisoformat(stamp.iso)


@given(st.datetimes(datetime(1992, 1, 1), datetime(2090, 1, 1)))  # China kept summer time until 1991
@settings(derandomize=True, max_examples=60)
def test_what_a_template_prints_is_read_back(moment: datetime) -> None:
    moment = moment.replace(microsecond=0)
    assert read(moment.strftime(MDY[1]), formats=MDY) == (moment.isoformat(), "second")
    assert read(moment.strftime("%Y-%m-%d %H:%M:%S")) == (moment.isoformat(), "second")
    assert read(moment.strftime("%d.%m.%Y, %H:%M:%S Uhr")) == (moment.isoformat(), "second")
    aware = parse_date(moment.isoformat() + "+08:00", timezone=CHINA)
    assert aware is not None
    assert datetime.fromisoformat(aware.iso).utcoffset() == timedelta(hours=8)
