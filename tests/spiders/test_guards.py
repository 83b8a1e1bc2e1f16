"""Addresses, delays and traps, as far as they can be judged without a crawl."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from scrapy.http import Response
from twisted.internet.error import DNSLookupError

from sdspider.drafts import FoundLink, Reading
from sdspider.portals import load
from sdspider.spiders.frontier import BARREN_SHAPE, MISSING_WEIGHT, MOST_LINKS, Frontier
from sdspider.spiders.guard import is_global, literal
from sdspider.spiders.manners import retry_after
from sdspider.spiders.resolver import GuardedResolver

LOOPBACK = (
    "127.0.0.1",
    "127.1",
    "2130706433",
    "0x7f000001",
    "0177.0.0.1",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "localhost",
    "127.0.0.1.",
)


@pytest.mark.parametrize("host", [*LOOPBACK, "0.0.0.0", "10.1.2.3", "169.254.169.254", "[fe80::1%eth0]", "a.localhost"])
def test_every_spelling_of_a_private_address_is_known(host: str) -> None:
    found = literal(host)
    assert found is not None
    assert not is_global(found)


def test_a_name_that_turns_private_at_the_connection_is_refused() -> None:
    resolver = GuardedResolver(None, 10, 1.0)  # type: ignore[arg-type]
    assert resolver.judged("8.8.8.8", "portal.test") == "8.8.8.8"
    with pytest.raises(DNSLookupError, match="refused address"):
        resolver.judged("127.0.0.1", "portal.test")


@pytest.mark.parametrize(("value", "seconds"), [("120", 120), (" 7 ", 7), ("", None), ("soon", None), ("-5", None)])
def test_retry_after(value: str, seconds: float | None) -> None:
    assert retry_after(Response("http://a.test/", headers={"Retry-After": value})) == seconds


def test_retry_after_as_a_date() -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True)
    asked = retry_after(Response("http://a.test/", headers={"Retry-After": later}))
    assert asked is not None
    assert 85 < asked <= 90
    past = retry_after(Response("http://a.test/", headers={"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"}))
    assert past == 0


def frontier() -> Frontier:
    return Frontier(load("selectshandong"), ["http://127.0.0.1:9/"])


def test_a_shape_that_only_gives_404_is_dropped_but_never_an_articles() -> None:
    found = frontier()
    for n in range(BARREN_SHAPE // MISSING_WEIGHT):
        assert not found.dead("http://127.0.0.1:9/x1")
        found.missing(f"http://127.0.0.1:9/x{n}")
        found.missing(f"http://127.0.0.1:9/home/article_en/index/id/{n}/cid/754.html")
    assert found.dead("http://127.0.0.1:9/x777")
    assert not found.dead("http://127.0.0.1:9/home/article_en/index/id/7/cid/754.html")


def test_only_so_many_links_of_a_page_are_looked_at() -> None:
    links = tuple(FoundLink(f"http://127.0.0.1:9/{n}") for n in range(MOST_LINKS + 5))
    assert len(frontier().wanted(Reading("list", links=links))) == MOST_LINKS
