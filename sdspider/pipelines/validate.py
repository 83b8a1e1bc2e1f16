"""A last look at each article: what cannot be true is taken out and flagged, what says nothing is dropped."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TypeVar

from sdspider.items import Article
from sdspider.pipelines.article import moment_of
from sdspider.pipelines.drop import drop

T = TypeVar("T")
EARLIEST = 1990
"""Year before which no page of the web was published."""
AHEAD = timedelta(days=2)
"""How far a date may lie behind the fetch: clocks and time zones differ."""


class ValidatePipeline:
    """Checks articles; passes everything else on."""

    def process_item(self, item: T) -> T | Article:
        """The checked item."""
        return checked(item) if isinstance(item, Article) else item


def checked(article: Article) -> Article:
    """The article, without a date that cannot be; dropped where it has neither headline nor text."""
    if not article.title and not article.body:
        drop("no content")
    if plausible(article):
        return article
    return article.model_copy(
        update={
            "published_at": None,
            "published_precision": None,
            "published_method": None,
            "extraction": {name: rung for name, rung in article.extraction.items() if name != "published_at"},
            "flags": tuple(sorted({*article.flags, "date-implausible"})),
        }
    )


def plausible(article: Article) -> bool:
    """Whether an article was published neither before the web nor after it was fetched."""
    moment = moment_of(article)
    fetched = datetime.fromisoformat(article.fetched_at)
    if moment is None:
        return True
    return moment.year >= EARLIEST and (fetched.year <= EARLIEST or moment <= fetched + AHEAD)
