"""The scorer counts as its docstring says, on figures small enough to count by hand."""

from bench.figures import scoring

FIGURE = {
    **dict.fromkeys(("value_low", "value_high", "direction", "comparison", "period", "per", "place", "unit")),
    **{"start": 0, "end": 2, "kind": "count", "value": 21, "qualifier": "exact", "status": "actual"},
    "subject": "state key laboratories",
}
ROW = {"id": "a", "lang": "en", "figures": [FIGURE], "decoys": [{"start": 5, "end": 9}]}


def scored(*found):
    return scoring.score([ROW], {"a": list(found)})["en"]


def test_the_right_figure_scores_full():
    assert set(scored(FIGURE).values()) == {100.0}


def test_nothing_found_scores_nothing():
    assert scored()["value"] == 0
    assert scored()["decoys"] == 100


def test_a_decoy_taken_costs_precision():
    scores = scored(FIGURE, FIGURE | {"start": 5, "end": 9, "value": 1313})
    assert scores["value"] == 66.6
    assert scores["decoys"] == 0


def test_fields_are_judged_one_by_one():
    scores = scored(FIGURE | {"status": "target", "subject": "firms", "unit": "CNY", "end": 1})
    assert scores["value"] == 100
    assert [scores[name] for name in ("status", "subject", "unit", "span")] == [0, 0, 0, 0]
    assert scores["place"] == 100


def test_half_of_the_words_of_a_subject_are_enough():
    assert scoring.same_subject("key laboratories", "the laboratory key", "en")
    assert not scoring.same_subject("key laboratories", "firms", "en")
    assert scoring.same_subject("重点実験室", "実験室", "ja")


def test_one_found_figure_pairs_once():
    twice = ROW | {"figures": [FIGURE, FIGURE]}
    assert scoring.score([twice], {"a": [FIGURE]})["en"]["value"] == 66.6
