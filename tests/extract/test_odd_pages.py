"""Whatever bytes a server sends: a reading or a flag, never an exception, and in bounded time."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sdspider.drafts import ArticleDraft, Hints, Reading
from sdspider.extract import read_page
from sdspider.page import Page
from tests.extract import skins
from tests.extract.reading import URL

TAGS = [
    "div",
    "p",
    "a",
    "ul",
    "li",
    "table",
    "tr",
    "td",
    "dl",
    "dt",
    "dd",
    "h1",
    "h3",
    "span",
    "br",
    "img",
    "b",
    "nav",
    "title",
]
ODD = [
    '<a href="/x.html">',
    '<a href="http://[::1">',
    "<div class='nav menu'>",
    "<script type='application/ld+json'>{",
    "</script>",
    "<meta http-equiv=refresh content='0;url=//'>",
    "<base href='::'>",
    "<!--",
    "&#0;",
    "Home &gt; News &gt; ",
    "Source: Editor: 02-30-2024",
    "A sentence, with commas, that is long enough to be prose on its own. ",
    "来源:大众网2024-04-01 17:10",
    "\x00",
    "\ud800",
]
PIECES = st.one_of(
    st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]),
    st.sampled_from(ODD),
    st.text(max_size=30),
)


def read(body: bytes, encoding: str | None = None) -> Reading:
    return read_page(Page(URL, body, encoding=encoding), Hints(site="example"))


def article(body: bytes, encoding: str | None = None) -> ArticleDraft:
    (draft,) = [draft for draft in read(body, encoding).drafts if isinstance(draft, ArticleDraft)]
    return draft


@settings(max_examples=60, derandomize=True, deadline=None)
@given(st.lists(PIECES, max_size=60))
def test_no_markup_raises(pieces: list[str]) -> None:
    reading = read("".join(pieces).encode("utf-8", "replace"))
    assert reading.kind in ("home", "list", "article", "record", "static", "error", "challenge", "empty")


@settings(max_examples=40, derandomize=True, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_raise(body: bytes) -> None:
    read(body)
    read(b"<html><p>" + body * 3)


ZH = "山东省今年建设二十一个重点实验室，并为企业提供更好的服务，推动科技创新和产业创新深度融合。" * 2
JA = "山東省は今年、21の重点実験室を建設し、企業により良いサービスを提供して、産業の発展を促進する。" * 2
KO = "산둥성은 올해 스물한 개의 중점 실험실을 건설하고, 기업에 더 나은 서비스를 제공하여 산업 발전을 촉진한다." * 2


@pytest.mark.parametrize(
    ("text", "charset"),
    [(ZH, "gbk"), (ZH, "gb18030"), (ZH, "utf-8"), (ZH, "utf-16"), (JA, "shift_jis"), (KO, "euc-kr"), (JA, "euc-jp")],
)
def test_charsets_that_are_declared(text: str, charset: str) -> None:
    page = f"<meta charset={charset}><title>Test</title><h1>{text[:20]}</h1><p>2024-04-01 17:10</p><p>{text}</p>"
    found = article(page.encode(charset))
    assert found.paragraphs == (text,)
    assert "encoding-repaired" not in found.flags


@pytest.mark.parametrize(("text", "charset"), [(ZH, "gbk"), (JA, "shift_jis"), (KO, "euc-kr")])
def test_wrong_charset_is_repaired_and_flagged(text: str, charset: str) -> None:
    page = f"<meta charset=utf-8><h1>{text[:20]}</h1><p>2024-04-01 17:10</p><p>{text}</p>"
    found = article(page.encode(charset), "utf-8")
    assert found.paragraphs == (text,)
    assert "encoding-repaired" in found.flags


@pytest.mark.parametrize("depth", [3000, 50_000])
@pytest.mark.parametrize("tag", ["div", "span", "blockquote"])
def test_a_tree_too_deep_is_flagged(tag: str, depth: int) -> None:
    deep = f"<{tag}>" * depth + "<p>" + skins.BODY[0] + "</p>"
    found = article((skins.page("ul", "p", "h1").replace("</body>", deep)).encode())
    assert "truncated-tree" in found.flags
    assert found.title == skins.TITLE


def test_no_html_element_at_all() -> None:
    found = article(f"<h1>{skins.TITLE}</h1>{skins.DATE}<br>{skins.body_p()}".encode())
    assert (found.title, found.published_raw, list(found.paragraphs)) == (skins.TITLE, skins.DATE, skins.BODY)


@pytest.mark.parametrize(
    ("markup", "kind"),
    [
        ("", "empty"),
        ("<html><body></body></html>", "empty"),
        ("<title>404 Not Found</title><h1>Not Found</h1>", "error"),
        ("<title>提示信息</title><p>对不起，您访问的页面不存在</p>", "error"),
        ("<title>Just a moment...</title><p>Checking your browser</p>", "challenge"),
        ("<script>document.cookie='a=b';location.reload()</script>", "challenge"),
        ("<meta http-equiv=refresh content='0; url=/new.html'><p>Moved</p>", "empty"),
    ],
)
def test_what_is_no_content(markup: str, kind: str) -> None:
    assert read(markup.encode()).kind == kind
