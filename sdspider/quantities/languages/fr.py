"""French: articles and noun phrases of `quantities/european` with the words of `fr.toml`; inflects its verbs."""

from __future__ import annotations

from sdspider.quantities.european.amounts import build as build_structure
from sdspider.quantities.european.numbers import scan
from sdspider.quantities.european.places import read as read_places
from sdspider.quantities.european.status import read as read_status
from sdspider.quantities.european.subjects import find as find_subjects
from sdspider.quantities.european.words import tokenise
from sdspider.quantities.language import Language

__all__ = [
    "ambiguous_words",
    "build_structure",
    "find_subjects",
    "read_places",
    "read_status",
    "scan",
    "tokenise",
    "verb_forms",
]

_FIRST = ("e", "ent", "ait", "aient", "a", "èrent", "era", "eront", "erait", "eraient")
_SECOND = ("it", "issent", "issait", "issaient", "irent", "ira", "iront", "irait", "iraient")


def ambiguous_words(language: Language) -> frozenset[str]:
    """Words that news uses as nouns, and as verbs only behind their subject ("le pont mesure 36 km")."""
    return language.words("verbs", "rather_nouns")


def verb_forms(language: Language) -> dict[str, str]:
    """Word -> `verb` for third persons, `part` for participles, `inf` for infinitives of the listed verbs."""
    forms: dict[str, str] = {}
    for conjugation, tails, marks in (("er", _FIRST, "é"), ("ir", _SECOND, "i")):
        for stem in language.words("verbs", conjugation):
            soft = stem + "e" if stem.endswith("g") else stem[:-1] + "ç" if stem.endswith("c") else stem
            forms.update({(soft if tail[0] == "a" else stem) + tail: "verb" for tail in tails})
            forms.update({stem + marks + tail: "part" for tail in ("", "e", "s", "es")})
            forms[stem + conjugation] = forms[(soft if conjugation == "er" else stem + "iss") + "ant"] = "inf"
    for noun in language.words("verbs", "rather_nouns"):
        forms.pop(noun, None)
    return forms
