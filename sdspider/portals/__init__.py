"""What is known of each portal, one file a portal; a file that holds a `PORTAL` is found without a registry."""

from __future__ import annotations

import pkgutil
from dataclasses import replace
from functools import lru_cache
from importlib import import_module

from sdspider.drafts import Hints
from sdspider.portals.base import Portal, host_of


@lru_cache(maxsize=1)
def names() -> tuple[str, ...]:
    """Names of all portals, sorted."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__) if module.name != "base"))


def load(name: str) -> Portal:
    """The portal of a name. Raises `ValueError` that names the known ones."""
    if name not in names():
        raise ValueError(f"unknown portal {name!r}; known: {', '.join(names())} (`sdspider new-portal` adds one)")
    portal = import_module(f"{__name__}.{name}").PORTAL
    if not isinstance(portal, Portal):
        raise ValueError(f"sdspider/portals/{name}.py defines no PORTAL; see selectshandong.py")
    return portal


def all_portals() -> list[Portal]:
    """All portals, by name."""
    return [load(name) for name in names()]


def portal_of(url: str) -> Portal | None:
    """The portal that an address belongs to, `None` where nobody knows it."""
    return next((portal for portal in all_portals() if portal.owns(url)), None)


def hints_for(url: str) -> Hints:
    """What is known of an address of any site: its portal's hints, those of a mirrored template, else only the host."""
    if portal := portal_of(url):
        return portal.hints(url)
    host = host_of(url).removeprefix("www.") or "unknown"
    for portal in all_portals():
        if host in portal.mirrors:
            return replace(portal.hints(url), site=host)
    return Hints(site=host)
