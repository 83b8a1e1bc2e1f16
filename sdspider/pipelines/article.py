"""Articles: strings of a draft become dates, languages, names and ids. Nothing is guessed; doubts become flags."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, Literal, NamedTuple, TypeVar

from sdspider.drafts import ArticleDraft, Hints
from sdspider.items import Article, Attachment, Image, Link, Location
from sdspider.normalise.dates import Precision, date_in_url, is_ambiguous, parse_date
from sdspider.normalise.language import detect, primary
from sdspider.normalise.sources import canonical_source
from sdspider.normalise.text import clean_or_none, clean_text
from sdspider.normalise.urls import canonical, page_key

T = TypeVar("T")
MOST_TEXT = 150_000
"""Characters of a body in which figures are looked for; books of numbers would cost minutes and gigabytes."""
Method = Literal["declared", "template", "generic", "url", "inferred"]


class Published(NamedTuple):
    """A publication date with its history."""

    at: str | None = None
    raw: str | None = None
    precision: Precision | None = None
    method: Method | None = None
    flags: tuple[str, ...] = ()


class ArticlePipeline:
    """Turns article drafts into articles; passes everything else on."""

    def process_item(self, item: T) -> T | Article:
        """The article of a draft."""
        return article_of(item) if isinstance(item, ArticleDraft) else item


def article_of(draft: ArticleDraft) -> Article:
    """The article that a draft states, as one view (its own address alone in `urls`)."""
    hints, url = draft.hints, canonical(draft.url)
    title = title_of(draft)
    body = "\n\n".join(filter(None, map(clean_text, draft.paragraphs))) or None
    language = language_of(f"{title or ''}\n{body or ''}", hints, draft.declared_language)
    key = f"{hints.site}:{hints.number or digest_of(page_key(url))[:12]}:{language or 'und'}"
    published = published_of(draft, language)
    breadcrumb = tuple(filter(None, map(clean_text, draft.breadcrumb)))
    fields: dict[str, Any] = {
        "title": title,
        "published_at": published.at,
        "source": canonical_source(draft.source_raw, hints.sources),
        "editor": clean_or_none(draft.editor),
        "breadcrumb": breadcrumb,
        "section": clean_or_none(hints.section) or (breadcrumb[-1] if len(breadcrumb) > 1 else None),
        "body": body,
        "language": language,
        "images": tuple(_images(draft.images)),
        "attachments": tuple(_attachments(draft.attachments)),
        "recommended": tuple(_recommended(draft.recommended)),
        "translations": translations_of(draft, key),
    }
    return Article(
        id=key,
        site=hints.site,
        url=url,
        urls=(url,),
        template=hints.template,
        published_raw=published.raw,
        published_precision=published.precision,
        published_method=published.method,
        source_raw=clean_or_none(draft.source_raw),
        fetched_at=draft.fetched_at.astimezone(UTC).isoformat(timespec="seconds"),
        digest="sha256:" + digest_of(f"{title or ''}\n\n{body or ''}"),
        extraction=_rungs(draft, fields, published),
        flags=tuple(
            sorted({*draft.flags, *published.flags, *(["figures-cut"] if len(body or "") > MOST_TEXT else [])})
        ),
        archive=Location(file=draft.archive.file, offset=draft.archive.offset) if draft.archive else None,
        **fields,
    )


def title_of(draft: ArticleDraft) -> str | None:
    """The headline; a line of the template that was taken for one is none."""
    title = clean_or_none(draft.title)
    return None if title and any(line.fullmatch(title) for line in draft.hints.noise) else title


def digest_of(text: str) -> str:
    """SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def language_of(text: str, hints: Hints, declared: str | None) -> str | None:
    """Language of a text itself; the address's, then the page's own word decide for short ones."""
    fallback = hints.language or primary(declared)
    candidates = {*hints.languages, fallback} - {None} if hints.languages else ()
    return detect(text, fallback, tuple(filter(None, candidates)))


def published_of(draft: ArticleDraft, language: str | None) -> Published:
    """When an article was published: as printed or declared; else inferred from its number, if that holds a time."""
    hints, raw = draft.hints, clean_or_none(draft.published_raw)
    stamp = None
    if raw is not None:
        stamp = parse_date(
            raw, formats=hints.date_formats, order=hints.date_order, language=language, timezone=hints.timezone,
            window=hints.window,
        )  # fmt: skip
    if raw is not None and stamp is not None:
        said = {"date-ambiguous": stamp.ambiguous, "date-disagrees": stamp.disagrees}
        flags = tuple(name for name, holds in said.items() if holds)
        return Published(stamp.iso, raw, stamp.precision, _method(draft, raw), flags)
    unread = () if raw is None else ("date-ambiguous",) if is_ambiguous(raw) else ("date-unreadable",)
    if hints.created_at is not None:
        made = hints.created_at.isoformat(timespec="seconds")
        return Published(made, raw, "second", "inferred", (*unread, "date-inferred"))
    return Published(raw=raw, flags=unread)


def _method(draft: ArticleDraft, raw: str) -> Method:
    """The rung of a date; one that only the address carries says so."""
    rung = draft.extraction.get("published", "generic")
    return "url" if rung == "generic" and raw == date_in_url(draft.url) else rung


def translations_of(draft: ArticleDraft, own: str) -> tuple[str, ...]:
    """Ids of declared translations whose address names an article."""
    ids: set[str] = set()
    for tag, address in draft.alternates:
        hints = draft.hints.lookup(canonical(address)) if draft.hints.lookup else None
        language = primary(tag) or (hints.language if hints else None)
        if hints and hints.number and language:
            ids.add(f"{draft.hints.site}:{hints.number}:{language}")
    return tuple(sorted(ids - {own}))


def _rungs(draft: ArticleDraft, fields: dict[str, Any], published: Published) -> dict[str, str]:
    """Rung by field, for the fields that were found."""
    rungs = {"published_at" if name == "published" else name: str(rung) for name, rung in draft.extraction.items()}
    if published.method in ("url", "inferred"):
        rungs["published_at"] = published.method
    return {name: rung for name, rung in sorted(rungs.items()) if fields.get(name)}


def _images(images: Iterable[Image]) -> Iterator[Image]:
    for image in images:
        yield Image(url=image.url, alt=clean_or_none(image.alt), caption=clean_or_none(image.caption))


def _attachments(files: Iterable[Attachment]) -> Iterator[Attachment]:
    for file in files:
        yield Attachment(url=file.url, text=clean_or_none(file.text), type=file.type)


def _recommended(links: Iterable[Link]) -> Iterator[Link]:
    for link in links:
        if title := clean_text(link.title):
            yield Link(title=title, url=link.url)


def moment_of(article: Article) -> datetime | None:
    """`published_at` as a moment, in UTC where the page's zone is unknown."""
    if article.published_at is None:
        return None
    moment = datetime.fromisoformat(article.published_at)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
