"""The modelled fixtures are what their maker writes, always the same bytes, and hold what they promise."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from lxml import etree

from sdspider.fixturesite import Site
from sdspider.saved import cases, read_case

KEPT = Path(__file__).parents[2] / "fixtures" / "selectshandong"

SEED = (
    "English> Business News> Business Information",
    "2024-04-01 17:10",
    "Provincial Committee\xa0conducted collective",
    "261 provincial-level key laboratories",
    "Recommend",
    "JinanQingdao",
    "BinzhouHeze",
    "Modern\xa0finance",
)
"""Parts of the seed page, in the order in which it prints them."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    command = [sys.executable, "-W", "error", KEPT / "make" / "make.py", folder]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder


def bodies(folder: Path) -> dict[str, bytes]:
    """Relative path -> bytes; compressed files by what they hold, since compressors differ."""
    found = {}
    for path in folder.rglob("*"):
        if path.is_file() and "make" not in path.relative_to(folder).parts:
            data = path.read_bytes()
            found[path.relative_to(folder).as_posix()] = gzip.decompress(data) if path.suffix == ".gz" else data
    return found


def test_the_same_bytes_as_those_kept(made: Path) -> None:
    new, old = bodies(made), bodies(KEPT)
    assert {path for path in new if new[path] != old.get(path)} == set()
    stale = set(old) - set(new) - {".gitattributes"}
    assert {path for path in stale if path.startswith("site/")} == set()
    modelled = {path.parent.name for path in KEPT.glob("*/page.json") if '"modelled"' in path.read_text("utf-8")}
    assert {path for path in stale if path.split("/")[0] in modelled and not path.endswith("items.jsonl")} == set()


def test_the_site_is_whole() -> None:
    site = Site.load(KEPT / "site")
    pages = [url for url, said in site.pages.items() if "html" in said["headers"].get("Content-Type", "")]
    assert len(pages) >= 80
    hosts = {urlsplit(url).hostname for url in pages}
    assert all(site.answer(f"http://{host}/robots.txt").status == 200 for host in hosts)
    assert all(site.answer(url).body for url, said in site.pages.items() if said["file"])


def test_the_calendar_never_ends() -> None:
    site, url = Site.load(KEPT / "site"), "http://www.selectshandong.com/events/calendar/2024-12.html"
    for month in ("2025-01", "2025-02"):
        links = re.findall(r'href="([^"]+calendar[^"]+)">Next', site.answer(url).body.decode())
        assert links == [f"http://www.selectshandong.com/events/calendar/{month}.html"]
        url = links[0]


def test_expectations_are_addresses_of_the_site() -> None:
    said: dict[str, Any] = json.loads((KEPT / "site" / "expected.json").read_text("utf-8"))
    site = Site.load(KEPT / "site")
    articles = [url for urls in said["articles"].values() for url in urls]
    assert len(said["articles"]) == 82
    assert len(said["navigation"]) == 61
    for url in [*articles, *said["records"], *said["forbidden"], *said["not_articles"]]:
        assert url in site.pages, url
    assert not set(said["not_articles"]) & set(articles)


@pytest.mark.parametrize("host", ["m", "www"])
def test_the_seed_is_printed_word_for_word_in_two_skins(host: str) -> None:
    answer = Site.load(KEPT / "site").answer(f"http://{host}.selectshandong.com/enwebsite/article/index/id/30180.html")
    text = "".join(etree.fromstring(answer.body, etree.HTMLParser()).itertext())
    places = [text.index(words) for words in SEED]
    assert places == sorted(places)


def test_cases_can_be_read_as_pages() -> None:
    found = {folder.name: read_case(folder) for folder in cases(KEPT)}
    assert len(found) >= 34
    assert len(found["b-one-megabyte"].body) > 1_000_000
    assert found["azh-gbk-wrong-charset"].decoded[1:] == ("gb18030", True)
    assert "李明秀" in found["b-ko-no-figures"].text
    assert "张新娜" in "".join(found["b-ja-shift-jis"].root.itertext())
    assert found["b-utf16"].text.startswith("<!DOCTYPE html>")
    assert {page.fetched_at for page in found.values()} == {datetime(2026, 1, 5, 3, tzinfo=UTC)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a-seed", "a-seed-tables"),
        ("a-seed", "a-seed-html5"),
        ("azh-japanese", "azh-japanese-tables"),
        ("b-empty-source", "b-empty-source-line"),
        ("b-duplicate", "b-mirror"),
        ("c-ger", "c-ger-classes"),
        ("c-attachment", "c-attachment-divs"),
        ("c-attachment", "c-duplicate"),
    ],
)
def test_skins_of_a_generation_share_no_class_and_nest_differently(one: str, other: str) -> None:
    pages = [read_case(KEPT / name).root for name in (one, other)]
    classes, nests = zip(*(({*page.xpath("//@class")}, trail(page)) for page in pages), strict=True)
    assert not classes[0] & classes[1]
    assert len(nests[0] & nests[1]) < len(nests[0] | nests[1]) / 2


def trail(root: etree._Element) -> set[tuple[str, ...]]:
    """Tags from the root to each element of the body."""
    return {
        (*(str(above.tag) for above in element.iterancestors()), str(element.tag))
        for element in root.iterfind(".//body//*")
    }
