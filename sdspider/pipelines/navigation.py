"""Menu entries: the path of labels gives the id, the block's own words the language."""

from __future__ import annotations

from typing import TypeVar

from sdspider.drafts import NavDraft
from sdspider.items import NavNode
from sdspider.normalise.text import clean_text
from sdspider.normalise.urls import canonical
from sdspider.pipelines.article import language_of
from sdspider.pipelines.drop import drop

T = TypeVar("T")
SEPARATOR = " > "


class NavigationPipeline:
    """Turns menu drafts into entries; passes everything else on."""

    def process_item(self, item: T) -> T | NavNode:
        """The entry of a draft."""
        return node_of(item) if isinstance(item, NavDraft) else item


def node_of(draft: NavDraft) -> NavNode:
    """The entry that a draft states. Drops one whose label is empty."""
    path = tuple(filter(None, map(clean_text, draft.path)))
    if not path or not clean_text(draft.label):
        drop("empty label")
    hints = draft.hints
    language = language_of(draft.sample or SEPARATOR.join(path), hints, draft.declared_language)
    base = f"{hints.site}:{language or 'und'}:{draft.kind}:"
    url = canonical(draft.url) if draft.url else None
    target = hints.lookup(url) if hints.lookup and url else None
    return NavNode(
        id=base + SEPARATOR.join(path),
        site=hints.site,
        language=language,
        label=path[-1],
        url=url,
        parent_id=base + SEPARATOR.join(path[:-1]) if len(path) > 1 else None,
        path=path,
        depth=len(path) - 1,
        position=draft.position,
        kind=draft.kind,
        section=target.section if target else None,
    )
