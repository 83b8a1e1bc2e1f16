"""The seed page says the same in every skin, whatever its classes are called."""

from __future__ import annotations

import pytest

from sdspider.extract import read_page
from sdspider.page import Page
from tests.extract import skins
from tests.extract.reading import URL, renamed, sheet

CASES = [
    (menu, body, head)
    for at, menu in enumerate(skins.MENUS)
    for body, head in zip(skins.BODIES, [*skins.HEADS][at % 4 :] + [*skins.HEADS][: at % 4], strict=True)
]


@pytest.mark.parametrize(("menu", "body", "head"), CASES)
@pytest.mark.parametrize("recommend", [True, False])
def test_every_skin_says_the_same(menu: str, body: str, head: str, recommend: bool) -> None:
    trail = skins.trail_links if recommend else skins.trail_text
    read = sheet(skins.page(menu, body, head, trail=trail, recommend=recommend))
    assert read.headline is not None
    assert read.headline.text == skins.TITLE
    assert read.published[0] == skins.DATE
    assert list(read.trail[0]) == skins.TRAIL
    assert list(read.body) == skins.BODY
    assert read.kind == ("article", "")
    (block,) = [block for block in read.navigation if block.kind == "menu"]
    assert {entry.label: [below.label for below in entry.children] for entry in block.entries} == skins.MENU
    assert (len(block.entries), sum(len(entry.children) for entry in block.entries)) == (12, 49)


@pytest.mark.parametrize("menu", skins.MENUS)
def test_class_names_do_not_matter(menu: str) -> None:
    page = Page.of_text(URL, skins.page(menu, "p", "h1"))
    before, after = read_page(page, sheet("").hints), read_page(renamed(page), sheet("").hints)
    assert before.drafts == after.drafts


@pytest.mark.parametrize("pair", skins.ALTERNATING.values(), ids=skins.ALTERNATING)
@pytest.mark.parametrize("around", ["{}", "<div>{}</div>", "<nav>{}</nav>"])
def test_heads_and_what_is_below_them_may_alternate(pair: tuple[str, str], around: str) -> None:
    """With an element around the whole menu or without one."""
    text = f"<div>{skins.trail_links()}{skins.HEADS['h1']()}{skins.BODIES['p']()}</div>"
    read = sheet(f"<body>{text}<p>Recommend</p>{around.format(skins.menu_alternating(skins.MENU, *pair))}</body>")
    (block,) = [block for block in read.navigation if block.kind == "menu"]
    assert {entry.label: [below.label for below in entry.children] for entry in block.entries} == skins.MENU
