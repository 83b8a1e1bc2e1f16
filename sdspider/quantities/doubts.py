"""Words that may be noun or verb, decided by the words beside them."""

from __future__ import annotations

from sdspider.quantities.model import Token
from sdspider.quantities.tagger import COMPOUND_ENDS, COMPOUNDS, Tagger

_NOUN_LIKE = frozenset(("noun", "plural", "adj"))
_END = Token("", 0, 0, "punct", False, None)
_COUNTABLE = frozenset(("number", "figure", "total", "amount", "sum"))
_MOVES = frozenset(("to", "by", "from"))
_ATTRIBUTES = frozenset(("goods", "services", "aircraft", "sales"))
"""Plurals in front of a noun: "goods exports"."""
_GOODS = frozenset(("imports", "exports"))
_SUBJECTS = frozenset(("rel", "pron"))
_SINGULAR = frozenset(("that", "this", "which"))
_PRONOUN_LIKE = frozenset(("that", "this", "these", "those", "all", "which", "both", "each"))


def _opening(tokens: list[Token], rule: Tagger) -> None:
    """ "Repairs will take …": no sentence begins with a finite verb; "Citing costs, …": but with a participle."""
    if len(tokens) < 2 or tokens[0].mention is not None:
        return
    first = tokens[0]
    if first.low.endswith("ing"):
        first.tag = rule.tag(first.low)
    elif first.tag == "verb" and first.low.endswith("s"):
        first.tag = "plural"
    elif first.tag == "verb" and tokens[1].tag in {"modal", "aux", "verb"}:
        first.tag = "noun"


def _before(tokens: list[Token], at: int) -> Token:
    """The token in front, and in "which typically runs" the subject in front of the adverb."""
    before = tokens[at - 1]
    return tokens[at - 2] if before.tag == "adv" and at > 1 and tokens[at - 2].tag in _SUBJECTS else before


def decide(tokens: list[Token], spots: list[int], rule: Tagger) -> None:
    """Decide words that are noun or verb by the words beside them; `spots` may be, verbs, and what modal verbs lead."""
    _opening(tokens, rule)
    last = len(tokens) - 1
    for at in sorted({*spots} - {0, len(tokens)}):
        token, before = tokens[at], _before(tokens, at)
        name, low, tag = token.tag, token.low, None
        if name in _NOUN_LIKE:
            doubtful = low in rule.ambiguous
            if not doubtful and before.tag != "modal" and low not in COMPOUND_ENDS:
                continue
            tag = _of_noun(token, before, tokens[at + 1].tag if at < last else "punct", rule)
            if tag is None and doubtful and _acts(tokens, at, rule):
                tag = "verb"
        elif name == "verb" and token.mention is None and before.low != "to":
            tag = _of_verb(token, before, tokens[at - 2] if at > 1 else None) or _named(tokens, at)
        elif low == "per" and at < last and tokens[at + 1].low == "capita":
            tag = "adj"
        elif low == "that":
            tag = _of_that(before, tokens[at + 1] if at < last else _END)
        elif low in COMPOUND_ENDS:
            tag = _of_compound(before, token)
        if tag:
            token.tag = tag


def _acts(tokens: list[Token], at: int, rule: Tagger) -> bool:
    return _to_verb(tokens, at) or _counting(tokens, at, rule) or _moving(tokens, at)


def _to_verb(tokens: list[Token], at: int) -> bool:
    """ "The company plans to invest": a word in front of "to" and a verb, behind a noun."""
    return (
        at + 2 < len(tokens)
        and tokens[at + 1].low == "to"
        and tokens[at + 2].tag == "verb"
        and tokens[at - 1].tag == "noun"
    )


def _moving(tokens: list[Token], at: int) -> bool:
    """ "The figure drops to just 87": a word in -s between a noun and the number that it moves to."""
    token, before = tokens[at], tokens[at - 1]
    led = (
        token.tag == "plural"
        and token.low not in _GOODS
        and before.tag == "noun"
        and at + 1 < len(tokens)
        and tokens[at + 1].low in _MOVES
    )
    return led and any(other.tag == "num" for other in tokens[at + 2 : at + 5])


def _counting(tokens: list[Token], at: int, rule: Tagger) -> bool:
    """ "The park covers 26 km2", "and costs over 3 million": verbs that take amounts, right in front of one."""
    before = tokens[at - 2] if tokens[at - 1].tag == "adv" and at > 1 else tokens[at - 1]
    opened = before.low == "," or before.tag in {"noun", "plural", "conj", "pron", "time"}
    if tokens[at].low not in rule.amount_verbs or not opened:
        return False
    nxt = next((token for token in tokens[at + 1 : at + 4] if token.tag not in {"adv", "det", "prep", "part"}), None)
    return nxt is not None and nxt.tag == "num"


