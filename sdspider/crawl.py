"""One crawl from start to published files: archive, spool, Scrapy, verdict.

A run that was cut off (killed, power lost, interrupted) is carried on by the same command: what its archive holds is
answered from there. A run counts as ended once its verdict is in the archive.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import Settings
from scrapy.utils.project import ENVVAR

from sdspider.archive import Archive
from sdspider.archive.index import NAME
from sdspider.archive.reader import Reader
from sdspider.comparing import previous_of
from sdspider.errors import UsageError, UserError
from sdspider.exporters.collect import Collector
from sdspider.exporters.publish import Staging
from sdspider.exporters.spool import Spool
from sdspider.portals.base import Portal
from sdspider.report.counts import from_stats
from sdspider.report.verdict import GOOD_ENDINGS
from sdspider.run import Concluded, Outcome, RunInfo, conclude, ending
from sdspider.settings import user_agent

CARRY_ON = timedelta(days=2)
"""Age up to which an unfinished run is carried on; an older one would mix two states of the portal."""


def crawl(
    portal: Portal,
    *,
    out: Path,
    archive: Path,
    start_urls: tuple[str, ...] = (),
    selection: dict[str, Any] | None = None,
    overrides: dict[str, str] | None = None,
    compress: bool = False,
    force: bool = False,
) -> tuple[Concluded, Path]:
    """Crawl, judge and publish (with `force` also what is suspect). Returns what it came to, and its folder."""
    settings_of(overrides or {})  # a usage error must not leave anything behind
    store = archive / portal.name
    chosen, changed = selection or {}, overrides or {}
    asked = {"portal": portal.name, "start_urls": list(start_urls), "selection": chosen, "overrides": changed}
    with locked(store, create=True):
        run_id = _carried_on(store, asked) or datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
        info = RunInfo(portal.name, run_id, "", str(store), start_urls, chosen, changed, compress, force)
        return _run(info, asked, out, store)


def _run(info: RunInfo, asked: dict[str, Any], out: Path, store: Path) -> tuple[Concluded, Path]:
    """Carry out one run whose id is known."""
    staging = Staging(out, info.portal, info.run_id)
    try:
        previous = previous_of(staging.root, info.selection, info.start_urls)
        crawler = _fetch(info, asked, store, staging.path("spool.sqlite"))
        with closing(_spool_of(crawler)) as spool:
            outcome = _outcome(crawler, spool, info, previous.facts)
            info = replace(info, started_at=_started(store, info.run_id))
            gone: frozenset[str] = frozenset(getattr(crawler.spider, "gone", ()))
            done = conclude(spool, staging, info, outcome, previous, gone)
    finally:
        staging.discard()
    if outcome.counts.finish_reason in GOOD_ENDINGS:
        _end(store, info, done.outcome, done.run["verdict"]["status"])
    return done, staging.final


def _spool_of(crawler: Crawler) -> Spool:
    """The spool that the crawl filled."""
    collector = crawler.get_extension(Collector)
    if collector is None:
        raise UserError("the crawl did not start; see the log above")
    return collector.spool


def _outcome(crawler: Crawler, spool: Spool, info: RunInfo, last: dict[str, Any]) -> Outcome:
    """What only this crawl can know. Raises `UserError` where the archive failed: nothing of it can be trusted."""
    stats = dict(crawler.stats.get_stats()) if crawler.stats else {}
    if error := stats.get("archive/error"):
        raise UserError(str(error))
    pages = tuple(getattr(crawler.spider, "read", ())) if info.selection.get("limit") else None
    finished = datetime.now(UTC).isoformat(timespec="seconds")
    return Outcome(finished, from_stats(stats, spool.added), last, pages=pages)


def _fetch(info: RunInfo, asked: dict[str, Any], store: Path, spool: Path) -> Crawler:
    """Let Scrapy do its work; returns the crawler with its statistics."""
    settings = settings_of(info.overrides)
    chosen, queue = info.selection, store / ".queue"
    shutil.rmtree(queue, ignore_errors=True)
    settings.setdict(
        {
            "ARCHIVE_DIR": str(store),
            "ARCHIVE_PORTAL": info.portal,
            "ARCHIVE_RUN_ID": info.run_id,
            "ARCHIVE_RUN_SETTINGS": asked,
            "SPOOL": str(spool),
            "JOBDIR": str(queue),  # pending requests wait on disk, whatever their number; no run carries on from it
            "SELECT_SECTIONS": chosen.get("sections", []),
            "SELECT_LANGUAGES": chosen.get("languages", []),
            "SELECT_SINCE": chosen.get("since"),
            "SELECT_LIMIT": chosen.get("limit", 0),
            "PROGRESS": True,
        },
        priority="cmdline",
    )
    try:
        return execute(settings, info.portal, start_url=" ".join(info.start_urls))
    finally:
        shutil.rmtree(queue, ignore_errors=True)


def settings_of(overrides: dict[str, str]) -> Settings:
    """The project's settings with the user's on top; a name that Scrapy and we do not know is a usage error."""
    settings = Settings()
    settings.setmodule("sdspider.settings", priority="project")
    unknown = sorted(name for name in overrides if name not in settings and not name.startswith(("FEED", "MEMUSAGE")))
    if unknown:
        raise UsageError(f"--set {unknown[0]}: Scrapy has no such setting; check the spelling")
    settings.setdict(overrides, priority="cmdline")
    if "CONTACT" in overrides and "USER_AGENT" not in overrides:
        settings.set("USER_AGENT", user_agent(overrides["CONTACT"]), priority="cmdline")
    return settings


def execute(settings: Settings, spider: Any, **arguments: Any) -> Crawler:
    """Run one spider in this process until it ends. Raises what kept it from starting."""
    os.environ.pop(ENVVAR, None)  # Scrapy must not look for another project's settings
    process = AsyncCrawlerProcess(settings)
    if isinstance(spider, str):
        spider = process.spider_loader.load(spider)
    crawler = process.create_crawler(spider)
    task = process.crawl(crawler, **arguments)
    process.start()
    if task.done() and not task.cancelled() and (error := task.exception()):
        raise error
    return crawler


def _carried_on(store: Path, asked: dict[str, Any]) -> str | None:
    """Id of the unfinished run that this command carries on, if there is one."""
    if not (store / NAME).exists():
        return None
    with Reader.open(store) as reader:
        return reader.unfinished_run(asked, CARRY_ON)


def _started(store: Path, run_id: str) -> str:
    """When the run was begun, also where it was carried on."""
    with Reader.open(store) as reader:
        run = reader.run(run_id)
    if run is None:
        raise UserError(f"the archive {store} does not know run {run_id}; run the same command again")
    return datetime.fromisoformat(run.started_at).isoformat(timespec="seconds")


def _end(store: Path, info: RunInfo, outcome: Outcome, status: str) -> None:
    """Say in the archive how the run ended, with all that a replay cannot know."""
    with Archive.create(store, info.portal) as archive:
        archive.end_run(info.run_id, ending(info, outcome, status))


@contextmanager
def locked(store: Path, *, create: bool = False) -> Iterator[None]:
    """Hold the archive of a portal; a second run ends at once with a clear message."""
    if not create and not store.is_dir():
        raise UserError(f"there is no archive folder {store}; pass the one that a crawl wrote into")
    try:
        store.mkdir(parents=True, exist_ok=True)
        handle = os.open(store / ".lock", os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise UserError(
            f"cannot write below {store}: {error.strerror or error}; free some space, or choose a folder that you may "
            "write to with --archive"
        ) from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(handle)
        raise UserError(f"another run is using {store}; wait until it ends, or pass another --archive") from error
    try:
        yield
    finally:
        os.close(handle)
