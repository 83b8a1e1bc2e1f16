"""WARC 1.1 records: one answer is one record is one gzip member, written whole or not at all.

ISO 28500:2017. A file belongs to the process that made it and is never appended to by another, so a torn
tail harms nobody: the index names only records that were written whole.
"""

from __future__ import annotations

import os
import secrets
import zlib
from base64 import b32encode
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha1
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, NamedTuple

from warcio.archiveiterator import WARCIterator  # type: ignore[import-untyped]
from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]
from warcio.recordloader import ArcWarcRecord  # type: ignore[import-untyped]
from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

from sdspider.archive.errors import ArchiveError, writing
from sdspider.archive.storable import merge_headers
from sdspider.page import ArchiveRef, Page

SUFFIX = ".warc.gz"
NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
IDENTICAL = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
MANIFEST = "application/jsonl"
"""Type of the `metadata` record that ends a run: one line for the run, then one for each page it used."""
ENCODING = "Page-Encoding"
"""Our extension field: the charset that something outside the answer declared."""
_CHUNK = 65_536


class Record(NamedTuple):
    """One record as read: WARC fields with lower-case names, HTTP status and headers, and the body."""

    fields: Mapping[str, str]
    status: int
    headers: Mapping[str, str]
    body: bytes
    length: int
    """Bytes of the gzip member in the file."""


class _Headers(StatusAndHeaders):  # type: ignore[misc]
    """HTTP headers in UTF-8; warcio itself would percent-encode what is not ASCII and so change it."""

    def compute_headers_buffer(self, header_filter: object = None) -> None:
        self.headers_buff = self.to_bytes(header_filter, "utf-8")


def pack_page(page: Page) -> bytes:
    """The `response` record of a storable page."""
    extra = {"WARC-Date": stamp(page.fetched_at), "WARC-Payload-Digest": digest(page.body)}
    if page.encoding:
        extra[ENCODING] = page.encoding
    return _pack("response", page.url, extra, page.body, _http(page.status, page.headers))


def pack_revisit(page: Page, original: Page) -> bytes:
    """The `revisit` record of an answer that brought nothing new: 304, or a body that is already there.

    `page` holds its headers, `original` is what is still valid.
    """
    extra = {
        "WARC-Date": stamp(page.fetched_at),
        "WARC-Profile": NOT_MODIFIED if page.status == 304 else IDENTICAL,
        "WARC-Refers-To-Target-URI": original.url,
        "WARC-Refers-To-Date": stamp(original.fetched_at),
        "WARC-Payload-Digest": digest(original.body),
    }
    return _pack("revisit", page.url, extra, b"", _http(page.status, page.headers))


def pack_text(kind: str, url: str, mime: str, text: str) -> bytes:
    """A `warcinfo` or `metadata` record of our own; `url` may be empty."""
    fields = {"WARC-Date": stamp(datetime.now(UTC)), "Content-Type": mime}
    return _pack(kind, url, fields, text.encode(), None)


def _http(status: int, headers: Mapping[str, str]) -> StatusAndHeaders:
    return _Headers(f"{status} ", list(headers.items()), protocol="HTTP/1.1")


def _pack(kind: str, url: str, fields: dict[str, str], body: bytes, http: StatusAndHeaders | None) -> bytes:
    buffer = BytesIO()
    writer = WARCWriter(buffer, gzip=True, warc_version="1.1")
    record = writer.create_warc_record(
        url, kind, payload=BytesIO(body), length=len(body), warc_headers_dict=fields, http_headers=http
    )
    writer.write_record(record)
    return buffer.getvalue()


def digest(body: bytes) -> str:
    """The payload digest, as WARC files write it: `sha1:` and base32."""
    return "sha1:" + b32encode(sha1(body, usedforsecurity=False).digest()).decode()


def stamp(moment: datetime) -> str:
    """WARC-Date with microseconds, of one width, so that text order is time order."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


class WarcFile:
    """A new WARC file of this process: `<portal>-<UTC time>-<pid>-<random>.warc.gz`, created exclusively."""

    def __init__(self, folder: Path, portal: str) -> None:
        moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
        self.path = folder / f"{portal}-{moment}-{os.getpid()}-{secrets.token_hex(4)}{SUFFIX}"
        self._dirty = False
        with writing(self.path):
            self._file = self.path.open("xb", buffering=0)

    def append(self, record: bytes) -> ArchiveRef:
        """Write one packed record. A failed write is cut off again, so that the file stays readable."""
        start = self._file.tell()
        with writing(self.path):
            try:
                rest = memoryview(record)
                while rest:
                    rest = rest[self._file.write(rest) :]
            except OSError:
                self._file.truncate(start)
                self._file.seek(start)
                raise
        self._dirty = True
        return ArchiveRef(self.path.name, start)

    def sync(self) -> None:
        """Make everything written so far survive a power loss."""
        if self._dirty:
            with writing(self.path):
                os.fsync(self._file.fileno())
            self._dirty = False

    def close(self) -> None:
        """Sync and close."""
        try:
            self.sync()
        finally:
            self._file.close()


def read_record(folder: Path, ref: ArchiveRef) -> Record:
    """The record at a place. Raises `ArchiveError` where there is no whole one."""
    path = folder / ref.file
    if Path(ref.file).name != ref.file or not ref.file.endswith(SUFFIX):
        raise ArchiveError(f"{ref.file!r} is no WARC file of {folder}; pass the folder the export came from")
    try:
        with path.open("rb") as file:
            file.seek(ref.offset)
            plain, length = _member(file)
        return _unpack(plain, length)
    except FileNotFoundError as error:
        raise ArchiveError(f"{path} is missing; bring it back, or run `sdspider doctor {folder}`") from error
    except (OSError, EOFError, ValueError, zlib.error, ArchiveLoadFailed) as error:
        raise ArchiveError(
            f"{path} holds no whole WARC record at byte {ref.offset}: {_brief(error)}; "
            f"run `sdspider doctor {folder}` to keep what is whole"
        ) from error


def _brief(error: Exception) -> str:
    return str(error).strip().partition("\n")[0] or "it is cut off"


def _member(file: BinaryIO) -> tuple[bytes, int]:
    """(decompressed bytes, compressed length) of the gzip member that starts here, its checksum verified."""
    gzip = zlib.decompressobj(zlib.MAX_WBITS + 16)
    parts: list[bytes] = []
    length = 0
    while not gzip.eof:
        chunk = file.read(_CHUNK)
        if not chunk:
            raise EOFError("the file ends inside it")
        parts.append(gzip.decompress(chunk))
        length += len(chunk)
    return b"".join(parts), length - len(gzip.unused_data)


def _unpack(plain: bytes, length: int) -> Record:
    record: ArcWarcRecord = next(WARCIterator(BytesIO(plain)), None)
    if record is None:
        raise ValueError("it is empty")
    http = record.http_headers
    return Record(
        fields={name.lower(): value for name, value in record.rec_headers.headers},
        status=int(http.get_statuscode()) if http else 0,
        headers=merge_headers(http.headers if http else ()),
        body=record.raw_stream.read(),
        length=length,
    )


def to_page(record: Record, ref: ArchiveRef) -> Page:
    """The page of a `response` record."""
    return Page(
        url=record.fields["warc-target-uri"],
        body=record.body,
        status=record.status,
        encoding=record.fields.get(ENCODING.lower()),
        headers=record.headers,
        fetched_at=datetime.fromisoformat(record.fields["warc-date"]),
        archive=ref,
    )


def warc_files(folder: Path) -> list[Path]:
    """The WARC files of an archive, oldest name first."""
    return sorted(folder.glob(f"*{SUFFIX}"))
