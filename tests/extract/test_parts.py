"""Records, pictures, files and page kinds read straight from small pieces of markup."""

from __future__ import annotations

import pytest

from sdspider.extract import listing, media, records
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
    "markup",
    [
        "<figure><img src=a.jpg><figcaption>The new berth</figcaption></figure>",
        "<div><p><img src=a.jpg></p><p>The new berth</p></div>",
        "<p><img src=a.jpg></p><p align=center>The new berth</p>",
    ],
)
def test_a_caption_stands_with_its_picture(markup: str) -> None:
    tree = grow(f"<body><p>Before.</p>{markup}<p>Behind.</p></body>")
    assert [image.caption for image in media.images(tree, tree.nodes, URL)] == ["The new berth"]


@pytest.mark.parametrize(
    "markup", ["<img src=a.jpg width=16>", "<img src=/img/logo.png>", "<img src='data:image/gif,'>"]
)
def test_icons_are_no_pictures(markup: str) -> None:
    tree = grow(f"<p>{markup}</p>")
    assert media.images(tree, tree.nodes, URL) == ()


def test_a_picture_that_is_loaded_late_has_its_real_address() -> None:
    tree = grow("<img src=/wait.gif data-src=/real.jpg><img srcset='/s.jpg 1x, /l.jpg 2x'>")
    found = [image.url for image in media.images(tree, tree.nodes, URL)]
    assert found == ["https://example.org/real.jpg", "https://example.org/l.jpg"]


def test_recommended_pages_stand_behind_their_heading() -> None:
    links = "".join(f"<li><a href=/{at}.html>A recommended headline, number {at}</a></li>" for at in range(3))
    tree = grow(
        f"<p><a href=/x.html>Elsewhere</a></p><h3>Recommended</h3><ul>{links}</ul><p><a href=/y.html>More</a></p>"
    )
    assert [link.url for link in media.recommended(tree, URL, URL)] == [
        f"https://example.org/{at}.html" for at in range(3)
    ]


@pytest.mark.parametrize(
    "item",
    [
        "<li><a href=/{0}.html>Headline number {0} of the harbour</a><span>2024-03-1{0}</span><p>%s</p></li>",
        "<div><h3><a href=/{0}.html>Headline number {0} of the harbour</a></h3><p>%s</p><p>2024-03-1{0}</p></div>",
        "<dt><a href=/{0}.html>Headline number {0} of the harbour</a> 2024-03-1{0}</dt><dd>%s</dd>",
        "<tr><td><a href=/{0}.html>Headline number {0} of the harbour</a><br>%s</td><td>2024-03-1{0}</td></tr>",
    ],
)
def test_items_of_a_list_have_title_address_and_date(item: str) -> None:
    summary = "What happened at the harbour that day is told here in a line or two of text."
    wrap = {"<li": "ul", "<dt": "dl", "<tr": "table"}.get(item[:3], "div")
    tree = grow(f"<{wrap}>{''.join((item % summary).format(at) for at in range(4))}</{wrap}>")
    found = listing.items(tree, URL, ())
    assert [(one.title[:24], one.url, one.date) for one in found] == [
        (f"Headline number {at} of the", f"https://example.org/{at}.html", f"2024-03-1{at}") for at in range(4)
    ]


def test_links_in_prose_are_no_list() -> None:
    line = "<p>The harbour <a href=/{0}.html>opened berth {0}</a> in spring, and three lines of ships call there.</p>"
    assert listing.items(grow("".join(map(line.format, range(4)))), URL, ()) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"<h1>A second berth opens</h1><p>2024-03-26 15:40 Source: Daily</p>{PROSE * 3}", "article"),
        ("<title>404 Not Found</title><h1>404 Not Found</h1>", "error"),
        (LIST, "list"),
        ("<h1>Contact</h1><p>Tel: 0531-12345</p><p>Fax: 0531-12346</p><p>Email: a@example.org</p>", "record"),
        ("<title>Just a moment...</title><p>Checking your browser before you go on.</p>", "challenge"),
        ("<script>document.cookie='a=1';location.reload()</script>", "challenge"),
        ("<meta http-equiv=refresh content='0;url=/m/'><p>Please wait</p>", "empty"),
        ("", "empty"),
    ],
)
def test_the_kind_of_a_page(text: str, kind: str) -> None:
    assert sheet(text).kind[0] == kind
