"""Words that are never cut: the 能 of 太阳能 is no verb, the 完成 of 完成率 no end of a noun.

`[subject]` of a language file lists them under `whole`; under `heads` and `weak_heads` what makes one noun of itself
and the verb in front of it. Both become conditions inside the patterns that cut, so they cost nothing elsewhere.
"""

from __future__ import annotations

import re

from sdspider.quantities.literals import alternatives

_HAN = re.compile("[一-龥]+(?![?*+{])")


def guarded(text: str, words: tuple[str, ...], heads: str = "") -> str:
    """A pattern whose alternatives fit in none of the words, and those of two characters in front of no head."""
    return "|".join(_guard(part, words, heads) for part in alternatives(text))


def _guard(part: str, words: tuple[str, ...], heads: str) -> str:
    match = _HAN.match(part)
    if match is None:
        return part
    plain = match.group()
    ahead = f"(?!{heads})" if heads and len(part) == len(plain) > 1 else ""
    return plain + _outside(plain, words) + part[match.end() :] + ahead


def _outside(plain: str, words: tuple[str, ...]) -> str:
    """Conditions behind a text: it is no part of one of the words."""
    behind, ahead, inside = set(), set(), set()
    for word in words:
        at = word.find(plain)
        if at < 0 or word == plain:
            continue
        head, rest = word[: at + len(plain)], word[at + len(plain) :]
        if not at:
            ahead.add(rest)
        elif rest:
            inside.add(f"(?!(?<={head}){rest})")
        else:
            behind.add(f"(?<!{head})")
    return "".join((*sorted(behind), f"(?!{'|'.join(sorted(ahead))})" if ahead else "", *sorted(inside)))
