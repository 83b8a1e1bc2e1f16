"""The versions of an article: every different answer of its addresses, read again from the archive."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sdspider.archive import ArchiveError, Reader
from sdspider.archive.index import NAME, Entry
from sdspider.errors import UserError
from sdspider.items import Article
from sdspider.page import Page
from sdspider.pipelines.chain import Chain
from sdspider.portals import load
from sdspider.portals.base import Portal
from sdspider.report.changes import differing


@dataclass
class Version:
    """One version of a page. Times are ISO 8601 in UTC."""

    url: str
    status: int
    digest: str
    first: str
    """When it was fetched."""
    last: str
    """When it was last seen unchanged."""
    article: Article | None
    """The article on it; `None` for answers without one, such as 404."""
    changed: tuple[str, ...] = ()
    """Fields that differ from the version before of the same address."""

    def as_json(self) -> dict[str, Any]:
        """The version as plain data."""
        article = None if self.article is None else self.article.model_dump(mode="json")
        return {**vars(self), "changed": list(self.changed), "article": article}


def versions(source: Path, key: str) -> list[Version]:
    """Versions of the article with this id or address, oldest first. Raises `UserError` where there is none."""
    folders = [path.parent for path in (source / NAME, *sorted(source.glob(f"*/{NAME}"))) if path.exists()]
    if not folders:
        raise UserError(f"{source} holds no archive; pass the folder that a crawl wrote into")
    found: list[Version] = []
    for folder in folders:
        with Reader.open(folder) as reader:
            runs = reader.runs()
            if runs:
                portal = load(runs[-1].portal)
                found += [one for url in _addresses(reader, portal, key) for one in _of(reader, portal, url)]
    if not found:
        raise UserError(
            f"no page of {key} is in {source}; ids stand in articles.jsonl, for example selectshandong:30180:en"
        )
    return sorted(found, key=lambda version: (version.first, version.url))


def _addresses(reader: Reader, portal: Portal, key: str) -> list[str]:
    """Addresses that may show an article: what the archive has learned, else those whose number is that of the id."""
    if key.startswith(("http://", "https://")):
        return [key]
    if learned := reader.addresses(key):
        return learned
    number = key.split(":")[1] if key.count(":") == 2 else ""
    urls = sorted({entry.url for entry in reader.entries()})
    return [url for url in urls if number and portal.hints(url).number == number]


def _of(reader: Reader, portal: Portal, url: str) -> list[Version]:
    """Versions of one address; answers that found nothing new lengthen the one before."""
    found: list[Version] = []
    for entry in reader.history(url):
        if entry.refers_to and found:
            found[-1].last = entry.fetched_at
        elif not entry.refers_to:
            found.append(_version(reader, portal, entry, found[-1].article if found else None))
    return found


def _version(reader: Reader, portal: Portal, entry: Entry, before: Article | None) -> Version:
    try:
        article = _article(portal, reader.read(entry.ref)) if entry.status == 200 else None
    except ArchiveError:
        article = None  # pruned, or damaged: doctor says so
    changed: tuple[str, ...] = ()
    if before is not None and article is not None:
        changed = differing(before.model_dump(mode="json"), article.model_dump(mode="json"))
    return Version(entry.url, entry.status, entry.digest, entry.fetched_at, entry.fetched_at, article, changed)


def _article(portal: Portal, page: Page) -> Article | None:
    """The article of a page, as a crawl would read it."""
    chain = Chain({})
    items = (item for draft in portal.read(page).drafts for item in chain.feed(draft))
    return next((item for item in items if isinstance(item, Article)), None)
