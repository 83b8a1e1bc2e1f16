"""Figures of a text: numbers that say how many, how much, which share or which place, with what they hold for.

One grammar reads all languages; its stages stand in `engine.py`, one module each. What is particular to a language
stands in `languages/<code>.toml` (words and patterns) and, where words are not enough, in a small
`languages/<code>.py`.

**Adding a language.** Write `languages/<code>.toml`; `find_figures` then reads it, nothing else is registered. Its
tables:

- `[sentences]` abbreviations that do not end a sentence; `ordinal_dot = true` where "14." is an ordinal;
- `[macros]` texts that patterns may use as `{name}`;
- `[numbers]` decimal mark, pattern of the thousands mark, number words by class (`small tens hundred scale ordinal
  part vague multiple`), and under `joints` what may stand between two of them;
- `[units]` unit names that only this language uses; names of common units go into `tables/units.toml` and
  `tables/currencies.toml` under the language's code, place names into `tables/places.toml`, names of statistics
  into `tables/indicators.toml`;
- `[times]` patterns whose named groups (`year month day nth part count rel plan …`) `times.py` resolves, with the
  words they use;
- `[decoys]` `[ranks]` what makes a number no figure, what makes an ordinal a rank;
  A pattern of `[[times.patterns]]` or `[[decoys.spans]]` is only tried where one of its `needs` occurs and its
  `piece`, a pattern too, fits in some stretch without blanks: both only save time;
- `[structure]` what stands between the ends of a range or the items of a list;
- `[words]` `[endings]` `[phrases]` word classes, from which noun phrases are cut;
- `[context]` `[status]` `[links]` `[places]` the words around a figure and what they mean.

A key that is missing switches its rule off. A language that does a stage in its own way (no blanks between words,
numerals that are written together) defines a function of that name in `languages/<code>.py`: `scan(sentence)`
gives the numbers as `Mention`s without units; `find_times attach_units mark_decoys build_structure
tokenise find_places find_subjects read_links read_context read_status read_periods read_places` each take the
`Sentence` and fill it in place (`model.py` says what the fields mean). All offsets count code points in the whole
passage.
"""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from sdspider.quantities import language as _language

if TYPE_CHECKING:
    from collections.abc import Callable

    from sdspider.items import Figure

LANGUAGES = _language.known()
"""Codes of the languages that are read."""


@cache
def _engine() -> Callable[[str, _language.Language, datetime | None], list[Figure]]:
    # Rules and tables are loaded by whoever looks for figures, not by whoever imports the package.
    from sdspider.quantities import engine

    return engine.figures


def find_figures(text: str, language: str | None = "en", published_at: datetime | None = None) -> list[Figure]:
    """All figures of a passage in order, none overlapping, with offsets in code points.

    `language` is a BCP 47 tag; a language that no grammar reads (see `LANGUAGES`) gives no figures. Times such as
    "last year" are resolved against `published_at`. `part_of` and `converted_from` name other figures of the list
    as `#start-end`.
    """
    grammar = _language.find(language)
    return _engine()(text, grammar, published_at) if grammar else []
