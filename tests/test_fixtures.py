"""Every saved page gives what a person has reviewed, and says where it comes from."""

from __future__ import annotations

import json

from sdspider.checking import check
from sdspider.saved import EXPECTED, META, cases
from tests.conftest import ROOT

FIXTURES = ROOT / "fixtures"


def test_every_fixture_gives_what_was_reviewed() -> None:
    assert not list(check(FIXTURES))


def test_fixtures_say_where_they_come_from() -> None:
    found = list(cases(FIXTURES))
    assert len(found) >= 30
    for case in found:
        said = json.loads((case / META).read_text("utf-8"))
        assert said["origin"] in ("recorded", "modelled", "file"), case
        assert said["url"].startswith("http"), case
        assert (case / EXPECTED).exists(), case
