"""Drafts for the tests, as an extractor would cut them from pages of the portal."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sdspider.drafts import ArticleDraft, Draft, NavDraft, RecordDraft
from sdspider.portals import hints_for

SEED = "https://m.selectshandong.com/enwebsite/article/index/id/30180.html"
FETCHED = datetime(2025, 11, 3, 8, 30, 15, tzinfo=UTC)
TEXT = (
    "It has built one national pilot marine laboratory, 21 state key laboratories and 261 provincial key laboratories.",
    "It is estimated that by 2027, there will be 50,000 high-tech enterprises in Shandong.",
)


def article(url: str = SEED, **fields: Any) -> ArticleDraft:
    """An article with headline, date and two paragraphs."""
    said: dict[str, Any] = {
        "title": "Shandong Strives to Create a Regional Innovation Hub",
        "published_raw": "2024-04-01 17:10",
        "paragraphs": TEXT,
        "extraction": {"title": "generic", "published": "template", "body": "generic"},
    }
    return ArticleDraft(url=url, hints=hints_for(url), fetched_at=FETCHED, **{**said, **fields})


def entry(*path: str, url: str | None = None, position: int = 0, kind: Any = "menu", sample: str = "") -> NavDraft:
    """An entry of the seed's menu."""
    return NavDraft(SEED, hints_for(SEED), path[-1] if path else "", path, position, kind, url, None, sample)


def record(*fields: tuple[str, str], title: str | None = None) -> RecordDraft:
    """A contact."""
    url = "http://www.selectshandong.com/home/contact_en/index.html"
    return RecordDraft(url, hints_for(url), "contact", fields, title)


DRAFTS: tuple[Draft, ...] = (
    article(),
    article(),
    article("https://en.selectshandong.com/syzx/ywxx/30180.shtml", published_raw="04-01-2024 17:10:00"),
    article("https://en.selectshandong.com/syzx/ywxx/30181.shtml", title=None, paragraphs=()),
    entry("Home"),
    entry("Home"),
    entry("\u200b"),
    record(("Tel", "+86 531 1"), ("Fax", "+86 531 2")),
    record(("Tel", "")),
)
"""Three views, one of them twice, and one draft for every reason to drop."""
