"""Adapter for the article benchmark: one page in, the fields that its scorer compares out."""

from __future__ import annotations

from typing import Any

from sdspider.drafts import Hints
from sdspider.extract import marks
from sdspider.extract.grouping import Entry
from sdspider.extract.sheet import Sheet
from sdspider.page import Page


def _nodes(entries: list[Entry]) -> list[dict[str, Any]]:
    return [{"label": entry.label, "children": _nodes(entry.children)} for entry in entries]


def extract(html: bytes | str, url: str) -> dict[str, Any]:
    """Body, title, date, author, breadcrumb and the main menu of one page, by the generic rung alone."""
    url = url or "https://example.org/"
    page = Page.of_text(url, html) if isinstance(html, str) else Page(url, html)
    sheet = Sheet(page, Hints(site="bench"))
    paragraphs = list(sheet.body)
    found = sheet.headline
    menus = [block for block in sheet.navigation if block.kind == "menu"]
    return {
        "body_text": "\n".join(paragraphs),
        "paragraphs": paragraphs,
        "title": found.text if found else None,
        "date": sheet.published[0],
        "author": sheet.editor[0],
        "breadcrumb": list(sheet.trail[0]),
        "nav": _nodes(menus[0].entries) if menus else [],
    }


def _reset() -> None:
    """Forget class words: a benchmark meets each page as the first of its site."""
    marks.class_marks.cache_clear()


extract.reset = _reset  # type: ignore[attr-defined]
