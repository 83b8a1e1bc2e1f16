"""Retention: forget old runs and delete the WARC files that only they needed."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from sdspider.archive.errors import ArchiveError, writing
from sdspider.archive.index import NAME, Index
from sdspider.archive.reader import Reader


class Pruned(NamedTuple):
    """What `prune` removed."""

    runs: int
    files: int
    bytes: int


def prune(folder: Path | str, keep: int) -> Pruned:
    """Keep the last `keep` runs that ended, and every file that holds a page one of them used.

    Younger runs that did not end are kept too. The files of a run go together or not at all, so that a
    rebuilt index never takes an old run for one that was killed. Stop every crawl of this archive first.
    """
    if keep < 1:
        raise ArchiveError("at least one run must be kept; to remove everything, delete the folder")
    path = Path(folder)
    Reader.open(path).close()  # refuse what is no archive instead of making one
    index = Index(path / NAME)
    try:
        runs = index.runs()
        ended = [run for run in runs if run.finished_at]
        if len(ended) <= keep:
            return Pruned(0, 0, 0)
        old = [run.run_id for run in runs[: runs.index(ended[-keep])]]
        doomed = index.files_only_of(old)
        index.drop(old, doomed)  # first: files without rows harm nobody, rows without files do
    finally:
        index.close()
    size = sum(_delete(path / name) for name in doomed)
    return Pruned(len(old), len(doomed), size)


def _delete(path: Path) -> int:
    """Delete a file; returns its size, 0 where it was gone already."""
    with writing(path):
        size = path.stat().st_size if path.exists() else 0
        path.unlink(missing_ok=True)
    return size
