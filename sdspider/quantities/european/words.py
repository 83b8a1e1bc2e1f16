"""Words with their classes: elided French articles stand alone, German capitals make nouns, neighbours decide."""

from __future__ import annotations

import re
from functools import cache

from sdspider.quantities.language import Language
from sdspider.quantities.model import Sentence, Token
from sdspider.quantities.tagger import Tagger, tagger

_CLOSED = frozenset(("det", "prep", "conj", "pron", "rel", "aux", "modal"))
_CLITICS = frozenset(("il", "elle", "ils", "elles", "on", "se", "s'", "s’", "y", "qui"))
_THAT = frozenset(("que", "qu'", "qu’"))
_DEGREES = frozenset(("plus", "moins", "aussi", "autant", "même", "supérieur", "inférieur"))
_TOTAL = frozenset(("total", "totale", "global", "globale"))
_LEADING = frozenset(("det", "prep", "num", "adj", "conj", "open"))
_BEHIND = frozenset(("zufolge", "gegenüber", "entsprechend", "nach"))
_VERBAL = frozenset(("verb", "aux", "modal"))


@cache
def _word_pattern(language: Language) -> re.Pattern[str]:
    elided = language.get("words", "elided")
    start = rf"(?:{elided})['’]|" if elided else ""
    word = r"[^\W_]+(?:[’'&./-][^\W_]+)*"
    # "Wind- und Solaranlagen" is one noun.
    return re.compile(rf"{start}{word}(?:(?:-, {word})*- (?:und|oder|sowie) {word})?|[^\w\s]|_", re.IGNORECASE)


def _by_capital(word: str, low: str, rule: Tagger, opening: bool) -> str:
    """German: what is written with a capital and is no function word is a noun; neighbours decide the rest."""
    known = rule.known.get(low)
    if opening and known is None and low.endswith(("ig", "lich", "weise", "mals", "wärts", "schend")):
        return "adv"
    if not word[0].isupper():
        return known or ("open" if word[0].isalpha() else rule.tag(low))
    return known if (known in _CLOSED or known == "adv") and (opening or low != "waren") else "noun"


def _tokens(sentence: Sentence, start: int, end: int, rule: Tagger, capitals: bool) -> list[Token]:
    text, lowered, cache, found = sentence.text, sentence.low, rule.cache, list[Token]()
    for match in _word_pattern(sentence.language).finditer(lowered, start, end):
        first, last = match.span()
        low = lowered[first:last]
        if capitals:
            tag = _by_capital(text[first:last], low, rule, first == sentence.start)
        else:
            tag = cache.get(low) or rule.tag(low.replace("’", "'"))
        found.append(Token(low, first, last, tag, text[first] != low[0], None))
    return found


def _decide(tokens: list[Token]) -> None:
    """German: open words in front of a noun are adjectives, all others verbs or adverbs."""
    for at in range(len(tokens) - 1, -1, -1):
        token = tokens[at]
        if token.tag == "open":
            following = tokens[at + 1].tag if at + 1 < len(tokens) else "punct"
            if following == "conj" and at + 2 < len(tokens) and tokens[at + 2].tag in {"adj", "num"}:
                following = "adj"
            before = tokens[at - 1] if at else None
            token.tag = _open_class(token.low, before, following)


def _measured(token: Token) -> bool:
    """Whether a token is an amount with its unit: no adjective of a counted noun follows it."""
    return token.mention is not None and token.mention.kind in {"money", "percent", "percentage_point"}


def _open_class(low: str, before: Token | None, following: str) -> str:
    """ "-en" and "-te" without an article or preposition in front are verbs: "2023 erzielten Firmen …"."""
    # "Mit 590 Milliarden Yuan bilanzierte Qingdao", "den Zahlen zufolge stieg": no adjective stands behind these.
    closed = before is not None and (before.low in _BEHIND or _measured(before))
    led = before is not None and not closed and before.tag in _LEADING
    if (
        low.endswith(("e", "en", "er", "es", "em"))
        and following in {"noun", "adj"}
        and (led or not low.endswith(("en", "te")))
    ):
        return "adj"
    if following == "adj" and not low.endswith(("te", "ten", "t")):
        return "adv"
    if low.startswith("ge") and low.endswith(("t", "en", "te")):
        return "inf"
    if low.endswith(("en", "n")):
        return "inf" if following in {"punct", "conj"} else "verb"
    return "verb" if low.endswith(("t", "te", "st")) else "adv"


