"""JSON Lines in, JSON Lines out: order, fields, and what a bad line is told."""

from __future__ import annotations

import json

import pytest

from sdspider.quantities.jsonl import figures_of_lines


def test_one_result_a_line_in_order() -> None:
    rows = [
        {"id": "b", "text": "It has 21 laboratories.", "language": "en", "published_at": "2024-04-01T17:10:00+08:00"},
        {"id": "a", "text": "Nothing is counted here."},
    ]
    found = list(figures_of_lines([json.dumps(rows[0]), "\n", json.dumps(rows[1])]))
    assert [row["id"] for row in found] == ["b", "a"]
    (figure,) = found[0]["figures"]
    assert (figure["value"], figure["start"], figure["subject"], figure["id"]) == (21, 7, "laboratories", None)
    assert found[1]["figures"] == []
    json.dumps(found)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "line 2: not JSON"),
        ("[]", "line 2: not an object"),
        ('{"id": "x"}', 'line 2: "text" is missing'),
        ('{"text": "x", "language": "xx"}', "line 2: language 'xx' has no grammar; use one of"),
        ('{"text": "x", "published_at": "soon"}', "line 2: published_at 'soon' is no ISO 8601 date"),
    ],
)
def test_a_bad_line_is_named_with_what_to_do(line: str, told: str) -> None:
    with pytest.raises(ValueError, match=r"^line 2: ") as caught:
        list(figures_of_lines(['{"text": "fine"}', line]))
    assert str(caught.value).startswith(told)
