"""Reading an archive: pages by place, by address and by run. Never writes anything."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from sdspider.archive.errors import ArchiveError, rebuild_hint
from sdspider.archive.index import NAME, Entry, Index, Known, Note, Run, canonical
from sdspider.archive.storable import storable_url
from sdspider.archive.warc import read_record, stamp, to_page, warc_files
from sdspider.page import ArchiveRef, Page


class Reader:
    """An archive opened for reading; a context manager."""

    def __init__(self, folder: Path, index: Index) -> None:
        self.folder = folder
        self._index = index

    @staticmethod
    def open(folder: Path | str) -> Reader:
        """Open an existing archive for reading. Raises `ArchiveError`."""
        path = Path(folder)
        if not path.is_dir():
            raise ArchiveError(f"there is no archive folder {path}; pass the one that a crawl wrote into")
        if not (path / NAME).is_file():
            remedy = rebuild_hint(path) if warc_files(path) else "pass the archive folder of a crawl"
            raise ArchiveError(f"{path} has no {NAME}; {remedy}")
        return Reader(path, Index(path / NAME, read_only=True))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the index."""
        self._index.close()

    def flush(self) -> None:
        """Put into the index what was written; a reader writes nothing."""

    def settle(self, url: str) -> None:
        """Flush if the index does not know yet what the address answered."""

    def read(self, ref: ArchiveRef) -> Page:
        """The page at a place, equal to what `Archive.write` returned. Raises `ArchiveError`."""
        record = read_record(self.folder, ref)
        if record.fields.get("warc-type") != "response":
            raise ArchiveError(
                f"{ref.file} holds no answer at byte {ref.offset}; pass the archive that the export came from"
            )
        return to_page(record, ref)

    def entry(self, url: str) -> Entry | None:
        """The last answer of an address without its body: status, validators, time; 304 included."""
        self.settle(storable_url(url))
        return self._index.newest(storable_url(url))

    def history(self, url: str) -> list[Entry]:
        """Every answer of an address, oldest first."""
        self.settle(storable_url(url))
        return self._index.entries(storable_url(url))

    def entries(self) -> list[Entry]:
        """Every answer of every address, oldest first."""
        self.flush()
        return self._index.entries()

    def known(self, url: str) -> Known | None:
        """What the address was last seen to show; flushed or not."""
        return self._index.known(storable_url(url))

    def addresses(self, item: str | None = None) -> list[str]:
        """Addresses that were last seen to show a record (of this id), sorted."""
        self.flush()
        return self._index.addresses(item)

    def latest(self, url: str) -> Page | None:
        """The last page of an address; after a 304, the page it confirmed."""
        return self.resolve(self.entry(url))

    def answered(self, url: str, run_id: str) -> Page | None:
        """What an earlier process of this run was answered; redirects included, unflushed records not."""
        return self.resolve(self._index.newest(storable_url(url), run_id=run_id))

    def resolve(self, entry: Entry | None) -> Page | None:
        """The page of an entry; of one that found nothing changed, the page it confirmed."""
        entry = self.origin(entry)
        return self.read(entry.ref) if entry else None

    def origin(self, entry: Entry | None) -> Entry | None:
        """The entry itself, or that of the page which it confirmed; `None` where that one was pruned."""
        return self._index.at(entry.url, entry.refers_to) if entry and entry.refers_to else entry

    def notes(self, run_id: str) -> Iterator[Note]:
        """Which answers a run used, at which depth, in the order it used them. Raises `ArchiveError`."""
        self.flush()
        if self.run(run_id) is None:
            raise ArchiveError(f"run {run_id} is not in {self.folder}; `sdspider runs` lists those that are")
        return self._index.notes(run_id)

    def pages(self, run_id: str) -> Iterator[Page]:
        """The pages a run used, in the order it used them. Raises `ArchiveError` for an unknown run."""
        return (self.read(ArchiveRef(note.file, note.offset)) for note in self.notes(run_id))

    def runs(self) -> list[Run]:
        """All runs, oldest first."""
        return self._index.runs()

    def run(self, run_id: str) -> Run | None:
        """The run of this id."""
        return next((run for run in self.runs() if run.run_id == run_id), None)

    def last_run(self) -> Run | None:
        """The youngest run, ended or not."""
        return next(reversed(self.runs()), None)

    def last_articles(self, run_id: str) -> Iterator[str]:
        """Addresses of the articles that the last good run used which was asked for the same as this one."""
        wanted = self.run(run_id)
        good = [run for run in self.runs() if wanted and _is_good(run) and _same_task(run, wanted)]
        for note in self._index.notes(good[-1].run_id) if good else ():
            if self.known(note.url):
                yield note.url

    def run_as_of(self, moment: datetime) -> Run:
        """The last published run that had ended by a moment. Raises `ArchiveError` where there is none."""
        by = stamp(moment)
        good = [run for run in self.runs() if run.finished_at and run.finished_at <= by and _is_good(run)]
        if not good:
            raise ArchiveError(f"no good run in {self.folder} had ended by {by}; `sdspider runs` lists them")
        return max(good, key=lambda run: run.finished_at or "")

    def unfinished_run(self, settings: Mapping[str, object], max_age: timedelta | None = None) -> str | None:
        """The id of the youngest run that was begun with these settings and never ended."""
        wanted = canonical(settings)
        oldest = stamp(datetime.now(UTC) - max_age) if max_age else ""
        found = (run for run in reversed(self.runs()) if not run.finished_at and run.settings == wanted)
        return next((run.run_id for run in found if run.started_at >= oldest), None)


def _is_good(run: Run) -> bool:
    """Whether a run was published: its verdict is ok, or suspect and forced."""
    try:
        said = json.loads(run.verdict or "{}")
        return bool(said["status"] == "ok" or (said["status"] == "suspect" and said["info"]["force"]))
    except (ValueError, KeyError, TypeError):
        return False


def _same_task(one: Run, other: Run) -> bool:
    """Whether two runs were to do the same, apart from how."""
    asked = [json.loads(run.settings) for run in (one, other)]
    return all(task.pop("overrides", None) is not None for task in asked) and asked[0] == asked[1]
