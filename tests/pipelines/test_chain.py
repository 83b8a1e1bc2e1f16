"""The chain of a replay and the pipelines of a crawl are one: same order, same records, same drops."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sdspider.items import Article, Figure, to_json_line
from sdspider.pipelines.article import article_of
from sdspider.pipelines.chain import Chain
from sdspider.pipelines.figures import FiguresPipeline, figures_of
from sdspider.settings import ITEM_PIPELINES
from tests.pipelines.made import DRAFTS, article

ROOT = Path(__file__).parents[2]
DROPPED = {"duplicate": 2, "no content": 1, "empty label": 1, "no fields": 1}


def test_the_order_is_that_of_the_settings() -> None:
    names = [f"{type(one).__module__}.{type(one).__qualname__}" for one in Chain({}).pipelines]
    figures = f"{FiguresPipeline.__module__}.{FiguresPipeline.__qualname__}"
    assert [*names, figures] == sorted(ITEM_PIPELINES, key=lambda name: ITEM_PIPELINES[name])


def test_the_chain_counts_what_it_drops() -> None:
    chain = Chain({})
    items = [item for draft in DRAFTS for item in chain.feed(draft)]
    assert dict(chain.dropped) == DROPPED
    kinds = [type(item).__name__ for item in items]
    assert kinds.count("Article") == 2
    assert kinds.count("NavNode") == kinds.count("Record") == 1
    assert kinds.count("Figure") == 2 * len(figures_of(article_of(article())))


def test_the_chain_selects() -> None:
    chain = Chain({"languages": ["de"]})
    assert [item for draft in DRAFTS[:1] for item in chain.feed(draft)] == []
    assert dict(chain.dropped) == {"language not selected": 1}


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a real crawl made of the drafts."""
    feed = tmp_path_factory.mktemp("crawl") / "items.jsonl"
    command = [sys.executable, "-m", "tests.pipelines.crawl_script", str(feed)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    return {**json.loads(done.stdout), "feed": feed.read_text("utf-8").splitlines()}


def test_a_crawl_gives_the_same_records(crawled: dict[str, Any]) -> None:
    chain = Chain({})
    expected = [to_json_line(item) for draft in DRAFTS for item in chain.feed(draft)]
    assert sorted(crawled["scraped"]) == sorted(expected)
    scraped = [json.loads(line) for line in crawled["scraped"]]
    assert [json.loads(line) for line in crawled["feed"]] == scraped


def test_a_crawl_counts_the_same(crawled: dict[str, Any]) -> None:
    counts = crawled["counts"]
    assert isinstance(counts, dict)
    assert counts["item_scraped_count"] == len(crawled["scraped"])
    by_reason = "item_dropped_reasons_count/"
    reasons = {key.removeprefix(by_reason): times for key, times in counts.items() if key.startswith(by_reason)}
    assert reasons == {reason.replace(" ", "_"): times for reason, times in DROPPED.items()}
    assert "log_count/ERROR" not in counts


def test_figures_name_their_article() -> None:
    made = article_of(article())
    figures = figures_of(made)
    assert {figure.value for figure in figures} >= {1, 21, 261, 50_000}
    for figure in figures:
        assert isinstance(figure, Figure)
        assert made.body is not None
        assert made.body[figure.start : figure.end] == figure.text
        assert figure.id == f"{made.id}#{figure.start}-{figure.end}"
        assert (figure.article_id, figure.url, figure.published_at) == (made.id, made.url, made.published_at)
    assert len({figure.id for figure in figures}) == len(figures)


def test_links_between_figures_are_absolute() -> None:
    text = (
        "The zone has 1,000 institutes, of which 500 are provincial. Trade reached 1.84 trillion yuan ($261.7 billion)."
    )
    made = article_of(article(paragraphs=(text,)))
    figures = figures_of(made)
    linked = [link for figure in figures for link in (figure.part_of, figure.converted_from) if link]
    assert linked
    assert set(linked) <= {figure.id for figure in figures}


def test_no_text_no_figures() -> None:
    made = article_of(article(paragraphs=()))
    assert isinstance(made, Article)
    assert figures_of(made) == []
