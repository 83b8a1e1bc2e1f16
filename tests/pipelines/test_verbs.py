"""Every other pipeline: menu entries, records, checks, selection, duplicates, drops."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from scrapy.exceptions import DropItem

from sdspider.items import Article
from sdspider.page import EPOCH
from sdspider.pipelines.article import article_of
from sdspider.pipelines.dedupe import DedupePipeline
from sdspider.pipelines.drop import drop, reason_of
from sdspider.pipelines.navigation import node_of
from sdspider.pipelines.records import record_of
from sdspider.pipelines.select import SelectPipeline
from sdspider.pipelines.validate import checked
from tests.pipelines.made import article, entry, record

SAMPLE = "Home Services Cooperation Cases Events Talent Recruitment Why Shandong Industrial Project Library Contact Us"


def dropped(reason: str) -> Any:
    return pytest.raises(DropItem, match=f"^{reason}$")


def test_drops_are_told_apart_by_their_class() -> None:
    with pytest.raises(DropItem) as one:
        drop("no such thing")
    with pytest.raises(DropItem) as other:
        drop("no such thing")
    assert type(one.value) is type(other.value)
    assert type(one.value).__name__ == "no_such_thing"
    assert reason_of(one.value) == "no such thing"


def test_a_menu_entry_knows_its_place() -> None:
    url = "http://www.selectshandong.com/home/article_en/index/id/24362/cid/760.html#x"
    node = node_of(entry("Key\xa0Industries", " New energy & materials ", url=url, position=2, sample=SAMPLE))
    assert node.model_dump() == {
        "id": "selectshandong:en:menu:Key Industries > New energy & materials",
        "site": "selectshandong",
        "language": "en",
        "label": "New energy & materials",
        "url": url.removesuffix("#x"),
        "parent_id": "selectshandong:en:menu:Key Industries",
        "path": ("Key Industries", "New energy & materials"),
        "depth": 1,
        "position": 2,
        "kind": "menu",
        "section": "New energy & materials",
    }
    assert node_of(entry("Key Industries", sample=SAMPLE)).id == node.parent_id


def test_the_entries_of_a_block_share_its_language() -> None:
    german = "Startseite Über uns Nachrichten Wichtige Industrien Veranstaltungen Kontakt Städte und Entwicklungszonen"
    assert {node_of(entry(label, sample=german)).language for label in ("Kontakt", "Home", "Städte")} == {"de"}
    assert node_of(entry("Home")).language == "en"


def test_empty_entries_are_dropped() -> None:
    for draft in (entry(), entry("\u200b"), replace(entry("Home"), label=" ")):
        with dropped("empty label"):
            node_of(draft)


def test_a_record_keeps_labels_and_values_in_page_order() -> None:
    made = record_of(
        record(("Tel：", "+86 531\xa01"), ("Fax", ""), ("E-mail:", "a@b.example"), ("Tel", "2"), title="Office ")
    )
    assert list(made.fields.items()) == [("Tel", "+86 531 1; 2"), ("E-mail", "a@b.example")]
    assert (made.title, made.kind, made.site) == ("Office", "contact", "selectshandong")
    assert made.id.startswith("selectshandong:contact:")


def test_record_ids_differ_by_record_and_stay() -> None:
    one, same, other = record(("Tel", "1")), record(("Tel", "1")), record(("Tel", "2"))
    assert record_of(one).id == record_of(same).id != record_of(other).id


def test_a_record_without_values_is_dropped() -> None:
    with dropped("no fields"):
        record_of(record(("Tel", " "), ("", "x")))


def test_pages_without_content_are_dropped() -> None:
    with dropped("no content"):
        checked(article_of(article(title=None, paragraphs=())))
    assert checked(article_of(article(title=None))).body
    assert checked(article_of(article(paragraphs=()))).title


@pytest.mark.parametrize("raw", ["1970-01-01 08:00", "2031-01-01 00:00"])
def test_impossible_dates_are_taken_out(raw: str) -> None:
    made = checked(article_of(article(published_raw=raw)))
    assert (made.published_at, made.published_precision, made.published_method) == (None, None, None)
    assert made.published_raw == raw
    assert "date-implausible" in made.flags
    assert "published_at" not in made.extraction


def test_a_date_shortly_ahead_or_without_a_known_fetch_stays() -> None:
    assert checked(article_of(article(published_raw="2025-11-04 08:00"))).published_at
    unknown = replace(article(published_raw="2031-01-01 00:00"), fetched_at=EPOCH)
    assert checked(article_of(unknown)).published_at


@pytest.mark.parametrize(
    ("selection", "reason"),
    [
        ({}, None),
        ({"labels": ["Business News"]}, None),
        ({"labels": ["Cities"]}, "section not selected"),
        ({"languages": ["en"]}, None),
        ({"languages": ["de"]}, "language not selected"),
        ({"since": "2024-04-01"}, None),
        ({"since": "2024-04-02"}, "older than selected"),
    ],
)
def test_selection(selection: dict[str, Any], reason: str | None) -> None:
    made = article_of(article(breadcrumb=("English", "Business News", "Business Information")))
    chosen = SelectPipeline.from_selection(selection)
    if reason is None:
        assert chosen.process_item(made) is made
    else:
        with dropped(reason):
            chosen.process_item(made)


def test_undated_articles_and_other_records_stay() -> None:
    chosen = SelectPipeline.from_selection({"since": "2024-04-02", "labels": ["Cities"], "languages": ["en"]})
    undated = article_of(article(published_raw=None, breadcrumb=("Home", "Cities", "Jinan")))
    assert chosen.process_item(undated) is undated
    contact = record_of(record(("Telefon", "1")))
    assert chosen.process_item(contact) is contact
    with dropped("language not selected"):
        SelectPipeline.from_selection({"languages": ["de"]}).process_item(node_of(entry("Home", sample=SAMPLE)))


def test_the_same_record_passes_once() -> None:
    kept = DedupePipeline()
    made = article_of(article())
    node = node_of(entry("Home", sample=SAMPLE))
    for item in (made, node):
        assert kept.process_item(item) is item
        with dropped("duplicate"):
            kept.process_item(item)
    with dropped("duplicate"):
        kept.process_item(made.model_copy(update={"fetched_at": "2026-01-01T00:00:00+00:00"}))


def test_views_and_other_places_pass() -> None:
    kept = DedupePipeline()
    views = [article_of(article(f"http://{host}.selectshandong.com/syzx/ywxx/30180.shtml")) for host in ("en", "www")]
    nodes = [node_of(entry("Home", position=at, sample=SAMPLE)) for at in (0, 1)]
    assert len({view.id for view in views}) == len({node.id for node in nodes}) == 1
    assert [kept.process_item(item) for item in (*views, *nodes)] == [*views, *nodes]


def test_verbs_pass_on_what_is_not_theirs() -> None:
    draft = article()
    assert DedupePipeline().process_item(draft) is draft
    assert SelectPipeline(languages=["de"]).process_item(draft) is draft
    assert isinstance(article_of(draft), Article)
