"""What ends a run, whether its pages came from the network or from an archive: publish, judge, report.

Everything here is a function of the spool and of what the crawl noted, so that a replay writes the same bytes.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from sdspider import __version__
from sdspider.errors import UserError
from sdspider.exporters.publish import Staging, coverage, disk_error, write_json, write_records
from sdspider.exporters.spool import Spool
from sdspider.report.counts import Counts
from sdspider.report.verdict import Evidence, Verdict, judge

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


@dataclass(frozen=True)
class Outcome:
    """What only the crawl itself can know; kept in the archive for replays."""

    finished_at: str
    counts: Counts
    last: dict[str, Any]
    """Articles, sections and ids of the last good run, where it can be compared."""
    new_articles: int | None = None
    pages: tuple[str, ...] | None = None
    """Addresses of the pages that were read, where a limit ended the run before all that were fetched were read."""


def ending(info: RunInfo, outcome: Outcome, status: str) -> str:
    """What the archive keeps of a run's end, as JSON: status, and all that a replay cannot know."""
    last = {key: value for key, value in outcome.last.items() if key != "ids"}
    counts = outcome.counts.model_dump(mode="json")
    kept = {**asdict(replace(outcome, last=last)), "counts": counts}
    return json.dumps({"status": status, "info": asdict(info), "outcome": kept}, ensure_ascii=False)


def ended(text: str) -> tuple[RunInfo, Outcome]:
    """The inverse of `ending`. Raises `ValueError`, `KeyError` or `TypeError` on anything else."""
    kept = json.loads(text)
    info = RunInfo(**{**kept["info"], "start_urls": tuple(kept["info"]["start_urls"])})
    said = kept["outcome"]
    pages = None if said["pages"] is None else tuple(said["pages"])
    return info, Outcome(**{**said, "counts": Counts.model_validate(said["counts"]), "pages": pages})


def conclude(spool: Spool, staging: Staging, info: RunInfo, outcome: Outcome, *, force: bool = False) -> dict[str, Any]:
    """Write the files, judge the run and move it to its final name. Returns the contents of run.json.

    A run that is not ok leaves only its run.json, unless `force`; its pages stay in the archive.
    """
    try:
        run = _prepare(spool, staging, info, outcome)
        good = run["verdict"]["status"] == "ok"
        if not good and not force:
            for path in staging.folder.glob("*.jsonl*"):
                path.unlink()
        write_json(staging.path("run.json"), run)
        spool.close()
        staging.commit(latest=good)
    except OSError as error:
        staging.discard()
        raise disk_error(staging.root, error) from error
    return run


def _prepare(spool: Spool, staging: Staging, info: RunInfo, outcome: Outcome) -> dict[str, Any]:
    """Write the record files and put together run.json."""
    limit = int(info.selection.get("limit") or 0)
    records, digests = write_records(spool, staging, compress=info.compress, limit=limit)
    articles = list(_skim(staging.path(_named("articles", info.compress))))
    sections = dict(sorted(Counter(section for _, section in articles if section).items()))
    covered = coverage(spool.records("articles"), MEASURED)
    new = outcome.new_articles
    known = outcome.last.get("ids")
    if new is None:
        new = len({key for key, _ in articles} - set(known or ()))
    evidence = Evidence(
        records=records,
        coverage=covered,
        sections=sections,
        last_articles=outcome.last.get("articles"),
        last_sections=outcome.last.get("sections", {}),
        filtered=any(info.selection.values()),
    )
    verdict = judge(outcome.counts, evidence)
    return _document(info, outcome, records, digests, covered, sections, new, verdict)


def _document(
    info: RunInfo,
    outcome: Outcome,
    records: dict[str, int],
    digests: dict[str, str],
    covered: dict[str, float],
    sections: dict[str, int],
    new: int,
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
        "new_articles": new,
        "coverage": covered,
        "sections": sections,
        "settings": {
            "start_urls": list(info.start_urls),
            "selection": info.selection,
            "overrides": info.overrides,
            "compress": info.compress,
        },
        "archive": info.archive,
        "fetch": outcome.counts.model_dump(mode="json"),
        "files": digests,
    }


def last_good(root: Path, selection: dict[str, Any], start_urls: tuple[str, ...]) -> dict[str, Any]:
    """Articles, sections and article ids of `latest`, where it was run with the same selection; else `{}`."""
    folder = root / "latest"
    try:
        run = json.loads((folder / "run.json").read_text("utf-8"))
        name = _named("articles", run["settings"]["compress"])
        ids = [key for key, _ in _skim(folder / name)]
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError) as error:
        raise UserError(f"cannot read {folder}: {error}; repair it, or remove the link and run again") from error
    same = run["settings"]["selection"] == selection and run["settings"]["start_urls"] == list(start_urls)
    comparable = {"articles": run["records"]["articles"], "sections": run["sections"]} if same else {}
    return {**comparable, "ids": ids}


def _named(kind: str, compress: bool) -> str:
    """File name of a kind."""
    return f"{kind}.jsonl.gz" if compress else f"{kind}.jsonl"


def _skim(path: Path) -> list[tuple[str, str | None]]:
    """(id, section) of each article of a published file."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [(article["id"], article["section"]) for article in map(json.loads, lines)]
