"""Everything that one page says: its kind, its drafts and its links."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from sdspider.drafts import ArticleDraft, Draft, Hints, NavDraft, Reading, RecordDraft, Rung
from sdspider.extract import crumbs, media, navigation
from sdspider.extract.addresses import absolute
from sdspider.extract.declared import SECTIONS
from sdspider.extract.grouping import Entry
from sdspider.extract.links import alternates
from sdspider.extract.sheet import Sheet
from sdspider.page import Page

MOST_TAGS = 200_000
"""Tags of a page that is read; a tree of more costs hundreds of megabytes, and no portal prints one."""


def article(sheet: Sheet) -> ArticleDraft:
    """The strings of an article page."""
    found, page = sheet.headline, sheet.page
    date, source, editor, trail = sheet.published, sheet.source, sheet.editor, sheet.trail
    pictures = media.images(sheet.tree, sheet.nodes, sheet.base)
    files = media.attachments(sheet.tree, sheet.nodes, sheet.base)
    related = media.recommended(sheet.tree, sheet.base, page.url)
    title = found.text if found else None
    rungs: dict[str, tuple[object, Rung]] = {
        "title": (title, found.rung if found else "generic"),
        "published": date,
        "source": source,
        "editor": editor,
        "breadcrumb": trail,
        "body": (sheet.body, "generic"),
        "images": (pictures, "generic"),
        "attachments": (files, "generic"),
        "recommended": (related, "generic"),
        "language": (sheet.said.language, "declared"),
    }
    return ArticleDraft(
        url=page.url,
        hints=sheet.hints,
        fetched_at=page.fetched_at,
        title=title,
        published_raw=date[0],
        source_raw=source[0],
        editor=editor[0],
        breadcrumb=crumbs.without_page(trail[0], title),
        paragraphs=sheet.body,
        images=pictures,
        attachments=files,
        recommended=related,
        alternates=alternates(sheet.links),
        declared_language=sheet.said.language,
        extraction={name: rung for name, (value, rung) in rungs.items() if value},
        flags=sheet.flags,
        archive=page.archive,
    )


def menus(sheet: Sheet) -> Iterator[NavDraft]:
    """Every entry of every navigation block, then the trail."""
    for block in sheet.navigation:
        sample = " ".join(entry.label for top in block.entries for entry in top.walk())[:2000]
        yield from _entries(sheet, block.kind, block.entries, (), sample)
    labels = crumbs.without_page(sheet.trail[0], sheet.headline.text if sheet.headline else None)
    for at, label in enumerate(labels):
        yield _draft(sheet, "breadcrumb", label, labels[: at + 1], 0, None, " ".join(labels))


def _entries(
    sheet: Sheet, kind: navigation.Kind, entries: list[Entry], above: tuple[str, ...], sample: str
) -> Iterator[NavDraft]:
    for at, entry in enumerate(entries):
        path = (*above, entry.label)
        yield _draft(sheet, kind, entry.label, path, at, absolute(sheet.base, entry.href), sample)
        yield from _entries(sheet, kind, entry.children, path, sample)


def _draft(
    sheet: Sheet,
    kind: Literal["menu", "breadcrumb", "language", "footer"],
    label: str,
    path: tuple[str, ...],
    position: int,
    url: str | None,
    sample: str,
) -> NavDraft:
    said = sheet.said.language
    return NavDraft(sheet.page.url, sheet.hints, label, path, position, kind, url, said, sample)


def records(sheet: Sheet) -> Iterator[RecordDraft]:
    """The labelled records of a record page."""
    trail = sheet.trail[0]
    title = sheet.headline.text if sheet.headline else None
    section = sheet.said.first(SECTIONS) or (trail[-1] if trail else None)
    kind = sheet.record_kind or "contact"
    for table in sheet.records:
        yield RecordDraft(
            sheet.page.url,
            sheet.hints,
            kind,
            table.fields,
            table.title or title,
            section,
            sheet.said.language,
        )


def read_page(page: Page, hints: Hints) -> Reading:
    """Read a page: its kind, the drafts that this kind carries, and its links. Never raises for any bytes."""
    if page.body.count(b"<") > MOST_TAGS:
        return Reading("error", reason=f"more than {MOST_TAGS:,} tags")
    sheet = Sheet(page, hints)
    what, reason = sheet.kind
    if what in ("error", "challenge", "empty"):
        return Reading(what, (), sheet.links, reason)
    drafts: list[Draft] = []
    if what == "article":
        drafts.append(article(sheet))
    elif what == "record":
        drafts.extend(records(sheet))
    drafts.extend(menus(sheet))
    return Reading(what, tuple(drafts), sheet.links, reason)
