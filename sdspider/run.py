"""What ends a run, whether its pages came from the network or from an archive: publish, judge, report.

Everything here is a function of the spool and of what the crawl noted, so that a replay writes the same bytes.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Container
from dataclasses import asdict, dataclass, field, replace
from typing import Any, NamedTuple

from sdspider import __version__
from sdspider.comparing import Compared, Previous, all_new, compared, records_of
from sdspider.exporters.publish import Staging, coverage, disk_error, write_json, write_lines, write_records
from sdspider.exporters.spool import Spool
from sdspider.items import Change
from sdspider.report.changes import COMPARED
from sdspider.report.counts import Counts
from sdspider.report.verdict import Evidence, Last, Verdict, judge

MEASURED = ("title", "published_at", "body", "source", "section", "language", "breadcrumb", "editor")
"""Fields whose coverage run.json states."""


@dataclass(frozen=True)
class RunInfo:
    """What identifies a run and what was asked of it."""

    portal: str
    run_id: str
    started_at: str
    archive: str
    start_urls: tuple[str, ...] = ()
    selection: dict[str, Any] = field(default_factory=dict)
    overrides: dict[str, str] = field(default_factory=dict)
    compress: bool = False
    force: bool = False
    """Publish also what is suspect."""


@dataclass(frozen=True)
class Outcome:
    """What only the crawl itself can know; kept in the archive for replays."""

    finished_at: str
    counts: Counts
    last: dict[str, Any]
    """Facts of the last good run (`Previous.facts`), where it can be compared."""
    new_articles: int | None = None
    pages: tuple[str, ...] | None = None
    """Addresses of the pages that were read, where a limit ended the run before all that were fetched were read."""
    compared: Compared | None = None
    """What became of the records of the run before; `None` where there was none: then all are new."""


class Concluded(NamedTuple):
    """What a run came to: run.json, and all that a replay needs to come to the same."""

    run: dict[str, Any]
    outcome: Outcome

    @property
    def published(self) -> bool:
        """Whether `latest` was moved."""
        return _published(self.run)


def ending(info: RunInfo, outcome: Outcome, status: str) -> str:
    """What the archive keeps of a run's end, as JSON: status, and all that a replay cannot know."""
    kept = {**asdict(outcome), "counts": outcome.counts.model_dump(mode="json")}
    return json.dumps({"status": status, "info": asdict(info), "outcome": kept}, ensure_ascii=False)


def ended(text: str) -> tuple[RunInfo, Outcome]:
    """The inverse of `ending`. Raises `ValueError`, `KeyError` or `TypeError` on anything else."""
    kept = json.loads(text)
    info = RunInfo(**{**kept["info"], "start_urls": tuple(kept["info"]["start_urls"])})
    said = kept["outcome"]
    pages = None if said["pages"] is None else tuple(said["pages"])
    known = said.get("compared")
    made = None if known is None else Compared(**{name: tuple(values) for name, values in known.items()})
    return info, Outcome(**{**said, "counts": Counts.model_validate(said["counts"]), "pages": pages, "compared": made})


def conclude(
    spool: Spool,
    staging: Staging,
    info: RunInfo,
    outcome: Outcome,
    previous: Previous | None = None,
    gone: Container[str] = frozenset(),
) -> Concluded:
    """Write the files, judge the run and move it to its final name.

    A run that is not ok leaves only its run.json, unless it is suspect and forced; its pages stay in the archive. A
    crawl says which run was `previous` and which addresses are `gone`; for a replay, `outcome` holds what came of it.
    """
    try:
        run, outcome = _prepare(spool, staging, info, outcome, previous, gone)
        good = _published(run)
        if not good:
            for path in staging.folder.glob("*.jsonl*"):
                path.unlink()
        write_json(staging.path("run.json"), run)
        spool.close()
        staging.commit(latest=good)
    except OSError as error:
        staging.discard()
        raise disk_error(staging.root, error) from error
    return Concluded(run, outcome)


