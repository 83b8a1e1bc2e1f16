"""What a portal file states, and how an address chooses among its statements. No other logic lives here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple
from urllib.parse import urlsplit

from sdspider.drafts import Hints, Reading
from sdspider.extract import read_page
from sdspider.page import Page


class Identity(NamedTuple):
    """The article that an address shows: the portal's own number and the language the address suggests."""

    id: str
    language: str | None


@dataclass(frozen=True)
class Section:
    """One section of a portal, with every code that stands for it."""

    key: str
    """Stable English key for `--section`, for example `business-news`."""
    label: str
    """English label for `Article.section`."""
    entries: tuple[str, ...] = ()
    """Addresses a crawl starts from."""
    cids: Mapping[str, tuple[int, bool]] = field(default_factory=dict)
    """Language -> (cid, seen); unseen ones are inferred from the menu's order."""
    paths: tuple[str, ...] = ()
    """Path prefixes such as `en:syzx/ywxx`."""


@dataclass(frozen=True)
class Route:
    """Addresses of one template: a pattern over host and path, and the hints that hold there."""

    pattern: re.Pattern[str]
    """Searched in `host/path`; named groups `number`, `cid`, `language`, `path` are passed to `hints`."""
    hints: Callable[[str, Mapping[str, str | None]], Hints]
    """(address, named groups) -> hints."""


@dataclass(frozen=True)
class Portal:
    """All that is known of one portal."""

    name: str
    hosts: tuple[str, ...]
    """Registrable domains or hosts that belong to the portal; subdomains included."""
    entries: tuple[str, ...] = ()
    """Addresses that every crawl starts from."""
    sections: tuple[Section, ...] = ()
    routes: tuple[Route, ...] = ()
    languages: tuple[str, ...] = ()
    """BCP 47 codes that its texts are written in."""
    mirrors: tuple[str, ...] = ()
    """Foreign hosts that use the portal's templates; their pages are never crawled, but can be read."""
    defaults: Hints = field(default_factory=lambda: Hints(site=""))
    """Hints for an address that no route knows."""

    def owns(self, url: str) -> bool:
        """Whether the address lies on one of the portal's hosts."""
        host = (urlsplit(url).hostname or "").rstrip(".")
        return any(host == own or host.endswith("." + own) for own in self.hosts)

    def hints(self, url: str) -> Hints:
        """Hints of the first route that knows the address, else the defaults."""
        parts = urlsplit(url)
        place = f"{parts.hostname or ''}{parts.path}"
        for route in self.routes:
            if match := route.pattern.search(place):
                return self._complete(route.hints(url, match.groupdict()))
        return self._complete(self.defaults)

    def _complete(self, hints: Hints) -> Hints:
        """Hints with what the portal itself states."""
        return replace(hints, site=self.name, languages=self.languages, lookup=self.hints)

    def labels(self, keys: Iterable[str]) -> frozenset[str]:
        """Labels of the sections with these keys, as articles carry them; unknown keys raise `KeyError`."""
        known = {section.key: section.label for section in self.sections}
        return frozenset(known[key] for key in keys)

    def identify(self, url: str) -> Identity | None:
        """The article that an address shows, or `None` where the address names none."""
        hints = self.hints(url)
        return Identity(hints.number, hints.language) if hints.number else None

    def read(self, page: Page) -> Reading:
        """Everything that a page of this portal says."""
        return read_page(page, self.hints(page.url))
