"""Each rule of the verdict, one broken at a time."""

from __future__ import annotations

from typing import Any

import pytest

from sdspider.report.counts import Counts
from sdspider.report.verdict import Evidence, Last, judge

COUNTS: dict[str, Any] = {
    "discovered": 120, "done": 110, "failed": {"HTTP 404": 4}, "skipped": {"trap": 6},
    "pages": {"article": 100, "list": 10}, "scraped": 500, "spooled": 500,
}  # fmt: skip
LAST = Last(
    run_id="r",
    records={"articles": 100, "figures": 400},
    sections={"News": 60},
    coverage={"source": 0.9},
    unknown=0.1,
    entries=3,
)
EVIDENCE: dict[str, Any] = {
    "records": {"articles": 100, "figures": 400}, "distinct": {"articles": 100}, "sections": {"News": 60}, "last": LAST,
    "coverage": {"title": 1.0, "body": 1.0, "published_at": 1.0, "source": 0.9},
}  # fmt: skip


def verdict(counts: dict[str, Any] | None = None, evidence: dict[str, Any] | None = None) -> tuple[str, str]:
    said = judge(Counts(**COUNTS | (counts or {})), Evidence(**EVIDENCE | (evidence or {})))
    return said.status, " / ".join(said.reasons)


def test_a_good_run() -> None:
    assert verdict() == ("ok", "")


@pytest.mark.parametrize(
    ("counts", "evidence", "status", "reason"),
    [
        ({"finish_reason": "shutdown"}, {}, "failed", "ended early"),
        ({"spooled": 499}, {}, "failed", "500 items were scraped but 499 kept"),
        ({}, {"distinct": {"articles": 101}}, "failed", "100 lines for 101 records"),
        ({"pages": {}}, {}, "failed", "no page could be fetched"),
        ({"discovered": 121}, {}, "suspect", "121 addresses were found, but 120"),
        ({"entries_reached": 2, "entries_failed": {"HTTP 500": 4}, "discovered": 124}, {}, "suspect", "only 2 of 6"),
        ({"entries_reached": 2, "entries_failed": {"HTTP 500": 1}, "discovered": 121}, {}, "suspect", "(3 last time)"),
        ({"errors": 1}, {}, "suspect", "exceptions"),
        ({"pages": {"article": 100, "challenge": 9}}, {}, "suspect", "challenges"),
        ({"pages": {"article": 100, "empty": 60}}, {}, "suspect", "60 of 160 pages are error or empty"),
        ({"unknown_templates": 31}, {}, "suspect", "31% of the articles belong to no known template"),
        ({}, {"records": {"articles": 69, "figures": 400}, "distinct": None}, "suspect", "69 articles, but"),
        ({}, {"records": {"articles": 100, "figures": 100}}, "suspect", "100 figures, but"),
        ({}, {"sections": {}}, "suspect", "section 'News' was not reached"),
        ({}, {"coverage": EVIDENCE["coverage"] | {"source": 0.6}}, "suspect", "60% of the articles have source"),
        ({}, {"coverage": EVIDENCE["coverage"] | {"published_at": 0.4}}, "suspect", "only 40%"),
        ({}, {"jumps": ("a: laboratories was 21 and is 210",)}, "suspect", "laboratories was 21"),
    ],
)
def test_each_rule(counts: dict[str, Any], evidence: dict[str, Any], status: str, reason: str) -> None:
    said = verdict(counts, evidence)
    assert said[0] == status
    assert reason in said[1]
