"""The canonical key of a statistic, by its subject: merges the names that one thing goes under."""

from __future__ import annotations

from functools import cache

from sdspider.quantities.language import Language, table


@cache
def _forms(language: Language) -> tuple[tuple[str, str], ...]:
    forms = [(form.lower(), key) for key, entry in table("indicators").items() for form in entry.get(language.code, ())]
    return tuple(sorted(forms, key=lambda pair: -len(pair[0])))


def of(subject: str | None, language: Language) -> str | None:
    """The indicator of a subject, or `None`; the longest form that occurs in the subject wins."""
    if not subject:
        return None
    low = subject.lower()
    for form, key in _forms(language):
        if form in low:
            return key
    return None
