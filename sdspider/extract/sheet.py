"""One page with all that is read of it, each part when it is first asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from sdspider.drafts import FoundLink, Hints, PageKind, Rung
from sdspider.extract import crumbs, kind, listing, navigation, records
from sdspider.extract.addresses import base_of
from sdspider.extract.body import Weights, region, weigh
from sdspider.extract.datelike import date_in_url
from sdspider.extract.declared import AUTHORS, DATES, Declared, declared
from sdspider.extract.grow import grow
from sdspider.extract.header import Header, match_patterns, read_header, tells_more
from sdspider.extract.headline import Headline, headline
from sdspider.extract.links import links
from sdspider.extract.paragraphs import paragraphs
from sdspider.extract.tree import Node, Run, Tree
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
        return grow(self.page.source)

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
    def _near(self) -> Header:
        """The header line by labels and date forms, wherever the headline may be."""
        return read_header(self._window)

    @cached_property
    def generic(self) -> Header:
        """The header line by labels and date forms: between headline and text, else around, else below the text."""
        found = self.headline
        if found and 0 <= found.last < self.start <= found.first + 3 * WINDOW:
            header = read_header(self.tree.runs[found.last + 1 : self.start + 3])
            if header.date:
                return header
        if self._near.date or self.region is None:
            return self._near
        end = self.region[1][-1].index + 1
        below = read_header(self.tree.runs[end : end + 6])
        return below if below.date else self._near

    @cached_property
    def headline(self) -> Headline | None:
        """The headline."""
        anchor = self.template.run if self.template else self._near.run if self.start >= 0 else -1
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
        skip, above = set[int](), dict[int, int]()
        for header in filter(None, (self.template, self.generic)):
            if header.run >= 0 and len(self.tree.runs[header.run].lines) > 1:
                above[header.run] = header.line + 1
            elif header.run <= self.start or self.tree.runs[header.run] not in runs[3:]:
                skip.update(range(header.run, header.last + 1))
        found = self.headline
        if found and found.first >= 0:
            skip.update(range(found.first, found.last + 1))
            if found.last <= self.start:
                runs = [run for run in runs if run.index > found.last]
        title = found.text if found else ""
        return tuple(paragraphs(self.tree, runs, core, title, self.hints.noise, frozenset(skip), above))

    @cached_property
    def published(self) -> tuple[str | None, Rung]:
        """The date as printed or declared; as printed where only that tells the time."""
        said = self.said.published or self.said.first(DATES)
        shown: tuple[str | None, Rung] = (self.generic.date or date_in_url(self.page.url), "generic")
        if self.template and self.template.date:
            shown = (self.template.date, "template")
        if not said or not any(char.isdigit() for char in said):
            return shown
        ordered = bool(self.template or self.hints.date_order)
        return shown if tells_more(shown[0], said, ordered) else (said, "declared")

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
        return navigation.blocks(self.tree, self.weights, self.trail[0])

    @cached_property
    def items(self) -> list[listing.Item]:
        """Entries of a list page."""
        return listing.items(self.tree, self.base, self._menus)

    @cached_property
    def _menus(self) -> list[tuple[int, int]]:
        """(first, one behind the last) node of each navigation block; a row of lists begins behind its own index."""
        nodes = [block.node for block in self.navigation]
        return [(node.index + (self.tree.nodes[node.index] is not node), node.end) for node in nodes]

    @cached_property
    def records(self) -> list[records.Table]:
        """Labelled records."""
        return records.records(self.tree, self.tree.runs, self._menus)

    @cached_property
    def record_kind(self) -> Literal["contact", "project"] | None:
        """What the labelled records describe: by the address, the page's headings, or their labels."""
        if self.hints.record_kind or not self.records:
            return self.hints.record_kind
        texts = (*self.trail[0], self.headline.text if self.headline else "", self.tree.title)
        return records.about(self.records, texts)

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
            records=len(self.records) if self.record_kind else 0,
            items=len(self.items),
            listed=listing.share(self.items, self.region[1], self.weights.prose) if self.region else 0.0,
            refresh=any(link.rel == "refresh" for link in self.links),
        )

    @cached_property
    def kind(self) -> tuple[PageKind, str]:
        """(kind, reason)."""
        return kind.refusal(self.page, self.tree) or kind.decide(self.evidence, self.hints)

    @cached_property
    def nodes(self) -> list[Node]:
        """Nodes from the headline (else the text's start) to the end of the text."""
        if self.region is None:
            return []
        box, text = self.region
        first = box.index
        found, runs = self.headline, self.tree.runs
        if found and 0 <= found.first < box.first:
            first = min(first, runs[found.first].node.index)
        return self.tree.nodes[first : max(box.end, text[-1].node.end)]
