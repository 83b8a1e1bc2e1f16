"""What an element says of itself by its tag, role and attributes, as bits that its whole subtree inherits.

Class words are evidence only: extraction must hold without them, they only help where a page is honest.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Container, Mapping
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
    MENU = 32768
    """Named like a menu, by its class or role."""


BY_TAG: dict[str, int] = {
    "nav": Mark.NAV | Mark.MENU,
    "menu": Mark.NAV | Mark.MENU,
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
    "navigation": Mark.NAV | Mark.MENU,
    "menu": Mark.NAV,
    "menubar": Mark.NAV | Mark.MENU,
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
_PAIRS: dict[tuple[str, str], int] = {}
_STEMS: dict[str, list[tuple[str, int]]] = {}
_ENDS: dict[str, list[tuple[str, int]]] = {}


def _load() -> None:
    """Fill the tables of class words."""
    for name, lists in _LISTS.items():
        mark: int = getattr(Mark, name.upper())
        for word in lists["words"]:
            parts = word.split("-")
            if len(parts) > 1:
                _PAIRS[parts[0], parts[1]] = mark
            _WORDS["".join(parts)] = mark
        for start in lists.get("starts", ()):
            _STEMS.setdefault(start[:3], []).append((start, mark))
        for end in lists.get("ends", ()):
            _ENDS.setdefault(end[-3:], []).append((end, mark))


_load()
_HEADS = frozenset(head for head, _ in _PAIRS)
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


def said_of(attrs: Mapping[str, str]) -> tuple[str, ...]:
    """The class words and the id of an element, each where it has any."""
    said, name = attrs.get("class"), attrs.get("id")
    if said is None:
        return () if name is None else (name,)
    return (said,) if name is None else (said, name)


@lru_cache(maxsize=20_000)
def class_marks(said: str) -> int:
    """Marks that class words or an id stand for."""
    marks, before = 0, ""
    for part in said.lower().replace("_", "-").replace(" ", "-").split("-"):
        if part in _WORDS:
            marks |= _WORDS[part]
        if part[:3] in _STEMS:
            marks |= _affixed(part, part.startswith, _STEMS[part[:3]])
        if part[-3:] in _ENDS:
            marks |= _affixed(part, part.endswith, _ENDS[part[-3:]])
        if before in _HEADS:
            marks |= _PAIRS.get((before, part), 0)
        before = part or before
    return marks


def _affixed(part: str, test: Callable[[str], bool], known: list[tuple[str, int]]) -> int:
    """Mark of the first of some beginnings or ends that a part of a class word has."""
    for affix, mark in known:
        if test(affix):
            return mark
    return 0


def marks_of(tag: str, attrs: Mapping[str, str], inherited: int, void: Container[str] = ()) -> int:
    """Marks of an element: its own and those of all elements around it; what `void` says is not believed."""
    marks = inherited | BY_TAG.get(tag, 0)
    if tag not in _WHOLE:
        said = attrs.get("class")
        if said and said not in void:
            marks |= class_marks(said)
        name = attrs.get("id")
        if name and not name[-1].isdigit() and name not in void:
            marks |= class_marks(name)
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
TELLING_LINK = frozenset(["style", "hidden"])
"""The same for links and items, whose class words say little and are many."""
_WHOLE = frozenset(["a", "li", "body", "html"])
HIDDEN_SAID = "\0hidden"
"""Stands among the void words for hidden elements that hold the page's text."""
