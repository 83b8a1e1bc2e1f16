"""Reading the runs before: what is comparable, what is damaged, and what retention removes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sdspider.archive import Archive
from sdspider.commands.prune import forgotten
from sdspider.comparing import previous_of
from sdspider.errors import UserError

SELECTION: dict[str, Any] = {"limit": 0}


def publish(
    root: Path, run_id: str, articles: int, *, status: str = "ok", selection: dict[str, Any] = SELECTION
) -> None:
    folder = root / run_id
    folder.mkdir(parents=True)
    run = {
        "run_id": run_id, "verdict": {"status": status}, "records": {"articles": articles}, "sections": {},
        "coverage": {},
        "settings": {"selection": selection, "start_urls": []}, "missing": [],
        "fetch": {"pages": {"article": articles}, "unknown_templates": 0, "entries_reached": 1},
    }  # fmt: skip
    (folder / "run.json").write_text(json.dumps(run))
    (folder / "articles.jsonl").write_text("".join(f'{{"id": "{n}"}}\n' for n in range(articles)))
    (root / "latest").unlink(missing_ok=True)
    (root / "latest").symlink_to(run_id)


def test_counts_are_weighed_against_the_best_of_the_recent_good_runs(tmp_path: Path) -> None:
    publish(tmp_path, "20260101T000000Z", 100)
    publish(tmp_path, "20260102T000000Z", 999, status="suspect")
    publish(tmp_path, "20260103T000000Z", 80)
    previous = previous_of(tmp_path, SELECTION, ())
    assert previous.facts["run_id"] == "20260103T000000Z"
    assert previous.facts["records"] == {"articles": 100}
    assert len(previous.ids) == 80


def test_a_run_of_another_selection_is_no_measure(tmp_path: Path) -> None:
    publish(tmp_path, "20260101T000000Z", 7, selection={"limit": 7})
    previous = previous_of(tmp_path, SELECTION, ())
    assert previous.facts == {}
    assert previous.folder is None
    assert len(previous.ids) == 7


def test_damaged_files_of_the_last_run_are_said(tmp_path: Path) -> None:
    publish(tmp_path, "20260101T000000Z", 3)
    (tmp_path / "latest" / "articles.jsonl").write_text('{"id": "0"}\n{"id"')
    with pytest.raises(UserError, match="repair it, or remove the link"):
        previous_of(tmp_path, SELECTION, ())


def test_published_runs_that_the_archive_forgot_go_but_never_latest(tmp_path: Path) -> None:
    exports, store = tmp_path / "exports", tmp_path / "archive"
    for run_id in ("20260101T000000Z", "20260102T000000Z", "20260102T000000Z-2", "20260103T000000Z"):
        publish(exports, run_id, 1)
    with Archive.create(store, "portal") as archive:
        archive.begin_run("20260103T000000Z", {})
    assert [path.name for path in forgotten(exports, store)] == [
        "20260101T000000Z",
        "20260102T000000Z",
        "20260102T000000Z-2",
    ]
    (exports / "latest").unlink()
    (exports / "latest").symlink_to("20260101T000000Z")
    assert "20260101T000000Z" not in [path.name for path in forgotten(exports, store)]
