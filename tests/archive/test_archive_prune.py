"""Retention: what the kept runs used stays readable, what only the others used goes."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sdspider.archive import Archive, ArchiveError
from sdspider.archive.doctor import examine
from sdspider.archive.prune import prune
from sdspider.archive.rebuild import rebuild
from sdspider.page import Page

MOMENT = datetime(2026, 3, 4, 5, 6, 7, 89, UTC)


def run(folder: Path, name: str, day: int, reuse: Page | None = None) -> Page:
    """A run with a page of its own and perhaps one of an earlier run."""
    with Archive.create(folder, "h") as archive:
        archive.begin_run(name, {})
        own = archive.write(Page("http://h/list", b"list %d" % day, fetched_at=MOMENT + timedelta(days=day)))
        for page in filter(None, (own, reuse)):
            archive.note(name, page, 0)
        archive.end_run(name, "ok")
    return own


def test_kept_runs_stay_whole_and_the_rest_goes(tmp_path: Path) -> None:
    first = run(tmp_path, "one", 1)
    second = run(tmp_path, "two", 2)
    with Archive.create(tmp_path, "h") as archive:
        archive.begin_run("killed", {})
        archive.write(Page("http://h/x", b"x", fetched_at=MOMENT))
    reused = Page("http://h/a", b"a", fetched_at=MOMENT, archive=first.archive)
    third = run(tmp_path, "three", 3, reuse=reused)
    result = prune(tmp_path, keep=1)
    assert (result.runs, result.files) == (3, 2)
    assert result.bytes > 0
    assert examine(tmp_path) == []
    with Archive.open(tmp_path) as archive:
        assert [run.run_id for run in archive.runs()] == ["three"]
        assert list(archive.pages("three")) == [third, first]
        assert archive.latest("http://h/x") is None
    assert not (tmp_path / second.archive.file).exists()
    rebuild(tmp_path)
    with Archive.open(tmp_path) as archive:
        assert archive.unfinished_run({}) is None
        assert list(archive.pages("three")) == [third, first]


def test_nothing_goes_while_there_are_no_more_runs_than_are_kept(tmp_path: Path) -> None:
    run(tmp_path, "one", 1)
    assert prune(tmp_path, keep=1) == (0, 0, 0)
    with pytest.raises(ArchiveError, match="at least one"):
        prune(tmp_path, keep=0)
    with pytest.raises(ArchiveError, match="no archive folder"):
        prune(tmp_path / "none", keep=1)
    assert not (tmp_path / "none").exists()
