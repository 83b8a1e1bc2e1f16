"""Log lines that stay short: an item's id instead of its body."""

from __future__ import annotations

from typing import Any

from scrapy.logformatter import LogFormatter, LogFormatterResult


def name_of(item: Any) -> str:
    """Kind and id (or address) of an item or draft."""
    key = getattr(item, "id", None) or getattr(item, "url", None) or getattr(item, "label", "?")
    return f"{type(item).__name__} {key}"


class QuietItems(LogFormatter):
    """Never prints a whole item: a log of articles is a second export without its guarantees."""

    def scraped(self, item: Any, response: Any, spider: Any = None) -> LogFormatterResult:
        """One line a scraped item, at DEBUG."""
        return {**super().scraped(name_of(item), response, spider)}

    def dropped(self, item: Any, exception: BaseException, response: Any, spider: Any = None) -> LogFormatterResult:
        """One line a dropped item."""
        return {**super().dropped(name_of(item), exception, response, spider)}

    def item_error(self, item: Any, exception: BaseException, response: Any, spider: Any = None) -> LogFormatterResult:
        """One line, then the traceback that Scrapy adds."""
        return {**super().item_error(name_of(item), exception, response, spider)}