def _published(run: dict[str, Any]) -> bool:
    status = run["verdict"]["status"]
    return bool(status == "ok" or (status == "suspect" and run["settings"]["force"]))


def _prepare(
    spool: Spool,
    staging: Staging,
    info: RunInfo,
    outcome: Outcome,
    previous: Previous | None,
    gone: Container[str],
) -> Concluded:
    """Write the record files and put together run.json."""
    limit = int(info.selection.get("limit") or 0)
    records, digests = write_records(spool, staging, compress=info.compress, limit=limit)
    sections, fresh = _articles(staging, previous)
    outcome = _compared(staging, outcome, previous, gone, fresh)
    digests |= _changes(staging, info, outcome)
    covered = coverage(spool.records("articles"), MEASURED)
    evidence = Evidence(
        records=records,
        distinct=None if limit else spool.distinct(),
        coverage=covered,
        sections=sections,
        last=Last.model_validate(outcome.last) if outcome.last else None,
        jumps=outcome.compared.jumps if outcome.compared else (),
        filtered=any(info.selection.values()),
    )
    verdict = judge(outcome.counts, evidence)
    return Concluded(_document(info, outcome, records, digests, covered, sections, verdict), outcome)


def _articles(staging: Staging, previous: Previous | None) -> tuple[dict[str, int], int]:
    """(articles of each section, how many of them the run before did not have)."""
    sections: Counter[str] = Counter()
    fresh = 0
    for article in records_of(staging.folder, "articles"):
        fresh += previous is None or article["id"] not in previous.ids
        if article["section"]:
            sections[article["section"]] += 1
    return dict(sorted(sections.items())), fresh


def _compared(
    staging: Staging, outcome: Outcome, previous: Previous | None, gone: Container[str], fresh: int
) -> Outcome:
    """The outcome of a crawl, with what a replay cannot find out; that of a replay as it is."""
    if previous is None:
        return outcome
    made = compared(staging.folder, previous, gone) if previous.folder else None
    return replace(outcome, new_articles=fresh, compared=made)


def _changes(staging: Staging, info: RunInfo, outcome: Outcome) -> dict[str, str]:
    """Write changes.jsonl. Returns its name and digest."""
    name = "changes.jsonl.gz" if info.compress else "changes.jsonl"
    known = outcome.compared
    lines = map(Change.model_validate, known.changes) if known else all_new(staging.folder)
    return {name: write_lines(staging.path(name), lines, info.compress)[1]}


def _document(
    info: RunInfo,
    outcome: Outcome,
    records: dict[str, int],
    digests: dict[str, str],
    covered: dict[str, float],
    sections: dict[str, int],
    verdict: Verdict,
) -> dict[str, Any]:
    """run.json, keys in reading order."""
    return {
        "portal": info.portal,
        "run_id": info.run_id,
        "version": __version__,
        "started_at": info.started_at,
        "finished_at": outcome.finished_at,
        "verdict": verdict.model_dump(mode="json"),
        "records": records,
        "new_articles": outcome.new_articles,
        "changes": _told(outcome.compared, records),
        "compared_with": outcome.last.get("run_id"),
        "coverage": covered,
        "sections": sections,
        "settings": {
            "start_urls": list(info.start_urls),
            "selection": info.selection,
            "overrides": info.overrides,
            "compress": info.compress,
            "force": info.force,
        },
        "archive": info.archive,
        "fetch": outcome.counts.model_dump(mode="json"),
        "files": digests,
        "missing": list(outcome.compared.missing) if outcome.compared else [],
    }


def _told(known: Compared | None, records: dict[str, int]) -> dict[str, int]:
    """How many records are new, changed and gone."""
    if known is None:
        return {"new": sum(records[kind] for kind in COMPARED)}
    return dict(sorted(Counter(change["change"] for change in known.changes).items()))
