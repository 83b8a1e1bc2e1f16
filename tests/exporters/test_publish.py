"""The spool and the publication: merged, sorted, whole or not at all."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdspider.exporters.merge import merge_articles
from sdspider.exporters.publish import Staging, write_records
from sdspider.exporters.spool import Spool
from sdspider.items import Article, Figure, NavNode

FETCHED = "2024-04-02T00:00:00+00:00"


def article(number: str = "1", url: str = "http://www.x.example/1", **fields: object) -> Article:
    """One view of an article."""
    said = {
        "id": f"x:{number}:en", "site": "x", "url": url, "urls": (url,), "fetched_at": FETCHED, "digest": "sha256:0",
        "title": "T", "body": "B", **fields,
    }  # fmt: skip
    return Article.model_validate(said)


def figure(of: Article, start: int) -> Figure:
    """A figure of one view."""
    return Figure(
        id=f"{of.id}#{start}-{start + 1}", article_id=of.id, url=of.url, text="1", start=start, end=start + 1,
        sentence="1", kind="count", value=1,
    )  # fmt: skip


def test_the_view_that_states_most_gives_the_fields_and_all_addresses_stay() -> None:
    poor = article(url="http://a.example/1", template="C")
    rich = article(url="http://b.example/1", template="A", source="S", editor="E")
    merged = merge_articles([poor, rich])
    assert (merged.url, merged.source) == (rich.url, "S")
    assert merged.urls == ("http://a.example/1", "http://b.example/1")


def test_ties_go_to_the_newer_template() -> None:
    views = [article(url=f"http://{name}.example/1", template=name) for name in ("A", "B", "C")]
    assert merge_articles(views).template == "C"


@given(st.permutations([("a", "A", None), ("b", "B", "S"), ("c", "C", None), ("d", None, "S")]))
def test_merging_does_not_depend_on_the_order_of_arrival(order: list[tuple[str, str | None, str | None]]) -> None:
    views = [
        article(url=f"http://{host}.example/1", template=template, source=source) for host, template, source in order
    ]
    assert merge_articles(views).url == "http://b.example/1"


def test_only_figures_of_the_preferred_view_are_published(tmp_path: Path) -> None:
    poor, rich = article(url="http://a.example/1"), article(url="http://b.example/1", source="S")
    with Spool(tmp_path / "spool") as spool:
        for item in (figure(poor, 5), figure(rich, 9), figure(rich, 3), figure(rich, 3), poor, rich):
            spool.add(item)
        found = list(spool.records("figures"))
    assert [(one.url, one.start) for one in found if isinstance(one, Figure)] == [(rich.url, 3), (rich.url, 9)]


def test_what_is_no_record_is_refused(tmp_path: Path) -> None:
    with Spool(tmp_path / "spool") as spool, pytest.raises(TypeError):
        spool.add(object())  # type: ignore[arg-type]


def test_files_appear_whole_and_latest_moves_only_on_a_good_verdict(tmp_path: Path) -> None:
    for run_id, good in (("r1", True), ("r2", False), ("r3", True)):
        staging = Staging(tmp_path, "x", run_id)
        with Spool(staging.path("spool.sqlite")) as spool:
            spool.add(article())
            spool.add(NavNode(id="n", site="x", label="L", path=("L",), depth=0, position=0, kind="menu"))
            counts, digests = write_records(spool, staging)
        assert not (tmp_path / "x" / run_id).exists()
        staging.commit(latest=good)
        assert counts == {"articles": 1, "navigation": 1, "figures": 0, "records": 0}
        assert digests["articles.jsonl"].startswith("sha256:")
        assert not list(tmp_path.rglob("*.part"))
        assert (tmp_path / "x" / "latest").readlink() == Path("r3" if run_id == "r3" else "r1")


def test_gzip_is_reproducible(tmp_path: Path) -> None:
    packed = []
    for run_id in ("r1", "r2"):
        staging = Staging(tmp_path, "x", run_id)
        with Spool(staging.path("spool.sqlite")) as spool:
            spool.add(article())
            write_records(spool, staging, compress=True)
        packed.append((staging.commit(latest=True) / "articles.jsonl.gz").read_bytes())
    assert packed[0] == packed[1]
    assert json.loads(gzip.decompress(packed[0]))["id"] == "x:1:en"


def test_a_limit_cuts_articles_and_their_figures(tmp_path: Path) -> None:
    staging = Staging(tmp_path, "x", "r1")
    with Spool(staging.path("spool.sqlite")) as spool:
        for number in ("3", "1", "2"):
            one = article(number, url=f"http://a.example/{number}")
            spool.add(one)
            spool.add(figure(one, 0))
        counts, _ = write_records(spool, staging, limit=2)
    assert (counts["articles"], counts["figures"]) == (2, 2)


def test_a_published_folder_is_never_touched_again(tmp_path: Path) -> None:
    def publish(text: str) -> Path:
        staging = Staging(tmp_path, "portal", "20260131T000000Z")
        staging.path("run.json").write_text(text)
        return staging.commit(latest=True)

    first = publish("one")
    assert publish("one") == first
    second = publish("two")
    assert (first / "run.json").read_text() == "one"
    assert second.name == "20260131T000000Z-2"
    assert (tmp_path / "portal" / "latest").readlink().name == second.name
