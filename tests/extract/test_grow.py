"""The light tree, made while the page is parsed, against lxml's own tree; and what no tree can be made of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from sdspider.extract.grow import DEEPEST, grow
from sdspider.page import parse

_BITS = (
    "<p>",
    "</p>",
    "<div class=a>",
    "</div>",
    "<b>",
    "</b>",
    "<a href=x>",
    "</a>",
    "<br>",
    "<img alt=i>",
    "<td>",
    "x ",
)
_MORE = (
    "<script>s</script>",
    "<title>t</title>",
    "<ul><li>",
    "</ul>",
    "<table>",
    "</body>",
    "<!-- c -->",
    "&nbsp;y",
    "<",
)


@given(st.lists(st.sampled_from(_BITS + _MORE), max_size=14).map("".join))
def test_elements_are_those_of_the_parsed_tree(html: str) -> None:
    tree = grow(html)
    kept = [node.tag for node in tree.nodes]
    dropped = ("br", "script")
    assert kept == [str(el.tag) for el in parse(html).iter(etree.Element) if el.tag not in dropped]
    assert all(node.index < node.end <= len(tree.nodes) for node in tree.nodes)
    assert all(node.parent is None or node.within(node.parent) for node in tree.nodes)


def test_text_around_a_comment_is_one_run() -> None:
    assert [run.text for run in grow("<p>one<!-- c --> two &amp; three</p>").runs] == ["one two & three"]


@pytest.mark.parametrize("tag", ["div", "b", "span"])
def test_what_lies_too_deep_keeps_its_text(tag: str) -> None:
    tree = grow(f"<{tag}>" * 3000 + "the text" + f"</{tag}>" * 3000 + "<p>behind</p>")
    assert tree.too_deep
    assert len(tree.nodes) <= DEEPEST + 2
    assert {"the text", "behind"} <= {run.text for run in tree.runs}


@pytest.mark.parametrize("html", ["", "  ", "\x00", "<![CDATA[x]]>", "<!doctype html>", "<?php"])
def test_there_is_always_an_element(html: str) -> None:
    assert grow(html).nodes
