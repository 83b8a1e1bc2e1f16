"""Addresses: one spelling for each page, and never another page's."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sdspider.normalise.urls import canonical, page_key, same_page


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTP://WWW.SelectShandong.com:80/Home/A.html#top", "http://www.selectshandong.com/Home/A.html"),
        ("https://a.example:443", "https://a.example/"),
        ("https://a.example:8443/x", "https://a.example:8443/x"),
        ("http://a.example./x", "http://a.example/x"),
        ("http://a.example/a/../b/./c/", "http://a.example/b/c/"),
        ("http://a.example/../../x", "http://a.example/x"),
        ("http://a.example/%7euser/%e4%b8%ad", "http://a.example/~user/%E4%B8%AD"),
        ("http://a.example/中 文", "http://a.example/%E4%B8%AD%20%E6%96%87"),
        ("http://a.example/x?utm_source=y&id=3&utm_medium=z", "http://a.example/x?id=3"),
        ("http://a.example/x?PHPSESSID=0a1b2c&id=3", "http://a.example/x?id=3"),
        ("http://a.example/x;jsessionid=AB12?id=3", "http://a.example/x?id=3"),
        ("http://a.example/x?sid=17", "http://a.example/x?sid=17"),
        ("http://a.example/x?sid=0a1b2c3d4e5f60718293", "http://a.example/x"),
        ("http://a.example/x?from=timeline", "http://a.example/x"),
        ("http://a.example/x?from=jinan", "http://a.example/x?from=jinan"),
        ("http://a.example/x?b=2&a=1", "http://a.example/x?b=2&a=1"),
        ("http://a.example/x?l=de", "http://a.example/x?l=de"),
        ("  http://a.example/x\n", "http://a.example/x"),
        ("mailto:selectshandong@shandong.cn", "mailto:selectshandong@shandong.cn"),
        ("javascript:void(0)", "javascript:void(0)"),
    ],
)
def test_one_spelling(url: str, expected: str) -> None:
    assert canonical(url) == expected


def test_pages_are_the_same_whatever_scheme_and_query_order() -> None:
    assert same_page("http://a.example/x?b=2&a=1", "https://A.example/x?a=1&b=2#f")
    assert not same_page("http://a.example/x?a=1", "http://a.example/x?a=2")
    assert not same_page("http://a.example/x", "http://b.example/x")
    assert page_key("https://a.example/x") == "a.example/x"


PARTS = st.text("abcXYZ019%/.?&=;:#@-_~+ é中\\[]\ud800", max_size=40)


@given(st.one_of(st.text(max_size=40), PARTS.map("http://a.example/".__add__), PARTS.map("https://".__add__)))
@settings(derandomize=True, max_examples=100)
@example("http://[::1")
@example("http://a.example:99999/x")
@example("http://a.example/%2")
@example("http://user:pw@A.example:80/x")
def test_canonical_is_idempotent_and_never_raises(url: str) -> None:
    once = canonical(url)
    assert canonical(once) == once
    assert page_key(once) == page_key(url)
    once.encode()
