"""A language: its TOML file, the tables that all languages share, and the stages it does in its own way."""

from __future__ import annotations

import importlib
import re
import tomllib
from collections.abc import Callable, Iterable
from functools import cache
from importlib import resources
from typing import Any

from sdspider.quantities.choices import Choice, Table
from sdspider.quantities.heads import headed
from sdspider.quantities.literals import split
from sdspider.quantities.triggers import Triggers

_PACKAGE = "sdspider.quantities"


@cache
def table(name: str) -> dict[str, Any]:
    """The shared table `tables/<name>.toml`."""
    return tomllib.loads(resources.files(_PACKAGE).joinpath("tables", f"{name}.toml").read_text("utf-8"))


_UPPER = re.compile(r"(\\.|\(\?P[<=])|([^\W\d_])")


def _fold(pattern: str) -> str:
    """Lower-case the letters of a pattern, but not its escapes and group names."""
    return _UPPER.sub(lambda match: match.group(1) or match.group(2).lower(), pattern)


def lowered(text: str) -> str:
    """The text in lower case, with every offset kept."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in text)


def trie(words: Iterable[str], ending: str = "") -> str:
    """All words as one pattern that branches at the first and the second letter: few places need more than a look.

    `ending` is a pattern that has to follow each word.
    """
    heads: dict[str, dict[str, list[str]]] = {}
    for word in sorted(words, key=len, reverse=True):
        heads.setdefault(word[0], {}).setdefault(word[1:2], []).append(re.escape(word[2:]))
    branches = []
    for first, rests in heads.items():
        inner = "|".join(f"{re.escape(second)}(?:{'|'.join(tails)})" for second, tails in rests.items())
        branches.append(f"{re.escape(first)}(?:{inner}){ending}")
    return "|".join(branches) or "(?!)"


class Language:
    """Words and rules of one language; made once and compared by identity, so that what is compiled can be cached."""

    def __init__(self, code: str) -> None:
        """Read `languages/<code>.toml`, and `languages/<code>.py` where there is one."""
        path = resources.files(_PACKAGE).joinpath("languages", f"{code}.toml")
        self.code = code
        self.data: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
        has_code = resources.files(_PACKAGE).joinpath("languages", f"{code}.py").is_file()
        self._module = importlib.import_module(f"{_PACKAGE}.languages.{code}") if has_code else None
        self.unspaced = bool(self.data.get("unspaced"))
        self.triggers = Triggers()
        self._sources: dict[re.Pattern[str], str] = {}
        self._macros = {f"{{{name}}}": f"(?:{text})" for name, text in self.data.get("macros", {}).items()}

    def get(self, *path: str, default: Any = None) -> Any:
        """A value of the TOML file by its path of keys."""
        value: Any = self.data
        for key in path:
            if not isinstance(value, dict) or key not in value:
                return default
            value = value[key]
        return value

    def words(self, *path: str) -> frozenset[str]:
        """A list of words; in the file a string with blanks or a list."""
        value = self.get(*path, default="")
        return frozenset(value.split() if isinstance(value, str) else value)

    def stage(self, name: str, default: Callable[..., Any]) -> Callable[..., Any]:
        """The function `name` of `languages/<code>.py`, else the engine's own."""
        found: Callable[..., Any] = getattr(self._module, name, default)
        return found

    def pattern(self, text: str, *, case: bool = False) -> re.Pattern[str]:
        """Compile a pattern of the file; `{name}` stands for the macro of that name.

        Without `case` it is folded to lower case and meant for `sentence.low`: several times faster than ignoring case.
        """
        source = self.source(text, case=case)
        found = re.compile(headed(source))
        self._sources[found] = source
        return found

    def bits(self, pattern: re.Pattern[str]) -> int:
        """The bit of what a compiled pattern needs to match."""
        return self.triggers.needs(self._sources[pattern])

    def source(self, text: str, *, case: bool = False) -> str:
        """What `pattern` compiles."""
        text = self.expanded(text)
        return text if case else _fold(text)

    def expanded(self, text: str) -> str:
        """A pattern of the file with its macros worked in."""
        for _ in range(3):
            for name, replacement in self._macros.items():
                text = text.replace(name, replacement)
        return text

    def ending(self, text: str | None) -> re.Pattern[str]:
        """Compile a pattern that has to reach up to the end of the text it is given; nothing never fits."""
        return self.pattern(self._ending(text))

    def _ending(self, text: str | None) -> str:
        # Most rules begin with a word, so that they need not be tried inside one.
        guard = "" if self.unspaced else "(?<![a-z])"
        return f"{guard}(?:{text})$" if text else r"(?!)"

    def table(self, ending: str, *path: str, searched: bool = False) -> Table:
        """The patterns of a table of the file, joined; each is closed with `ending`.

        `searched` says that it is looked for anywhere and that every pattern begins with a word.
        """
        entries = self.get(*path, default={})
        guard = "(?<![a-z])" if searched and not self.unspaced else ""

        def closed(text: str) -> str:
            return self._ending(text) if ending else f"{guard}(?:{text})"

        named = "|".join(f"(?P<k{at}>{text})" for at, text in enumerate(entries.values()))
        choices = [
            self._choice(name, closed(part))
            for name, text in entries.items()
            for part in (split(self.expanded(text)) if not self.unspaced else [text])
        ]
        return Table(self.pattern(closed(named or "(?!)")), tuple(entries), tuple(choices))

    def _choice(self, name: str, text: str) -> Choice:
        return Choice(name, text, self.triggers.needs(self.source(text)), self.pattern)

    def one(self, text: str | None) -> Table:
        """A single pattern as a table, closed by the end of the text."""
        parts = split(self.expanded(text)) if text else []
        return Table(self.ending(text), ("found",), tuple(self._choice("found", self._ending(part)) for part in parts))

    def patterns(self, *path: str) -> tuple[re.Pattern[str], ...]:
        """Compile a list of patterns."""
        return tuple(self.pattern(text) for text in self.get(*path, default=()))


@cache
def known() -> tuple[str, ...]:
    """Codes of the languages that have a grammar, sorted."""
    folder = resources.files(_PACKAGE).joinpath("languages")
    return tuple(sorted(file.name[:-5] for file in folder.iterdir() if file.name.endswith(".toml")))


@cache
def _load(code: str) -> Language:
    return Language(code)


@cache
def find(tag: str | None) -> Language | None:
    """The language of a BCP 47 tag (`zh-Hans-CN` is read as `zh`), or `None` where no grammar reads it."""
    code = (tag or "").replace("_", "-").split("-")[0].lower()
    return _load(code) if code in known() else None
