"""The manifest: which answers a run used, and how a run is carried on."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sdspider.archive import Archive, ArchiveError
from sdspider.page import Page

MOMENT = datetime(2026, 3, 4, 5, 6, 7, 89, UTC)


def page(number: int, day: int = 0) -> Page:
    return Page(f"http://h/{number}", b"body %d %d" % (number, day), fetched_at=MOMENT + timedelta(days=day))


def test_pages_come_in_the_order_they_were_noted(tmp_path: Path) -> None:
    with Archive.create(tmp_path, "h") as archive:
        archive.begin_run("r", {})
        written = [archive.write(page(n)) for n in range(1200)]
        for one in reversed(written):
            archive.note("r", one, 1)
        assert list(archive.pages("r")) == written[::-1]
        archive.end_run("r", "ok")
    with Archive.open(tmp_path) as reader:
        assert list(reader.pages("r")) == written[::-1]
        assert [(run.run_id, run.portal, run.verdict) for run in reader.runs()] == [("r", "h", "ok")]


def test_noting_again_changes_nothing_and_a_newer_answer_takes_the_place(tmp_path: Path) -> None:
    with Archive.create(tmp_path, "h") as archive:
        archive.begin_run("r", {})
        first, second, newer = archive.write(page(1)), archive.write(page(2)), archive.write(page(1, day=1))
        for one, depth in ((first, 3), (second, 1), (first, 4), (newer, 2)):
            archive.note("r", one, depth)
        assert list(archive.pages("r")) == [newer, second]
        assert [note.depth for note in archive.notes("r")] == [2, 1]


def test_a_run_is_carried_on_with_its_answers_and_without_its_notes(tmp_path: Path) -> None:
    with Archive.create(tmp_path, "h") as archive:
        assert archive.begin_run("r", {"a": 1}) is False
        first = archive.write(page(1))
        archive.note("r", first, 0)
    with Archive.create(tmp_path, "h") as archive:
        assert archive.unfinished_run({"a": 2}) is None
        assert archive.unfinished_run({"a": 1}) == "r"
        assert archive.unfinished_run({"a": 1}, timedelta(hours=1)) == "r"
        assert archive.unfinished_run({"a": 1}, timedelta(microseconds=1)) is None
        assert archive.begin_run("r", {"a": 1}) is True
        assert archive.answered("http://h/1", "r") == first
        assert archive.answered("http://h/1", "other") is None
        assert list(archive.pages("r")) == []
        second = archive.write(page(2))
        archive.note("r", second, 0)
        archive.note("r", first, 0)
        archive.end_run("r", "suspect")
        assert list(archive.pages("r")) == [second, first]
        assert archive.unfinished_run({"a": 1}) is None
        with pytest.raises(ArchiveError, match="ended"):
            archive.begin_run("r", {})


def test_unknown_runs_and_unarchived_pages_are_told(tmp_path: Path) -> None:
    with Archive.create(tmp_path, "h") as archive:
        with pytest.raises(ArchiveError, match="sdspider runs"):
            archive.pages("none")
        with pytest.raises(ArchiveError, match="never begun"):
            archive.end_run("none", "ok")
        with pytest.raises(ArchiveError, match="never archived"):
            archive.note("none", page(1), 0)
        assert archive.last_run() is None


def test_each_process_and_run_has_its_own_file(tmp_path: Path) -> None:
    with Archive.create(tmp_path, "h") as one, Archive.create(tmp_path, "h") as two:
        refs = [archive.write(page(n)).archive for n, archive in enumerate((one, two, one, two))]
        one.begin_run("r", {})
        refs.append(one.write(page(9)).archive)
    assert [ref.file for ref in refs[:4]] == [refs[0].file, refs[1].file] * 2
    assert len({ref.file for ref in refs}) == 3
    with Archive.open(tmp_path) as reader:
        assert [reader.latest(f"http://h/{n}").archive for n in (0, 1, 2, 3, 9)] == refs


def test_a_reader_sees_what_a_living_writer_has_flushed(tmp_path: Path) -> None:
    with Archive.create(tmp_path, "h") as archive, Archive.open(tmp_path) as reader:
        written = archive.write(page(1))
        archive.flush()
        assert reader.latest("http://h/1") == written
