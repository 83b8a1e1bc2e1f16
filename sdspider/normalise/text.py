"""Clean strings: one Unicode form, visible blanks, no characters that nobody sees.

What is kept: every letter, full-width forms (they are only narrowed where a date or number is read), typographic
quotes and dashes, and joiners inside scripts and emoji that need them.
"""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff\ufff9\ufffa\ufffb"
_BIDI = "".join(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x2070))))
_CONTROLS = "".join(map(chr, (*range(0x09), *range(0x0E, 0x1C), 0x7F)))


def _windows_1252(code: int) -> str:
    """What a C1 control stands for: `&#146;` is taken literally by libxml2, while browsers read it as ’."""
    return bytes([code]).decode("cp1252", "ignore")


_TABLE = {
    **dict.fromkeys(map(ord, _INVISIBLE + _BIDI + _CONTROLS), ""),
    **{code: _windows_1252(code) for code in range(0x80, 0xA0)},
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
}
_STRAY_JOINER = re.compile(r"(?:^|(?<=[\s\x00-\u036f\u1100-\u11ff\u2e80-\ud7ff]))[\u200c\u200d]+")
_ESCAPED_QUOTE = re.compile(r"\\+(?=['\"‘’“”])")
_BLANKS = re.compile(r"\s+")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}


def clean_text(text: str) -> str:
    """One line of clean text: NFC, every run of blanks (no-break and full-width ones too) one space, no backslash
    before a quotation mark, no control or zero-width characters, lone surrogates as U+FFFD. Idempotent.
    """
    text = unicodedata.normalize("NFC", text.translate(_TABLE))
    text = _ESCAPED_QUOTE.sub("", _STRAY_JOINER.sub("", text))
    return _BLANKS.sub(" ", unicodedata.normalize("NFC", text)).strip()


def clean_or_none(text: str | None) -> str | None:
    """Clean text, `None` where nothing is left."""
    return clean_text(text or "") or None


def narrow(text: str) -> str:
    """Full-width letters, digits and signs as ASCII ones, character by character: offsets stay."""
    return text if text.isascii() else text.translate(_FULL_WIDTH)