def _reconsider(tokens: list[Token], rule: Tagger) -> None:
    """French: what follows a pronoun is a verb; an adjective by its ending alone, with no noun beside it, is a noun."""
    for at, token in enumerate(tokens):
        if token.low in _THAT and at and not _compares(tokens, at):
            token.tag = "conj"
        if token.tag not in {"noun", "adj", "part"} or at == 0:
            continue
        before = tokens[at - 1]
        if token.low == "ans" and before.tag == "digit":
            token.tag = "time"
            continue
        following = tokens[at + 1].tag if at + 1 < len(tokens) else "punct"
        clitic = before.tag == "pron" and before.low in _CLITICS and token.tag != "part"
        if token.low in _TOTAL and before.tag in {"noun", "adj"}:
            token.tag = "adj"
            continue
        led = before.tag in {"noun", "adj"} and (following in {"num", "det"} or _limits(tokens, at + 1))
        plural = token.low.endswith("ent") and before.tag in {"noun", "adj"} and before.low.endswith(("s", "x"))
        unlisted = token.tag == "noun" and (token.low not in rule.known or token.low in rule.ambiguous)
        if clitic or (unlisted and (led or plural)):
            token.tag = "verb"
        elif token.tag == "noun" and _behind_auxiliary(tokens, at) and token.low not in rule.known:
            token.tag = "part"
        elif _noun_by_place(token, before, following, rule):
            token.tag = "noun"


def _behind_auxiliary(tokens: list[Token], at: int) -> bool:
    """ "a perdu", "a aussi perdu"."""
    return tokens[at - 1].tag == "aux" or (tokens[at - 1].tag == "adv" and at > 1 and tokens[at - 2].tag == "aux")


def _limits(tokens: list[Token], at: int) -> bool:
    """Whether "plus de #" stands at a token, which the verb is in front of."""
    return at + 2 < len(tokens) and tokens[at].low in _DEGREES and tokens[at + 2].tag == "num"


def _noun_by_place(token: Token, before: Token, following: str, rule: Tagger) -> bool:
    """An adjective by its ending, or a participle in "-és" behind a number, that has no noun beside it."""
    if token.tag == "part":
        return token.low.endswith("és") and before.tag == "num" and following not in {"noun", "prep"}
    return token.tag == "adj" and token.low not in rule.known and _stands_alone(before, following)


def _compares(tokens: list[Token], at: int) -> bool:
    """Whether "que" compares ("plus élevé que …"), instead of opening a clause."""
    return any(token.low in _DEGREES for token in tokens[max(0, at - 6) : at])


def _stands_alone(before: Token, following: str) -> bool:
    return following != "noun" and before.tag not in {"noun", "adj", "part", "aux", "adv", "verb", "modal"}


def _mark_times(sentence: Sentence, tokens: list[Token]) -> None:
    at = 0
    for time in sentence.times:
        while at < len(tokens) and tokens[at].end <= time.lead:
            at += 1
        while at < len(tokens) and tokens[at].start < time.end:
            if tokens[at].mention is None:
                tokens[at].tag = "time"
            at += 1


def tokenise(sentence: Sentence) -> None:
    """Fill `sentence.tokens`: every figure is one token of the class `num`; decoys stay words."""
    rule, at = tagger(sentence.language), sentence.start
    capitals = bool(sentence.language.get("words", "capital_nouns"))
    tokens: list[Token] = []
    for mention in sentence.mentions:
        if mention.decoy is not None:
            continue
        tokens += _tokens(sentence, at, mention.start, rule, capitals)
        mention.token = len(tokens)
        tag = "verb" if mention.form == "multiple" and mention.unit is None else "num"
        tokens.append(Token("#", mention.start, mention.end, tag, False, mention))
        at = mention.end
    tokens += _tokens(sentence, at, sentence.end, rule, capitals)
    if capitals:
        _decide(tokens)
    else:
        _reconsider(tokens, rule)
    _mark_times(sentence, tokens)
    sentence.tokens = tokens


def verbal(token: Token) -> bool:
    """Whether a token is a finite verb."""
    return token.tag in _VERBAL
