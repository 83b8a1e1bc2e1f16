"""Contacts and project-library entries: labelled fields, in page order."""

from __future__ import annotations

from typing import TypeVar

from sdspider.drafts import RecordDraft
from sdspider.items import Record
from sdspider.normalise.text import clean_or_none, clean_text
from sdspider.normalise.urls import canonical, page_key
from sdspider.pipelines.article import digest_of, language_of
from sdspider.pipelines.drop import drop

T = TypeVar("T")


class RecordsPipeline:
    """Turns record drafts into records; passes everything else on."""

    def process_item(self, item: T) -> T | Record:
        """The record of a draft."""
        return record_of(item) if isinstance(item, RecordDraft) else item


def record_of(draft: RecordDraft) -> Record:
    """The record that a draft states. Drops one without a filled field."""
    fields: dict[str, str] = {}
    for raw_label, raw_value in draft.fields:
        label, value = clean_text(raw_label).rstrip(":\uff1a ").strip(), clean_text(raw_value)
        if label and value:
            fields[label] = f"{fields[label]}; {value}" if label in fields else value
    if not fields:
        drop("no fields")
    hints, url = draft.hints, canonical(draft.url)
    text = " ".join((draft.title or "", *fields, *fields.values()))
    language = language_of(text, hints, draft.declared_language)
    first = next(iter(fields.items()))
    key = digest_of("\n".join((language or "", page_key(url), draft.title or "", *first)))[:16]
    return Record(
        id=f"{hints.site}:{draft.kind}:{key}",
        site=hints.site,
        kind=draft.kind,
        language=language,
        section=clean_or_none(hints.section) or clean_or_none(draft.section),
        title=clean_or_none(draft.title),
        url=url,
        fields=fields,
    )
