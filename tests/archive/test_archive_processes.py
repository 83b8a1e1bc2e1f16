"""Killed writers and writers side by side."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from sdspider.archive import Archive
from sdspider.archive.rebuild import rebuild
from sdspider.archive.store import SYNC_RECORDS

WRITER = """
import sys
from datetime import UTC, datetime
from sdspider.archive import Archive
from sdspider.page import Page
folder, run, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
with Archive.create(folder, "h") as archive:
    archive.begin_run(run, {})
    for number in range(count):
        page = Page(f"http://h/{run}/{number}", b"x" * 500, fetched_at=datetime.now(UTC))
        archive.note(run, archive.write(page), 0)
        print(number, flush=True)
    archive.end_run(run, "ok")
"""


def writer(folder: Path, run: str, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder), run, str(count)], stdout=subprocess.PIPE, text=True
    )


@pytest.mark.parametrize("moment", [1, 7, 8, 200])
def test_kill_9_costs_at_most_one_batch_and_never_the_index(tmp_path: Path, moment: int) -> None:
    with writer(tmp_path, "r", 1_000_000) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if int(line) >= moment:
                break
        process.kill()
        told = [int(line) for line in process.stdout if line.endswith("\n")]
    promised = max(told, default=moment) + 1
    with Archive.create(tmp_path, "h") as archive:
        assert archive.unfinished_run({}) == "r"
        pages = list(archive.pages("r"))
        assert [page.url for page in pages] == [f"http://h/r/{n}" for n in range(len(pages))]
        assert len(pages) > promised - SYNC_RECORDS - 1
        assert archive.begin_run("r", {}) is True
    assert rebuild(tmp_path).records >= len(pages)


def test_two_writers_side_by_side(tmp_path: Path) -> None:
    with writer(tmp_path, "one", 300) as one, writer(tmp_path, "two", 300) as two:
        one.communicate(timeout=60)
        two.communicate(timeout=60)
    assert (one.returncode, two.returncode) == (0, 0)
    with Archive.open(tmp_path) as archive:
        for run in ("one", "two"):
            assert [page.url for page in archive.pages(run)] == [f"http://h/{run}/{n}" for n in range(300)]
        assert {run.verdict for run in archive.runs()} == {"ok"}


def test_a_slow_writer_does_not_hold_up_another(tmp_path: Path) -> None:
    from sdspider.page import Page

    with Archive.create(tmp_path, "h") as slow, Archive.create(tmp_path, "h") as quick:
        slow.write(Page("http://h/1", b""))
        started = time.monotonic()
        quick.write(Page("http://h/2", b""))
        quick.flush()
        assert time.monotonic() - started < 5
