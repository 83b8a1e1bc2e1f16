"""The language of a text: by its script where that decides, by py3langid among candidates where it does not.

Short texts say little, so the hint of the address or page decides for them. Deterministic.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

ENOUGH = 40
"""Letters from which a text's own evidence outranks the hint."""

LEAST = 12
"""Letters below which a text without a hint has no language."""

SAMPLE = 4_000
"""Characters looked at; the identifier reads each byte."""

_KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fa\u31f0-\u31ff\uff66-\uff9d]")
_HANGUL = re.compile(r"[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_LETTER = re.compile(r"[^\W\d_]")

EAST_ASIAN = frozenset({"ja", "ko", "zh"})
"""Languages that are told by their script."""

EAST_ASIAN_WEIGHT = 3
"""How many Latin letters one East Asian character is worth."""


def detect(text: str, fallback: str | None = None, candidates: Iterable[str] | None = None) -> str | None:
    """BCP 47 code of the language a text is written in, `fallback` where the text is too short to tell.

    `candidates`: the languages that an alphabetic text may be in; all that the identifier knows without it.
    """
    return _detect(text[:SAMPLE], fallback, tuple(sorted(set(candidates or ()))))


@lru_cache(maxsize=256)
def _detect(sample: str, fallback: str | None, candidates: tuple[str, ...]) -> str | None:
    """The same for a sample; remembered, because all entries of a menu share one."""
    asian, others = _letters(sample)
    weight = others + EAST_ASIAN_WEIGHT * asian
    if weight < (ENOUGH if fallback else LEAST):
        return fallback
    if EAST_ASIAN_WEIGHT * asian > others:
        return _by_script(sample)
    return _by_words(sample, candidates)


def is_east_asian(text: str) -> bool:
    """Whether a text is written in Japanese, Korean or Chinese signs rather than in an alphabet."""
    asian, others = _letters(text[:SAMPLE])
    return EAST_ASIAN_WEIGHT * asian > others


def _letters(sample: str) -> tuple[int, int]:
    """(East Asian signs, other letters)."""
    if sample.isascii():
        return 0, len(_LETTER.findall(sample))
    asian = len(_KANA.findall(sample)) + len(_HANGUL.findall(sample)) + len(_HAN.findall(sample))
    return asian, len(_LETTER.findall(sample)) - asian


def primary(tag: str | None) -> str | None:
    """The language of a BCP 47 tag or an hreflang, lower-case: `zh-CN` -> `zh`; `None` for `x-default` and the like."""
    language = re.match(r"[a-z]{2,3}(?![a-z])", (tag or "").strip().lower())
    return language.group() if language else None


def _by_script(sample: str) -> str:
    """Japanese mixes kana in, Korean is written in hangul, what remains is Chinese."""
    kana, hangul, han = (len(script.findall(sample)) for script in (_KANA, _HANGUL, _HAN))
    if hangul >= max(kana, han):
        return "ko"
    return "ja" if kana * 20 >= han else "zh"


def _by_words(sample: str, candidates: tuple[str, ...]) -> str:
    language: str = _identifier(candidates).classify(sample)[0]
    return language


@lru_cache(maxsize=16)
def _identifier(candidates: tuple[str, ...]) -> LanguageIdentifier:
    """The identifier, restricted to those candidates that it knows; numpy is loaded here, and only when needed."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    if not candidates:
        return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    full = _identifier(())
    narrowed = LanguageIdentifier(
        full.nb_ptc, full.nb_pc, full.nb_classes, full.tk_nextmove, full.tk_output, True, tk_row=full.tk_row
    )
    narrowed.set_languages(set(candidates) & set(full.labels) or None)
    return narrowed
