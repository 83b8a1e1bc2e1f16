"""Torn tails, foreign files, full disks: one line that says what to do, and what is whole survives."""

import os
import random
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sdspider.archive import Archive, ArchiveError
from sdspider.archive.doctor import examine
from sdspider.archive.index import NAME
from sdspider.archive.rebuild import rebuild
from sdspider.page import ArchiveRef, Page

MOMENT = datetime(2026, 3, 4, 5, 6, 7, 89, UTC)


def page(number: int, body: bytes = b"body") -> Page:
    return Page(f"http://h/{number}", body, headers={"ETag": f'"{number}"'}, fetched_at=MOMENT)


def fill(folder: Path, count: int = 3) -> list[Page]:
    with Archive.create(folder, "h") as archive:
        archive.begin_run("r", {"a": 1})
        written = [archive.write(page(n)) for n in range(count)]
        for one in written:
            archive.note("r", one, 0)
        archive.confirm(Page("http://h/0", b"", 304, fetched_at=MOMENT))
        archive.end_run("r", "ok")
    return written


def rows(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    db = sqlite3.connect(folder / NAME)
    try:
        tables = {"records": "file, offset", "runs": "run_id", "run_pages": "run_id, seq"}
        found = {name: db.execute(f"SELECT * FROM {name} ORDER BY {key}").fetchall() for name, key in tables.items()}
    finally:
        db.close()
    return {name: [row[1:] if name != "runs" else row for row in table] for name, table in found.items()}


def test_a_rebuilt_index_equals_the_original(tmp_path: Path) -> None:
    fill(tmp_path)
    fill_more = Archive.create(tmp_path, "h")
    with fill_more:
        fill_more.begin_run("second", {})
        fill_more.note("second", fill_more.write(page(7)), 2)
        fill_more.end_run("second", "failed")
    before = rows(tmp_path)
    (tmp_path / NAME).unlink()
    result = rebuild(tmp_path)
    assert rows(tmp_path) == before
    assert (result.files, result.records, result.runs, result.damages) == (2, 5, 2, [])
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith("index")) == [NAME]


def test_a_killed_run_comes_back_unfinished_with_its_answers(tmp_path: Path) -> None:
    with Archive.create(tmp_path, "h") as archive:
        archive.begin_run("r", {"a": 1})
        written = archive.write(page(1))
    rebuild(tmp_path)
    with Archive.create(tmp_path, "h") as archive:
        assert archive.unfinished_run({"a": 1}) == "r"
        assert archive.answered("http://h/1", "r") == written


def test_a_tail_torn_at_any_byte_costs_only_the_torn_record(tmp_path: Path) -> None:
    written = fill(tmp_path)
    path = tmp_path / written[0].archive.file
    content, start = path.read_bytes(), written[-1].archive.offset
    with Archive.open(tmp_path) as archive:
        end = start + archive.entry(written[-1].url).length
    for cut in range(start, end):
        path.write_bytes(content[:cut])
        with Archive.open(tmp_path) as archive:
            assert [archive.read(one.archive) for one in written[:-1]] == written[:-1]
            with pytest.raises(ArchiveError, match="sdspider doctor"):
                archive.read(written[-1].archive)
        if cut % 37 == 0 or cut in (start, start + 1, end - 1):
            result = rebuild(tmp_path)
            assert (result.records, len(result.damages)) == (2, int(cut > start))
            path.write_bytes(content)
            rebuild(tmp_path)


@pytest.mark.parametrize("junk", [b"\x00" * 64, b"\x1f\x8b\x08 not gzip", b"plain text", b"\x1f\x8b\x08" * 20])
def test_damage_in_the_middle_costs_only_what_it_covers(tmp_path: Path, junk: bytes) -> None:
    written = fill(tmp_path)
    path = tmp_path / written[0].archive.file
    content, at = path.read_bytes(), written[1].archive.offset
    path.write_bytes(content[: at + 20] + junk + content[at + 20 + len(junk) :])
    result = rebuild(tmp_path)
    assert [(damage.file, damage.offset) for damage in result.damages] == [(path.name, at)]
    with Archive.open(tmp_path) as archive:
        assert [archive.latest(one.url) for one in written] == [written[0], None, written[2]]


@pytest.mark.parametrize("content", [b"", b"no WARC at all", b"\x1f\x8b", random.Random(1).randbytes(100)])
def test_what_is_no_warc_file_is_told(tmp_path: Path, content: bytes) -> None:
    fill(tmp_path)
    (tmp_path / "x.warc.gz").write_bytes(content)
    with Archive.open(tmp_path) as archive, pytest.raises(ArchiveError, match="holds no whole WARC record"):
        archive.read(ArchiveRef("x.warc.gz", 0))


