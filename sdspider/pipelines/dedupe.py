"""The same record of the same page twice in one run is kept once.

Views of an article under other addresses pass: publication merges them. Menu entries and records are compared whole, so
that the outcome does not depend on the order of arrival.
"""

from __future__ import annotations

from typing import TypeVar

from sdspider.items import Article, Model
from sdspider.normalise.digests import Digests
from sdspider.pipelines.drop import drop

T = TypeVar("T")


class DedupePipeline:
    """Remembers a digest of what has passed."""

    def __init__(self) -> None:
        self.seen = Digests()

    def process_item(self, item: T) -> T:
        """Pass an item on the first time."""
        if isinstance(item, Model):
            text = f"{item.id}\n{item.url}" if isinstance(item, Article) else item.model_dump_json()
            if not self.seen.add_text(f"{type(item).__name__}\n{text}"):
                drop("duplicate")
        return item
