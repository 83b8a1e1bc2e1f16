"""The SQLite index of an archive: which record answers which address, and which records a run used.

Short transactions in WAL mode, so that a reader never waits and two writers hardly do. Rows are written after
their WARC records are on disk; a row therefore never names a record that is not there.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from sdspider.archive.errors import ArchiveError, querying, rebuild_hint
from sdspider.archive.schema import READABLE, TABLES, VERSION
from sdspider.archive.warc import stamp
from sdspider.page import ArchiveRef

NAME = "index.sqlite"
_BUSY_SECONDS = 30.0
_BATCH = 500


class Entry(NamedTuple):
    """One archived answer, without its body. `refers_to` is set on a 304 and names what it confirmed."""

    url: str
    file: str
    offset: int
    length: int
    status: int
    digest: str
    etag: str | None
    last_modified: str | None
    fetched_at: str
    refers_to: str | None
    run_id: str | None

    @property
    def ref(self) -> ArchiveRef:
        """Where the record lies."""
        return ArchiveRef(self.file, self.offset)


class Note(NamedTuple):
    """One page that a run used: `depth` is its distance in links from the run's entries."""

    run_id: str
    url: str
    file: str
    offset: int
    depth: int


class Known(NamedTuple):
    """What an address was last seen to show: kind of page, id and publication time (ISO 8601) of its record."""

    url: str
    kind: str
    item: str
    published_at: str | None


class Run(NamedTuple):
    """One run. Unfinished while `finished_at` is `None`; times are ISO 8601 in UTC."""

    run_id: str
    portal: str
    started_at: str
    settings: str
    finished_at: str | None
    verdict: str | None


_ENTRY = ", ".join(Entry._fields)
_RUN = ", ".join(Run._fields)


def canonical(settings: Mapping[str, object]) -> str:
    """Settings as JSON with sorted keys: equal settings are equal texts."""
    return json.dumps(settings, sort_keys=True, ensure_ascii=False, default=str)


