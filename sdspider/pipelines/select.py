"""Keep what was asked for: sections, languages and a first date. What is dropped is counted, never lost silently."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Self, TypeVar

from sdspider.items import Article, NavNode
from sdspider.pipelines.drop import drop

T = TypeVar("T")


class SelectPipeline:
    """Drops articles (and menu entries, by language) outside the selection; an undated article stays."""

    def __init__(self, sections: Iterable[str] = (), languages: Iterable[str] = (), since: str | None = None) -> None:
        self.sections = frozenset(sections)
        self.languages = frozenset(languages)
        self.since = since or ""

    @classmethod
    def from_crawler(cls, crawler: Any) -> Self:
        """Read the sections from the spider, `SELECT_LANGUAGES` and `SELECT_SINCE`."""
        settings = crawler.settings
        languages = settings.getlist("SELECT_LANGUAGES")
        return cls(crawler.spider.labels, languages, settings.get("SELECT_SINCE"))

    @classmethod
    def from_selection(cls, selection: Mapping[str, Any]) -> Self:
        """The same from a run's recorded selection, for replays."""
        return cls(selection.get("labels", ()), selection.get("languages", ()), selection.get("since"))

    def process_item(self, item: T) -> T:
        """Pass the item on, or drop it with the reason."""
        if isinstance(item, Article | NavNode) and self.languages and item.language not in self.languages:
            drop("language not selected")
        if isinstance(item, Article):
            self.check(item)
        return item

    def check(self, article: Article) -> None:
        """Section and date of an article."""
        if self.sections and not self.sections & {article.section, *article.breadcrumb}:
            drop("section not selected")
        if self.since and article.published_at and article.published_at[: len(self.since)] < self.since:
            drop("older than selected")
