"""The same record of the same page twice in one run is kept once.

Views of an article under other addresses pass: publication merges them. Menu entries and records are compared whole, so
that the outcome does not depend on the order of arrival.
"""

from __future__ import annotations

import hashlib
from typing import TypeVar

from sdspider.items import Article, Model
from sdspider.pipelines.drop import drop

T = TypeVar("T")


class DedupePipeline:
    """Remembers a digest of what has passed: 16 bytes a record."""

    def __init__(self) -> None:
        self.seen: set[bytes] = set()

    def process_item(self, item: T) -> T:
        """Pass an item on the first time."""
        if isinstance(item, Model):
            text = f"{item.id}\n{item.url}" if isinstance(item, Article) else item.model_dump_json()
            key = hashlib.blake2b(f"{type(item).__name__}\n{text}".encode(), digest_size=16).digest()
            if key in self.seen:
                drop("duplicate")
            self.seen.add(key)
        return item
