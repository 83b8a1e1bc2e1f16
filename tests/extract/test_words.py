"""The short cuts of the word lists against the plain patterns that they stand for."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from sdspider.extract.headline import key
from sdspider.extract.words import alternatives, opens

_PLAIN = re.compile(rf"[\W_]*(?:{alternatives('opens')})", re.I)
_BITS = (
    "Related",
    "stories",
    "photo",
    "©",
    "[Photo",
    "PRINT",
    "3",
    "comments",
    "Quelle",
    ":",
    "来源",
    "：",
    "x",
    "À lire",
)


@given(st.lists(st.sampled_from((*_BITS, " ", "-", "_")), max_size=6).map("".join))
def test_an_opening_is_found_as_by_the_whole_list(text: str) -> None:
    assert opens(text) == (_PLAIN.match(text) is not None)


@given(st.text(max_size=12))
def test_a_key_is_letters_and_digits(text: str) -> None:
    assert key(text) == "".join(re.findall(r"[^\W_]", text.casefold()))
