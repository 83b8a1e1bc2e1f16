"""Floors on the portal's article fixtures: what class names and declarations say must not be needed.

The floors hold for the corpus whose digest stands in `floors.toml`. Whoever changes the corpus writes its new digest
there; a floor is lowered only together with a reason in the commit message.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import tomllib
from collections.abc import Iterator
from pathlib import Path

from sdspider.items import Article, NavNode
from sdspider.page import Page
from sdspider.replay import items_of
from tests.extract.reading import renamed

ROOT = Path(__file__).parents[2] / "fixtures" / "selectshandong"
FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text("utf-8"))
Facts = dict[str, object]


def cases() -> Iterator[tuple[str, bytes, Page]]:
    for said in sorted(ROOT.glob("*/page.json")):
        plain = said.with_name("page.html")
        body = plain.read_bytes() if plain.exists() else gzip.decompress(said.with_name("page.html.gz").read_bytes())
        head = json.loads(said.read_text("utf-8"))
        yield said.parent.name, body, Page(head["url"], body, head["status"], head["encoding"], head["headers"])


def facts(page: Page) -> Facts:
    """Title, date, body, breadcrumb and navigation of an article page; nothing for any other page."""
    items = items_of([page])
    article = next((item for item in items if isinstance(item, Article)), None)
    if article is None:
        return {}
    menu = [(item.path, item.url) for item in items if isinstance(item, NavNode) and item.kind == "menu"]
    return {
        "title": article.title,
        "date": article.published_at,
        "body": article.body,
        "breadcrumb": article.breadcrumb,
        "navigation": menu,
    }


def test_class_names_and_declarations_are_not_needed() -> None:
    digest, same, fields, missing = hashlib.sha256(), 0, 0, list[str]()
    articles = whole = 0
    for name, body, page in cases():
        digest.update(name.encode() + b"\0" + body)
        before = facts(page)
        if not before:
            continue
        after = facts(renamed(page))
        held = [field for field in before if after.get(field) == before[field]]
        missing += [f"{name}: {field}" for field in before if field not in held]
        articles, fields, same = articles + 1, fields + len(before), same + len(held)
        whole += len(held) == len(before)
    said = (
        f"sha256:{digest.hexdigest()}, {articles} articles, {whole} whole, {same} of {fields} fields; lost: {missing}"
    )
    assert FLOORS["digest"] == f"sha256:{digest.hexdigest()}", f"the corpus has changed: {said}"
    assert articles == FLOORS["articles"], said
    assert whole >= FLOORS["whole"], said
    assert same >= FLOORS["share"] * fields, said
