"""The counts of a run, from Scrapy's statistics into plain data that `run.json` keeps and the verdict weighs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

PREFIX = "sdspider/"
DROPPED = "item_dropped_reasons_count/"


class Counts(BaseModel):
    """Plain numbers of one run; every mapping goes from a reason or name to how often it occurred."""

    model_config = ConfigDict(frozen=True, use_attribute_docstrings=True)

    finish_reason: str = "finished"
    """Scrapy's word for why the crawl ended."""
    requests: int = 0
    """Requests sent, robots.txt and retries included."""
    responses: int = 0
    """Answers received, 304 and redirects included."""
    bytes: int = 0
    """Bytes of their bodies as sent."""
    archived: int = 0
    """Answers written to the archive."""
    reused: int = 0
    """Answers that an earlier process of this run was given."""
    fresh: int = 0
    """Pages taken from the archive because they were asked for lately."""
    not_modified: int = 0
    """Answers that said that nothing had changed (304)."""
    unchanged: int = 0
    """Answers sent in full although nothing had changed."""
    discovered: int = 0
    """Addresses found: done + failed + skipped."""
    done: int = 0
    """Addresses whose page was read."""
    pages: dict[str, int] = Field(default_factory=dict)
    """Pages read, by kind."""
    entries_reached: int = 0
    """Entry pages that answered."""
    entries_failed: dict[str, int] = Field(default_factory=dict)
    """Entry pages that did not, by reason."""
    failed: dict[str, int] = Field(default_factory=dict)
    """Other requests without an answer that could be read, by reason."""
    skipped: dict[str, int] = Field(default_factory=dict)
    """Links and answers left aside on purpose, by reason."""
    dropped: dict[str, int] = Field(default_factory=dict)
    """Items dropped by the pipelines, by reason."""
    unknown_templates: int = 0
    """Article pages whose address belongs to no known template."""
    forbidden: int = 0
    """Requests that robots.txt forbids."""
    errors: int = 0
    """Exceptions in spider and pipelines: bugs, each with a traceback in the log."""
    spool_error: str = ""
    """What the disk said when an item could not be kept."""
    scraped: int = 0
    """Items that passed all pipelines."""
    spooled: int = 0
    """Items that reached the spool."""


def _under(stats: Mapping[str, Any], prefix: str) -> dict[str, int]:
    """Counters below a prefix, sorted by name."""
    return {key.removeprefix(prefix): int(stats[key]) for key in sorted(stats) if key.startswith(prefix)}


def _skipped(stats: Mapping[str, Any], accounted: int) -> dict[str, int]:
    """Addresses left aside, by reason; what a crawl that ended early had not asked for yet is one of them."""
    skipped = _under(stats, f"{PREFIX}skipped/")
    left = int(stats.get(f"{PREFIX}discovered", 0)) - accounted - sum(skipped.values())
    if left > 0 and stats.get("finish_reason") != "finished":
        skipped["the crawl had ended"] = left
    return skipped


def from_stats(stats: Mapping[str, Any], spooled: int) -> Counts:
    """Translate Scrapy's statistics of one finished crawl."""
    done = int(stats.get(f"{PREFIX}done", 0))
    entries_failed, failed = _under(stats, f"{PREFIX}entries/failed/"), _under(stats, f"{PREFIX}failed/")
    dropped = {reason.replace("_", " "): n for reason, n in _under(stats, DROPPED).items()}
    spider_errors = sum(_under(stats, "spider_exceptions/").values()) if "spider_exceptions/count" not in stats else 0
    errors = int(stats.get("spider_exceptions/count", spider_errors)) + int(stats.get("log_count/item_error", 0))
    return Counts(
        finish_reason=str(stats.get("finish_reason", "unknown")),
        requests=int(stats.get("downloader/request_count", 0)),
        responses=int(stats.get(f"{PREFIX}responses", 0)),
        bytes=int(stats.get(f"{PREFIX}bytes", 0)),
        archived=int(stats.get("archive/written", 0)),
        reused=int(stats.get("archive/reused", 0)),
        fresh=int(stats.get("archive/fresh", 0)),
        not_modified=int(stats.get("archive/not_modified", 0)),
        unchanged=int(stats.get("archive/unchanged", 0)),
        discovered=int(stats.get(f"{PREFIX}discovered", 0)),
        done=done,
        pages=_under(stats, f"{PREFIX}pages/"),
        entries_reached=int(stats.get(f"{PREFIX}entries/reached", 0)),
        entries_failed=entries_failed,
        failed=failed,
        skipped=_skipped(stats, done + sum(failed.values()) + sum(entries_failed.values())),
        dropped=dropped,
        unknown_templates=int(stats.get(f"{PREFIX}templates/unknown", 0)),
        forbidden=int(stats.get("robotstxt/forbidden", 0)),
        errors=errors + int(stats.get(f"{PREFIX}item_errors", 0)),
        spool_error=str(stats.get(f"{PREFIX}spool_error", "")),
        scraped=int(stats.get("item_scraped_count", 0)),
        spooled=spooled,
    )
