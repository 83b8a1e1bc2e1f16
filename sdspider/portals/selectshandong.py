"""Select Shandong (selectshandong.com), the investment portal of Shandong province: all that is known of it.

History of the site, newest first. Source: stored text of 107 addresses; no HTML was ever seen.
- 2024 autumn: the platform is rebuilt; new articles get 15-digit numbers that hold their creation time (template C).
- 2023 to 2025: template C, `<host>.selectshandong.com/<section>/<number>.shtml`; old articles are published again
  under it. Hosts en, fr, jp, ger (not de). `Source: ... MM-DD-YYYY HH:MM:SS`, on ger. `来源:` and ISO. No editor.
- 2019 to 2024: template B, `/home/article_<xx>/index/id/<number>[/cid/<section>].html`; xx is en, de, fr, jp or sk
  (Korean). `Source: ... Editor: ... MM-DD-YYYY HH:MM`, within article_fr `YYYY-MM-DD HH:MM`. Old jp pages print only an
  ISO date. The xx is the template's language, not the text's: cid or text decide.
- 2018: template A, `/enwebsite/article/index/id/<number>.html`, English, breadcrumb, `YYYY-MM-DD HH:MM`, no source.
  Its Chinese sister A-zh, `/website/article/...`, prints footer lines first and `来源:<source><date>`; it carries
  Japanese texts too.
All templates still answer. The number is the article; host, path and cid are views of it. The printed date is that of
the last edit (evergreen pages are re-dated), the number tells the creation.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Mapping
from datetime import datetime, timedelta
from importlib.resources import files
from zoneinfo import ZoneInfo

from sdspider.drafts import Hints
from sdspider.portals.base import Portal, Route, Section

NAME = "selectshandong"
ZONE = ZoneInfo("Asia/Shanghai")
_KNOWN = tomllib.loads(files(__package__).joinpath(f"{NAME}.toml").read_text("utf-8"))

LANGUAGE_OF = {"jp": "ja", "sk": "ko", "kr": "ko", "ger": "de", "cn": "zh"}
"""Codes of the portal's paths and hosts -> BCP 47, where they differ."""

_DATE = r"(?P<date>(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}-\d{1,2}-\d{4})(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?)"
_SOURCE = r"(?:Source|来源)\s*[:\uff1a]\s*(?P<source>.{0,80}?)\s*"
LABELLED = (
    re.compile(rf"{_SOURCE}Editor\s*[:\uff1a]\s*(?P<editor>[^\d]{{0,40}}?)\s*{_DATE}", re.DOTALL),
    re.compile(rf"{_SOURCE}{_DATE}", re.DOTALL),
)
"""Header lines as printed; source, editor and date may be glued."""
BARE = (re.compile(rf"^\s*{_DATE}\s*$"),)
"""The line of template A and of old jp pages. Elsewhere a lone date may be the last piece of a labelled line."""
OLD_JP = 11_000
"""Numbers below printed only a date on jp pages (9685, 9779); those from 12853 on print the labels."""

NOISE = tuple(
    re.compile(line, re.IGNORECASE)
    for line in (
        r"(?:selectshandong@shandong\.cn|SELECT\s?SHANDONG|EN|DE|FR|JP|KR|CN|Mobile|browsing|[\s|/])+",
        r"Recommend(?:ed)?",
        r"分享",
        r"Copyright\b.*",
        r".*版权所有.*",
        r"P\. ?\d+",
    )
)
"""Whole lines of the templates that are never part of an article."""

CREATED_FROM = datetime(2020, 2, 20, 2, 20, 2, 20_000, tzinfo=ZONE)
"""Zero of the 15-digit numbers: Yitter/IdGenerator's default, checked on six numbers."""
CREATED_BITS = 12
SLACK = timedelta(days=60)
"""Numbers rise with time only loosely."""

MADE = sorted((int(number), month) for number, month in _KNOWN["numbers"].items())
DASHED = ("%m-%d-%Y %H:%M", "%m-%d-%Y %H:%M:%S")
ISO = ("%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S")


def created_at(number: str) -> datetime | None:
    """Creation time that a 15-digit number holds; `None` for the older, short ones."""
    if len(number) != 15:
        return None
    return CREATED_FROM + timedelta(milliseconds=int(number) >> CREATED_BITS)


def window(number: str) -> tuple[datetime | None, datetime | None] | None:
    """Earliest plausible date of an article: its number tells when it was made; a later edit may re-date it."""
    if made := created_at(number):
        return made - SLACK, None
    at = bisect_right(MADE, (int(number), "9999"))
    if len(number) > 6 or at == 0:
        return None
    return datetime.fromisoformat(f"{MADE[at - 1][1]}-01").replace(tzinfo=ZONE) - SLACK, None