@pytest.mark.parametrize("name", ["../x.warc.gz", "/etc/passwd", "index.sqlite", "a/b.warc.gz", ""])
def test_a_reference_cannot_leave_the_archive(tmp_path: Path, name: str) -> None:
    fill(tmp_path)
    with Archive.open(tmp_path) as archive, pytest.raises(ArchiveError, match="is no WARC file of"):
        archive.read(ArchiveRef(name, 0))


def test_a_record_that_is_no_answer_and_a_missing_file_are_told(tmp_path: Path) -> None:
    written = fill(tmp_path)
    with Archive.open(tmp_path) as archive:
        with pytest.raises(ArchiveError, match="holds no answer"):
            archive.read(ArchiveRef(written[0].archive.file, 0))
        (tmp_path / written[0].archive.file).unlink()
        with pytest.raises(ArchiveError, match="is missing"):
            archive.read(written[0].archive)


def test_folders_that_are_no_archive_are_told(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="no archive folder"):
        Archive.open(tmp_path / "none")
    with pytest.raises(ArchiveError, match="pass the archive folder"):
        Archive.open(tmp_path)
    with pytest.raises(ArchiveError, match="no WARC files"):
        rebuild(tmp_path)
    fill(tmp_path)
    (tmp_path / NAME).unlink()
    with pytest.raises(ArchiveError, match="sdspider doctor"):
        Archive.open(tmp_path)
    (tmp_path / NAME).write_bytes(b"this is no database, however long one looks at it" * 50)
    for opening in (lambda: Archive.open(tmp_path), lambda: Archive.create(tmp_path, "h")):
        with pytest.raises(ArchiveError, match=r"damaged.*sdspider doctor"):
            opening()
    rebuild(tmp_path)
    with Archive.open(tmp_path) as archive:
        assert len(list(archive.pages("r"))) == 3


def test_an_index_of_another_layout_is_told(tmp_path: Path) -> None:
    fill(tmp_path)
    db = sqlite3.connect(tmp_path / NAME)
    db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(ArchiveError, match="unknown layout"):
        Archive.open(tmp_path)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(ArchiveError, match=r"cannot write .*choose another archive folder"):
        Archive.create(tmp_path / "file" / "archive", "h")
    with pytest.raises(ArchiveError, match="is no file name"):
        Archive.create(tmp_path, "../h")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_can_be_read_but_not_written(tmp_path: Path) -> None:
    written = fill(tmp_path)
    tmp_path.chmod(0o500)
    try:
        with Archive.open(tmp_path) as archive:
            assert list(archive.pages("r")) == written
        with (
            pytest.raises(ArchiveError, match="fix the permissions"),
            Archive.create(tmp_path, "h") as archive,
        ):
            archive.write(page(1))
    finally:
        tmp_path.chmod(0o700)


FULL_DISK = """
import os, resource, sys
from sdspider.archive import Archive, ArchiveError
from sdspider.page import Page
with Archive.create(sys.argv[1], "h") as archive:
    archive.begin_run("r", {})
    first = archive.write(Page("http://h/1", b"whole"))
    archive.flush()
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, hard))
    try:
        archive.write(Page("http://h/2", os.urandom(200_000)))
    except ArchiveError as error:
        print(error)
    archive.write(Page("http://h/3", b"small enough"))
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
"""


def test_a_full_disk_is_told_and_the_file_stays_whole(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", FULL_DISK, str(tmp_path)], capture_output=True, text=True, check=True)
    assert "free some space" in done.stdout
    assert len(done.stdout.splitlines()) == 1
    assert rebuild(tmp_path).damages == []
    with Archive.open(tmp_path) as archive:
        assert [archive.latest(f"http://h/{n}") is not None for n in (1, 2, 3)] == [True, False, True]


def test_the_doctor_says_what_is_wrong(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="no WARC files"):
        examine(tmp_path)
    written = fill(tmp_path)
    assert examine(tmp_path) == []
    path = tmp_path / written[0].archive.file
    content, at = path.read_bytes(), written[1].archive.offset
    path.write_bytes(content[:at] + b"junk" + content[at + 4 :])
    damaged, dangling, lost = examine(tmp_path)
    assert f"no whole WARC record at byte {at}" in damaged
    assert "1 record(s) of the index" in dangling
    assert "1 page(s) of runs" in lost
    path.write_bytes(content)
    (tmp_path / NAME).unlink()
    assert "has no index.sqlite" in examine(tmp_path)[0]
    with Archive.create(tmp_path, "h"):
        assert "4 record(s) are not in the index" in examine(tmp_path)[0]
