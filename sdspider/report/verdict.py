"""The verdict on a run: a pure function of its counts and of the last good run's.

Scrapy's own exit code is 0 for every failure after start-up, so that it says nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Literal

from pydantic import BaseModel, ConfigDict

from sdspider.report.counts import Counts

Status = Literal["ok", "suspect", "failed"]

GOOD_ENDINGS = ("finished", "limit")
SMALL = 20
"""Below this many pages shares say nothing."""
MOST_FAILED = 0.2
"""Share of requests that may fail; dead links are part of every old portal."""
HARMLESS = ("forbidden by robots.txt", "refused address")
"""Failures that are our own doing."""
MOST_CHALLENGES = 0.05
LEAST_COVERED: Mapping[str, float] = {"title": 0.8, "body": 0.8, "published_at": 0.5}
"""Shares of the articles that must have a field."""
SECTION_SIZE = 5
"""Articles that a section must have had before its absence means something."""
LEAST_OF_LAST = 0.7
"""Records of a kind against the best of the last good runs of the same selection."""
MOST_COVERAGE_LOST = 0.2
"""How far the share of articles that have a field may fall below that of the last good run."""
MOST_UNKNOWN_MORE = 0.2
"""How far the share of articles of unknown templates may rise above that of the last good run."""
MOST_ENTRIES_FAILED = 0.5
"""Share of the entry pages that may not answer; some hosts of an old portal are dead."""
MOST_ERROR_PAGES = 0.3
"""Share of the pages read that may be error or empty pages under an address that answers 200."""


class Verdict(BaseModel):
    """`ok` is published; `suspect` and `failed` are not."""

    model_config = ConfigDict(frozen=True)

    status: Status
    reasons: tuple[str, ...] = ()


class Last(BaseModel):
    """The last good runs with the same selection."""

    model_config = ConfigDict(frozen=True)

    run_id: str
    records: dict[str, int]
    """Lines of each file, the best of the recent good runs."""
    sections: dict[str, int] = {}
    """Articles of each section in the last one."""
    coverage: dict[str, float] = {}
    """Share of the articles that had each field in the last one."""
    entries: int = 0
    """Entry pages that answered in the last one."""
    unknown: float = 0.0
    """Share of the article pages that belonged to no known template in the last one."""


class Evidence(BaseModel):
    """What the rules weigh beside the counts."""

    model_config = ConfigDict(frozen=True)

    records: dict[str, int]
    """Lines of each published file."""
    distinct: dict[str, int] | None = None
    """Different ids of each kind that were kept, where all of them are published."""
    coverage: dict[str, float]
    """Share of the articles that have each field."""
    sections: dict[str, int] = {}
    """Articles of each section."""
    last: Last | None = None
    """The last good runs, where there were any."""
    jumps: tuple[str, ...] = ()
    """Figures that jumped since the last good run, one line each."""
    filtered: bool = False
    """Whether a date, language, section or limit narrows the run, so that few or no articles may be right."""


Rule = Callable[[Counts, Evidence], Iterator[str]]
"""(counts, evidence) -> what is wrong, one sentence each; nothing where all is well."""


def judge(counts: Counts, evidence: Evidence) -> Verdict:
    """Weigh a run. A failed run could not do its job; a suspect one did something a person should look at."""
    for status, rules in RULES.items():
        if reasons := tuple(reason for rule in rules for reason in rule(counts, evidence)):
            return Verdict(status=status, reasons=reasons)
    return Verdict(status="ok")


def items_kept(counts: Counts, evidence: Evidence) -> Iterator[str]:
    """Every item is on disk."""
    if counts.spool_error:
        yield f"an item could not be kept on disk ({counts.spool_error}): free some space and run again"
    if counts.scraped != counts.spooled:
        yield f"{counts.scraped} items were scraped but {counts.spooled} kept"


def well_ended(counts: Counts, evidence: Evidence) -> Iterator[str]:
    """The crawl came to its end."""
    if counts.finish_reason not in GOOD_ENDINGS and not counts.spool_error:
        yield f"the crawl was ended early ({counts.finish_reason}): run the same command again"


def lines_are_records(counts: Counts, evidence: Evidence) -> Iterator[str]:
    """A file has one line for each record."""
    for kind, ids in (evidence.distinct or {}).items():
        if ids != evidence.records.get(kind, 0):
            yield f"{kind} has {evidence.records.get(kind, 0)} lines for {ids} records"


def portal_reached(counts: Counts, evidence: Evidence) -> Iterator[str]:
    """Pages were read, and articles found on them."""
    if not sum(counts.pages.values()):
        yield _unreached(counts)
    elif not evidence.records.get("articles") and not _none_expected(counts, evidence):
        yield "no article was found although pages were read: has the portal changed? try `sdspider look URL`"


def _none_expected(counts: Counts, evidence: Evidence) -> bool:
    """Whether articles were read and then all filtered out by the user's own selection."""
    return evidence.filtered and counts.pages.get("article", 0) > 0


def _unreached(counts: Counts) -> str:
    """Why not a single page was read."""
    reasons = {**counts.failed, **counts.entries_failed}
    if counts.forbidden and counts.forbidden >= sum(reasons.values()):
        return "robots.txt forbids every start address: ask the portal's owner, or choose another --start-url"
    if any("refused address" in reason for reason in reasons):
        return "the start address is private: add --allow-private if the portal is your own"
    said = ", ".join(f"{reason} ({n})" for reason, n in reasons.items()) or "no answer"
    return f"no page could be fetched: {said}; check the network, the proxy and the start address"


