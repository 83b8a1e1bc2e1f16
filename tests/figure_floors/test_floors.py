"""The engine stays above the floors measured on the project's own labelled set."""

from pathlib import Path

import pytest

from bench.figures import engine, floors, labels, scoring

CORPUS = Path(__file__).parents[2] / "fixtures" / "figures" / "labelled.jsonl"
HISTORY = floors.load(Path(__file__).with_name("floors.toml"))
ENTRY = {"digest": "sha256:1", "reason": "measured", "floor": {"en": {"value": 90.0, "unit": 80.0}}}


def entry(**floor):
    return ENTRY | {"floor": {"en": floor}}


def test_no_score_is_under_its_floor():
    scores = scoring.score(rows := labels.load(CORPUS), engine.run(rows))
    assert floors.broken(HISTORY[-1], labels.digest(CORPUS), scores) == []


def test_no_floor_was_lowered_in_silence():
    assert floors.history_errors(HISTORY) == []


def test_a_score_under_its_floor_is_named():
    messages = floors.broken(ENTRY, "sha256:1", {"en": {"value": 89.9, "unit": 80.0}})
    assert messages == ["en.value is 89.9, under its floor of 90.0"]


def test_a_changed_corpus_asks_for_a_new_entry():
    assert "add an entry" in floors.broken(ENTRY, "sha256:2", {"en": {"value": 99.0, "unit": 99.0}})[0]


@pytest.mark.parametrize("after", [entry(value=89.0, unit=80.0), entry(value=90.0), ENTRY | {"floor": {}}])
def test_lowering_or_dropping_a_floor_needs_a_reason(after):
    assert "does not say why" in floors.history_errors([ENTRY, after])[0]
    assert floors.history_errors([ENTRY, after | {"lowered": "harder sentences were added"}]) == []


def test_raising_a_floor_needs_none_but_every_entry_has_a_reason():
    assert floors.history_errors([ENTRY, entry(value=95.0, unit=80.0)]) == []
    assert floors.history_errors([ENTRY | {"reason": ""}]) == ["entry 0 gives no reason"]


def test_an_entry_is_written_as_it_is_read(tmp_path):
    path = tmp_path / "floors.toml"
    path.write_text(floors.as_toml(ENTRY) + "\n" + floors.as_toml(entry(value=95.5)), "utf-8")
    assert floors.load(path) == [ENTRY, entry(value=95.5)]
