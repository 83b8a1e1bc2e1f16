"""Cut a passage into sentences: paragraphs first, then full stops that end one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from sdspider.quantities.language import Language

MOST = 800
"""Longest sentence in characters; what is longer is cut at a blank, so that every later stage stays linear."""
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*")
_CLOSED = r"(?<=[.!?…])[\"'”’»)\]]*\s+(?=[\"'“‘«„(\[]*[^\W_a-zß-öø-ÿ])"
_CLOSED_WIDE = r"(?<=[。！？；])[”’」』）]*\s*"
_END = re.compile(rf"[.!?…。！？；\n](?:{_CLOSED}|{_CLOSED_WIDE}|(?<=\n))")
_FULL_STOP = re.compile(rf"\.{_CLOSED}")
"""The same where no other sign can end a sentence; searched for several times faster."""
_LAST_WORD = re.compile(r"[\w.&'’-]+$")


@cache
def _abbreviations(language: Language) -> frozenset[str]:
    return frozenset(word.lower() for word in language.words("sentences", "abbreviations"))


def _ends(text: str, match: re.Match[str], language: Language) -> bool:
    if text[match.start()] != ".":
        return True
    word = _LAST_WORD.search(text, max(0, match.start() - 20), match.start())
    if word is None:
        return True
    last = word.group().lower()
    # "10Mio." is an abbreviation behind glued digits.
    last = last.lstrip("0123456789,") or last
    if last in _abbreviations(language) or (len(last) == 1 and last.isalpha()):
        return False
    if not language.get("sentences", "ordinal_dot") or not last.isdigit() or len(last) > 2:
        return True
    return not ordinal_here(text, match.start() - len(last), match.start(), language)


@cache
def _ordinal_rules(language: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    right = language.get("sentences", "ordinal_right") or r"(?!)"
    return language.ending(language.get("sentences", "ordinal_left") or r""), language.pattern(right)


def ordinal_here(text: str, start: int, end: int, language: Language, floor: int = 0) -> bool:
    """Whether digits with a full stop behind them are an ordinal ("der 14. Plan"), by the words beside them."""
    before, behind = _ordinal_rules(language)
    left = text[max(floor, start - 30) : start].lower()
    return (
        not left.strip(' "„“»«([')
        or before.search(left) is not None
        or behind.match(text[end + 1 : end + 30].lower()) is not None
    )


def _pieces(text: str, start: int, end: int, language: Language) -> Iterator[tuple[int, int]]:
    plain = text.isascii() and not ("?" in text or "!" in text or "\n" in text)
    for match in (_FULL_STOP if plain else _END).finditer(text, start, end):
        if _ends(text, match, language):
            yield start, match.end()
            start = match.end()
    yield start, end


def _capped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > MOST:
        cut = text.rfind(" ", start + MOST // 2, start + MOST) + 1 or start + MOST
        yield start, cut
        start = cut
    yield start, end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    if not (text[start : start + 1].isspace() or text[end - 1 : end].isspace()):
        return start, end
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def split(text: str, language: Language) -> Iterator[tuple[int, int]]:
    """Offsets of the sentences in order, without white space around them."""
    begin = 0
    bounds = [match.span() for match in _PARAGRAPH.finditer(text)] if "\n" in text else []
    for stop, after in [*bounds, (len(text), len(text))]:
        for first, last in _pieces(text, begin, stop, language):
            for start, end in _capped(text, first, last) if last - first > MOST else ((first, last),):
                start, end = _trimmed(text, start, end)
                if start < end:
                    yield start, end
        begin = after
