"""The records that sdspider publishes. One source for validation, JSON Schema and DATA.md.

Absent is `None`, never `""`. Times are ISO 8601 strings with their offset, so that every exporter writes them alike.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field


def _iso(value: str) -> str:
    """Accept only what `datetime.fromisoformat` reads back."""
    datetime.fromisoformat(value)
    return value


def _whole(value: object) -> object:
    """21.0 is written as 21: JSON readers infer integer columns from counts."""
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 2**63 else value


IsoDateTime = Annotated[str, AfterValidator(_iso), Field(json_schema_extra={"format": "date-time"})]
Number = Annotated[int | Annotated[float, Field(allow_inf_nan=False)], BeforeValidator(_whole)]
NonEmpty = Annotated[str, Field(min_length=1)]


@cache
def _names(model: type[BaseModel]) -> set[str]:
    return set(model.model_fields)


class Model(BaseModel):
    """What all records share: immutable, no unknown fields, documented by the docstrings under the fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    @classmethod
    def trusted(cls, values: dict[str, Any]) -> Self:
        """A record out of values for all its fields, in order, that nothing checks: the caller answers for them.

        `model_construct` without its defaults and aliases, and several times faster. Whoever publishes validates.
        """
        made, put = cls.__new__(cls), object.__setattr__
        put(made, "__dict__", values)
        put(made, "__pydantic_fields_set__", _names(cls))
        put(made, "__pydantic_extra__", None)
        put(made, "__pydantic_private__", None)
        return made


class Image(Model):
    """A picture of the article's body."""

    url: NonEmpty
    """Absolute address."""
    alt: str | None = None
    """Alternative text as printed."""
    caption: str | None = None
    """Caption printed beside the picture; never part of `body`."""


class Attachment(Model):
    """A file that the article links to (PDF, Word, archive ...)."""

    url: NonEmpty
    """Absolute address."""
    text: str | None = None
    """Text of the link."""
    type: str | None = None
    """Media type by the file's ending, for example `application/pdf`."""


class Link(Model):
    """A titled link of the recommended block."""

    title: NonEmpty
    """Text of the link."""
    url: NonEmpty
    """Absolute address."""


class Location(Model):
    """Where the raw bytes lie in the archive."""

    file: NonEmpty
    """WARC file name, relative to the archive folder."""
    offset: int
    """Byte offset of the record in that file."""


class Article(Model):
    """One article in one language, whatever number of addresses shows it."""

    id: NonEmpty
    """`site:number:language`, for example `selectshandong:30180:en`; the key of this file."""
    site: NonEmpty
    """Name of the portal, or the host where the portal is unknown."""
    url: NonEmpty
    """Address of the preferred view (the one that states most)."""
    urls: tuple[str, ...]
    """Every address seen for this article, sorted."""
    template: str | None = None
    """Template generation (`A`, `A-zh`, `B`, `C`, `brochure`); `null` where unknown."""
    language: str | None = None
    """BCP 47 language of the text itself, not of the path."""
    title: str | None = None
    """Headline, without the site's name."""
    published_at: IsoDateTime | None = None
    """ISO 8601 with offset; the date that the page prints (on this portal: of the last edit)."""
    published_raw: str | None = None
    """The date exactly as printed."""
    published_precision: Literal["year", "month", "day", "minute", "second"] | None = None
    """How exact `published_at` is."""
    published_method: Literal["declared", "template", "generic", "url", "inferred"] | None = None
    """Where the date comes from; `inferred` means decoded from the article number, not printed."""
    breadcrumb: tuple[str, ...] = ()
    """Labels from the root to the section; empty where the page prints none."""
    section: str | None = None
    """Section of the portal (English label), from the address, else the last label of the breadcrumb."""
    source: str | None = None
    """Canonical name of the outlet: one outlet, one name."""
    source_raw: str | None = None
    """The source exactly as printed."""
    editor: str | None = None
    """Editor or author as printed."""
    body: str | None = None
    """Paragraphs joined by one blank line."""
    images: tuple[Image, ...] = ()
    """Pictures of the body, in page order."""
    attachments: tuple[Attachment, ...] = ()
    """Files linked from the body, in page order."""
    recommended: tuple[Link, ...] = ()
    """Links of the page's own recommended or related block."""
    translations: tuple[str, ...] = ()
    """Ids of the same article in other languages, where the page declares them."""
    fetched_at: IsoDateTime
    """When the preferred view was fetched (UTC)."""
    digest: NonEmpty
    """`sha256:` of title and body; equal digests mean equal texts."""
    extraction: dict[str, str] = Field(default_factory=dict)
    """For each field that was found, the rung of the ladder that gave it: `declared`, `template`, `generic`."""
    flags: tuple[str, ...] = ()
    """What a careful reader must know, for example `encoding-repaired`, `date-ambiguous`, `truncated-tree`."""
    archive: Location | None = None
    """Where the raw page lies; `null` for a page that was not archived."""


