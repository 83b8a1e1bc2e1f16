"""Clauses of a sentence by their verbs: where each begins and ends, its verb, and the phrase that is its subject.

A clause is found from its finite verb: the stretch in front of the verb, back to the verb before it, is cut at the
last word that opens a clause; what is left begins with the subject. A verb without one ("… and employs 300") has
that of the clause before.
"""

from __future__ import annotations

from dataclasses import dataclass

from sdspider.quantities import verbs
from sdspider.quantities.leading import Phrases
from sdspider.quantities.model import Mention, Sentence, Token
from sdspider.quantities.phrases import Span
from sdspider.quantities.verbs import CLOSING, OPENERS, TELLING

_NOMINAL = frozenset(("noun", "plural", "adj", "part"))
_SPANS = frozenset(("month", "year", "quarter", "week"))
_SUBORDINATE = frozenset(("since", "after", "before", "until"))
_COORDINATING = frozenset(("and", "or", "nor"))
_OWNERS = frozenset(("its", "their", "our", "his", "her"))
_SAYING = frozenset(("said", "says"))
_INSIDE = frozenset(("among", "between", "within"))


@dataclass(slots=True)
class Clause:
    """Token positions of one clause."""

    start: int
    verb: int
    """First token of the verb group; behind the last token where there is no verb."""
    verb_end: int
    end: int
    subject: Span | None
    pronoun: bool = False
    """Whether the subject is a pronoun, so that the sentence before has to be asked."""
    number: Mention | None = None
    """The figure that heads the subject ("13 of them are …")."""


def _nominal(token: Token) -> bool:
    return token.tag in {"noun", "plural", "adj", "part", "num", "pron"}


def _cut(tokens: list[Token], floor: int, verb: int) -> int:
    """Where the clause of a verb begins, between the verb group before it and the verb itself."""
    at = verb - 1
    if floor and tokens[at].low in _COORDINATING:
        return verb
    while at >= floor:
        token = tokens[at]
        low = token.low
        if low == ")":
            at = _opening_bracket(tokens, at, floor)
        elif token.tag == "rel":
            return at
        elif _opens(tokens, at) or (low in _SUBORDINATE and 0 < floor <= at < verb - 1):
            # "When including all models, the range is …".
            led = floor == 0 or tokens[at + 1].tag in {"prep", "time"}
            return _without_opening(tokens, at + 1, verb) if led else at + 1
        at -= 1
    if floor == 0:
        return _without_opening(tokens, floor, verb)
    return _cut_inside(tokens, floor, verb)


def _cut_inside(tokens: list[Token], floor: int, verb: int) -> int:
    """Where the clause of a verb begins if no word that opens one stands between it and the verb group before."""
    if tokens[verb].low in _SAYING and tokens[verb - 1].low == ",":
        # "…, said the paper".
        return verb
    behind = _before_aside(tokens, floor, verb)
    for at in range(behind - 1, floor - 1, -1):
        low = tokens[at].low
        if low == "and" and _owned_pair(tokens, floor, at):
            continue
        if low == "," or (low == "and" and tokens[at + 1].low not in _INSIDE and not _inner(tokens, floor, at)):
            return at + 1
    if behind < verb:
        return floor
    # "said global trade could see …": what follows a finite verb at once is the subject of the next.
    telling = tokens[floor - 1].tag == "verb" or tokens[floor - 1].low in TELLING
    return floor if telling and verb > floor and tokens[floor].low not in {"at", "for", "in", "on"} else verb


def _owned_pair(tokens: list[Token], floor: int, at: int) -> bool:
    """Whether an "and" joins what one owner has: ", its import and export volume exceeded"."""
    while at > floor and tokens[at - 1].tag in {"noun", "plural", "adj"}:
        at -= 1
    return at - 1 > floor and tokens[at - 1].low in _OWNERS and tokens[at - 2].low == ","


def _inner(tokens: list[Token], floor: int, at: int) -> bool:
    """Whether an "and" stands inside a phrase that a comma opens: ", capacity of solar and wind power has"."""
    comma = next((probe for probe in range(at - 1, floor - 1, -1) if tokens[probe].low == ","), None)
    between = tokens[comma + 1 : at] if comma is not None else []
    return any(token.low == "of" for token in between) and not any(token.tag == "num" for token in between)


def _before_aside(tokens: list[Token], floor: int, verb: int) -> int:
    """ "The number of people on aid, a proxy for hiring, fell": the comma that opens what stands before a verb."""
    if tokens[verb - 1].low != ",":
        return verb
    return next((at for at in range(verb - 2, floor, -1) if tokens[at].low == ","), verb)


def _opens(tokens: list[Token], at: int) -> bool:
    """Whether a clause begins behind a token."""
    low = tokens[at].low
    if (low == "that" and at + 1 < len(tokens) and tokens[at + 1].low == "of") or (low == "as" and _such(tokens, at)):
        return False
    subordinating = tokens[at].tag == "conj" and low not in _COORDINATING
    return low in OPENERS or subordinating or (low == "-" and _dash(tokens, at))


def _such(tokens: list[Token], at: int) -> bool:
    """Whether a word is the "as" of "such as"."""
    return at > 0 and tokens[at - 1].low == "such"


def _dash(tokens: list[Token], at: int) -> bool:
    """Whether a hyphen stands alone or doubled: "NEW YORK (Reuters) - Oil", "ITASCA -- Midas"."""
    doubled = at > 0 and tokens[at - 1].low == "-"
    alone = 0 < at < len(tokens) - 1 and tokens[at - 1].end < tokens[at].start and tokens[at].end < tokens[at + 1].start
    return doubled or alone


