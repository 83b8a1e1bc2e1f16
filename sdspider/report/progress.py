"""A progress bar on a terminal; elsewhere Scrapy's plain log lines do."""

from __future__ import annotations

import sys
from typing import Any, Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from sdspider.items import Article, Figure


class ProgressBar:
    """Extension that shows pages done of pages known, articles and figures."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        text = TextColumn("pages  {task.fields[articles]} articles  {task.fields[figures]} figures")
        self.progress = Progress(*columns, text, TimeElapsedColumn(), console=Console(stderr=True))
        self.task = self.progress.add_task("crawl", total=None, articles=0, figures=0)
        self.found = {"articles": 0, "figures": 0}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Only for a person at a terminal, and only in `sdspider crawl`."""
        if not crawler.settings.getbool("PROGRESS") or not sys.stderr.isatty():
            raise NotConfigured
        bar = cls(crawler)
        crawler.signals.connect(bar.start, signal=signals.spider_opened)
        crawler.signals.connect(bar.page, signal=signals.response_received)
        crawler.signals.connect(bar.item, signal=signals.item_scraped)
        crawler.signals.connect(bar.stop, signal=signals.spider_closed)
        return bar

    def start(self) -> None:
        """Show the bar."""
        self.progress.start()

    def page(self) -> None:
        """Count an answer; the total is what the scheduler knows by now."""
        stats = self.crawler.stats
        known = stats.get_value("scheduler/enqueued", 0) if stats else 0
        self.progress.update(self.task, advance=1, total=known or None)

    def item(self, item: Any) -> None:
        """Count an item."""
        self.found["articles"] += isinstance(item, Article)
        self.found["figures"] += isinstance(item, Figure)
        self.progress.update(self.task, **self.found)  # type: ignore[arg-type]

    def stop(self) -> None:
        """Leave the last state on the screen."""
        self.progress.stop()
