"""A small crawl in a process of its own; run as `python crawl_script.py START_URL SETTINGS_JSON META_JSON`.

Prints one JSON line for each page the spider saw, then one with the statistics.
"""

import json
import sys
from collections.abc import AsyncIterator, Iterator
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response, TextResponse

from sdspider.page import Page


class Follower(Spider):
    name = "follower"

    async def start(self) -> AsyncIterator[Request]:
        yield self.ask(start)

    def ask(self, url: str) -> Request:
        return Request(url, callback=self.parse, errback=lambda failure: print("E", failure.value), meta=dict(meta))

    def parse(self, response: Response) -> Iterator[Request]:
        page = response.meta.get("page") or Page(response.url, response.body, response.status)
        assert (page.url, page.status, page.body) == (response.url, response.status, response.body)
        archive = list(page.archive) if page.archive else None
        print(
            json.dumps([page.url, page.body.decode("latin-1"), page.fetched_at.isoformat(), archive]),
            flush=True,
        )
        if isinstance(response, TextResponse):
            for link in response.css("a::attr(href)").getall():
                yield self.ask(response.urljoin(link))


start, settings, meta = sys.argv[1], json.loads(sys.argv[2]), json.loads(sys.argv[3])
process = AsyncCrawlerProcess(
    {
        "DOWNLOADER_MIDDLEWARES": {"sdspider.archive.middleware.ArchiveMiddleware": 545},
        "LOG_LEVEL": "CRITICAL",
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        "COOKIES_ENABLED": False,
        "ROBOTSTXT_OBEY": True,
        "RETRY_TIMES": 1,
        **settings,
    }
)
crawler = process.create_crawler(Follower)
task = process.crawl(crawler)
process.start()
if error := task.exception():
    print(f"{type(error).__name__}: {error}", file=sys.stderr)
stats: dict[str, Any] = crawler.stats.get_stats() if crawler.stats else {}
print(json.dumps({key: value for key, value in stats.items() if isinstance(value, int | str)}))
