"""Everything that one page says: its kind, its drafts and its links."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from sdspider.drafts import (
    ArticleDraft,
    Draft,
    FoundLink,
    Hints,
    NavDraft,
    PageKind,
    Reading,
    RecordDraft,
    Rung,
)
from sdspider.extract import crumbs, kind, listing, media, navigation, records
from sdspider.extract.addresses import base_of
from sdspider.extract.body import Weights, region, weigh
from sdspider.extract.datelike import date_in_url
from sdspider.extract.declared import AUTHORS, DATES, SECTIONS, Declared, declared
from sdspider.extract.header import Header, match_patterns, read_header
from sdspider.extract.headline import Headline, headline
from sdspider.extract.links import alternates, links
from sdspider.extract.paragraphs import paragraphs
from sdspider.extract.tree import Node, Run, Tree, grow
from sdspider.extract.words import is_word
from sdspider.page import Page

WINDOW = 16
"""Runs above the text in which the header line is looked for."""


@dataclass(frozen=True)
class Sheet:
    """One page with all that is read of it, each part when it is first asked for."""

    page: Page
    hints: Hints

    @cached_property
    def tree(self) -> Tree:
        """The page as nodes and runs."""
        return grow(self.page.root)

    @cached_property
    def weights(self) -> Weights:
        """Prose, characters and links as running sums."""
        return weigh(self.tree)

    @cached_property
    def said(self) -> Declared:
        """What the page declares."""
        return declared(self.tree)

    @cached_property
    def base(self) -> str:
        """What relative addresses are relative to."""
        return base_of(self.tree, self.page.url)

    @cached_property
    def region(self) -> tuple[Node, list[Run]] | None:
        """Where the text is."""
        return region(self.tree, self.weights)

    @cached_property
    def start(self) -> int:
        """Run of the first prose of the text, -1 where there is none."""
        if self.region is None:
            return -1
        prose = self.weights.prose
        runs = self.region[1]
        return next((run.index for run in runs if prose[run.index + 1] > prose[run.index]), runs[0].index)

    @cached_property
    def _window(self) -> list[Run]:
        """Runs in which a header line may stand: above the text, at its start, below the headline."""
        runs = self.tree.runs
        if self.start < 0:
            return runs[:400]
        return runs[max(0, self.start - WINDOW) : self.start + 3]

    @cached_property
    def template(self) -> Header | None:
        """The header line by the portal's own patterns."""
        patterns = self.hints.headers
        return match_patterns(self._window, patterns) or (
            match_patterns(self.tree.runs[:400], patterns) if self.start >= 0 else None
        )

    @cached_property
    def generic(self) -> Header:
        """The header line by labels and date forms."""
        found = self.headline
        runs = self._window
        if found and found.first >= 0 and 0 <= self.start - found.first <= 3 * WINDOW:
            runs = self.tree.runs[found.last + 1 : self.start + 3]
            if found.last + 1 > self.start:
                runs = self._window
        header = read_header(runs)
        return header if header.date or runs is self._window else read_header(self._window)

    @cached_property
    def headline(self) -> Headline | None:
        """The headline."""
        anchor = (
            self.template.run if self.template else read_header(self._window).run if self.start >= 0 else -1
        )
        return headline(self.tree, self.said, self.hints.site_names, self.start, anchor)

    @cached_property
    def trail(self) -> tuple[tuple[str, ...], Rung]:
        """The breadcrumb as printed."""
        found = self.headline
        before = found.first if found and found.first > 0 else self.start
        return crumbs.trail(self.tree, self.said, found.text if found else None, before)

    @cached_property
    def body(self) -> tuple[str, ...]:
        """Paragraphs of the text."""
        if self.region is None:
            return ()
        core, runs = self.region
        skip = {header.run for header in (self.template, self.generic) if header and header.run < self.start}
        if self.template:
            skip.update(range(self.template.run, self.template.last + 1))
        found = self.headline
        if found and found.first >= 0:
            skip.update(range(found.first, found.last + 1))
            runs = [run for run in runs if run.index > found.last or found.last > self.start]
        title = found.text if found else ""
        return tuple(paragraphs(self.tree, runs, core, title, self.hints.noise, frozenset(skip)))

    @cached_property
    def published(self) -> tuple[str | None, Rung]:
        """The date as printed or declared."""
        said = self.said.published or self.said.first(DATES)
        if said and any(char.isdigit() for char in said):
            return said, "declared"
        if self.template and self.template.date:
            return self.template.date, "template"
        return self.generic.date or date_in_url(self.page.url), "generic"

    @cached_property
    def source(self) -> tuple[str | None, Rung]:
        """The source as printed or declared."""
        if self.said.source:
            return self.said.source, "declared"
        if self.template:
            return self.template.source, "template"
        return self.generic.source, "generic"

    @cached_property
    def editor(self) -> tuple[str | None, Rung]:
        """Editor or author as printed or declared."""
        if self.template and self.template.editor:
            return self.template.editor, "template"
        said = self.said.author or self.said.first(AUTHORS)
        if said and "://" not in said:
            return said, "declared"
        return self.generic.editor, "generic"

    @cached_property
    def navigation(self) -> list[navigation.Block]:
        """Navigation blocks, the main menu first."""
        return navigation.blocks(self.tree, self.weights, self.base, set())

    @cached_property
    def items(self) -> list[listing.Item]:
        """Entries of a list page."""
        return listing.items(self.tree, self.base, self._menus)

    @cached_property
    def _menus(self) -> set[int]:
        """Nodes of the navigation blocks."""
        return {block.node.index for block in self.navigation}

    def _listed(self) -> float:
        """Share of the text's prose that stands in list items."""
        if self.region is None or not self.items:
            return 0.0
        prose = self.weights.prose
        covered = {index for item in self.items for index in range(item.first, item.last)}
        weights = {run.index: prose[run.index + 1] - prose[run.index] for run in self.region[1]}
        total = sum(weights.values())
        return sum(weight for index, weight in weights.items() if index in covered) / total if total else 0.0

    @cached_property
    def records(self) -> list[records.Table]:
        """Labelled records."""
        return records.records(self.tree, self.tree.runs, self._menus)

    @cached_property
    def links(self) -> tuple[FoundLink, ...]:
        """Links to follow."""
        return links(self.tree, self.base)

    @cached_property
    def flags(self) -> tuple[str, ...]:
        """What a careful reader must know of this page."""
        _, _, repaired = self.page.decoded
        flags = {
            "encoding-repaired": repaired,
            "encoding-lossy": "\ufffd" in self.page.text,
            "truncated-tree": self.tree.too_deep,
            "no-body": not self.body,
            "multiple-dates": self.generic.dates > 1,
        }
        return tuple(name for name, holds in flags.items() if holds)

    @cached_property
    def evidence(self) -> kind.Evidence:
        """What the kind of the page is decided by."""
        found = self.headline
        header = self.template or self.generic
        near = header.run >= 0 and (found is None or found.first < 0 or header.run - found.last <= WINDOW)
        return kind.Evidence(
            title=found.text if found else self.tree.title,
            body=self.body,
            prose=self.weights.of(self.region[0]) if self.region else 0.0,
            has_date=self.published[0] is not None,
            dated_headline=bool(header.date and near and header.run <= max(self.start, 0) + 3),
            declared_article=self.said.is_article,
            records=len(self.records) if self._record_kind() else 0,
            items=len(self.items),
            listed=self._listed(),
            refresh=any(link.rel == "refresh" for link in self.links),
        )

    @cached_property
    def kind(self) -> tuple[PageKind, str]:
        """(kind, reason)."""
        return kind.refusal(self.page, self.tree) or kind.decide(self.evidence, self.hints)

    def article(self) -> ArticleDraft:
        """The article's draft."""
        found, (date, date_rung), (source, source_rung), (editor, editor_rung) = (
            self.headline,
            self.published,
            self.source,
            self.editor,
        )
        crumb, crumb_rung = self.trail
        title = found.text if found else None
        box = self._box
        related = media.recommended(self.tree, self.base, self.page.url, box)
        pictures, files = (
            media.images(self.tree, iter(self._nodes), self.base),
            media.attachments(self.tree, iter(self._nodes), self.base),
        )
        rungs: dict[str, tuple[object, Rung]] = {
            "title": (title, found.rung if found else "generic"),
            "published": (date, date_rung),
            "source": (source, source_rung),
            "editor": (editor, editor_rung),
            "breadcrumb": (crumb, crumb_rung),
            "body": (self.body, "generic"),
            "images": (pictures, "generic"),
            "attachments": (files, "generic"),
            "recommended": (related, "generic"),
            "language": (self.said.language, "declared"),
        }
        return ArticleDraft(
            url=self.page.url,
            hints=self.hints,
            fetched_at=self.page.fetched_at,
            title=title,
            published_raw=date,
            source_raw=source,
            editor=editor,
            breadcrumb=crumbs.without_page(crumb, title),
            paragraphs=self.body,
            images=pictures,
            attachments=files,
            recommended=related,
            alternates=alternates(self.links),
            declared_language=self.said.language,
            extraction={name: rung for name, (value, rung) in rungs.items() if value},
            flags=self.flags,
            archive=self.page.archive,
        )

    @property
    def _box(self) -> Node | None:
        return self.region[0] if self.region else None

    @cached_property
    def _nodes(self) -> list[Node]:
        """Nodes from the headline (else the text's start) to the end of the text's container."""
        box = self._box
        if box is None:
            return []
        runs = self.tree.runs
        found = self.headline
        first = box.index
        if found and 0 <= found.first < len(runs) and found.first < box.first:
            first = min(first, runs[found.first].node.index)
        return self.tree.nodes[first : box.end]

    def menus(self) -> list[NavDraft]:
        """Every entry of every navigation block."""
        out: list[NavDraft] = []
        for block in self.navigation:
            sample = " ".join(entry.label for top in block.entries for entry in top.walk())[:2000]
            self._entries(out, block.kind, block.entries, (), sample)
        labels, _ = self.trail
        for at, label in enumerate(
            crumbs.without_page(labels, self.headline.text if self.headline else None)
        ):
            out.append(self._draft("breadcrumb", label, labels[: at + 1], 0, None, " ".join(labels)))
        return out

    def _entries(
        self,
        out: list[NavDraft],
        block: navigation.Kind,
        entries: list[navigation.Entry],
        above: tuple[str, ...],
        sample: str,
    ) -> None:
        for at, entry in enumerate(entries):
            path = (*above, entry.label)
            out.append(self._draft(block, entry.label, path, at, entry.url, sample))
            self._entries(out, block, entry.children, path, sample)

    def _draft(
        self, block: str, label: str, path: tuple[str, ...], position: int, url: str | None, sample: str
    ) -> NavDraft:
        said = self.said.language
        return NavDraft(self.page.url, self.hints, label, path, position, block, url, said, sample)  # type: ignore[arg-type]

    def record_drafts(self) -> list[RecordDraft]:
        """The labelled records of a record page."""
        found = self.headline
        about = self._record_kind() or "contact"
        section = self.said.first(SECTIONS) or (self.trail[0][-1] if self.trail[0] else None)
        title = found.text if found else None
        return [
            RecordDraft(
                self.page.url,
                self.hints,
                about,
                table.fields,
                table.title or title,
                section,
                self.said.language,
            )
            for table in self.records
        ]

    def _record_kind(self) -> Literal["contact", "project"] | None:
        """What the labelled records describe: by the address, the page's headings, or their labels."""
        if self.hints.record_kind or not self.records:
            return self.hints.record_kind
        texts = [*self.trail[0], self.headline.text if self.headline else "", self.tree.title]
        labels = [label for table in self.records for label, _ in table.fields]
        if any(is_word("project", text) for text in texts) or _said(labels, "project_labels"):
            return "project"
        if any(is_word("contact", text) for text in texts) or _said(labels, "contact_labels"):
            return "contact"
        return None


def _said(labels: list[str], name: str) -> bool:
    """Whether two or more labels are words of a list."""
    return sum(is_word(name, label) for label in labels) >= 2


def read_page(page: Page, hints: Hints) -> Reading:
    """Read a page: its kind, the drafts that this kind carries, and its links. Never raises for any bytes."""
    sheet = Sheet(page, hints)
    what, reason = sheet.kind
    if what in ("error", "challenge", "empty"):
        return Reading(what, (), sheet.links, reason)
    drafts: list[Draft] = []
    if what == "article":
        drafts.append(sheet.article())
    elif what == "record":
        drafts.extend(sheet.record_drafts())
    drafts.extend(sheet.menus())
    return Reading(what, tuple(drafts), sheet.links, reason)
