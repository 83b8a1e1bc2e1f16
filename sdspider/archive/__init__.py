"""Every answer the network ever gave: WARC files, one SQLite index over them, and the Scrapy middleware.

Only `middleware` imports Scrapy; replay and the other offline tools import the rest.
"""

from sdspider.archive.errors import ArchiveError
from sdspider.archive.reader import Reader
from sdspider.archive.store import Archive

__all__ = ["Archive", "ArchiveError", "Reader"]
