"""Short ways for tests to read a page by the generic rung."""

from __future__ import annotations

from lxml import etree, html

from sdspider.drafts import Hints
from sdspider.extract.grouping import Entry
from sdspider.extract.sheet import Sheet
from sdspider.page import Page

URL = "https://example.org/news/1.html"
Tree = tuple[tuple[str, "Tree"], ...]


def sheet(text: str, hints: Hints | None = None) -> Sheet:
    return Sheet(Page.of_text(URL, text), hints or Hints(site="example"))


def labels(entries: list[Entry]) -> Tree:
    return tuple((entry.label, labels(entry.children)) for entry in entries)


def menu(text: str) -> dict[str, list[str]]:
    """The main menu as head -> labels below it."""
    blocks = [block for block in sheet(text).navigation if block.kind == "menu"]
    return {entry.label: [below.label for below in entry.children] for entry in blocks[0].entries} if blocks else {}


def renamed(page: Page) -> Page:
    """The same page with every class and id replaced by a word that says nothing, and without meta and JSON-LD."""
    root = html.fromstring(etree.tostring(page.root, encoding="unicode", method="html"))
    names: dict[str, str] = {}
    for node in list(root.iter(etree.Element)):
        if node.tag == "meta" or (node.tag == "script" and "json" in node.get("type", "")):
            node.drop_tree()
            continue
        for name in ("class", "id"):
            if said := node.get(name):
                words = (names.setdefault(word, f"q{len(names) * 7919 % 10007}z") for word in said.split())
                node.set(name, " ".join(words))
    return Page.of_text(page.url, etree.tostring(root, encoding="unicode", method="html"))
