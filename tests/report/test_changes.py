"""What became of each record between two exports."""

from __future__ import annotations

from typing import Any

from sdspider.report.changes import compare
from sdspider.report.jumps import SAME, jumps


def article(key: str, **fields: Any) -> dict[str, Any]:
    return {"id": key, "urls": [f"http://a.test/{key}"], "title": key, "body": "b", "fetched_at": "x", **fields}


def told(before: list[Any], after: list[Any], missed: dict[str, Any] | None = None, gone: tuple[str, ...] = ()) -> Any:
    found = compare("articles", before, after, missed or {}, gone)
    return [(c.id, c.change, c.fields) for c in found.changes], found.missing


def test_new_changed_and_unchanged() -> None:
    before = [article("a"), article("b"), article("c")]
    after = [article("a", fetched_at="y"), article("b", title="B", body="B"), article("bb"), article("c")]
    changes, missing = told(before, after)
    assert changes == [("b", "changed", ("title", "body")), ("bb", "new", ())]
    assert missing == []


def test_gone_after_two_misses_and_a_return_in_between() -> None:
    before = [article("a"), article("b")]
    changes, missing = told(before, [article("b")])
    assert changes == []
    assert [one["id"] for one in missing] == ["a"]
    missed = {one["id"]: one["fields"] for one in missing}
    assert told([article("b")], [article("b")], missed) == ([("a", "gone", ())], [])
    assert told([article("b")], [article("a"), article("b")], missed) == ([], [])
    assert told([article("b")], [article("a", body="new"), article("b")], missed)[0] == [("a", "changed", ("body",))]


def test_gone_at_once_where_every_address_answered_404() -> None:
    both = article("a", urls=["http://a.test/1", "http://a.test/2"])
    assert told([both], [], gone=("http://a.test/1",))[0] == []
    assert told([both], [], gone=("http://a.test/1", "http://a.test/2"))[0] == [("a", "gone", ())]


def test_everything_is_new_the_first_time() -> None:
    assert told([], [article("a"), article("b")])[0] == [("a", "new", ()), ("b", "new", ())]


def figure(article_id: str, subject: str, value: float | None) -> dict[str, Any]:
    return dict.fromkeys(SAME) | {"article_id": article_id, "subject": subject, "value": value, "kind": "count"}


def test_figures_that_jumped() -> None:
    before = [figure("a", "laboratories", 21), figure("b", "firms", 3), figure("b", "firms", 4), figure("c", "x", 1)]
    after = [figure("a", "laboratories", 210), figure("b", "firms", 3000), figure("b", "firms", 4), figure("c", "x", 9)]
    assert list(jumps(before, after)) == ["a: laboratories was 21 and is 210"]
    assert list(jumps(before, before)) == []
