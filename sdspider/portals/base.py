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
    parent: str | None = None
    """Key of the section above; choosing that one chooses this one too."""
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
        host = host_of(url)
        return any(host == own or host.endswith("." + own) for own in self.hosts)

    def hints(self, url: str) -> Hints:
        """Hints of the first route that knows the address, else the defaults. Never raises."""
        place = place_of(url)
        for route in self.routes:
            if match := route.pattern.search(place):
                return self._complete(route.hints(url, match.groupdict()))
        return self._complete(self.defaults)

    def _complete(self, hints: Hints) -> Hints:
        """Hints with what the portal itself states."""
        return replace(hints, site=self.name, languages=self.languages, lookup=self.hints)

    def labels(self, keys: Iterable[str]) -> frozenset[str]:
        """Labels of these sections and of those right below, as articles carry them; unknown keys raise `KeyError`."""
        known = {section.key: section.label for section in self.sections}
        chosen = frozenset(keys)
        below = {section.label for section in self.sections if section.parent in chosen}
        return frozenset(known[key] for key in chosen) | below

    def identify(self, url: str) -> Identity | None:
        """The article that an address shows, or `None` where the address names none."""
        hints = self.hints(url)
        return Identity(hints.number, hints.language) if hints.number else None

    def read(self, page: Page) -> Reading:
        """Everything that a page of this portal says."""
        return read_page(page, self.hints(page.url))


def place_of(url: str) -> str:
    """`host/path` of an address, `""` for one that cannot be read."""
    try:
        parts = urlsplit(url)
        return f"{(parts.hostname or '').rstrip('.')}{parts.path}"
    except ValueError:
        return ""


def host_of(url: str) -> str:
    """Host of an address in lower case, `""` where there is none."""
    return place_of(url).partition("/")[0]
