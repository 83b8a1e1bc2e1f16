"""Patterns from the word lists in `words.toml`: what pages of six languages print around their content."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

_LISTS: dict[str, list[str]] = tomllib.loads(files("sdspider.extract").joinpath("words.toml").read_text("utf-8"))

BLANKS = r"[\s\u200b]"


def alternatives(name: str) -> str:
    """The words of one list as a regular-expression alternative, longest first."""
    return "|".join(sorted(_LISTS[name], key=len, reverse=True))


@lru_cache(maxsize=64)
def whole(name: str) -> re.Pattern[str]:
    """Matches a text that is one of the words, with punctuation around it."""
    return re.compile(rf"[\W_]*(?:{alternatives(name)})[\W_]*\Z", re.I)


@lru_cache(maxsize=64)
def opening(name: str) -> re.Pattern[str]:
    """Matches a text that begins with one of the words."""
    return re.compile(rf"[\W_]*(?:{alternatives(name)})", re.I)


@lru_cache(maxsize=64)
def anywhere(name: str) -> re.Pattern[str]:
    """Finds one of the words in a text."""
    return re.compile(rf"(?:{alternatives(name)})", re.I)


def is_word(name: str, text: str) -> bool:
    """Whether a short text is one of the words of a list."""
    return len(text) < 120 and whole(name).match(text) is not None


def holds(name: str, text: str) -> bool:
    """Whether a text holds one of the words of a list of plain lower-case words."""
    low = text.casefold()
    for word in _LISTS[name]:  # noqa: SIM110 - a generator costs more than the test, for every line of every page
        if word in low:
            return True
    return False
