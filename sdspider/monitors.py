"""The rules of the verdict as Spidermon monitors, for people who watch their spiders with Spidermon.

Needs the extra `sdspider[monitors]`, and the setting `SPIDERMON_ENABLED`: `scrapy crawl selectshandong -s
SPIDERMON_ENABLED=1`, or the same setting in scrapyd. `sdspider crawl` weighs these rules by itself.

A Scrapy run has neither files nor a last run to compare with: only the rules on its own statistics can be broken.
`SPIDERMON_ADD_FIELD_COVERAGE = True` adds those on fields.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from spidermon import Monitor, MonitorSuite

from sdspider.items import KINDS
from sdspider.report.counts import PREFIX, from_stats
from sdspider.report.verdict import LEAST_COVERED, RULES, Evidence, Rule


def evidence_of(stats: Mapping[str, Any]) -> Evidence:
    """What the statistics of a Scrapy run say beside the counts; fields that nobody measured count as filled."""
    records = {kind: int(stats.get(f"{PREFIX}items/{kind}", 0)) for kind in KINDS}
    coverage = {name: float(stats.get(f"spidermon_field_coverage/Article/{name}", 1.0)) for name in LEAST_COVERED}
    return Evidence(records=records, coverage=coverage)


def _test(rule: Rule) -> Callable[[Any], None]:
    """One rule as a test method; the monitor fails with the rule's own words."""

    def test(self: Any) -> None:
        stats = dict(self.data.stats)
        counts = from_stats(stats, int(stats.get("item_scraped_count", 0)))
        reasons = list(rule(counts, evidence_of(stats)))
        if reasons:
            self.fail("; ".join(reasons))

    test.__doc__ = rule.__doc__
    return test


def _monitor(status: str, rules: tuple[Rule, ...]) -> type[Any]:
    """A monitor whose tests are the rules that lead to one verdict."""
    tests = {f"test_{rule.__name__}": _test(rule) for rule in rules}
    return type(f"{status.capitalize()}Monitor", (Monitor,), {"__module__": __name__, "__doc__": status, **tests})


FailedMonitor, SuspectMonitor = (_monitor(status, rules) for status, rules in RULES.items())


class VerdictSuite(MonitorSuite):  # type: ignore[misc]
    """All rules, to be run when a spider closes."""

    monitors = (FailedMonitor, SuspectMonitor)
