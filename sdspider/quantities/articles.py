"""Articles in front of number words: "a dozen", "half a million"; and whether "third" is a share or an ordinal."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from sdspider.quantities.language import Language
from sdspider.quantities.model import Mention


@dataclass(frozen=True, slots=True)
class ArticleRules:
    """What makes "a third" a share, "third" an ordinal and "the quarter" no number at all."""

    article: re.Pattern[str]
    words: frozenset[str]
    ordinals: dict[str, float]
    bare: frozenset[str]
    follows: re.Pattern[str]
    not_after: re.Pattern[str]


@cache
def rules(language: Language) -> ArticleRules | None:
    """The rules of a language; `None` where it has none."""
    article = language.get("numbers", "article")
    if not article:
        return None
    return ArticleRules(
        language.ending(article),
        language.words("numbers", "after_article"),
        language.get("numbers", "also_ordinal", default={}),
        language.words("numbers", "bare_parts"),
        language.pattern(language.get("numbers", "share_follows") or ""),
        language.ending(language.get("numbers", "not_after")),
    )


def settle(found: list[Mention], text: str, floor: int, language: Language) -> list[Mention]:
    """Let numbers begin with their article, and drop the words that are none."""
    rule = rules(language)
    return found if rule is None else [mention for mention in found if _settled(mention, text, floor, rule)]


def _settled(mention: Mention, text: str, floor: int, rule: ArticleRules) -> bool:
    if mention.form == "digits":
        return True
    word = text[mention.start : mention.end].lower()
    first = word.replace("-", " ").split(" ")[0]
    if first not in rule.words and mention.form != "fraction":
        return True
    left = text[max(floor, mention.start - 14) : mention.start].lower()
    article = rule.article.search(left) if first in rule.words else None
    if mention.form == "fraction" and word.isalpha():
        before = left[: article.start()] if article else left
        kept = _share_or_ordinal(mention, word, article is not None, before, text, rule)
        if not kept or mention.form == "ordinal":
            return kept
    if article:
        opening = article.group()
        if opening.startswith("half") and mention.value and mention.form != "fraction":
            mention.value, mention.base = mention.value / 2, 0.5
        mention.start = mention.lead = mention.start - len(left) + article.start()
    return True


def _share_or_ordinal(mention: Mention, word: str, article: bool, before: str, text: str, rule: ArticleRules) -> bool:
    """Decide a single word such as "third", "quarter", "half"; whether it is a number at all."""
    ordinal = rule.ordinals.get(word)
    excluded = rule.not_after.search(before) is not None
    if not article and not excluded and ordinal is None and word not in rule.bare:
        return True
    if ordinal is None:
        return article and not excluded
    if excluded or not article or not rule.follows.match(text, mention.end):
        mention.form, mention.value = "ordinal", ordinal
    return True