class Index:
    """An open index. `Index(path)` creates or opens it for writing; `read_only=True` never writes."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        with querying(path):
            self._db = _reader(path) if read_only else _writer(path)
        found = self._one("PRAGMA user_version")
        self._learns = found == (VERSION,)
        if found not in [(version,) for version in READABLE]:
            self._db.close()
            raise ArchiveError(f"index {path} has an unknown layout {found}; {rebuild_hint(path.parent)}")

    def close(self) -> None:
        """Close; what is not committed by then was never promised."""
        self._db.close()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with querying(self.path):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def _all(self, sql: str, *values: object) -> list[tuple[object, ...]]:
        with querying(self.path), closing(self._db.execute(sql, values)) as rows:
            return rows.fetchall()

    def _one(self, sql: str, *values: object) -> tuple[object, ...] | None:
        return next(iter(self._all(sql, *values)), None)

    def add(
        self, entries: Iterable[Entry], notes: Iterable[Note] = (), known: Mapping[str, Known | None] | None = None
    ) -> None:
        """Add records, notes and what was learned (`None`: forgotten) of addresses in one transaction.

        A page noted again keeps its place in the order.
        """
        with self._transaction() as db:
            marks = ", ".join("?" * len(Entry._fields))
            db.executemany(f"INSERT OR REPLACE INTO records ({_ENTRY}) VALUES ({marks})", entries)
            db.executemany(
                "INSERT INTO run_pages (run_id, url, file, offset, depth) VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT (run_id, url) DO UPDATE SET file = excluded.file, offset = excluded.offset,"
                " depth = min(depth, excluded.depth)",
                notes,
            )
            for url, one in (known or {}).items():
                if one is None:
                    db.execute("DELETE FROM known WHERE url = ?", (url,))
                else:
                    db.execute("INSERT OR REPLACE INTO known VALUES (?, ?, ?, ?)", one)

    def known(self, url: str) -> Known | None:
        """What an address was last seen to show."""
        rows = self._all("SELECT * FROM known WHERE url = ?", url) if self._learns else []
        return Known(*rows[0]) if rows else None  # type: ignore[arg-type]

    def addresses(self, item: str | None = None) -> list[str]:
        """Addresses that were seen to show a record, or any, sorted."""
        condition, values = ("WHERE item = ?", (item,)) if item is not None else ("", ())
        rows = self._all(f"SELECT url FROM known {condition} ORDER BY url", *values) if self._learns else []
        return [str(row[0]) for row in rows]

    def newest(self, url: str, *, run_id: str | None = None) -> Entry | None:
        """The last answer of an address, a 304 included; with `run_id`, the last that this run was given."""
        condition, values = ("AND run_id = ?", (url, run_id)) if run_id else ("", (url,))
        order = "ORDER BY fetched_at DESC, id DESC LIMIT 1"
        return _entry(self._one(f"SELECT {_ENTRY} FROM records WHERE url = ? {condition} {order}", *values))

    def at(self, url: str, fetched_at: str) -> Entry | None:
        """The answer with a body that an address gave at a moment."""
        sql = f"SELECT {_ENTRY} FROM records WHERE url = ? AND fetched_at = ? AND refers_to IS NULL"
        return _entry(self._one(sql, url, fetched_at))

    def entries(self, url: str | None = None) -> list[Entry]:
        """All records, or those of one address, oldest first."""
        condition, values = ("WHERE url = ?", (url,)) if url is not None else ("", ())
        order = "ORDER BY fetched_at, file, offset"
        rows = self._all(f"SELECT {_ENTRY} FROM records {condition} {order}", *values)
        return [Entry(*row) for row in rows]  # type: ignore[arg-type]

    def notes(self, run_id: str) -> Iterator[Note]:
        """The pages of a run in the order they were used; read in batches, so memory stays flat."""
        seq: object = -1
        sql = (
            "SELECT seq, run_id, url, file, offset, depth FROM run_pages"
            f" WHERE run_id = ? AND seq > ? ORDER BY seq LIMIT {_BATCH}"
        )
        while rows := self._all(sql, run_id, seq):
            yield from (Note(*row[1:]) for row in rows)  # type: ignore[arg-type]
            seq = rows[-1][0]

    def runs(self) -> list[Run]:
        """All runs, oldest first."""
        return [Run(*row) for row in self._all(f"SELECT {_RUN} FROM runs ORDER BY started_at, run_id")]  # type: ignore[arg-type]

    def put_run(self, run: Run) -> None:
        """Insert a run or replace what is known of it."""
        with self._transaction() as db:
            db.execute(f"INSERT OR REPLACE INTO runs ({_RUN}) VALUES (?, ?, ?, ?, ?, ?)", run)

    def forget_notes(self, run_id: str) -> None:
        """Drop the notes of a run that is started again: only pages of the attempt that ends count."""
        with self._transaction() as db:
            db.execute("DELETE FROM run_pages WHERE run_id = ?", (run_id,))

    def files_only_of(self, run_ids: Sequence[str]) -> list[str]:
        """Files of those of these runs whose every record is used by these runs alone."""
        marks = ", ".join("?" * len(run_ids))
        needed = {
            row[0] for row in self._all(f"SELECT DISTINCT file FROM run_pages WHERE run_id NOT IN ({marks})", *run_ids)
        }
        files: dict[object, set[str]] = {}
        for run_id, file in self._all(f"SELECT DISTINCT run_id, file FROM records WHERE run_id IN ({marks})", *run_ids):
            files.setdefault(run_id, set()).add(str(file))
        return sorted(file for names in files.values() if not names & needed for file in names)

    def drop(self, run_ids: Iterable[str], files: Iterable[str]) -> None:
        """Forget runs, and the records of files."""
        with self._transaction() as db:
            for table in ("run_pages", "runs"):
                db.executemany(f"DELETE FROM {table} WHERE run_id = ?", ((run_id,) for run_id in run_ids))
            db.executemany("DELETE FROM records WHERE file = ?", ((file,) for file in files))

    def end_run(self, run_id: str, finished_at: datetime, verdict: str) -> None:
        """Record how a run ended."""
        with self._transaction() as db:
            values = (stamp(finished_at), verdict, run_id)
            db.execute("UPDATE runs SET finished_at = ?, verdict = ? WHERE run_id = ?", values)


def _entry(row: tuple[object, ...] | None) -> Entry | None:
    return Entry(*row) if row else None  # type: ignore[arg-type]


def _writer(path: Path) -> sqlite3.Connection:
    new = not path.exists()
    db = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
    try:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        empty = new or db.execute("SELECT count(*) FROM sqlite_schema").fetchone() == (0,)
        if empty or db.execute("PRAGMA user_version").fetchone() == (1,):
            db.executescript(f"BEGIN IMMEDIATE; {TABLES} PRAGMA user_version = {VERSION}; COMMIT;")
    except BaseException:
        db.close()
        raise
    return db


def _reader(path: Path) -> sqlite3.Connection:
    """Read-only; a read-only folder has no room for SQLite's side files, so there it is read as immutable."""
    for options in ("mode=ro", "mode=ro&immutable=1"):
        db = sqlite3.connect(f"{path.absolute().as_uri()}?{options}", uri=True, timeout=_BUSY_SECONDS)
        try:
            db.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        except sqlite3.OperationalError:
            db.close()
            if "immutable" in options:
                raise
        except BaseException:
            db.close()
            raise
        else:
            return db
    raise AssertionError("unreachable")
