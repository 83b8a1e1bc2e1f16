"""What a regular expression cannot match without: of each alternative its longest stretch of plain text."""

from __future__ import annotations

import re

Needs = frozenset[str] | None
"""Texts of which one has to occur; `None` where nothing can be said."""
_OPTIONAL = re.compile(r"[?*]|\{0?,|\{0\}")
_QUANTIFIER = re.compile(r"(?:[?*+]|\{\d*,?\d*\})[?+]?")
_LOOK = re.compile(r"\?(?:=|!|<=|<!)")
_OPENING = re.compile(r"\?(?::|P<\w+>)")
_NEVER = re.compile(r"\(\?!\)")
START, END, EDGE = "\1", "\2", "\3"
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")
WORD = re.compile("[a-z]+")
"""What counts as a word in needs with edges."""
_GUARD = "(?<![a-z])"
_HEAD = re.compile(r"((?:\\b| |-)*)\(\?:")
_NOT_PLAIN = re.compile(r"[\^\\\- a-zA-Z]")
MOST_SPLIT = 80
"""Alternatives of a first group that are tried one by one."""
MOST = 400
"""Texts that are worth looking for."""


_COMMON = frozenset(("the", "to", "be", "of", "and", "for", "in", "a", "an", "by", "it", "is", "will"))


def _worth(needs: frozenset[str]) -> int:
    """The length of the shortest text; words that stand in every other sentence are worth little."""
    words = (text.strip(START + END) for text in needs)
    return min(1 if word in _COMMON else len(word) for word in words)


def _better(first: Needs, second: Needs) -> Needs:
    """The set whose shortest text is longer."""
    if first is None or second is None:
        return first or second
    return second if _worth(second) > _worth(first) else first


def _literal(run: str) -> Needs:
    """The set of one text; its edges count only where it is one word."""
    text = run.strip(START + END)
    return frozenset((run if WORD.fullmatch(text) else text,)) if text else None


class _Parser:
    """Reads one pattern from left to right."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0

    def peek(self) -> str:
        return self.pattern[self.at : self.at + 1]

    def alternatives(self, opened: bool) -> Needs:
        """Up to the bracket that closes the group, or the end; `opened` says that a word begins in front of it."""
        sets = [self.sequence(opened)]
        while self.peek() == "|":
            self.at += 1
            sets.append(self.sequence(opened))
        joined = [found for found in sets if found is not None]
        return frozenset().union(*joined) if len(joined) == len(sets) else None

    def sequence(self, opened: bool) -> Needs:
        best: Needs = None
        run = ""
        while self.peek() not in {"", "|", ")"}:
            sign, needs = self.element(opened and not run)
            quantifier = _QUANTIFIER.match(self.pattern, self.at)
            optional = _OPTIONAL.match(self.pattern, self.at) is not None
            if quantifier:
                self.at = quantifier.end()
            if sign not in ("", EDGE) and not optional:
                run += START + sign if opened and not run and sign in _LETTERS else sign
            if sign in ("", EDGE) or quantifier:
                edge = sign == EDGE and not quantifier
                if run:
                    best = _better(best, _literal(run + END if edge else run))
                best = _better(best, None if optional else needs)
                run, opened = "", edge
        return _better(best, _literal(run))

    def element(self, opened: bool) -> tuple[str, Needs]:
        """A plain sign, the edge of a word, or what a group needs."""
        sign = self.peek()
        self.at += 1
        if sign == "(":
            if self.pattern.startswith(_GUARD, self.at - 1):
                self.at += len(_GUARD) - 1
                return EDGE, None
            return "", self.group(opened)
        if sign == "[":
            return "", self.signs()
        if sign == "\\":
            escaped = self.peek()
            self.at += {"u": 5, "x": 3}.get(escaped, 1)
            if escaped.isalnum() or escaped.isspace():
                return (EDGE if escaped == "b" or escaped == " " else ""), None
            return escaped, None
        if sign in ".^$" or sign.isspace():
            return EDGE if sign == " " else "", None
        return sign.lower(), None

    def signs(self) -> Needs:
        """Go behind a class of signs; a few plain signs are what it needs."""
        first = self.at
        close = self.pattern.index("]", self.at + 1 + (self.peek() == "^"))
        while self.pattern[close - 1] == "\\" and self.pattern[close - 2] != "\\":
            close = self.pattern.index("]", close + 1)
        self.at = close + 1
        listed = self.pattern[first:close]
        return frozenset(listed) if len(listed) < 8 and not _NOT_PLAIN.search(listed) else None

    def group(self, opened: bool) -> Needs:
        look = _LOOK.match(self.pattern, self.at)
        opening = _OPENING.match(self.pattern, self.at)
        if look or opening:
            self.at = (look or opening).end()  # type: ignore[union-attr]
        elif self.peek() == "?":
            raise ValueError(self.pattern)
        found = self.alternatives(opened and not look)
        self.at += 1
        return None if look and look.group().endswith("!") else found


def needed(pattern: str) -> Needs:
    """Lower-case texts without blanks of which one has to occur for a pattern to match; `None` if unknown.

    `START` and `END` in them stand for the edges of words (`WORD`).
    """
    try:
        found = _Parser(_NEVER.sub("\0", pattern)).alternatives(False)
    except (ValueError, IndexError):
        return None
    return found if found and len(found) <= MOST else None


def alternatives(text: str) -> list[str]:
    """The parts of a pattern between the bars of its top level."""
    found, depth, start, at = [], 0, 0, 0
    while at < len(text):
        sign = text[at]
        if sign == "\\":
            at += 1
        elif sign == "[":
            at = text.index("]", at + 2)
        elif sign in "()":
            depth += 1 if sign == "(" else -1
        elif sign == "|" and depth == 0:
            found.append(text[start:at])
            start = at + 1
        at += 1
    return [*found, text[start:]]


def closing(text: str, at: int) -> int:
    """Where the group that opens at an offset is closed."""
    depth = 0
    while at < len(text):
        sign = text[at]
        if sign == "\\":
            at += 1
        elif sign == "[":
            at = text.index("]", at + 2)
        elif sign in "()":
            depth += 1 if sign == "(" else -1
            if depth == 0:
                return at
        at += 1
    raise ValueError(text)


def split(text: str) -> list[str]:
    """Patterns that, tried in order, match what one matches: its alternatives, also those of its first group."""
    found = []
    for part in alternatives(text):
        head = _HEAD.match(part)
        close = closing(part, head.end() - 3) if head else 0
        if head is None or _QUANTIFIER.match(part, close + 1):
            found.append(part)
            continue
        inner = split(part[head.end() : close])
        if len(inner) > MOST_SPLIT:
            found.append(part)
        else:
            found += [head.group(1) + one + part[close + 1 :] for one in inner]
    return found
