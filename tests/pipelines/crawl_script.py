"""A whole Scrapy crawl without a network: a spider that yields the drafts of the tests. Prints what came of them."""

from __future__ import annotations

import json
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, ClassVar

from scrapy import Spider, signals
from scrapy.crawler import AsyncCrawlerProcess

from sdspider import settings
from sdspider.drafts import Draft
from sdspider.items import to_json_line
from tests.pipelines.made import DRAFTS


class Drafts(Spider):
    """Yields drafts as if it had read them from pages."""

    name = "drafts"
    labels: ClassVar[frozenset[str]] = frozenset()

    async def start(self) -> AsyncIterator[Draft]:
        """All drafts."""
        for draft in DRAFTS:
            yield draft


def main(feed: Path) -> None:
    """Crawl and report: the scraped items as JSON Lines and Scrapy's counts."""
    scraped: list[str] = []
    wanted = ("ITEM_PIPELINES", "LOG_FORMATTER", "DEFAULT_DROPITEM_LOG_LEVEL")
    own: dict[str, Any] = {name: getattr(settings, name) for name in wanted}
    own |= {"TELNETCONSOLE_ENABLED": False, "LOG_LEVEL": "WARNING", "CONCURRENT_ITEMS": 1}
    process = AsyncCrawlerProcess({**own, "FEEDS": {feed: {"format": "jsonlines", "encoding": "utf-8"}}})
    crawler = process.create_crawler(Drafts)

    def keep(item: Any) -> None:
        scraped.append(to_json_line(item))

    crawler.signals.connect(keep, signal=signals.item_scraped)
    process.crawl(crawler)
    process.start()
    stats = crawler.stats.get_stats() if crawler.stats else {}
    counts = {key: value for key, value in stats.items() if key.startswith(("item_", "log_count/ERROR"))}
    json.dump({"scraped": scraped, "counts": counts}, sys.stdout)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
