"""A set of digests in little memory: a crawl remembers every address and every record it met.

A set of Python numbers takes about 80 bytes for each; here it is the eight bytes of the digest itself, with some room
to grow. Two of a million digests share their eight bytes with a chance of one in forty million.
"""

from __future__ import annotations

from array import array
from hashlib import blake2b

BYTES = 8
SHELVES = 4096
"""Digests are spread over so many arrays, each short enough to be looked through."""


class Digests:
    """What was met, by the first eight bytes of a digest."""

    def __init__(self) -> None:
        self._shelves = [array("Q") for _ in range(SHELVES)]

    def add(self, digest: bytes) -> bool:
        """Remember a digest of eight bytes or more; whether it is new."""
        key = int.from_bytes(digest[:BYTES], "big")
        shelf = self._shelves[key % SHELVES]
        if key in shelf:
            return False
        shelf.append(key)
        return True

    def add_text(self, text: str) -> bool:
        """Remember a text by its digest; whether it is new."""
        return self.add(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=BYTES).digest())
