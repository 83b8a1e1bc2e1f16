"""The labelled set is sound, and the checker finds what would make it unsound."""

import copy
from collections import Counter
from pathlib import Path

import pytest

from bench.figures import labels

CORPUS = Path(__file__).parents[2] / "fixtures" / "figures" / "labelled.jsonl"


@pytest.fixture(scope="module")
def rows():
    return labels.load(CORPUS)


def test_the_labelled_set_is_sound(rows):
    assert labels.check(rows) == []


def test_it_covers_every_language(rows):
    passages = Counter(row["lang"] for row in rows)
    assert passages["en"] >= 110
    assert min(passages[language] for language in ("de", "fr", "ja", "ko", "zh")) >= 22


def test_it_covers_every_kind_qualifier_and_status(rows):
    figures = [figure for row in rows for figure in row["figures"]]
    for name in ("kind", "qualifier", "status", "direction", "comparison"):
        missing = labels.choices(name) - {figure[name] for figure in figures}
        assert not missing, (name, missing)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda row: row["figures"][0].update(end=row["figures"][0]["end"] + 1), "does not stand at"),
        (lambda row: row["figures"][0].update(kind="number"), "kind 'number'"),
        (lambda row: row["figures"][0].update(subject="unicorns"), "does not stand in the text"),
        (lambda row: row["figures"][0].update(value=None), "neither a value nor a range"),
        (lambda row: row["figures"][0].update(part_of=0), "part_of 0"),
        (lambda row: row["figures"].pop(0), "neither figure nor decoy"),
        (lambda row: row.update(published_at="2024-01-01T00:00:00"), "no offset"),
        (lambda row: row["figures"][0].update(period={"start": "2024-02-01", "end": "2024-01-01"}), "period"),
    ],
)
def test_an_unsound_row_is_found(rows, change, message):
    row = copy.deepcopy(rows[0])
    change(row)
    errors = labels.check([row])
    assert errors
    assert message in errors[0]


def test_ids_and_texts_are_used_once(rows):
    assert len(labels.check([rows[0], rows[0]])) == 2
