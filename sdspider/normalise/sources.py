"""One outlet, one name: printed names of sources mapped to canonical ones."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from sdspider.normalise.text import clean_text

_BLANKS_AND_DOTS = dict.fromkeys(map(ord, " \u00b7\u30fb\uff65\u2022\u2027\u22c5"))
_AROUND = " \t|/·•・,;:：，、-–—_()[]（）【】"


def source_key(name: str) -> str:
    """What two spellings of one name share: compatibility form, case folded, without blanks and middle dots."""
    folded = unicodedata.normalize("NFKC", clean_text(name)).casefold()
    return folded.translate(_BLANKS_AND_DOTS)


def canonical_source(raw: str | None, aliases: Mapping[str, str]) -> str | None:
    """Canonical name of an outlet: its alias if it has one, else the name as printed; `None` for an empty one."""
    name = clean_text(raw or "").strip(_AROUND)
    if not any(char.isalnum() for char in name):
        return None
    known = {source_key(alias): canonical for alias, canonical in aliases.items()}
    return known.get(source_key(name), name)
