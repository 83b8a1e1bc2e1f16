"""All pipelines in their order, without Scrapy's engine: what a replay, a fixture and `extract_page` feed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from scrapy.exceptions import DropItem

from sdspider.drafts import Draft
from sdspider.items import Article, Figure, Item, NavNode, Record
from sdspider.pipelines.article import ArticlePipeline
from sdspider.pipelines.dedupe import DedupePipeline
from sdspider.pipelines.drop import reason_of
from sdspider.pipelines.figures import figures_of
from sdspider.pipelines.navigation import NavigationPipeline
from sdspider.pipelines.records import RecordsPipeline
from sdspider.pipelines.select import SelectPipeline
from sdspider.pipelines.validate import ValidatePipeline


class Chain:
    """The pipelines of one run; the same order as in `sdspider/settings.py` (a test compares them)."""

    def __init__(self, selection: Mapping[str, Any]) -> None:
        self.pipelines = (
            ArticlePipeline(),
            NavigationPipeline(),
            RecordsPipeline(),
            ValidatePipeline(),
            SelectPipeline.from_selection(selection),
            DedupePipeline(),
        )
        self.dropped: Counter[str] = Counter()

    def feed(self, draft: Draft) -> list[Item]:
        """The records that a draft becomes: none where it is dropped, an article with its figures before it."""
        item: Any = draft
        try:
            for pipeline in self.pipelines:
                item = pipeline.process_item(item)
        except DropItem as error:
            self.dropped[reason_of(error)] += 1
            return []
        figures: list[Figure] = figures_of(item) if isinstance(item, Article) else []
        record: Article | NavNode | Record = item
        return [*figures, record]
