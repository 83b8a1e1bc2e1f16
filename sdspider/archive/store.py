"""`Archive`: what a crawl writes. Reading is in `reader`, and everything there works here too."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from time import monotonic
from typing import Self

from sdspider.archive.errors import ArchiveError, writing
from sdspider.archive.index import NAME, Entry, Index, Known, Note, Run, canonical
from sdspider.archive.reader import Reader
from sdspider.archive.storable import storable, storable_url
from sdspider.archive.warc import MANIFEST, WarcFile, digest, pack_page, pack_revisit, pack_text, stamp
from sdspider.page import ArchiveRef, Page

SYNC_RECORDS = 4
"""Records after which the files are synced and the index is committed: the most that a kill can cost."""
MANIFEST_NOTES = 5_000
"""Pages that one `metadata` record lists."""
SYNC_SECONDS = 1.0
"""Seconds after which the next write does the same; the middleware also flushes on a timer."""


class Archive(Reader):
    """WARC files and their index in one folder: `create` opens it for writing, `open` for reading."""

    def __init__(self, folder: Path, portal: str, index: Index) -> None:
        super().__init__(folder, index)
        self.portal = portal
        self._warc: WarcFile | None = None
        self._run_id: str | None = None
        self._entries: list[Entry] = []
        self._notes: list[Note] = []
        self._learned: dict[str, Known | None] = {}
        self._synced = monotonic()

    @classmethod
    def create(cls, folder: Path | str, portal: str) -> Self:
        """Open a folder for writing; it is made where missing. Raises `ArchiveError`."""
        path = Path(folder)
        if not re.fullmatch(r"[A-Za-z0-9][\w.-]*", portal, re.ASCII):
            raise ArchiveError(f"{portal!r} is no file name; use letters, digits, `_`, `-` and `.`")
        with writing(path):
            path.mkdir(parents=True, exist_ok=True)
        return cls(path, portal, Index(path / NAME))

    def close(self) -> None:
        """Flush and close."""
        try:
            self.flush()
        finally:
            self._end_file()
            super().close()

    def _end_file(self) -> None:
        if self._warc:
            self._warc.close()
            self._warc = None

    def write(self, page: Page) -> Page:
        """Append an answer; returns the page as `read` will give it back. Raises `ArchiveError`.

        An answer that equals the last one of its address becomes a `revisit` record, and the page is that one.
        """
        page = storable(page)
        found = digest(page.body)
        before = self.entry(page.url)
        if page.status == 200 and before and (original := self._same(page, found, before)):
            self._keep(page, pack_revisit(page, original), found, stamp(original.fetched_at))
            return original
        self._learned[page.url] = None
        return replace(page, archive=self._keep(page, pack_page(page), found))

    def _same(self, page: Page, found: str, before: Entry) -> Page | None:
        """The archived page that an answer repeats, if it does: body, type and charset."""
        if before.digest != found or before.status not in (200, 304):
            return None
        original = self.resolve(before)
        alike = original is not None and original.status == page.status and original.encoding == page.encoding
        return original if alike and original and _type(original) == _type(page) else None

    def confirm(self, answer: Page) -> Page:
        """Append a 304 answer as a `revisit` record; returns the archived page that is still valid.

        That page keeps the time of its own fetch: an unchanged page gives the same items on every run.
        """
        answer = storable(answer)
        original = self.latest(answer.url)
        if original is None:
            raise ArchiveError(f"304 for {answer.url}, which is not in the archive; crawl again with --full")
        self._keep(answer, pack_revisit(answer, original), digest(original.body), stamp(original.fetched_at))
        return original

    def _keep(self, page: Page, record: bytes, payload: str, refers_to: str | None = None) -> ArchiveRef:
        ref = self._append(record)
        entry = Entry(
            url=page.url,
            file=ref.file,
            offset=ref.offset,
            length=len(record),
            status=page.status,
            digest=payload,
            etag=page.header("etag") or None,
            last_modified=page.header("last-modified") or None,
            fetched_at=stamp(page.fetched_at),
            refers_to=refers_to,
            run_id=self._run_id,
        )
        self._entries.append(entry)
        self._flush_if_due()
        return ref

    def _append(self, record: bytes) -> ArchiveRef:
        if self._warc is None:
            self._warc = WarcFile(self.folder, self.portal)
            self._warc.append(self._warcinfo())
        return self._warc.append(record)

    def _warcinfo(self) -> bytes:
        """The first record of a file: who made it, and for which run."""
        run = self.run(self._run_id) if self._run_id else None
        lines = ["software: sdspider", "format: WARC File Format 1.1", f"isPartOf: {self.portal}"]
        lines += [f"run: {json.dumps(run._asdict())}"] if run else []
        return pack_text("warcinfo", "", "application/warc-fields", "".join(f"{line}\r\n" for line in lines))

    def flush(self) -> None:
        """Sync the WARC file, then commit the index. Whatever was written before survives any crash."""
        self._synced = monotonic()
        if self._warc:
            self._warc.sync()
        if self._entries or self._notes or self._learned:
            self._index.add(self._entries, self._notes, self._learned)
            self._entries, self._notes, self._learned = [], [], {}

    def settle(self, url: str) -> None:
        """Flush if an answer of the address is waiting."""
        if any(entry.url == url for entry in self._entries):
            self.flush()

    def known(self, url: str) -> Known | None:
        """What the address was last seen to show."""
        key = storable_url(url)
        return self._learned[key] if key in self._learned else super().known(key)

    def learn(self, url: str, kind: str, item: str, published_at: str | None) -> None:
        """Remember what an address shows. A new body of it unlearns that."""
        known = Known(storable_url(url), kind, item, published_at)
        if self.known(url) != known:
            self._learned[known.url] = known
            self._flush_if_due()

    def _flush_if_due(self) -> None:
        waiting = max(len(self._entries), len(self._notes), len(self._learned))
        if waiting >= SYNC_RECORDS or monotonic() - self._synced >= SYNC_SECONDS:
            self.flush()

    def begin_run(self, run_id: str, settings: Mapping[str, object]) -> bool:
        """Start a run, or carry on with an unfinished one of this id (then `True`). Raises `ArchiveError`.

        A run that is carried on forgets which pages it used, not what it was answered: its pages are those
        that the attempt which ends has used.
        """
        self.flush()
        known = self.run(run_id)
        if known and known.finished_at:
            raise ArchiveError(f"run {run_id} ended at {known.finished_at}; start a run with another id")
        if known:
            self._index.forget_notes(run_id)
        else:
            started = stamp(datetime.now(UTC))
            self._index.put_run(Run(run_id, self.portal, started, canonical(settings), None, None))
        self._end_file()  # a file belongs to one run
        self._run_id = run_id
        return known is not None

    def note(self, run_id: str, page: Page, depth: int) -> None:
        """Say that the run used this archived page. Saying it again changes nothing."""
        if page.archive is None:
            raise ArchiveError(f"{page.url} was never archived; write it before it is noted")
        self._notes.append(Note(run_id, page.url, page.archive.file, page.archive.offset, depth))
        self._flush_if_due()

    def end_run(self, run_id: str, verdict: str) -> None:
        """Record how a run ended, in the index and, with the list of its pages, in `metadata` records.

        Only the last of them says that the run ended: one that is cut off does not pass for whole.
        """
        self.flush()
        self._index.end_run(run_id, datetime.now(UTC), verdict)
        run = self.run(run_id)
        if run is None:
            raise ArchiveError(f"run {run_id} was never begun in {self.folder}; begin it first")
        notes = self._index.notes(run_id)
        part, batch = 0, list(islice(notes, MANIFEST_NOTES))
        while True:
            following = list(islice(notes, MANIFEST_NOTES))
            head = run._replace(finished_at=None, verdict=None) if following else run
            rows: list[Run | Note] = [head, *batch]
            text = "".join(f"{json.dumps(row._asdict())}\n" for row in rows)
            name = f"urn:sdspider:run:{run_id}" + (f":{part}" if part else "")
            self._append(pack_text("metadata", name, MANIFEST, text))
            if not following:
                break
            part, batch = part + 1, following
        self.flush()


def _type(page: Page) -> str:
    return page.header("content-type")