def _opening_bracket(tokens: list[Token], at: int, floor: int) -> int:
    """The bracket that the one at a token closes, so that what stands in brackets is stepped over."""
    for probe in range(at, floor - 1, -1):
        if tokens[probe].low == "(":
            return probe
    return at


def _without_opening(tokens: list[Token], floor: int, verb: int) -> int:
    """Skip "In June," and "Together," in front of the first subject."""
    start = _behind_phrase(tokens, floor, verb)
    if start + 1 < verb and tokens[start].tag == "adj" and tokens[start + 1].low == ",":
        # "Year-on-year, sales rose".
        start += 2
    while start < verb and (
        tokens[start].tag in {"prep", "adv", "part", "time"}
        or tokens[start].low in {"according", "altogether", "prior"}
    ):
        comma = next((at for at in range(start, verb) if tokens[at].low == ","), None)
        if comma is None or (tokens[start].tag == "part" and tokens[comma + 1].tag == "part"):
            # "Emerging industries, led by ports, grew": no opening, but the subject.
            return start
        start = comma + 1
    return _behind_apposition(tokens, start, verb) if start > floor else start


def _behind_phrase(tokens: list[Token], start: int, verb: int) -> int:
    """ "As a result,", "Month over month in May,": behind the comma of such an opening."""
    resulting = start > 0 and tokens[start - 1].low == "as"
    compared = tokens[start].low in _SPANS and start + 1 < verb and tokens[start + 1].low in {"over", "on", "to"}
    if not resulting and not compared:
        return start
    return next((at + 1 for at in range(start, min(verb, start + 8)) if tokens[at].low == ","), start)


def _behind_apposition(tokens: list[Token], start: int, verb: int) -> int:
    """ "In its main business, the Windows system, profit rose": the noun right in front of the verb, behind a comma."""
    comma = next((at for at in range(verb - 2, start, -1) if tokens[at].low == ","), None)
    if comma is None or tokens[start].tag != "det":
        return start
    return comma + 1 if all(_nominal(tokens[at]) or tokens[at].tag == "det" for at in range(comma + 1, verb)) else start


def find(sentence: Sentence, empty: frozenset[str]) -> list[Clause]:
    """All clauses in order; a sentence without a verb is one clause without a subject."""
    tokens = sentence.tokens
    phrases = Phrases(sentence, empty)
    clauses: list[Clause] = []
    floor = 0
    for verb, verb_end in verbs.find(tokens):
        start = _cut(tokens, floor, verb)
        clause = Clause(start, verb, verb_end, len(tokens), None)
        if clauses:
            clauses[-1].end = start
        if start < verb and tokens[start].tag == "rel":
            _relative(sentence.tokens, clause, phrases)
        elif (tokens[verb - 1].low == "," or _goes_on(tokens, clauses, verb)) and (aside := _aside(tokens, clauses)):
            clause.subject, clause.pronoun, clause.number = phrases.first(*aside)
        else:
            clause.subject, clause.pronoun, clause.number = phrases.first(start, verb)
            if clause.subject is None and not clause.pronoun and clause.number is None and clauses:
                last = clauses[-1]
                clause.subject, clause.pronoun, clause.number = last.subject, last.pronoun, last.number
        clauses.append(clause)
        floor = verb_end
    return clauses or [Clause(0, len(tokens), len(tokens), len(tokens), None)]


def _goes_on(tokens: list[Token], clauses: list[Clause], verb: int) -> bool:
    """ "The index, which tracks the dollar against six others rose": the main verb, with no comma in front of it."""
    if not clauses or tokens[min(clauses[-1].start, len(tokens) - 1)].tag != "rel":
        return False
    between = tokens[clauses[-1].verb_end : verb]
    opened = any(token.tag in {"conj", "rel", "pron"} or token.low in CLOSING for token in between)
    return not opened and any(token.tag == "num" for token in between) and any(token.tag == "prep" for token in between)


def _aside(tokens: list[Token], clauses: list[Clause]) -> Span | None:
    """ "Revenue, which fell in May and June, rose": what stands in front of the relative clauses that a comma ends."""
    at = len(clauses) - 1
    while at >= 0 and tokens[min(clauses[at].start, len(tokens) - 1)].tag != "rel":
        at -= 1
    if at < 0:
        return None
    floor = clauses[at - 1].verb_end if at else 0
    return (floor if floor else _without_opening(tokens, 0, clauses[at].start)), clauses[at].start


def _relative(tokens: list[Token], clause: Clause, phrases: Phrases) -> None:
    """ "…, which rose": the phrase in front of the relative word; "whose order book": the one behind it."""
    at = clause.start
    if tokens[at].low == "whose" or clause.verb - at > 1:
        clause.subject, clause.pronoun, clause.number = phrases.first(at + 1, clause.verb)
        if clause.subject or clause.number:
            return
    last = at - 1
    while last >= 0 and tokens[last].low in {",", "of", "-", "("}:
        last -= 1
    if last >= 0 and tokens[last].tag == "num":
        clause.number = tokens[last].mention
        return
    first = last
    while first >= 0 and tokens[first].tag in _NOMINAL:
        first -= 1
    if first < last:
        if first >= 0 and tokens[first].tag == "num" and tokens[first].mention:
            clause.number = tokens[first].mention
        clause.subject = (first + 1, last + 1)
