"""Articles: what the strings of a draft are taken to mean, and what stays open."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sdspider.drafts import Hints
from sdspider.items import Article, Attachment, Image, Link, to_json_line
from sdspider.page import ArchiveRef
from sdspider.pipelines.article import article_of
from sdspider.portals import hints_for
from tests.pipelines.made import FETCHED, SEED, TEXT, article

B_FR = "https://selectshandong.com/home/article_de/index/id/29600/cid/1016.html"
B_EN = "https://www.selectshandong.com/home/article_en/index/id/30318/cid/754.html"
LONG = "https://en.selectshandong.com/syzx/ywxx/627287958876229.shtml"
ELSEWHERE = "https://news.example/story.html"


def test_the_whole_of_a_plain_article() -> None:
    made = article_of(
        article(breadcrumb=("English", "Business News", "Business Information"), archive=ArchiveRef("a.warc", 7))
    )
    body = "\n\n".join(TEXT)
    title = "Shandong Strives to Create a Regional Innovation Hub"
    assert made.model_dump(exclude_defaults=True) == {
        "id": "selectshandong:30180:en",
        "site": "selectshandong",
        "url": SEED,
        "urls": (SEED,),
        "template": "A",
        "language": "en",
        "title": title,
        "published_at": "2024-04-01T17:10:00+08:00",
        "published_raw": "2024-04-01 17:10",
        "published_precision": "minute",
        "published_method": "template",
        "breadcrumb": ("English", "Business News", "Business Information"),
        "section": "Business Information",
        "body": body,
        "fetched_at": "2025-11-03T08:30:15+00:00",
        "digest": "sha256:" + hashlib.sha256(f"{title}\n\n{body}".encode()).hexdigest(),
        "extraction": {"body": "generic", "published_at": "template", "title": "generic"},
        "archive": {"file": "a.warc", "offset": 7},
    }


def test_the_language_is_the_text_s() -> None:
    french = "La province a lancé 1 007 projets majeurs, dont l'investissement total dépasse mille milliards de yuans."
    japanese = "山東省には国家重点実験室が20カ所あり、イノベーションの基盤となっている。"
    bare = "https://selectshandong.com/home/article_de/index/id/29600.html"
    a_zh = "https://m.selectshandong.com/website/article/index/id/29957.html"
    assert article_of(article(B_FR, title=None, paragraphs=(french,))).id == "selectshandong:29600:fr"
    assert article_of(article(bare, title=None, paragraphs=(french,))).id == "selectshandong:29600:fr"
    assert article_of(article(a_zh, title=None, paragraphs=(japanese,))).id == "selectshandong:29957:ja"


def test_short_texts_take_the_address_s_language_then_the_page_s() -> None:
    assert article_of(article(B_FR, title="Jinan", paragraphs=())).language == "fr"
    assert article_of(article(ELSEWHERE, title="Jinan", paragraphs=(), declared_language="de-DE")).language == "de"
    nothing = article_of(article(ELSEWHERE, title="Jinan", paragraphs=()))
    assert nothing.language is None
    assert nothing.id.endswith(":und")


def test_an_address_without_number_gives_a_stable_id() -> None:
    one = article_of(article("https://news.example/story.html?utm_source=a&b=1&a=2#top"))
    other = article_of(article("http://NEWS.example/story.html?a=2&b=1"))
    assert one.id == other.id
    assert one.id.startswith("news.example:")
    assert one.url == "https://news.example/story.html?b=1&a=2"
    assert article_of(article("http://news.example/other.html")).id != one.id


def test_two_views_of_one_article_share_their_id() -> None:
    one = article_of(article("https://en.selectshandong.com/zdcy/xny/24362.shtml"))
    other = article_of(article("https://www.selectshandong.com/home/article_en/index/id/24362/cid/760.html"))
    assert one.id == other.id == "selectshandong:24362:en"
    assert one.digest == other.digest
    assert (one.template, other.template) == ("C", "B")
    assert one.section == other.section == "New energy & materials"


@pytest.mark.parametrize(
    ("url", "raw", "at", "method", "flags"),
    [
        (B_EN, "04-10-2024 11:30", "2024-04-10T11:30:00+08:00", "template", ()),
        (B_EN, "04-10-2022 11:30", "2022-04-10T11:30:00+08:00", "template", ("date-disagrees",)),
        (B_EN, "soon", None, None, ("date-unreadable",)),
        (B_EN, None, None, None, ()),
        (ELSEWHERE, "03/04/2024", None, None, ("date-ambiguous",)),
        (ELSEWHERE, "April 3, 2024", "2024-04-03T00:00:00", "template", ()),
        (LONG, None, "2024-12-27T15:01:16+08:00", "inferred", ("date-inferred",)),
        (LONG, "soon", "2024-12-27T15:01:16+08:00", "inferred", ("date-inferred", "date-unreadable")),
        (LONG, "12-26-2024 09:00:00", "2024-12-26T09:00:00+08:00", "template", ()),
    ],
)
def test_dates(url: str, raw: str | None, at: str | None, method: str | None, flags: tuple[str, ...]) -> None:
    made = article_of(article(url, published_raw=raw))
    assert (made.published_at, made.published_raw, made.published_method) == (at, raw, method)
    assert made.flags == flags
    assert (made.published_precision is None) == (at is None)
    assert ("published_at" in made.extraction) == (at is not None)


def test_a_date_that_only_the_address_carries() -> None:
    url = "https://news.example/2024-02/28/c_966011.htm"
    made = article_of(article(url, published_raw="2024-02-28", extraction={"published": "generic"}))
    assert (made.published_method, made.published_precision) == ("url", "day")
    assert made.extraction == {"published_at": "url"}


def test_names_are_one_and_raw() -> None:
    made = article_of(article(B_EN, source_raw="  The\xa0Seanews ", editor=" 李明秀 "))
    assert (made.source, made.source_raw, made.editor) == ("Haibao News", "The Seanews", "李明秀")
    empty = article_of(article(B_EN, source_raw=" ", editor=""))
    assert (empty.source, empty.source_raw, empty.editor) == (None, None, None)


def test_section_by_address_before_breadcrumb() -> None:
    assert article_of(article(B_EN, breadcrumb=("Home", "Else"))).section == "Business News"
    assert article_of(article(ELSEWHERE, breadcrumb=("Home", "Economy"))).section == "Economy"
    assert article_of(article(ELSEWHERE, breadcrumb=("Home",))).section is None


def test_translations_that_the_page_declares() -> None:
    alternates = (
        ("fr", "https://fr.selectshandong.com/swjx/26535.shtml"),
        ("x-default", "https://jp.selectshandong.com/jwsx/21508.shtml"),
        ("en", SEED),
        ("de", "https://ger.selectshandong.com/"),
    )
    made = article_of(article(alternates=alternates))
    assert made.translations == ("selectshandong:21508:ja", "selectshandong:26535:fr")
    assert article_of(article(ELSEWHERE, alternates=alternates)).translations == ()


def test_a_line_of_the_template_is_no_headline() -> None:
    made = article_of(article(B_EN, title="selectshandong@shandong.cn ENDEFR SELECTSHANDONG"))
    assert made.title is None
    assert "title" not in made.extraction


def test_pictures_files_and_links_are_clean() -> None:
    made = article_of(
        article(
            images=(Image(url="http://a.example/a.jpg", alt=" ", caption=" A\xa0b "),),
            attachments=(Attachment(url="http://a.example/a.pdf", text="\u200b"),),
            recommended=(Link(title="\u200b", url="http://a.example/1"), Link(title=" Two ", url="http://a.example/2")),
            title="Shandong\\'s\u200b  hub",
            paragraphs=("One\xa0two", "\u200b", "three"),
        )
    )
    assert made.images == (Image(url="http://a.example/a.jpg", caption="A b"),)
    assert made.attachments == (Attachment(url="http://a.example/a.pdf"),)
    assert made.recommended == (Link(title="Two", url="http://a.example/2"),)
    assert (made.title, made.body) == ("Shandong's hub", "One two\n\nthree")


ODD = st.one_of(
    st.none(), st.text(st.characters(codec=None), max_size=30), st.sampled_from(["03-04-2024", "2024", "\ud800", "-"])
)


@given(
    st.sampled_from([SEED, B_EN, B_FR, LONG, ELSEWHERE, "http://[", "x", "http://a.example/\ud800"]),
    st.fixed_dictionaries(dict.fromkeys(("title", "published_raw", "source_raw", "editor", "declared_language"), ODD)),
    st.lists(st.text(st.characters(codec=None), max_size=40), max_size=3),
)
@settings(derandomize=True, max_examples=120, deadline=None)
def test_odd_drafts_never_raise_and_can_be_written(url: str, said: dict[str, Any], texts: list[str]) -> None:
    texts_of = tuple(texts)
    draft = article(url, **said, paragraphs=texts_of, breadcrumb=texts_of, alternates=(("fr", url), ("\ud800", "x:")))
    made = article_of(draft)
    assert Article.model_validate_json(to_json_line(made)) == made
    assert article_of(draft) == made


def test_times_are_written_in_utc() -> None:
    made = article_of(replace(article(), fetched_at=datetime.fromisoformat("2025-11-03T16:30:15.5+08:00")))
    assert made.fetched_at == FETCHED.isoformat()
    assert datetime.fromisoformat(made.fetched_at).tzinfo == UTC


def test_hints_alone_are_enough() -> None:
    assert article_of(replace(article(ELSEWHERE), hints=Hints(site="x"))).site == "x"
    assert hints_for(ELSEWHERE).lookup is None
