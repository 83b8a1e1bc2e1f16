"""Clean text: nothing invisible, nothing visible lost."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sdspider.normalise.text import clean_or_none, clean_text, narrow


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("  a\xa0b\u3000c\n\td  ", "a b c d"),
        ("Ji\u200bnan\ufeff", "Jinan"),
        ("Shandong\\'s", "Shandong's"),
        ("e\u0301", "é"),
        ("It\x92s", "It’s"),
        ("１３１３", "１３１３"),
        ("bad\ud800", "bad\ufffd"),
        ("\u202dabc\u202c", "abc"),
        ("क्\u200dष", "क्\u200dष"),
        ("a\u00adb", "ab"),
    ],
)
def test_cleaning(raw: str, expected: str) -> None:
    assert clean_text(raw) == expected


def test_nothing_is_none() -> None:
    assert clean_or_none(None) is None
    assert clean_or_none(" \u200b\n") is None
    assert clean_or_none(" x ") == "x"


@given(st.text(st.characters(codec=None), max_size=60))
@settings(derandomize=True, max_examples=100)
def test_cleaning_is_idempotent_and_can_be_written(text: str) -> None:
    once = clean_text(text)
    assert clean_text(once) == once
    assert once == unicodedata.normalize("NFC", once).strip()
    assert "\n" not in once
    assert "  " not in once
    once.encode()


@given(st.text(max_size=40))
@settings(derandomize=True, max_examples=100)
def test_narrowing_keeps_offsets(text: str) -> None:
    assert len(narrow(text)) == len(text)
    assert narrow("２０２４：０４") == "2024:04"
