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

_HAN = "[\u3040-\u30ff\u4e00-\u9fff]"
_CLOSING = re.compile(rf"[,;](?:(?<={_HAN}.)|(?<![\d\s].)(?={_HAN}))")


def narrowed(text: str) -> str:
    """The text with "４，０８５．７％" as "4,085.7%", and with the stops of East Asian text in their own width."""
    if text.isascii():
        return text
    if _CLOSING.search(text):
        text = _CLOSING.sub(lambda match: "，" if match.group() == "," else "；", text)
    return _narrow(text) if _WIDE.search(text) else text


def _narrow(text: str) -> str:
    return _COMMA.sub(",", _POINT.sub(".", text)).translate(_NARROW)
