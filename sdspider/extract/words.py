"""Patterns from the word lists in `words.toml`: what pages of six languages print around their content."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Mapping
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


_LETTER = re.compile(r"[^\W\d_](?![?*+{|])[^|]*(?:\([^()]*\)[^|]*)*\Z")
"""An alternative that begins with one letter in any case."""
_FIRST = re.compile(r"[^\W_]")


@lru_cache(maxsize=1)
def _openings() -> tuple[Mapping[str, re.Pattern[str]], re.Pattern[str]]:
    """Patterns of lines that open with one of the words, by their first letter; and where that is no word's."""
    free, fixed = list[str](), defaultdict[str, list[str]](list)
    for word in sorted(_LISTS["opens"], key=len, reverse=True):
        (fixed[word[0].lower()] if _LETTER.match(word) else free).append(word)

    def pattern(words: list[str]) -> re.Pattern[str]:
        return re.compile(rf"[\W_]*(?:{'|'.join(words)})", re.I)

    return {letter: pattern([*words, *free]) for letter, words in fixed.items()}, pattern(free)


def opens(text: str) -> bool:
    """Whether a text begins with words that stand around a text, not in it."""
    fixed, free = _openings()
    first = _FIRST.search(text)
    return (fixed.get(first.group().lower(), free) if first else free).match(text) is not None


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
