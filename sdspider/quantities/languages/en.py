"""English: inflects the verbs of `en.toml`."""

from __future__ import annotations

from sdspider.quantities.language import Language

_VOWELS = "aeiou"


def _third(base: str) -> str:
    if base.endswith(("s", "sh", "ch", "x", "z", "o")):
        return base + "es"
    return base[:-1] + "ies" if base.endswith("y") and base[-2] not in _VOWELS else base + "s"


def _stem(base: str, doubled: frozenset[str]) -> str:
    return base + base[-1] if base in doubled else base


def _past(base: str, doubled: frozenset[str]) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in _VOWELS:
        return base[:-1] + "ied"
    return _stem(base, doubled) + "ed"


def verb_forms(language: Language) -> dict[str, str]:
    """Word -> `verb` for every form of the listed verbs; participles keep their own class."""
    doubled = language.words("verbs", "doubled")
    forms: dict[str, str] = {}
    for base in language.words("verbs", "regular"):
        forms[_third(base)] = forms[base] = "verb"
        forms[_past(base, doubled)] = "part"
        stem = base[:-1] if base.endswith("e") and not base.endswith("ee") else _stem(base, doubled)
        forms[stem + "ing"] = "part"
    for base, past in language.get("verbs", "irregular", default={}).items():
        forms[_third(base)] = forms[base] = "verb"
        forms.update(dict.fromkeys(past.split(), "verb"))
        stem = base[:-1] if base.endswith("e") and not base.endswith("ee") else _stem(base, doubled)
        forms[stem + "ing"] = "part"
    for adjective in language.words("verbs", "rather_adjectives"):
        forms.pop(adjective, None)
    # Words that news uses as nouns much more often than as verbs.
    for noun in language.words("verbs", "rather_nouns"):
        forms.pop(noun, None)
        forms.pop(_third(noun), None)
    return forms


def ambiguous_words(language: Language) -> set[str]:
    """Both forms of the words that are noun or verb."""
    nouns = language.words("verbs", "rather_nouns")
    return {*nouns, *map(_third, nouns)}
