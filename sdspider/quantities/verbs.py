"""The finite verbs of an English sentence: participles that serve as one, and those that only describe a noun."""

from __future__ import annotations

from collections.abc import Callable

from sdspider.quantities.model import Token

_FINITE = frozenset(("aux", "modal", "verb"))
_VERBAL = frozenset((*_FINITE, "part"))
TELLING = frozenset(
    (
        "reported",
        "announced",
        "estimated",
        "expected",
        "predicted",
        "projected",
        "showed",
        "noted",
        "indicated",
        "forecasting",
        "predicting",
    )
)
"""Verbs whose object is a clause: "data showed exports fell"."""
_PARTICIPLES = frozenset(("sent", "built", "made", "held", "sold", "paid", "led", "bought", "brought", "run", "won"))
_NEVER_FINITE = frozenset(
    ("driven", "given", "taken", "seen", "known", "shown", "written", "chosen", "broken", "frozen", "hidden", "drawn")
)
"""Participles of irregular verbs that are no past tense: without an auxiliary they only describe."""
_NOTED = frozenset(("recorded", "reported", "posted", "registered", "logged"))
_BEFORE_PAST = frozenset(("noun", "plural", "pron", "rel", "adv", "num", "aux", "modal", "time"))
OPENERS = frozenset((";", ":", "—", "–", "(", ")"))
"""Signs that a clause begins behind."""
CLOSING = OPENERS | {",", ")"}
"""Signs that no phrase goes on over."""
_BOTH = frozenset(("each", "all", "both", "that", "this", "these", "those"))
MOST_SOURCE = 16
"""Tokens of the longest source that a sentence opens with."""
GENITIVE = ("'s", "’s", "s'", "s’")
"""Endings of an owner."""


def _past(tokens: list[Token], at: int) -> bool:
    """Whether a participle serves as a finite verb: "exports reached …"."""
    token = tokens[at]
    if token.tag != "part" or not token.low.endswith("ed") or at == 0:
        return False
    before = tokens[at - 1]
    if before.low.endswith(GENITIVE):
        return False
    if before.low.endswith("ly") and before.tag == "adv" and (at == 1 or tokens[at - 2].tag in {"det", "prep"}):
        # "the newly installed capacity".
        return False
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if token.low == "compared" and after is not None and after.low in {"to", "with"}:
        return False
    if after is not None and after.low == "by" and not any(token.tag == "num" for token in tokens[at + 2 : at + 7]):
        # "the rise expected by analysts"; "rose by # percent" is a verb.
        return False
    if token.low in _NOTED and after is not None and after.low == "in" and _counted(tokens, at):
        # "the 2.5 percent growth recorded in 2023".
        return False
    if before.tag == "num" and after is not None and after.low in {"and", "or", ","}:
        # "2,318 specialized and sophisticated firms".
        return False
    if before.tag in _BEFORE_PAST or before.low in {",", ")", "and", "but"}:
        return (
            after is None
            or after.tag not in {"noun", "plural", "adj"}
            or before.tag in {"pron", "rel", "adv", "plural"}
        )
    return False


def _counted(tokens: list[Token], at: int) -> bool:
    """Whether a number stands right in front, or in front of the noun before."""
    return tokens[at - 1].tag == "num" or (at > 1 and tokens[at - 2].tag == "num" and tokens[at - 1].tag == "noun")


def _group_end(tokens: list[Token], at: int) -> int:
    """Behind the verb group that begins at a token: "are expected to reach"."""
    end = at + 1
    while end < len(tokens):
        token = tokens[end]
        if token.tag in {"aux", "modal", "verb", "adv", "part"} or (
            token.low == "to" and end + 1 < len(tokens) and tokens[end + 1].tag in _FINITE
        ):
            if (
                token.tag == "part"
                and end + 1 < len(tokens)
                and tokens[end + 1].tag in {"noun", "plural"}
                and tokens[end - 1].tag != "aux"
            ):
                break
            end += 1
        elif token.low == "and" and _second(tokens, end):
            end += 2
        else:
            break
    return end


def _second(tokens: list[Token], at: int) -> bool:
    """ "will be built and connected to the grid": a second participle behind an "and"."""
    if at + 2 >= len(tokens) or tokens[at + 2].tag not in {"prep", "punct"}:
        return False
    passive = tokens[at - 1].tag == tokens[at + 1].tag == "part" and tokens[at - 2].low in {"be", "been"}
    return passive and tokens[at + 1].low.endswith("ed")


def _loosely_past(tokens: list[Token], at: int) -> bool:
    """A participle between two nouns ("a company needed revenue"): the verb where nothing else can be."""
    return (
        tokens[at].tag == "part"
        and tokens[at].low.endswith("ed")
        and at > 0
        and tokens[at - 1].tag in {"noun", "plural"}
    )


def find(tokens: list[Token]) -> list[tuple[int, int]]:
    """First token of every verb group and the one behind it, in order."""
    found = _by(tokens, _past) or _by(tokens, _loosely_past)
    return [
        verb for at, verb in enumerate(found) if at + 1 == len(found) or not _reduced(tokens, *verb, found[at + 1][0])
    ]


def _reduced(tokens: list[Token], verb: int, end: int, following: int) -> bool:
    """ "Trade with regions involved in the Initiative rose": a participle, since nothing opens a clause behind it."""
    irregular = tokens[verb].low in _PARTICIPLES and tokens[end].low == "by"
    if end == verb + 1 and tokens[verb].low == "used" and tokens[end].low in {"in", "for", "as", "by"}:
        # "Metals used in cars and ships are …".
        return True
    if (
        end != verb + 1
        or not (irregular or tokens[verb].tag == "part")
        or tokens[end].tag != "prep"
        or tokens[verb].low in TELLING
    ):
        return False
    if verb > 1 and tokens[verb - 1].low == "," and tokens[following - 1].low == ",":
        # "Industries, represented by ports, grew".
        return True
    if tokens[verb - 1].tag == "adv" or any(token.tag == "num" for token in tokens[end:following]):
        return False
    return not any(
        token.tag in {"rel", "pron"}
        or token.low in CLOSING
        or (token.tag == "conj" and not (token.low == "and" and tokens[at - 1].capital and tokens[at + 1].capital))
        for at, token in enumerate(tokens[end:following], end)
    )


def _no_verb(before: Token) -> bool:
    """Whether a verb behind this word is none of the clause: "to invest", "the claims"."""
    return before.low == "to" or (before.tag in {"det", "adj"} and before.low not in _BOTH)


def _source_end(tokens: list[Token]) -> int:
    """Behind "According to data released in May," at the head of a sentence: no clause begins in it."""
    if not tokens or tokens[0].low != "according":
        return 0
    return next((at + 1 for at, token in enumerate(tokens[:MOST_SOURCE]) if token.low == ","), 0)


def _by(tokens: list[Token], past: Callable[[list[Token], int], bool]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    behind = _source_end(tokens)
    for at in [at for at, token in enumerate(tokens) if token.tag in _VERBAL]:
        tag = tokens[at].tag
        if at < behind or (tag == "verb" and at and _no_verb(tokens[at - 1])):
            continue
        if tag == "verb" and tokens[at].low in _NEVER_FINITE and tokens[at - 1].tag not in _FINITE:
            continue
        if tag != "part" or past(tokens, at):
            behind = _group_end(tokens, at)
            found.append((at, behind))
    return found