class NavNode(Model):
    """One entry of a menu, breadcrumb trail, language switch or footer."""

    id: NonEmpty
    """`site:language:kind:path`, labels of the path joined by ` > `; the key of this file."""
    site: NonEmpty
    """Name of the portal."""
    language: str | None = None
    """Language of the menu."""
    label: NonEmpty
    """Text of the entry."""
    url: str | None = None
    """Absolute address; `null` for a heading without a link."""
    parent_id: str | None = None
    """Id of the entry above; `null` at the top."""
    path: tuple[str, ...]
    """Labels from the root to this entry."""
    depth: int
    """0 at the top."""
    position: int
    """0-based place among its siblings."""
    kind: Literal["menu", "breadcrumb", "language", "footer"]
    """Which block of the page it stands in."""
    section: str | None = None
    """Section of the portal that the address belongs to, where known."""


class Period(Model):
    """A span of days, both ends included; an open end is `null`."""

    start: date | None = None
    """First day."""
    end: date | None = None
    """Last day."""


class Figure(Model):
    """One statistic of a text, with the exact place it stands."""

    id: str | None = None
    """`article_id#start-end`; `null` for a text that is no article's."""
    article_id: str | None = None
    """Id of the article."""
    url: str | None = None
    """Address of the view whose body the offsets count in."""
    published_at: IsoDateTime | None = None
    """Publication time of the article."""
    text: NonEmpty
    """The figure as printed: number, scale word and unit."""
    start: int
    """Offset of the first character in the article's `body`, in code points."""
    end: int
    """Offset behind the last character."""
    sentence: str
    """The whole sentence, for citing."""
    kind: Literal["count", "money", "percent", "percentage_point", "measure", "rank", "fraction", "ratio"]
    """What sort of number it is."""
    value: Number | None = None
    """The number with its scale word worked in; `null` for a range."""
    value_low: Number | None = None
    """Lower end of a range."""
    value_high: Number | None = None
    """Upper end of a range."""
    qualifier: Literal["exact", "approximately", "more_than", "at_least", "less_than", "at_most", "nearly"] = "exact"
    """How the text limits the number."""
    unit: str | None = None
    """ISO 4217 code, `percent`, `percentage_point` or a UCUM-like unit; `null` for counts."""
    subject: str | None = None
    """What is counted or measured, word for word from the text."""
    indicator: str | None = None
    """Canonical key of the statistic, for example `laboratory.state_key`; `null` where unknown."""
    direction: Literal["up", "down"] | None = None
    """For changes and differences."""
    comparison: (
        Literal["year_on_year", "month_on_month", "previous_period", "cumulative", "national_average"] | None
    ) = None
    """What a change is measured against."""
    period: Period | None = None
    """The time that the figure holds for, resolved against the publication date."""
    status: Literal["actual", "target", "forecast", "planned", "under_construction", "draft"] = "actual"
    """Whether it is a fact or something hoped, planned or being built."""
    per: str | None = None
    """Denominator in English (`each`, `year`, `1,000 people`)."""
    place: str | None = None
    """Whose figure it is, in English spelling."""
    condition: bool = False
    """True for thresholds, caps and entitlements: rules, not facts."""
    part_of: str | None = None
    """Id (`#start-end` without an article) of the whole that this is a subset of."""
    converted_from: str | None = None
    """Id (`#start-end` without an article) of the amount that this restates in another unit."""


class Record(Model):
    """A contact or an entry of the project library: labelled fields instead of prose."""

    id: NonEmpty
    """`site:kind:` and a digest of language, page and first field; the key of this file."""
    site: NonEmpty
    """Name of the portal."""
    kind: Literal["contact", "project"]
    """What the fields describe."""
    language: str | None = None
    """Language of the labels."""
    section: str | None = None
    """Section of the portal."""
    title: str | None = None
    """Name of the project, office or person."""
    url: NonEmpty
    """Page that it stands on."""
    fields: dict[str, str]
    """Label -> value, in page order, both as printed."""


class Change(Model):
    """What became of one record since the last published run of the same selection; figures go with their articles."""

    kind: Literal["articles", "navigation", "records"]
    """File that the record stands in."""
    id: NonEmpty
    """Id of the record; unique within its kind."""
    change: Literal["new", "changed", "gone"]
    """`gone`: missing in two published runs in a row, or its page answers 404 or 410."""
    fields: tuple[str, ...] = ()
    """Fields that differ, where it changed."""


Item = Article | NavNode | Figure | Record
"""Any published record."""

KINDS: dict[str, type[Model]] = {
    "articles": Article,
    "navigation": NavNode,
    "figures": Figure,
    "records": Record,
}
"""File name (without `.jsonl`) -> record type."""

REPORTS: dict[str, type[Model]] = {"changes": Change}
"""File name -> type of what is said about records when they are published."""


def to_json_line(item: Model) -> str:
    """One line of JSON Lines, with the line feed: stable key order, UTF-8 characters kept."""
    return item.model_dump_json() + "\n"
