"""What every portal file must keep to, whoever adds it."""

from __future__ import annotations

import importlib
import re
from collections import Counter
from urllib.parse import urlsplit

import pytest

from sdspider.normalise.language import primary
from sdspider.portals import all_portals, load, names, portal_of
from sdspider.portals.base import Portal

PORTALS = list(all_portals())
HISTORY = re.compile(r"\b(?:19|20)\d\d\b")


def named(portal: Portal) -> str:
    return portal.name


def test_an_unknown_portal_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match=r"unknown portal 'nowhere'.*selectshandong"):
        load("nowhere")
    with pytest.raises(ValueError, match="unknown portal"):
        load("base")


def test_names_are_sorted_and_loadable() -> None:
    assert list(names()) == sorted(names())
    assert [load(name).name for name in names()] == list(names())


@pytest.mark.parametrize("portal", PORTALS, ids=named)
def test_the_file_tells_the_history_of_the_site(portal: Portal) -> None:
    doc = importlib.import_module(f"sdspider.portals.{portal.name}").__doc__ or ""
    assert HISTORY.search(doc), "the module's docstring must tell the dated history of the site"
    assert any(host in doc for host in portal.hosts)


@pytest.mark.parametrize("portal", PORTALS, ids=named)
def test_entries_are_addresses_of_the_portal(portal: Portal) -> None:
    entries = [*portal.entries, *(url for section in portal.sections for url in section.entries)]
    assert portal.hosts
    assert entries
    for url in entries:
        assert urlsplit(url).scheme in ("http", "https")
        assert portal_of(url) is portal
    assert len(set(portal.entries)) == len(portal.entries)


@pytest.mark.parametrize("portal", PORTALS, ids=named)
def test_sections_are_told_apart(portal: Portal) -> None:
    keys = [section.key for section in portal.sections]
    for what in (
        keys,
        [section.label for section in portal.sections],
        [cid for section in portal.sections for cid in section.cids.values()],
        [path for section in portal.sections for path in section.paths],
    ):
        assert not [one for one, times in Counter(what).items() if times > 1]
    assert all(re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", key) for key in keys)
    assert {section.parent for section in portal.sections} - {None} <= set(keys)
    for section in portal.sections:
        assert section.label in portal.labels([section.key])
    with pytest.raises(KeyError):
        portal.labels(["no-such-section"])


@pytest.mark.parametrize("portal", PORTALS, ids=named)
def test_languages_are_codes(portal: Portal) -> None:
    used = {language for section in portal.sections for language in section.cids}
    assert all(primary(code) == code for code in portal.languages)
    assert used <= set(portal.languages)


@pytest.mark.parametrize("portal", PORTALS, ids=named)
def test_hints_are_complete(portal: Portal) -> None:
    known = {section.label for section in portal.sections}
    for url in (*portal.entries, f"http://{portal.hosts[0]}/no/such/page.html"):
        hints = portal.hints(url)
        assert hints.site == portal.name
        assert hints.languages == portal.languages
        assert hints.section is None or hints.section in known
        assert hints.number is None
        for pattern in hints.headers:
            assert set(pattern.groupindex) <= {"source", "editor", "date"}


@pytest.mark.parametrize("portal", PORTALS, ids=named)
def test_hosts_do_not_overlap(portal: Portal) -> None:
    for host in portal.hosts:
        assert host == host.lower().strip(".")
        assert [other.name for other in PORTALS if other.owns(f"http://{host}/")] == [portal.name]
        assert not portal.owns(f"http://not{host}/")
        assert portal.owns(f"http://any.{host}./")


def test_choosing_a_section_chooses_those_below() -> None:
    labels = load("selectshandong").labels(["key-industries"])
    assert {"Key Industries", "New energy & materials", "Modern finance"} <= labels
    assert "Business News" not in labels
