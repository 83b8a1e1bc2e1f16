"""The main job over real HTTP on loopback: everything found once, nothing forbidden asked for, replay identical."""

from __future__ import annotations

import json
import signal
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from sdspider.datadoc import schema
from sdspider.fixturesite import Server
from sdspider.items import KINDS
from tests.conftest import FAST, SITE, Crawled, lines, sdspider, started

EXPECTED: dict[str, Any] = json.loads((SITE / "expected.json").read_text("utf-8"))


def test_every_article_is_found_once(crawled: Crawled) -> None:
    articles = [a for a in lines(crawled.latest / "articles.jsonl") if a["template"] != "brochure"]
    ids = Counter(article["id"] for article in articles)
    assert set(ids) == set(EXPECTED["articles"])
    assert max(ids.values()) == 1


def test_brochure_pages_with_text_are_articles_without_a_number(crawled: Crawled) -> None:
    found = [a for a in lines(crawled.latest / "articles.jsonl") if a["template"] == "brochure"]
    assert [article["url"] for article in found] == EXPECTED["brochure"]


def test_all_addresses_of_an_article_are_merged(crawled: Crawled) -> None:
    articles = [a for a in lines(crawled.latest / "articles.jsonl") if a["template"] != "brochure"]
    found = {article["id"]: set(article["urls"]) for article in articles}
    assert found == {key: set(urls) for key, urls in EXPECTED["articles"].items()}


def test_the_seeds_navigation_is_whole(crawled: Crawled) -> None:
    paths = {tuple(node["path"]) for node in lines(crawled.latest / "navigation.jsonl") if node["kind"] == "menu"}
    wanted = {tuple(path) for path in EXPECTED["navigation"]}
    assert len(wanted) == 61
    assert wanted <= paths


def test_records_are_found(crawled: Crawled) -> None:
    found = {r["url"]: {"kind": r["kind"], "fields": r["fields"]} for r in lines(crawled.latest / "records.jsonl")}
    assert found == EXPECTED["records"]
    assert len(lines(crawled.latest / "records.jsonl")) == len(found)


def test_nothing_forbidden_is_asked_for(crawled: Crawled) -> None:
    assert not [url for url in crawled.asked if any(url.startswith(bad) for bad in EXPECTED["forbidden"])]


def test_no_page_is_fetched_twice_and_traps_end(crawled: Crawled) -> None:
    repeated = {url: n for url, n in crawled.asked.items() if n > 1 and not url.endswith("/robots.txt")}
    assert not repeated
    assert sum("/calendar/" in url for url in crawled.asked) < 20


def test_records_fit_their_schemas_and_are_sorted(crawled: Crawled) -> None:
    for kind in KINDS:
        validator = Draft202012Validator(schema(kind))
        records = lines(crawled.latest / f"{kind}.jsonl")
        assert records
        for record in records:
            validator.validate(record)
        keys = [record["id"] for record in records]
        assert len(set(keys)) == len(keys)
        if kind != "figures":
            assert keys == sorted(keys)


def test_figures_stand_where_they_say(crawled: Crawled) -> None:
    articles = {article["id"]: article for article in lines(crawled.latest / "articles.jsonl")}
    for figure in lines(crawled.latest / "figures.jsonl"):
        article = articles[figure["article_id"]]
        assert article["body"][figure["start"] : figure["end"]] == figure["text"]
        assert figure["url"] == article["url"]
        assert figure["published_at"] == article["published_at"]


def test_run_json_counts_what_was_written(crawled: Crawled) -> None:
    assert crawled.run["verdict"] == {"status": "ok", "reasons": []}
    for kind in KINDS:
        assert crawled.run["records"][kind] == len(lines(crawled.latest / f"{kind}.jsonl"))
    assert crawled.run["new_articles"] == crawled.run["records"]["articles"]


@pytest.mark.parametrize("source", ["archive", "exports"])
def test_replay_is_byte_identical(crawled: Crawled, tmp_path: Path, source: str) -> None:
    folder = crawled.archive / "selectshandong" if source == "archive" else crawled.out
    ran = sdspider("replay", folder, "--out", tmp_path)
    assert ran.code == 0, ran.err
    replayed = tmp_path / "selectshandong" / crawled.run["run_id"]
    for path in crawled.latest.iterdir():
        assert (replayed / path.name).read_bytes() == path.read_bytes(), path.name


def test_the_table_ends_the_output(crawled: Crawled) -> None:
    assert "articles" in crawled.ran.out
    assert crawled.ran.out.rstrip().endswith("run.json")


def test_nothing_of_scrapy_is_used_that_will_be_gone(crawled: Crawled) -> None:
    assert "Warning" not in crawled.ran.err + crawled.ran.out


def test_a_killed_crawl_is_carried_on(crawled: Crawled, server: Server, tmp_path: Path) -> None:
    """`kill -9` at some moment; the same command ends with the same records and asks hardly anything twice."""
    args = ["crawl", "selectshandong", "--out", tmp_path / "exports", "--archive", tmp_path / "archives", *FAST]
    process = started(*args, proxy=server.url)
    while server.asked.total() < 60 and process.poll() is None:
        time.sleep(0.005)
    process.kill()
    assert process.wait() == -signal.SIGKILL
    assert sdspider(*args, proxy=server.url).code == 0
    again = sum(n - crawled.asked.get(url, 0) for url, n in server.asked.items() if not url.endswith("/robots.txt"))
    assert again <= 16
    for kind in KINDS:
        latest = tmp_path / "exports" / "selectshandong" / "latest"
        assert stable(latest / f"{kind}.jsonl") == stable(crawled.latest / f"{kind}.jsonl")


def stable(path: Path) -> list[dict[str, Any]]:
    """Published records without what differs between any two crawls."""
    return [{key: value for key, value in line.items() if key not in ("fetched_at", "archive")} for line in lines(path)]