def _of_that(before: Token, after: Token) -> str | None:
    """ "that 5 million", "that number" point at it; "firms that invest" goes on from the noun."""
    if after.low in _COUNTABLE and before.tag not in {"noun", "plural"}:
        return "det"
    if before.tag in {"verb", "part"}:
        return "conj"
    if after.tag == "num":
        return "det"
    return "rel" if before.tag in {"noun", "plural"} and after.tag in {"verb", "aux", "modal"} else None


def _of_compound(before: Token, token: Token) -> str | None:
    return "noun" if (before.low, token.low) in COMPOUNDS else None


def _of_noun(token: Token, before: Token, after: str, rule: Tagger) -> str | None:
    """ "will trade", "to close", "which range from": verbs that look like nouns."""
    if before.tag == "modal" and token.tag != "plural" and not token.capital:
        return "verb"
    if token.low not in rule.ambiguous or token.tag == "adj":
        return _of_compound(before, token)
    if token.low == "forecast" and token.tag == "noun" and (after in {"det", "conj"} or before.low == "also"):
        return "verb"
    told = after == "det" or (after == "num" and before.capital)
    if before.tag == "noun" and token.tag == "plural" and told and not token.capital:
        # "The report claims the size …", "IDC reports 277%".
        return "verb"
    relative = (before.tag == "rel" and before.low != "whose") or (before.tag == "pron" and before.low != "one")
    if (
        before.low == "to"
        or relative
        or (before.tag == "plural" and after in {"prep", "num"} and before.low not in _ATTRIBUTES)
    ):
        return "verb"
    if before.low in {"has", "have", "had"} and token.low in rule.perfect and after in {"prep", "num", "adv"}:
        return "part"
    passive = before.tag == "aux" and token.tag == "noun" and before.low not in {"has", "have", "had"}
    return "part" if passive else _of_compound(before, token)


def _named(tokens: list[Token], at: int) -> str | None:
    """Nouns that look like verbs by what stands behind them: "wind farms were", "the export amount of"."""
    token, before = tokens[at], tokens[at - 1]
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if after is None or before.tag not in {"noun", "adj", "conj"}:
        return _raise(tokens, at)
    if token.low.endswith("s"):
        cuts = token.low == "cuts" and after.low in {"of", "totaling"}
        return "plural" if before.tag != "conj" and (cuts or after.tag in {"aux", "modal"}) else None
    if token.low.endswith("ed") or before.tag == "conj":
        listed = before.low == "and" and after.tag == "prep" and at > 1 and tokens[at - 2].tag == "noun"
        return "noun" if listed and not token.low.endswith("ed") and _no_verb_yet(tokens, at) else None
    return "noun" if after.low == "of" and not before.capital else _raise(tokens, at)


def _no_verb_yet(tokens: list[Token], at: int) -> bool:
    """Whether no verb stands before a token that could be a second one: "cultivation and harvest in the province"."""
    return not any(token.tag in {"verb", "aux", "modal", "part"} or token.low == "to" for token in tokens[:at])


def _raise(tokens: list[Token], at: int) -> str | None:
    """ "a $400 million equity raise": what ends an attribute behind an article is a noun."""
    led = (
        at > 2 and tokens[at - 1].tag == "noun" and tokens[at - 2].mention and tokens[at - 3].low in {"a", "an", "the"}
    )
    return "noun" if led and not tokens[at].low.endswith(("s", "ed")) else None


def _of_verb(token: Token, before: Token, earlier: Token | None) -> str | None:
    """ "the claims", "actual use", "a 5 km run", "300 user reviews": nouns that look like verbs."""
    ends = token.low.endswith("s")
    if ends and before.tag in {"prep", "det", "adj", "num"} and before.low not in _SINGULAR:
        return "plural"
    counted = earlier is not None and earlier.mention is not None and earlier.mention.kind in {None, "count"}
    if ends and counted and before.tag == "noun" and not before.capital and earlier.mention.value != 1:  # type: ignore[union-attr]
        return "plural"
    article_before = earlier is not None and earlier.low in {"a", "an", "the"}
    if before.low == "newly":
        return "part"
    if token.low in _COUNTABLE and before.tag == "det":
        return "noun"
    if ends and before.tag == "part" and earlier is not None and (article_before or earlier.tag in {"prep", "num"}):
        return "plural"
    if (before.tag == "num" and article_before) or before.low.endswith(("'s", "’s")):
        return "noun"
    return "noun" if before.tag == "adj" or (before.tag == "det" and before.low not in _PRONOUN_LIKE) else None
