"""A generated portal of N articles in the addresses of template B, with lists, dates and figures. Pure: no sockets."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

PER_LIST = 20
FIRST_ID = 26_000
NEWEST = datetime(2024, 4, 1, 17, 10)
TOWNS = ("Jinan", "Qingdao", "Zibo", "Yantai", "Weifang", "Jining", "Linyi", "Dezhou")
PAGE = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title></head><body>{body}</body></html>'
)


@dataclass
class Portal:
    """What the server shows. `edits` counts how often an article was edited; `removed` articles answer 404."""

    articles: int
    edits: dict[int, int] = field(default_factory=dict)
    removed: set[int] = field(default_factory=set)
    wide: bool = False
    """Whether every list page links to all others, so that all articles are known long before they are read."""
    extra: str = ""
    """HTML that the home page links to as well."""

    @property
    def lists(self) -> int:
        """Number of list pages."""
        return -(-self.articles // PER_LIST)

    def paths(self) -> list[str]:
        """Paths of all articles."""
        return [article_path(number) for number in range(self.articles)]

    def page(self, path: str) -> str | None:
        """HTML of a path, `None` where there is no such page."""
        if path == "/":
            return self._home()
        if path.startswith("/home/list_en/index/cid/754/p/"):
            return self._list(int(path.rsplit("/", 1)[1].removesuffix(".html")))
        if path.startswith("/home/article_en/index/id/"):
            number = int(path.split("/")[5]) - FIRST_ID
            return self._article(number) if 0 <= number < self.articles and number not in self.removed else None
        return None

    def _home(self) -> str:
        menu = '<ul><li><a href="/">Home</a></li><li><a href="/home/list_en/index/cid/754/p/1.html">News</a></li></ul>'
        return PAGE.format(title="Select Shandong", body=f"{menu}{self.extra}")

    def _list(self, page: int) -> str | None:
        if not 1 <= page <= self.lists:
            return None
        rows = "".join(
            f'<li><a href="{article_path(n)}">{title_of(n)}</a><span>{date_of(n):%m-%d-%Y}</span></li>'
            for n in range((page - 1) * PER_LIST, min(page * PER_LIST, self.articles))
            if n not in self.removed
        )
        near = range(1, self.lists + 1) if self.wide else [n for n in range(page - 2, page + 5) if 1 <= n <= self.lists]
        pager = "".join(f'<a href="/home/list_en/index/cid/754/p/{n}.html">{n}</a> ' for n in near)
        return PAGE.format(title="Business News", body=f"<h1>Business News</h1><ul>{rows}</ul><div>{pager}</div>")

    def _article(self, number: int) -> str:
        town, count = TOWNS[number % len(TOWNS)], number % 97 + 3
        edit = self.edits.get(number, 0)
        more = (
            f"<p>Correction number {edit}: the fair in {town} was opened one day later than planned.</p>"
            if edit
            else ""
        )
        body = (
            f"<h1>{title_of(number)}</h1><p>Source: Haibao News Editor: Li {date_of(number):%m-%d-%Y %H:%M}</p>"
            f"<div><p>{town} opened {count} provincial laboratories in 2023, up by {number % 9 + 1}.5 percent against "
            f"the year before, and invited researchers from many countries to work there.</p>"
            f"<p>More than {count * 100} high-tech companies with a revenue of {count} billion yuan took part in the "
            f"exhibition, which is held in {town} each spring, said the organisers of event {number}.</p>{more}</div>"
        )
        return PAGE.format(title=title_of(number), body=body)


def article_path(number: int) -> str:
    """Path of an article."""
    return f"/home/article_en/index/id/{FIRST_ID + number}/cid/754.html"


def title_of(number: int) -> str:
    """Headline of an article."""
    return f"{TOWNS[number % len(TOWNS)]} reports progress of project {number + 1}"


def date_of(number: int) -> datetime:
    """Publication time: three hours between two articles, the first one the newest."""
    return NEWEST - timedelta(hours=3 * number)
