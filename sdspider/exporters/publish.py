"""Publishing: a set of files appears whole under its final name, or not at all.

Files are written as `*.part` in a hidden folder beside the final one, flushed to disk, renamed, and the folder is
moved into place; `latest` is a symbolic link that is replaced in one step.
"""

from __future__ import annotations

import filecmp
import gzip
import hashlib
import json
import os
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import IO, Any

from sdspider.errors import UserError
from sdspider.exporters.spool import Spool
from sdspider.items import KINDS, Article, Figure, Model, to_json_line


class Staging:
    """The hidden folder in which one run's files are prepared."""

    def __init__(self, out: Path, portal: str, run_id: str) -> None:
        self.root = out / portal
        self.final = self.root / run_id
        self.folder = self.root / f".{run_id}.part"
        try:
            shutil.rmtree(self.folder, ignore_errors=True)
            self.folder.mkdir(parents=True)
            (self.folder / "probe").write_bytes(b"x")
            (self.folder / "probe").unlink()
        except OSError as error:
            raise disk_error(self.root, error) from error

    def path(self, name: str) -> Path:
        """Path of a file in preparation."""
        return self.folder / name

    def commit(self, *, latest: bool) -> Path:
        """Move the folder to its final name, and `latest` with it. A published folder is never touched again.

        Where the run was published before with other contents, the name gets a number: who reads the old files must
        not meet new ones among them.
        """
        _sync_folder(self.folder)
        number, name = 1, self.final.name
        while self.final.exists() and not _alike(self.folder, self.final):
            number += 1
            self.final = self.root / f"{name}-{number}"
        if self.final.exists():
            self.discard()
        else:
            self.folder.rename(self.final)
        if latest:
            self._point_latest()
        _sync_folder(self.root)
        return self.final

    def discard(self) -> None:
        """Remove what was prepared."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _point_latest(self) -> None:
        link = self.root / ".latest.part"
        link.unlink(missing_ok=True)
        link.symlink_to(self.final.name, target_is_directory=True)
        link.replace(self.root / "latest")


def write_records(
    spool: Spool, staging: Staging, *, compress: bool = False, limit: int = 0
) -> tuple[dict[str, int], dict[str, str]]:
    """Write one file a kind, sorted. Returns (lines a kind, `sha256:` digest a file name)."""
    kept: set[str] | None = None
    if limit:
        kept = {article.id for article in islice(_articles(spool), limit)}
    counts: dict[str, int] = {}
    digests: dict[str, str] = {}
    for kind in KINDS:
        name = f"{kind}.jsonl.gz" if compress else f"{kind}.jsonl"
        counts[kind], digests[name] = write_lines(staging.path(name), _within(spool.records(kind), kept), compress)
    return counts, digests


def write_json(path: Path, data: Any) -> None:
    """Write one indented JSON document through a `.part` file."""
    with _parted(path) as stream:
        stream.write((json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode())


def coverage(articles: Iterable[Model], fields: Iterable[str]) -> dict[str, float]:
    """Share of the articles that have each field."""
    total = 0
    filled: Counter[str] = Counter()
    names = list(fields)
    for article in articles:
        total += 1
        filled.update(name for name in names if getattr(article, name))
    return {name: round(filled[name] / total, 4) if total else 0.0 for name in names}


def _articles(spool: Spool) -> Iterator[Article]:
    return (item for item in spool.records("articles") if isinstance(item, Article))


def _within(items: Iterator[Model], kept: set[str] | None) -> Iterator[Model]:
    """Cut articles and their figures down to the kept ids."""
    for item in items:
        key = item.id if isinstance(item, Article) else item.article_id if isinstance(item, Figure) else None
        if kept is None or key is None or key in kept:
            yield item


def write_lines(path: Path, items: Iterable[Model], compress: bool) -> tuple[int, str]:
    """Write JSON Lines. Returns (lines, `sha256:` digest of the file). Equal records make equal files, also packed."""
    lines = 0
    with _parted(path) as raw:
        stream: IO[bytes] = gzip.GzipFile("", "wb", 6, raw, mtime=0) if compress else raw  # type: ignore[assignment]
        for item in items:
            stream.write(to_json_line(item).encode())
            lines += 1
        if compress:
            stream.close()
    with path.open("rb") as written:
        return lines, "sha256:" + hashlib.file_digest(written, "sha256").hexdigest()


@contextmanager
def _parted(path: Path) -> Iterator[IO[bytes]]:
    """A stream to `path.part` that becomes `path` when all of it is on the disk."""
    part = path.with_name(path.name + ".part")
    with part.open("wb") as stream:
        yield stream
        stream.flush()
        os.fsync(stream.fileno())
    part.replace(path)


def _alike(one: Path, other: Path) -> bool:
    """Whether two folders hold the same files with the same bytes."""
    names = [sorted(path.name for path in folder.iterdir()) for folder in (one, other)]
    same, _, _ = filecmp.cmpfiles(one, other, names[0], shallow=False)
    return names[0] == names[1] == sorted(same)


def _sync_folder(folder: Path) -> None:
    """Make renames durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def disk_error(path: Path, error: OSError) -> UserError:
    """One line for a disk that is full, read-only or not ours."""
    return UserError(
        f"cannot write below {path}: {error.strerror or error}; free some space, or choose a folder that you may "
        "write to with --out (nothing was published)"
    )
