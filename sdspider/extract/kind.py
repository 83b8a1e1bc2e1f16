"""What a page is for, by its own evidence; the address only decides where the page itself leaves it open."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sdspider.drafts import Hints, PageKind
from sdspider.extract.body import OFF
from sdspider.extract.tree import Run, Tree
from sdspider.extract.words import anywhere, is_word
from sdspider.page import Page

THIN = 400
"""Characters of readable text below which wording of an error or a challenge is believed."""
PROSE_BESIDE_RECORDS = 400.0
"""Weight of prose from which a page with labelled lines is a text and no record."""
MOSTLY = 0.5
_SCRIPTED = re.compile(
    r"document\.cookie|location(?:\.href)?\s*=|location\.reload|challenge|captcha|__jsl|_cf_chl", re.I
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was read of a page before its kind is decided."""

    title: str
    """Headline, else document title."""
    body: tuple[str, ...]
    """Paragraphs of the text."""
    prose: float
    """Weight of the text."""
    has_date: bool
    """Whether a date stands at the headline or is declared."""
    dated_headline: bool
    """Whether the date stands in a header line near to the text."""
    declared_article: bool
    records: int
    """Labelled records, where labels or headings say that they are contacts or projects."""
    items: int
    """Repeated blocks with a titled link each, outside the menus."""
    listed: float
    """Share of the text's prose that stands in such blocks."""
    refresh: bool
    """Whether the page sends its reader elsewhere."""


def refusal(page: Page, tree: Tree) -> tuple[PageKind, str] | None:
    """(kind, reason) of a page that is no content by its status, wording or emptiness."""
    runs = [run for run in tree.runs if not run.node.marks & OFF]
    chars = sum(len(run.text) for run in runs)
    lead = [tree.title, *(run.text for run in runs[:12])]
    if chars < 4 * THIN and (said := _challenged(lead, page, tree, chars)):
        return "challenge", said
    if page.status >= 400:
        return "error", f"status {page.status}"
    if not tree.runs and not tree.by_tag.get("img"):
        return (
            ("challenge", "script only") if _SCRIPTED.search(page.text[:20_000]) else ("empty", "no readable content")
        )
    return _soft_404(tree, runs)


def _challenged(lead: list[str], page: Page, tree: Tree, chars: int) -> str | None:
    for text in lead:
        if len(text) < 200 and (match := anywhere("challenge").search(text)):
            return match.group()
    if chars < 40 and tree.scripted and _SCRIPTED.search(page.text[:20_000]):
        return "script only"
    return None


def _soft_404(tree: Tree, runs: list[Run]) -> tuple[PageKind, str] | None:
    """Wording of an error as title or heading of a page with hardly any text."""
    plain = [run for run in runs if run.linked * 2 < len(run.text)]
    if sum(len(run.text) for run in plain) > 3 * THIN:
        return None
    parts = [part.strip() for part in re.split(r"\s[|\-–—]\s|[-_|\uff5c]", tree.title)]
    heads = [run.text for run in plain if run.node.tag in ("h1", "h2", "h3")][:2]
    for text in (*parts, tree.title, *heads, *(run.text for run in plain[:6])):
        if text and len(text) < 160 and is_word("missing", text):
            return "error", f"soft 404: {text[:80]}"
    return None


def decide(seen: Evidence, hints: Hints) -> tuple[PageKind, str]:
    """Kind of a page that is content."""
    letters = sum(map(len, seen.body))
    if seen.refresh and letters < 200:
        return "empty", "meta refresh"
    if seen.records and (hints.kind == "record" or seen.prose < PROSE_BESIDE_RECORDS) and hints.kind != "article":
        return "record", ""
    if seen.listed >= MOSTLY and seen.items >= 2 and hints.kind != "article":
        return ("home" if hints.kind == "home" else "list"), ""
    if _is_article(seen, letters, hints):
        return "article", ""
    if hints.kind == "article" and letters == 0:
        return "empty", "no text"
    if hints.kind in ("home", "list", "static", "record"):
        return hints.kind, ""
    return ("list" if seen.items >= 2 else "static"), ""


def _is_article(seen: Evidence, letters: int, hints: Hints) -> bool:
    """Text about one thing: a headline and prose, and a date or little else to be."""
    if not seen.title or not seen.body or seen.prose <= 0:
        return False
    if hints.kind == "article":
        return letters >= 20
    if hints.kind in ("home", "list"):
        return seen.dated_headline and seen.prose > 600 and seen.items < 8
    if seen.declared_article and letters > 150:
        return True
    if seen.dated_headline:
        return seen.prose > 120
    if seen.has_date:
        return seen.prose > 300
    return seen.prose > 900 and hints.kind is None
