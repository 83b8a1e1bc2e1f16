"""Every known address of Select Shandong: number, language, template, section, and the header line that it prints.

`addresses.jsonl` holds the 107 addresses whose text was found, with what is known of each page. Sections are keys.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sdspider.extract.grow import grow
from sdspider.extract.header import match_patterns
from sdspider.normalise.dates import parse_date
from sdspider.normalise.sources import canonical_source
from sdspider.portals import hints_for, load, portal_of
from sdspider.portals.base import Identity
from sdspider.portals.selectshandong import created_at

PORTAL = load("selectshandong")
LABELS = {section.key: section.label for section in PORTAL.sections}
ROWS: list[dict[str, Any]] = [
    json.loads(line) for line in (Path(__file__).parent / "addresses.jsonl").read_text("utf-8").splitlines()
]
DATED = [row for row in ROWS if "date_raw" in row]
HEADED = [row for row in ROWS if "header" in row]


def of(row: dict[str, Any]) -> str:
    return str(row["url"])


def test_all_known_addresses_are_here() -> None:
    assert len({row["url"] for row in ROWS}) == 107


@pytest.mark.parametrize("row", ROWS, ids=of)
def test_what_an_address_says(row: dict[str, Any]) -> None:
    hints = PORTAL.hints(row["url"])
    assert portal_of(row["url"]) is PORTAL
    assert (hints.number, hints.language, hints.template) == (
        row.get("number"),
        row.get("language"),
        row["template"],
    )
    assert hints.section == (LABELS[row["section"]] if "section" in row else None)
    expected = Identity(row["number"], row.get("language")) if "number" in row else None
    assert PORTAL.identify(row["url"]) == expected


@pytest.mark.parametrize("row", DATED, ids=of)
def test_printed_dates(row: dict[str, Any]) -> None:
    hints = PORTAL.hints(row["url"])
    stamp = parse_date(
        row["date_raw"],
        formats=hints.date_formats,
        order=hints.date_order,
        timezone=hints.timezone,
        window=hints.window,
    )
    assert stamp is not None
    assert stamp.iso == row["published_at"]
    assert stamp.precision == ("second" if row["date_raw"].count(":") == 2 else "minute")
    assert not stamp.ambiguous
    assert not stamp.disagrees


@pytest.mark.parametrize("row", HEADED, ids=of)
def test_header_lines_as_printed(row: dict[str, Any]) -> None:
    assert header(row["url"], f"<p>{row['header']}</p>") == (row["date_raw"], row.get("source_raw"), row.get("editor"))


@pytest.mark.parametrize("row", HEADED, ids=of)
def test_header_lines_in_pieces(row: dict[str, Any]) -> None:
    """The same line with every part in a block of its own."""
    pieces = re.sub(r"(Editor:|\d[\d-]{7,}\d \d\d:\d\d)", r"</div><div>\1", row["header"])
    assert header(row["url"], f"<div>{pieces}</div>") == (row["date_raw"], row.get("source_raw"), row.get("editor"))


def header(url: str, html: str) -> tuple[str | None, str | None, str | None]:
    """(date, source, editor) by the template's patterns."""
    runs = grow(f"<html><body><h1>A headline of some length</h1>{html}<p>Text.</p></body></html>").runs
    found = match_patterns(runs, PORTAL.hints(url).headers)
    assert found is not None
    return found.date, found.source, found.editor


def test_outlets_have_one_name() -> None:
    printed = [row["source_raw"] for row in ROWS if "source_raw" in row]
    names = {canonical_source(name, PORTAL.defaults.sources) for name in printed}
    assert names == {"Haibao News", "China Daily", "Dongying Daily"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "https://en.selectshandong.com/zdcy/xny/24362.shtml",
            "https://www.selectshandong.com/home/article_en/index/id/24362/cid/760.html",
        ),
        (
            "http://m.selectshandong.com/home/article_jp/index/id/9779.html",
            "https://jp.selectshandong.com/zycy/9779.shtml",
        ),
        (
            "http://m.selectshandong.com/home/article_jp/index/id/15691/cid/723.html?l=de",
            "https://www.selectshandong.com/home/article_jp/index/cid/723/id/15691.html#top",
        ),
        (
            "http://israel.selectshandong.com/home/article_en/index/id/9291.html",
            "HTTPS://SELECTSHANDONG.COM:443/home/article_en/index/id/9291/cid/758.html?utm_source=x",
        ),
        (
            "http://en.selectshandong.com/syzx/ywxx/30180.shtml",
            "http://127.0.0.1:8000/en.selectshandong.com/syzx/ywxx/30180.shtml",
        ),
    ],
)
def test_views_of_one_article_agree(one: str, other: str) -> None:
    assert PORTAL.identify(one) == PORTAL.identify(other) is not None


