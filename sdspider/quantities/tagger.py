"""Word -> class, by closed lists and endings instead of a tagger model; remembered for every word met."""

from __future__ import annotations

import re
from functools import cache

from sdspider.quantities.language import Language, lowered
from sdspider.quantities.triggers import LONGEST, MOST

_WORD = (
    r"\d+(?:[.,]\d+)+(?:-[^\W_]+)*|(?:[^\W\d_]\.){2,}(?:-[^\W_]+)*"
    r"|[^\W_]+(?:['’.&_/-][^\W_]+)*(?:['’]|\+(?!\w))?|[^\w\s]|_"
)
_CONTRACTED = ("'d", "'ll", "'m", "'re", "'s", "'ve")
CLASSES = ("det", "prep", "conj", "pron", "rel", "aux", "modal", "verb", "adv", "adj", "noun", "plural", "part", "time")
COMPOUNDS = frozenset((("net", "worth"), ("value", "added")))
"""Pairs whose second word is in doubt."""
COMPOUND_ENDS = frozenset(second for _, second in COMPOUNDS)
_DOUBTFUL = frozenset(("verb", "modal"))


class Tagger:
    """Word -> class, remembered for every word met."""

    def __init__(self, language: Language) -> None:
        """Read `[words]` (lists by class) and `[endings]` (suffixes by class, longest first)."""
        self.known: dict[str, str] = {}
        for name in reversed(CLASSES):
            self.known.update(dict.fromkeys(language.words("words", name), name))
        self.known.update(language.stage("verb_forms", lambda _: {})(language))
        for name in ("plural", "noun", *CLASSES[:7]):
            self.known.update(dict.fromkeys(language.words("words", name), name))
        # Of classes that list the same ending, the first one has it.
        named = language.get("endings", default={}).items()
        self.endings: dict[str, str] = {end: name for name, ends in reversed(named) for end in ends.split()}
        self.sizes = sorted(set(map(len, self.endings)), reverse=True)
        self.cache: dict[str, str] = {}
        self.pieces = _Pieces(self)
        # "Corp." and "Inc.'s" are one word each.
        short = "|".join(map(re.escape, sorted(language.words("sentences", "companies"), key=len, reverse=True)))
        self.word = re.compile(rf"(?:{short})\.(?:['’]s)?(?![^\W_])|{_WORD}" if short else _WORD)
        self.amount_verbs = language.words("verbs", "amounts")
        self.perfect = language.words("verbs", "perfect")
        self.ambiguous = frozenset(language.stage("ambiguous_words", lambda _: ())(language))
        self.doubtful = self.ambiguous | COMPOUND_ENDS | {"per", "that"}

    def tag(self, low: str) -> str:
        """The class of a lower-case word."""
        found = self.cache.get(low)
        if found is None:
            found = self._tag(low)
            if len(self.cache) < 50_000:
                self.cache[low] = found
        return found

    def _apostrophe(self, low: str) -> str:
        """ "they've" is a pronoun, "hasn't" an auxiliary, "China's" a noun."""
        if low in self.known:
            return self.known[low]
        base = low.partition("'")[0]
        if low.endswith(_CONTRACTED) and self.known.get(base) in {"pron", "rel"}:
            return "pron"
        if low.endswith("n't"):
            return self.known.get(low[:-3], "aux")
        return "noun" if low.endswith("'s") else self._by_ending(low)

    def _tag(self, low: str) -> str:
        if low in self.known:
            return self.known[low]
        if not low[0].isalnum():
            return "punct"
        if "'" in low or "’" in low:
            return self._apostrophe(low.replace("’", "'"))
        if low[0].isdigit():
            return "noun" if any(sign.isalpha() for sign in low) else "digit"
        return self._by_ending(low)

    def _by_ending(self, low: str) -> str:
        if low.endswith("ly") and "-" in low and self.known.get(low.rpartition("-")[2]) == "noun":
            # "single-family".
            return "adj"
        for size in self.sizes:
            if len(low) > size + 1 and (name := self.endings.get(low[-size:])):
                return name
        return "noun"


@cache
def tagger(language: Language) -> Tagger:
    """The tagger of a language."""
    return Tagger(language)


Words = tuple[tuple[str, int, int, str, bool, int], ...]
"""Of every word the lower-case text, first and last offset, class, capital, and 1 where its own class is in doubt, 2
where that of the next word is, else 0."""


class _Pieces(dict[str, Words]):
    """Piece without blanks -> the words in it; remembered."""

    def __init__(self, tag: Tagger) -> None:
        super().__init__({"": ()})
        self.tag = tag

    def __missing__(self, piece: str) -> Words:
        words = _read(piece, self.tag)
        if len(piece) <= LONGEST and len(self) < MOST:
            self[piece] = words
        return words


def _read(piece: str, tag: Tagger) -> Words:
    low, found = lowered(piece), []
    for match in tag.word.finditer(low):
        first, last = match.span()
        word = low[first:last]
        name, capital = tag.tag(word), piece[first] != word[0]
        if name == "pron" and len(word) > 1 and piece[first:last].isupper():
            # "US crude".
            name = "noun"
        if capital and name == "part" and word.endswith("ing"):
            # "Beijing", "Boeing"; what opens a sentence is mended there.
            name = "noun"
        doubt = (name in _DOUBTFUL or word in tag.doubtful) + (name == "modal")
        found.append((word, first, last, name, capital, doubt))
    return tuple(found)
