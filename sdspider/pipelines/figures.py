"""Figures of an article's text, each published as a record of its own."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self, TypeVar

from scrapy import signals

from sdspider.items import Article, Figure
from sdspider.quantities import find_figures

T = TypeVar("T")


class FiguresPipeline:
    """Passes an article on and announces each of its figures as a scraped item (docs/decisions/0002)."""

    def __init__(self, crawler: Any) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Any) -> Self:
        """Scrapy's constructor."""
        return cls(crawler)

    async def process_item(self, item: T) -> T:
        """Announce the figures of an article."""
        if isinstance(item, Article):
            for figure in figures_of(item):
                await self.crawler.signals.send_catch_log_async(
                    signals.item_scraped, item=figure, response=None, spider=self.crawler.spider
                )
        return item


def figures_of(article: Article) -> list[Figure]:
    """All figures of an article's body, in order, with ids that name the article."""
    if not article.body:
        return []
    published = datetime.fromisoformat(article.published_at) if article.published_at else None
    return [_placed(figure, article) for figure in find_figures(article.body, article.language or "und", published)]


def _placed(figure: Figure, article: Article) -> Figure:
    """A figure of the text as a figure of the article."""
    return figure.model_copy(
        update={
            "id": f"{article.id}#{figure.start}-{figure.end}",
            "article_id": article.id,
            "url": article.url,
            "published_at": article.published_at,
            "part_of": article.id + figure.part_of if figure.part_of else None,
            "converted_from": article.id + figure.converted_from if figure.converted_from else None,
        }
    )
