"""Full-width digits, letters and signs as their ASCII forms, sign by sign, so that every offset is kept."""

from __future__ import annotations

import re

_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ％＄]")
_NARROW = {code: code - 0xFEE0 for code in map(ord, "％＄")} | {
    code: code - 0xFEE0 for first, last in ("０９", "ＡＺ", "ａｚ") for code in range(ord(first), ord(last) + 1)
}
# The comma ends clauses too ("120，130"): it groups only between full-width digits.
_POINT = re.compile("(?<=[０-９])．(?=[０-９])")
_COMMA = re.compile("(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")


def narrowed(text: str) -> str:
    """The text with "４，０８５．７％" as "4,085.7%"."""
    if text.isascii() or not _WIDE.search(text):
        return text
    return _COMMA.sub(",", _POINT.sub(".", text)).translate(_NARROW)
