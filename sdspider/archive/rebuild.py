"""Making the index anew from the WARC files, past torn tails and damaged stretches."""

from __future__ import annotations

import json
import mmap
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from sdspider.archive.errors import ArchiveError, writing
from sdspider.archive.index import NAME, Entry, Index, Note, Run
from sdspider.archive.warc import MANIFEST, Record, read_record, warc_files
from sdspider.page import ArchiveRef

_MAGIC = b"\x1f\x8b\x08"


class Damage(NamedTuple):
    """A stretch of a WARC file that holds no whole record; `reason` is one line."""

    file: str
    offset: int
    reason: str


@dataclass
class Rebuilt:
    """What `rebuild` found."""

    files: int = 0
    records: int = 0
    runs: int = 0
    damages: list[Damage] = field(default_factory=list)


def scan(path: Path) -> Iterator[tuple[ArchiveRef, Record] | Damage]:
    """The whole records of a WARC file with their places, and the damaged stretches between them."""
    size = path.stat().st_size
    offset, whole = 0, True
    while offset < size:
        ref = ArchiveRef(path.name, offset)
        try:
            record = read_record(path.parent, ref)
        except ArchiveError as error:
            if whole:
                yield Damage(path.name, offset, str(error))
            whole, offset = False, _next_member(path, offset + 1)
        else:
            yield ref, record
            whole, offset = True, offset + record.length


def _next_member(path: Path, start: int) -> int:
    """Where the next gzip member may begin; the size of the file if nowhere."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        found = content.find(_MAGIC, start)
        return found if found >= 0 else len(content)


def rebuild(folder: Path | str) -> Rebuilt:
    """Replace the index by one made from the WARC files. Stop every crawl of this archive first.

    Runs that ended come back whole; of a run that was killed, its answers do, so it can still be carried on.
    Raises `ArchiveError` where there are no WARC files or the folder cannot be written.
    """
    path = Path(folder)
    files = warc_files(path)
    if not files:
        raise ArchiveError(f"{path} holds no WARC files; pass the archive folder of a crawl")
    fresh = path / f"{NAME}.new"
    with writing(fresh):
        fresh.unlink(missing_ok=True)
    index = Index(fresh)
    try:
        result = Rebuilt(files=len(files))
        for file in files:
            _add_file(index, file, result)
        result.runs = len(index.runs())
    finally:
        index.close()
    with writing(path / NAME):
        for suffix in ("-wal", "-shm"):
            (path / f"{NAME}{suffix}").unlink(missing_ok=True)
        fresh.replace(path / NAME)
    return result


def _add_file(index: Index, file: Path, result: Rebuilt) -> None:
    run_id: str | None = None
    entries: list[Entry] = []
    for found in scan(file):
        if isinstance(found, Damage):
            result.damages.append(found)
            continue
        ref, record = found
        kind = record.fields.get("warc-type")
        if kind in ("response", "revisit"):
            entries.append(_entry(ref, record, run_id))
        elif kind == "warcinfo":
            run_id = _begin(index, record) or run_id
        elif kind == "metadata" and record.fields.get("content-type") == MANIFEST:
            _end(index, record)
    index.add(entries)
    result.records += len(entries)


def _entry(ref: ArchiveRef, record: Record, run_id: str | None) -> Entry:
    headers = {name.lower(): value for name, value in record.headers.items()}
    return Entry(
        url=record.fields["warc-target-uri"],
        file=ref.file,
        offset=ref.offset,
        length=record.length,
        status=record.status,
        digest=record.fields.get("warc-payload-digest", ""),
        etag=headers.get("etag") or None,
        last_modified=headers.get("last-modified") or None,
        fetched_at=record.fields["warc-date"],
        refers_to=record.fields.get("warc-refers-to-date"),
        run_id=run_id,
    )


def _begin(index: Index, record: Record) -> str | None:
    """Enter the run that a file says it belongs to; returns its id."""
    for line in record.body.decode().splitlines():
        if line.startswith("run: "):
            run = Run(**json.loads(line.removeprefix("run: ")))
            if all(known.run_id != run.run_id for known in index.runs()):
                index.put_run(run)
            return run.run_id
    return None


def _end(index: Index, record: Record) -> None:
    """Enter a run that ended, and its pages."""
    first, *rest = record.body.decode().splitlines()
    run = Run(**json.loads(first))
    index.put_run(run)
    if record.fields["warc-target-uri"] == f"urn:sdspider:run:{run.run_id}":  # the first part
        index.forget_notes(run.run_id)
    index.add([], (Note(**json.loads(line)) for line in rest))
