"""The canonical key of a statistic, by its subject: merges the names that one thing goes under."""

from __future__ import annotations

import re
from functools import cache

from sdspider.quantities.language import Language, table

_FLOWS = ("trade.", "economy.", "investment.", "port.")
"""Indicators that are amounts: their names also begin those of things that are counted."""


@cache
def _forms(language: Language) -> dict[str, list[tuple[str, str]]]:
    """First word of a form -> the forms that begin with it and their keys, longest first."""
    forms: dict[str, list[tuple[str, str]]] = {}
    for key, entry in table("indicators").items():
        for form in entry.get(language.code, ()):
            low = form.lower()
            forms.setdefault(_first_word(low, language), []).append((low, key))
    return {word: sorted(pairs, key=lambda pair: -len(pair[0])) for word, pairs in forms.items()}


@cache
def rules(language: Language) -> int:
    """The bit of sentences that may name an indicator."""
    return language.triggers.bit(form for pairs in _forms(language).values() for form, _ in pairs)


def _first_word(form: str, language: Language) -> str:
    """What a form is filed under: a stem such as "exports" may go on, so only whole words serve."""
    if language.unspaced:
        return form[0]
    words = form.split()
    return words[0] if len(words) > 1 else ""


@cache
def _other(language: Language) -> re.Pattern[str]:
    """What goes on behind a form to another thing: "foreign trade (partners)"."""
    return language.pattern(language.get("indicators", "other") or r"(?!)")


@cache
def _through(language: Language) -> frozenset[str]:
    return language.words("indicators", "through")


def _names(form: str, subject: str) -> bool:
    """Whether a form occurs, and not only as the second of two things."""
    at = subject.find(form)
    return at >= 0 and not subject[:at].endswith(" and ")


def _head(low: str, language: Language) -> str:
    """What a subject is about: "incomes" of "incomes of residents", but all of "total value of exports"."""
    through = _through(language)
    head, _, rest = low.partition(" of ")
    return low if not through or not rest or head.split(" ")[-1] in through else head


def of(subject: str | None, language: Language) -> str | None:
    """The indicator of a subject, or `None`; the longest form that occurs in the subject wins."""
    if not subject:
        return None
    low = subject.lower().replace(" & ", " and ")
    forms, best, head = _forms(language), ("", ""), _head(low, language)
    words = {*low} if language.unspaced else {"", *low.split()}
    for word in forms.keys() & words:
        for form, key in forms[word]:
            if len(form) <= len(best[0]):
                break
            if _names(form, low if " of " in form else head) and not (
                key.startswith(_FLOWS) and _other(language).match(low, low.index(form) + len(form))
            ):
                best = (form, key)
    return best[1] or None
