"""What an element says of itself by its tag, role and attributes, as bits that its whole subtree inherits.

Class words are evidence only: extraction must hold without them, they only help where a page is honest.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Container, Mapping
from functools import lru_cache
from importlib.resources import files


class Mark:
    """Kinds of region that a node can lie in, as bits (plain integers: they are tested for every run)."""

    NAV = 1
    FOOTER = 2
    ASIDE = 4
    FORM = 8
    FIGURE = 16
    CAPTION = 32
    HIDDEN = 64
    COMMENT = 128
    JUNK = 256
    CRUMB = 512
    HEADER = 1024
    LINK = 2048
    HEADING = 4096
    BYLINE = 8192
    QUIET = 16384
    """Said to screen readers only."""


BY_TAG: dict[str, int] = {
    "nav": Mark.NAV,
    "menu": Mark.NAV,
    "footer": Mark.FOOTER,
    "aside": Mark.ASIDE,
    "form": 0,
    "button": Mark.FORM,
    "select": Mark.FORM,
    "textarea": Mark.FORM,
    "figure": Mark.FIGURE,
    "figcaption": Mark.CAPTION,
    "header": Mark.HEADER,
    "dialog": Mark.HIDDEN,
    "a": Mark.LINK,
    **{f"h{n}": Mark.HEADING for n in range(1, 7)},
}

BY_ROLE: dict[str, int] = {
    "navigation": Mark.NAV,
    "menu": Mark.NAV,
    "menubar": Mark.NAV,
    "contentinfo": Mark.FOOTER,
    "complementary": Mark.ASIDE,
    "search": Mark.FORM,
    "dialog": Mark.HIDDEN,
    "alertdialog": Mark.HIDDEN,
}

_LISTS: dict[str, dict[str, list[str]]] = tomllib.loads(
    files("sdspider.extract").joinpath("marks.toml").read_text("utf-8")
)
_WORDS: dict[str, int] = {}
for _name, _lists in _LISTS.items():
    for _word in _lists["words"]:
        _WORDS[_word] = _WORDS.get(_word, 0) | getattr(Mark, _name.upper())
_STARTS = {word: getattr(Mark, name.upper()) for name, lists in _LISTS.items() for word in lists.get("starts", ())}
_ENDS = {word: getattr(Mark, name.upper()) for name, lists in _LISTS.items() for word in lists.get("ends", ())}
_FIRST, _LAST = tuple(_STARTS), tuple(_ENDS)
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_HUMPS = re.compile(r"(?<=[a-z])(?=[A-Z])")


def _part_marks(part: str) -> int:
    """Marks that one part of a class word stands for."""
    marks = _WORDS.get(part, 0)
    if part.startswith(_FIRST):
        marks |= next(mark for start, mark in _STARTS.items() if part.startswith(start))
    if part.endswith(_LAST):
        marks |= next(mark for end, mark in _ENDS.items() if part.endswith(end))
    return marks


@lru_cache(maxsize=20_000)
def _word_marks(word: str) -> int:
    """Marks that one class word or id stands for."""
    if not word.islower():
        word = _HUMPS.sub("-", word).lower()
    parts = [part for part in word.replace("_", "-").split("-") if part]
    marks = 0
    for at, part in enumerate(parts):
        marks |= _part_marks(part)
        for width in (2, 3):
            if at + width <= len(parts):
                marks |= _WORDS.get("".join(parts[at : at + width]), 0)
    return marks


def said_of(attrs: Mapping[str, str]) -> str:
    """The class words and the id of an element."""
    said = attrs.get("class", "")
    name = attrs.get("id")
    return f"{said} {name}" if name else said


@lru_cache(maxsize=20_000)
def class_marks(said: str) -> int:
    """Marks that class words and id stand for."""
    marks = 0
    for word in said.split():
        marks |= _word_marks(word)
    return marks


def marks_of(tag: str, attrs: Mapping[str, str], inherited: int, void: Container[str] = ()) -> int:
    """Marks of an element: its own and those of all elements around it; what `void` says is not believed."""
    marks = inherited | BY_TAG.get(tag, 0)
    said = said_of(attrs)
    if said and tag not in _WHOLE and (not void or said not in void):
        marks |= class_marks(said)
    if "role" in attrs:
        marks |= BY_ROLE.get(attrs["role"], 0)
    if _hides(attrs) and HIDDEN_SAID not in void:
        marks |= Mark.HIDDEN
    return marks


def _hides(attrs: Mapping[str, str]) -> bool:
    """Whether an element is not shown."""
    if "style" in attrs and _HIDING.search(attrs["style"]):
        return True
    return "hidden" in attrs


TELLING = frozenset(["class", "id", "role", "style", "hidden"])
"""Attributes that can mark an element."""
_WHOLE = frozenset(["body", "html"])
HIDDEN_SAID = "\0hidden"
"""Stands among the void words for hidden elements that hold the page's text."""
