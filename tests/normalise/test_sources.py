"""One outlet, one name."""

from __future__ import annotations

import pytest

from sdspider.normalise.sources import canonical_source, source_key

ALIASES = {"The seanews": "Haibao News", "大衆網・ポスターニュース": "Haibao News"}


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("The Seanews", "Haibao News"),
        ("the  seanews ", "Haibao News"),
        ("大衆網·ポスターニュース", "Haibao News"),
        ("Dongying Daily", "Dongying Daily"),
        ("| Dongying Daily /", "Dongying Daily"),
        ("", None),
        (None, None),
        (" - ", None),
    ],
)
def test_names(raw: str | None, name: str | None) -> None:
    assert canonical_source(raw, ALIASES) == name


def test_spellings_share_a_key() -> None:
    assert source_key("大衆網·海報ニュース") == source_key("大衆網・海報ニュース")
    assert source_key("Ｈaibao news") == source_key("HAIBAO NEWS")
    assert source_key("Haibao") != source_key("Haibo")