def no_exceptions(counts: Counts, evidence: Evidence) -> Iterator[str]:
    """Spider and pipelines ran without a bug."""
    if counts.errors:
        yield f"{counts.errors} exceptions in spider or pipelines: see the log"


def few_failures(counts: Counts, evidence: Evidence) -> Iterator[str]:
    """Most requests were answered."""
    read = sum(counts.pages.values())
    failed = sum(n for reason, n in counts.failed.items() if reason not in HARMLESS)
    if read >= SMALL and failed > MOST_FAILED * (read + failed):
        yield f"{failed} of {read + failed} requests failed: {_listed(counts.failed)}"


def entries_answered(counts: Counts, evidence: Evidence) -> Iterator[str]:
    """The entry pages answered: most of them, and as many as last time."""
    reached, failed = counts.entries_reached, sum(counts.entries_failed.values())
    before = evidence.last.entries if evidence.last else 0
    if failed and (failed > MOST_ENTRIES_FAILED * (reached + failed) or reached < before):
        was = f" ({before} last time)" if before else ""
        yield f"only {reached} of {reached + failed} entry pages answered{was}: {_listed(counts.entries_failed)}"


def few_blank_pages(counts: Counts, evidence: Evidence) -> Iterator[str]:
    """Pages carry content: neither challenges, nor errors, nor nothing."""
    read = sum(counts.pages.values())
    challenged = counts.pages.get("challenge", 0)
    if challenged > MOST_CHALLENGES * read:
        yield f"{challenged} of {read} pages are challenges (captcha, browser check) instead of content"
    blank = counts.pages.get("error", 0) + counts.pages.get("empty", 0)
    if read >= SMALL and blank > MOST_ERROR_PAGES * read:
        yield f"{blank} of {read} pages are error or empty pages"


def all_accounted(counts: Counts, evidence: Evidence) -> Iterator[str]:
    """The identity that every crawl must satisfy: each address that was found is done, failed or skipped."""
    failed = sum(counts.failed.values()) + sum(counts.entries_failed.values())
    told = counts.done + failed + sum(counts.skipped.values())
    if counts.discovered != told:
        yield f"{counts.discovered} addresses were found, but {told} are accounted for as done, failed or skipped"


def fields_covered(counts: Counts, evidence: Evidence) -> Iterator[str]:
    """Articles have what articles have."""
    if evidence.records.get("articles", 0) >= SMALL:
        for name, least in LEAST_COVERED.items():
            share = evidence.coverage.get(name, 0.0)
            if share < least:
                yield f"only {share:.0%} of the articles have {name} (at least {least:.0%} are usual)"


def as_many_as_before(counts: Counts, evidence: Evidence) -> Iterator[str]:
    """No kind of record is much rarer than in the last good runs, and no section is gone."""
    if evidence.last is None:
        return
    for kind, before in evidence.last.records.items():
        now = evidence.records.get(kind, 0)
        if (before >= SMALL or kind == "articles") and now < LEAST_OF_LAST * before:
            yield f"{now} {kind}, but the last good runs had up to {before}"
    for section, before in evidence.last.sections.items():
        if before >= SECTION_SIZE and not evidence.sections.get(section):
            yield f"section {section!r} was not reached; the last good run had {before} articles there"


def as_full_as_before(counts: Counts, evidence: Evidence) -> Iterator[str]:
    """Fields are as often filled, and templates as well known, as in the last good run."""
    if evidence.last is None:
        return
    if evidence.last.records.get("articles", 0) >= SMALL:
        for name, share in evidence.last.coverage.items():
            if evidence.coverage.get(name, 0.0) < share - MOST_COVERAGE_LOST:
                yield f"{evidence.coverage.get(name, 0.0):.0%} of the articles have {name}; it was {share:.0%}"
    articles, before = counts.pages.get("article", 0), evidence.last.unknown
    if articles >= SMALL and counts.unknown_templates > (before + MOST_UNKNOWN_MORE) * articles:
        share = counts.unknown_templates / articles
        yield f"{share:.0%} of the articles belong to no known template; it was {before:.0%}"


def no_jumps(counts: Counts, evidence: Evidence) -> Iterator[str]:
    """No figure of an article became ten times as large or as small."""
    if evidence.jumps:
        told = "; ".join(evidence.jumps[:3])
        yield f"{len(evidence.jumps)} figures jumped tenfold or more since the last good run: {told}"


def _listed(reasons: Mapping[str, int]) -> str:
    """Reasons with their numbers, most frequent first."""
    return ", ".join(f"{reason} {n}" for reason, n in sorted(reasons.items(), key=lambda pair: -pair[1])[:5])


RULES: Mapping[Status, tuple[Rule, ...]] = {
    "failed": (items_kept, well_ended, lines_are_records, portal_reached),
    "suspect": (
        no_exceptions, entries_answered, few_failures, few_blank_pages, all_accounted, fields_covered,
        as_many_as_before, as_full_as_before, no_jumps,
    ),
}  # fmt: skip
"""Verdict -> the rules whose breach leads to it, worst first."""
