"""From archived or saved pages to records, without a network and without Scrapy's engine.

The same chain of pipelines as in a crawl: the export of a crawl equals the replay of its archive, byte for byte.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sdspider.archive.errors import ArchiveError
from sdspider.archive.index import NAME, Run
from sdspider.archive.reader import Reader
from sdspider.errors import UserError
from sdspider.exporters.publish import Staging
from sdspider.exporters.spool import Spool
from sdspider.extract import read_page
from sdspider.items import Item
from sdspider.page import Page
from sdspider.pipelines.chain import Chain
from sdspider.portals import hints_for, load
from sdspider.run import Concluded, Outcome, RunInfo, conclude, ended


def extract_page(html: bytes | str, url: str) -> list[Item]:
    """All records of one page of any site: the whole ladder and all pipelines. Never raises for odd HTML.

    `html`: bytes as served (the charset is found), or text. `url`: the page's absolute http(s) address; it chooses the
    portal's knowledge and makes links absolute.
    """
    if not url.startswith(("http://", "https://")):
        raise UserError(f"extract_page wants the page's absolute address (http://...), not {url!r}")
    page = Page(url, html) if isinstance(html, bytes) else Page(url, html.encode("utf-8", "replace"), encoding="utf-8")
    return items_of([page])


def items_of(pages: Iterable[Page]) -> list[Item]:
    """Records of some pages of any sites, in page order."""
    chain = Chain({})
    return [
        item for page in pages for draft in read_page(page, hints_for(page.url)).drafts for item in chain.feed(draft)
    ]


def replay(
    source: Path,
    out: Path,
    run_id: str | None = None,
    *,
    as_of: datetime | None = None,
    compress: bool | None = None,
    force: bool = False,
) -> list[tuple[Concluded, Path]]:
    """Extract archived runs again and publish them below `out`. Returns (what it came to, folder) for each portal.

    `source`: an exports folder (then its `latest` runs), one run's folder, or an archive folder (then the last run
    that ended). `as_of`: the last published run that had ended by then. `compress`: as the crawl did, unless said
    otherwise. `force`: publish also what is suspect.
    """
    chosen = [(store, None if as_of else name) for store, name in _runs(source, run_id)]
    return [_replay(store, name, out, as_of, compress, force) for store, name in chosen]


def _replay(
    store: Path, run_id: str | None, out: Path, as_of: datetime | None, compress: bool | None, force: bool
) -> tuple[Concluded, Path]:
    """One run of one archive."""
    with Reader.open(store) as reader:
        info, outcome = _outcome(reader, reader.run_as_of(as_of)) if as_of else _known(reader, run_id)
        if compress is not None:
            info = replace(info, compress=compress)
        if force:
            info = replace(info, force=True)
        staging = Staging(out, info.portal, info.run_id)
        try:
            with closing(Spool(staging.path("spool.sqlite"))) as spool:
                for item in _items(reader, info, outcome):
                    spool.add(item)
                done = conclude(spool, staging, info, outcome)
        finally:
            staging.discard()
    return done, staging.final


def _items(reader: Reader, info: RunInfo, outcome: Outcome) -> Iterator[Item]:
    """Records of the pages that a run read, in the order in which it read them."""
    portal = load(info.portal)
    chain = Chain(info.selection)
    read = None if outcome.pages is None else frozenset(outcome.pages)
    for page in reader.pages(info.run_id):
        if read is None or page.url in read:
            for draft in portal.read(page).drafts:
                yield from chain.feed(draft)


def _known(reader: Reader, run_id: str | None) -> tuple[RunInfo, Outcome]:
    """How a run was asked for and how it ended; the last one that ended where none is named."""
    runs = [run for run in reader.runs() if run_id is None or run.run_id == run_id]
    ended_runs = [run for run in runs if run.finished_at]
    if not runs:
        raise ArchiveError(
            f"run {run_id} is not in {reader.folder}; `sdspider runs {reader.folder}` lists those that are"
        )
    if not ended_runs:
        raise ArchiveError(
            f"no run in {reader.folder} has ended; run the crawl again, it carries on where it was cut off"
        )
    return _outcome(reader, ended_runs[-1])


def _outcome(reader: Reader, run: Run) -> tuple[RunInfo, Outcome]:
    try:
        return ended(run.verdict or "")
    except (ValueError, KeyError, TypeError) as error:
        raise ArchiveError(
            f"{reader.folder} does not say how run {run.run_id} ended; it was not written by `sdspider crawl`"
        ) from error


def _runs(source: Path, run_id: str | None) -> list[tuple[Path, str | None]]:
    """(archive, run id) of every portal that a folder holds."""
    if not source.exists():
        raise UserError(f"{source} does not exist; pass the folder of exports or of archives that a crawl wrote")
    if not source.is_dir():
        raise UserError(f"{source} is a file; pass the folder of exports or of archives that a crawl wrote")
    archives = [path.parent for path in (source / NAME, *sorted(source.glob(f"*/{NAME}"))) if path.exists()]
    if archives:
        return [(path, run_id) for path in archives]
    places = [source / "run.json", source / "latest" / "run.json", *sorted(source.glob("*/latest/run.json"))]
    if run_id:
        places = [*source.glob(f"{run_id}/run.json"), *source.glob(f"*/{run_id}/run.json")]
    found = [_run_json(path) for path in places if path.exists()]
    return [*found] or [(source, run_id)]  # the reader says what is wrong with it


def _run_json(path: Path) -> tuple[Path, str]:
    """(archive, run id) that a run.json names."""
    try:
        run = json.loads(path.read_text("utf-8"))
        return Path(run["archive"]), str(run["run_id"])
    except (ValueError, KeyError, TypeError) as error:
        raise UserError(f"{path} is no run.json of sdspider ({error}); pass the archive folder instead") from error
