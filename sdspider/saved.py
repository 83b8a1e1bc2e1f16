"""Saved pages on disk: fixtures of the portals, and files that a user hands over.

A fixture is a folder with `page.html` (or `page.html.gz`), `page.json` (url, status, headers, encoding, fetched_at,
origin, note) and the expectation `items.jsonl`.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from sdspider.errors import UserError
from sdspider.page import EPOCH, Page

Origin = Literal["recorded", "modelled", "file"]
"""`recorded`: as a server sent it; `modelled`: written by hand after what is known; `file`: saved by somebody else."""

HTML, ZIPPED, META, EXPECTED = "page.html", "page.html.gz", "page.json", "items.jsonl"
LARGE = 200_000
"""Bytes from which a body is stored compressed."""


def cases(folder: Path) -> Iterator[Path]:
    """Fixture folders below a folder, in the order of their names."""
    yield from sorted(path.parent for path in folder.rglob(META))


def read_case(folder: Path) -> Page:
    """The page of a fixture. Raises `UserError`."""
    try:
        said = json.loads((folder / META).read_text("utf-8"))
        moment = datetime.fromisoformat(said["fetched_at"]) if said.get("fetched_at") else EPOCH
        return Page(
            url=said["url"],
            body=read_body(folder / (ZIPPED if (folder / ZIPPED).exists() else HTML)),
            status=int(said.get("status", 200)),
            encoding=said.get("encoding"),
            headers=said.get("headers", {}),
            fetched_at=moment,
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UserError(f"{folder} is no readable fixture ({error}); record it again with `sdspider record`") from error


def write_case(folder: Path, page: Page, origin: Origin, note: str = "") -> None:
    """Write a fixture; bytes stay as they were served. Raises `UserError` where one exists already."""
    if (folder / META).exists():
        raise UserError(f"{folder} exists already; choose another --name or delete it first")
    said: dict[str, Any] = {
        "url": page.url, "status": page.status, "headers": dict(page.headers), "encoding": page.encoding,
        "fetched_at": page.fetched_at.isoformat(timespec="seconds"), "origin": origin, "note": note,
    }  # fmt: skip
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if len(page.body) > LARGE:
            (folder / ZIPPED).write_bytes(gzip.compress(page.body, mtime=0))
        else:
            (folder / HTML).write_bytes(page.body)
        (folder / META).write_text(json.dumps(said, indent=2, ensure_ascii=False) + "\n", "utf-8")
    except OSError as error:
        raise UserError(f"cannot write {folder}: {error.strerror}; choose another folder with --fixtures") from error


def read_body(path: Path) -> bytes:
    """Bytes of a saved page; `.gz` is unpacked. Raises `UserError`."""
    try:
        data = path.read_bytes()
        return gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data
    except (OSError, EOFError, zlib.error) as error:
        raise UserError(f"cannot read {path}: {getattr(error, 'strerror', None) or error}; check the path") from error


def page_of_file(path: Path, url: str | None = None) -> Page:
    """The page in a file; where its folder is a fixture, with what is known of it. Raises `UserError`."""
    if path.is_dir():
        return read_case(path)
    if url is None and path.name in (HTML, ZIPPED) and (path.parent / META).exists():
        return read_case(path.parent)
    return Page(url or "http://unknown.invalid/", read_body(path))