@pytest.mark.parametrize(
    "url",
    [
        "http://www.selectshandong.com/",
        "http://en.selectshandong.com/syzx/ywxx/index.shtml",
        "http://www.selectshandong.com/home/list_en/index/cid/754.html",
        "http://www.selectshandong.com/home/article_en/index/id/abc.html",
        "http://en.selectshandong.com/2024.shtml.pdf",
        "mailto:selectshandong@shandong.cn",
        "http://[",
        "",
    ],
)
def test_addresses_that_name_no_article(url: str) -> None:
    assert PORTAL.identify(url) is None


@given(
    st.one_of(
        st.text(), st.from_regex(r"https?://[a-z.]*selectshandong\.com/[^ ]{0,60}"), st.sampled_from(ROWS).map(of)
    )
)
@settings(derandomize=True, max_examples=150)
def test_identify_never_raises(url: str) -> None:
    for address in (url, url[:-3], url[::-1], url + "\ud800/"):
        found = PORTAL.identify(address)
        assert found is None or found.id.isdigit()
        assert hints_for(address).site


@pytest.mark.parametrize(
    ("number", "made"),
    [
        ("589800461934661", "2024-09-12T16:44:15"),
        ("627287958876229", "2024-12-27T15:01"),
        ("629798844715077", "2025-01-03T17:18"),
        ("659135548727365", "2025-03-27T14:49"),
        ("684389559066693", "2025-06-06T23:28"),
        ("729605553004613", "2025-10-12T17:52"),
    ],
)
def test_long_numbers_hold_their_creation_time(number: str, made: str) -> None:
    moment = created_at(number)
    assert moment is not None
    assert moment.isoformat().startswith(made)
    assert moment.utcoffset() is not None
    assert moment.isoformat().endswith("+08:00")


def test_short_numbers_hold_none() -> None:
    assert created_at("30180") is None


@pytest.mark.parametrize(
    ("url", "raw", "disagrees"),
    [
        ("http://www.selectshandong.com/home/article_en/index/id/30318.html", "04-10-2024 11:30", False),
        ("http://www.selectshandong.com/home/article_en/index/id/30318.html", "04-10-2022 11:30", True),
        ("http://www.selectshandong.com/home/article_en/index/id/670.html", "01-14-2021 09:45", False),
        ("http://en.selectshandong.com/syzx/ywxx/729605553004613.shtml", "10-09-2025 09:00:00", False),
        ("http://en.selectshandong.com/syzx/ywxx/729605553004613.shtml", "10-09-2024 09:00:00", True),
    ],
    ids=["fits", "before its number", "re-dated later", "back-dated by days", "before its creation"],
)
def test_the_number_checks_the_date(url: str, raw: str, disagrees: bool) -> None:
    hints = PORTAL.hints(url)
    stamp = parse_date(raw, formats=hints.date_formats, timezone=hints.timezone, window=hints.window)
    assert stamp is not None
    assert stamp.disagrees is disagrees


def test_a_mirror_is_read_alike_but_not_crawled() -> None:
    url = "http://bm.nishan.org.cn/home/article_jp/index/id/9693.html"
    hints = hints_for(url)
    assert not PORTAL.owns(url)
    assert (hints.site, hints.number, hints.language, hints.template) == ("bm.nishan.org.cn", "9693", "ja", "B")


def test_an_unknown_site_is_known_by_its_host() -> None:
    hints = hints_for("https://news.example/2024/a.html")
    assert (hints.site, hints.number, hints.template, hints.timezone) == ("news.example", None, None, None)


@pytest.mark.parametrize(
    "line",
    [
        "ENDEFR",
        "EN DE FR",
        "SELECTSHANDONG",
        "selectshandong@shandong.cn",
        "selectshandong@shandong.cn ENDEFR SELECTSHANDONG",
        "Mobile browsing",
        "分享",
        "山东省人民政府 版权所有",
        "P. 4",
    ],
)
def test_lines_of_the_template_are_noise(line: str) -> None:
    assert any(pattern.fullmatch(line) for pattern in PORTAL.defaults.noise)


@pytest.mark.parametrize(
    "line", ["Select Shandong opens its new platform to firms of all countries.", "21", "Shandong"]
)
def test_lines_of_a_text_are_no_noise(line: str) -> None:
    assert not any(pattern.fullmatch(line) for pattern in PORTAL.defaults.noise)
