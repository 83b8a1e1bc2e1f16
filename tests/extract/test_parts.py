"""Records, pictures, files and page kinds read straight from small pieces of markup."""

from __future__ import annotations

import pytest

from sdspider.extract import media, records
from sdspider.extract.grow import grow
from tests.extract.reading import URL, sheet

PROSE = "<p>" + "The harbour opened a second berth, and three lines of ships now call there every week. " * 3 + "</p>"

LINE = '<li><a href="/news/{0}.html">Headline number {0} of the harbour</a> <span>2024-03-1{0}</span></li>'
LIST = "<title>News</title><ul>" + "".join(map(LINE.format, range(8))) + "</ul>"


@pytest.mark.parametrize(
    ("line", "pair"),
    [
        ("Phone: +86 531 0000", ("Phone", "+86 531 0000")),
        ("联系人\uff1a王先生", ("联系人", "王先生")),
        ("https://example.org", None),
        ("No label here", None),
    ],
)
def test_a_line_is_a_label_and_a_value_or_neither(line: str, pair: tuple[str, str] | None) -> None:
    assert records.pair_in(line) == pair


def test_a_header_row_labels_each_row_below() -> None:
    tree = grow("<table><tr><th>Name<th>Area<tr><td>North Park<td>3 ha<tr><td>South Park<td>5 ha</table>")
    found = records.from_table(tree, tree.by_tag["table"][0])
    assert [table.fields for table in found] == [
        (("Name", "North Park"), ("Area", "3 ha")),
        (("Name", "South Park"), ("Area", "5 ha")),
    ]


def test_a_definition_list_is_one_record() -> None:
    tree = grow("<dl><dt>Name:</dt><dd>North Park</dd><dt>Area:</dt><dd>3 ha</dd></dl>")
    found = records.from_list(tree, tree.by_tag["dl"][0])
    assert found is not None
    assert found.fields == (("Name", "North Park"), ("Area", "3 ha"))


def test_pictures_and_files_get_whole_addresses_once() -> None:
    tree = grow('<p><img src="/a.jpg"><img src="/a.jpg"><a href="plan.pdf">Plan</a><a href="two.html">Two</a></p>')
    assert [image.url for image in media.images(tree, tree.nodes, URL)] == ["https://example.org/a.jpg"]
    assert [file.url for file in media.attachments(tree, tree.nodes, URL)] == ["https://example.org/news/plan.pdf"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"<h1>A second berth opens</h1><p>2024-03-26 15:40 Source: Daily</p>{PROSE * 3}", "article"),
        ("<title>404 Not Found</title><h1>404 Not Found</h1>", "error"),
        (LIST, "list"),
        ("", "empty"),
    ],
)
def test_the_kind_of_a_page(text: str, kind: str) -> None:
    assert sheet(text).kind[0] == kind
