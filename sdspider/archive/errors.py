"""The one exception of the archive, and how foreign errors become it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sdspider.errors import UserError

_ROOM = "free some space, fix the permissions or choose another archive folder"


def rebuild_hint(folder: Path) -> str:
    """What to do where the index is of no use."""
    return f"run `sdspider doctor {folder}` to rebuild it from the WARC files"


class ArchiveError(UserError):
    """The archive cannot be read or written. The message is one line and says what to do."""


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn an `OSError` of the block into an `ArchiveError` that names the path and the remedy."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise ArchiveError(f"cannot write {path}: {reason}; {_ROOM}") from error


@contextmanager
def querying(path: Path) -> Iterator[None]:
    """Turn an SQLite error of the block into an `ArchiveError` that names the index and the remedy."""
    try:
        yield
    except sqlite3.Error as error:
        raise ArchiveError(_complaint(path, error)) from error


def _complaint(path: Path, error: sqlite3.Error) -> str:
    """What went wrong with the index at `path`, and what to do about it."""
    text = str(error)
    if "locked" in text:
        return f"index {path} is busy: {text}; wait for the other run or stop it"
    if any(word in text for word in ("full", "readonly", "disk I/O", "unable to open")):
        return f"cannot use index {path}: {text}; {_ROOM}"
    return f"index {path} is damaged: {text}; {rebuild_hint(path.parent)}"