def _sections() -> tuple[Section, ...]:
    return tuple(
        Section(
            key=said["key"],
            label=said["label"],
            parent=said.get("parent"),
            cids={
                **{language: (cid, True) for language, cid in said.get("seen", {}).items()},
                **{language: (cid, False) for language, cid in said.get("inferred", {}).items()},
            },
            paths=tuple(said.get("paths", ())),
        )
        for said in _KNOWN["section"]
    )


SECTIONS = _sections()
SOURCES = {printed: name for name, printed_names in _KNOWN["sources"].items() for printed in printed_names}
BY_CID = {cid: (section.label, language) for section in SECTIONS for language, (cid, _) in section.cids.items()}
BY_PATH = {path: section.label for section in SECTIONS for path in section.paths}
BASE = Hints(
    site=NAME,
    date_order="MDY",
    timezone="Asia/Shanghai",
    headers=LABELLED,
    noise=NOISE,
    sources=SOURCES,
    site_names=("Select Shandong", "selectshandong", "SELECTSHANDONG", "投资山东", "选择山东"),
)


def _article(
    template: str,
    number: str | None,
    formats: tuple[str, ...],
    language: str | None,
    section: str | None = None,
    headers: tuple[re.Pattern[str], ...] = LABELLED,
) -> Hints:
    """Hints of an article's address."""
    number = number or ""
    return Hints(
        **{
            **vars(BASE),
            "template": template,
            "kind": "article",
            "number": number,
            "language": language,
            "section": section,
            "date_formats": formats,
            "headers": headers,
            "created_at": created_at(number),
            "window": window(number),
        }
    )


def _a(url: str, said: Mapping[str, str | None]) -> Hints:
    return _article("A", said["number"], ISO, "en", headers=BARE)


def _a_zh(url: str, said: Mapping[str, str | None]) -> Hints:
    return _article("A-zh", said["number"], ISO, None)


def _b(url: str, said: Mapping[str, str | None]) -> Hints:
    code = said["language"] or ""
    section, language = BY_CID.get(int(said["cid"] or 0), (None, None))
    formats = ISO + DASHED if code == "fr" else DASHED + ISO
    bare = code == "jp" and not said["cid"] and int(said["number"] or 0) < OLD_JP
    headers = LABELLED + BARE if bare else LABELLED
    return _article("B", said["number"], formats, language or LANGUAGE_OF.get(code, code), section, headers)


def _c(url: str, said: Mapping[str, str | None]) -> Hints:
    host = (said["host"] or "").rstrip(".")
    path = said["path"] or ""
    formats = ISO + DASHED if host == "ger" else DASHED + ISO
    known = host if host in ("en", "fr", "de") or host in LANGUAGE_OF else None
    language = LANGUAGE_OF.get(host, host) if known else None
    return _article("C", said["number"], formats, language, _section_of(host, path))


def _section_of(host: str, path: str) -> str | None:
    """Section of a path on a host; on an unknown host, what the path means wherever it was seen."""
    labels = {label for known, label in BY_PATH.items() if known.partition(":")[2] == path}
    return BY_PATH.get(f"{host}:{path}") or (labels.pop() if len(labels) == 1 else None)


def _brochure(url: str, said: Mapping[str, str | None]) -> Hints:
    return Hints(**{**vars(BASE), "template": "brochure", "kind": "article", "section": "Cities"})


def _home(url: str, said: Mapping[str, str | None]) -> Hints:
    return Hints(**{**vars(BASE), "kind": "home"})


ROUTES = (
    Route(re.compile(r"/enwebsite/article/index/id/(?P<number>\d+)(?:/|\.html|$)"), _a),
    Route(re.compile(r"/website/article/index/id/(?P<number>\d+)(?:/|\.html|$)"), _a_zh),
    Route(
        re.compile(
            r"/home/article_(?P<language>[a-z]+)/index(?=(?:/\w+)*/id/(?P<number>\d+)(?:/|\.html|$))"
            r"(?:(?=(?:/\w+)*/cid/(?P<cid>\d+)(?:/|\.html|$)))?"
        ),
        _b,
    ),
    Route(re.compile(r"/csgl/(?P<city>[a-z]+)/files/basic-html/page\d+\.html$"), _brochure),
    Route(
        re.compile(
            r"^(?:[^/]*/)??(?:(?P<host>[a-z]+)\.(?=selectshandong\.))?[^/]*/(?P<path>[a-z][\w-]*(?:/[a-z][\w-]*)*)/(?P<number>\d+)\.shtml$"
        ),
        _c,
    ),
    Route(re.compile(r"^[^/]*/?(?:index\.s?html?)?$"), _home),
)

PORTAL = Portal(
    name=NAME,
    hosts=("selectshandong.com",),
    entries=tuple(f"http://{host}.selectshandong.com/" for host in ("www", "m", "en", "fr", "ger", "jp", "israel")),
    sections=SECTIONS,
    routes=ROUTES,
    languages=("en", "de", "fr", "ja", "ko", "zh"),
    defaults=BASE,
    mirrors=("bm.nishan.org.cn",),
)
