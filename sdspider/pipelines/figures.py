"""Figures of an article's text, each published as a record of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Self, TypeVar

from scrapy import signals

from sdspider.items import Article, Figure
from sdspider.normalise.language import EAST_ASIAN, detect, is_east_asian
from sdspider.pipelines.article import MOST_TEXT
from sdspider.quantities import find_figures

T = TypeVar("T")
PARAGRAPH = "\n\n"
"""What stands between two paragraphs of a body."""


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
    published = datetime.fromisoformat(article.published_at) if article.published_at else None
    return [
        _placed(figure, article, start)
        for start, text, language in _blocks((article.body or "")[:MOST_TEXT], article.language)
        for figure in find_figures(text, language or "und", published)
    ]


def _blocks(body: str, language: str | None) -> Iterator[tuple[int, str, str | None]]:
    """(offset, text, language) of each stretch of paragraphs in one language: brochures print two in turn."""
    at = start = 0
    current: str | None = None
    for paragraph in body.split(PARAGRAPH):
        own = detect(paragraph, language) if _differs(paragraph, language) else language
        if at and own != current:
            yield start, body[start : at - len(PARAGRAPH)], current
            start = at
        current = own
        at += len(paragraph) + len(PARAGRAPH)
    if body:
        yield start, body[start:], current


def _differs(paragraph: str, language: str | None) -> bool:
    """Whether a paragraph is written in another script than its article; within a script the article's word holds."""
    return language is not None and is_east_asian(paragraph) != (language in EAST_ASIAN)


def _placed(figure: Figure, article: Article, start: int) -> Figure:
    """A figure of a stretch of text, which begins at `start`, as a figure of the article, validated."""
    return Figure.model_validate(
        {
            **dict(figure),
            "id": f"{article.id}#{figure.start + start}-{figure.end + start}",
            "start": figure.start + start,
            "end": figure.end + start,
            "article_id": article.id,
            "url": article.url,
            "published_at": article.published_at,
            "part_of": _moved(figure.part_of, article, start),
            "converted_from": _moved(figure.converted_from, article, start),
        }
    )


def _moved(link: str | None, article: Article, start: int) -> str | None:
    """A link to another figure of the stretch (`#start-end`) as the id of a figure of the article."""
    if link is None:
        return None
    first, last = link.removeprefix("#").split("-")
    return f"{article.id}#{int(first) + start}-{int(last) + start}"
