"""When an archived answer stands in for a request."""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from sdspider import settings
from sdspider.archive import Archive, ArchiveError, Reader
from sdspider.archive.freshness import Policy
from sdspider.archive.index import Known
from sdspider.archive.rebuild import rebuild
from sdspider.page import Page

NOW = datetime(2026, 1, 31, 12, tzinfo=UTC)
DAY = 86_400.0
POLICY = Policy.of(settings.FRESHNESS)


def article(age: float | None, url: str = "http://a.test/1.html") -> Known:
    return Known(url, "article", "a:1:en", None if age is None else (NOW - timedelta(days=age)).isoformat())


def test_lists_and_unknown_addresses_are_never_fresh() -> None:
    assert POLICY.max_age(None, NOW) == 0
    assert POLICY.max_age(article(0)._replace(kind="list"), NOW) == 0


@pytest.mark.parametrize(
    ("age", "most"), [(0, 0.8), (29.9, 0.8), (30.1, 6), (364, 6), (366, 30), (9999, 30), (None, 6)]
)
def test_young_articles_daily_old_ones_rarely(age: float | None, most: float) -> None:
    assert 0.8 * most * DAY <= POLICY.max_age(article(age), NOW) <= most * DAY


def test_old_articles_do_not_all_fall_due_at_once() -> None:
    assert len({POLICY.max_age(article(999, f"http://a.test/{n}.html"), NOW) for n in range(50)}) > 20


def test_dates_without_an_offset_are_understood() -> None:
    known = article(1)._replace(published_at="2026-01-30T10:00:00")
    assert POLICY.max_age(known, NOW) > 0


@pytest.mark.parametrize("said", [{"articles": 3}, {"articles": [[1, 2, 3]]}, {"undated": "soon"}])
def test_a_setting_that_is_not_understood_is_said(said: dict[str, Any]) -> None:
    with pytest.raises(ArchiveError, match="FRESHNESS"):
        Policy.of(said)


def test_a_repeated_body_is_a_revisit_and_a_new_one_unlearns(tmp_path: Path) -> None:
    with Archive.create(tmp_path, "portal") as archive:
        archive.begin_run("one", {})
        first = archive.write(Page("http://a.test/1", b"one", fetched_at=NOW))
        archive.learn(first.url, "article", "a:1:en", None)
        again = archive.write(Page("http://a.test/1", b"one", fetched_at=NOW + timedelta(days=1)))
        assert again == first
        assert archive.known(first.url)
        assert archive.addresses("a:1:en") == [first.url]
        changed = archive.write(Page("http://a.test/1", b"two", fetched_at=NOW + timedelta(days=2)))
        assert changed.body == b"two"
        assert archive.known(first.url) is None
        assert [bool(entry.refers_to) for entry in archive.history(first.url)] == [False, True, False]


def test_a_repeated_body_of_another_type_is_kept(tmp_path: Path) -> None:
    with Archive.create(tmp_path, "portal") as archive:
        archive.write(Page("http://a.test/1", b"one", headers={"Content-Type": "text/html"}, fetched_at=NOW))
        page = Page("http://a.test/1", b"one", headers={"Content-Type": "text/plain"}, fetched_at=NOW + timedelta(1))
        assert archive.write(page).headers == page.headers


def test_an_index_of_the_first_layout_is_read_and_then_brought_up_to_date(tmp_path: Path) -> None:
    with Archive.create(tmp_path, "portal") as archive:
        page = archive.write(Page("http://a.test/1", b"one", fetched_at=NOW))
    with sqlite3.connect(tmp_path / "index.sqlite") as old:
        old.executescript("DROP TABLE known; PRAGMA user_version = 1;")
    old.close()
    with Reader.open(tmp_path) as reader:
        assert reader.known(page.url) is None
        assert reader.addresses() == []
        assert reader.latest(page.url) == page
    with Archive.create(tmp_path, "portal") as archive:
        archive.learn(page.url, "article", "a:1:en", None)
        assert archive.addresses() == [page.url]


def test_the_portal_as_of_a_moment_is_the_last_good_run_before_it(tmp_path: Path) -> None:
    with Archive.create(tmp_path, "portal") as archive:
        moments = []
        for run_id, status in (("one", "ok"), ("two", "suspect"), ("three", "ok")):
            archive.begin_run(run_id, {})
            archive.end_run(run_id, json.dumps({"status": status, "info": {"force": False}}))
            moments.append(datetime.now(UTC))
        assert [archive.run_as_of(moment).run_id for moment in moments] == ["one", "one", "three"]
        with pytest.raises(ArchiveError, match="no good run"):
            archive.run_as_of(moments[0] - timedelta(days=1))


@pytest.mark.parametrize("pages", [0, 1, 2, 5])
def test_a_long_list_of_pages_is_rebuilt_from_its_parts(
    pages: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sdspider.archive.store.MANIFEST_NOTES", 2)
    with Archive.create(tmp_path, "portal") as archive:
        archive.begin_run("one", {})
        for number in range(pages):
            page = archive.write(Page(f"http://a.test/{number}", b"%d" % number, fetched_at=NOW))
            archive.note("one", page, number)
        archive.end_run("one", "ok")
        before = archive.run("one"), list(archive.notes("one"))
    assert rebuild(tmp_path).damages == []
    with Reader.open(tmp_path) as reader:
        assert (reader.run("one"), list(reader.notes("one"))) == before
