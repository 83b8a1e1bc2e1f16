"""Lists that are matched item by item: "A, B and C grew by x, y and z percent (respectively)"."""

from __future__ import annotations

from sdspider.quantities import structure
from sdspider.quantities.clauses import Clause
from sdspider.quantities.governed import Governed
from sdspider.quantities.model import Mention, Sentence
from sdspider.quantities.phrases import Span, text_span
from sdspider.quantities.reading import COUNTS, NOMINAL


def match(sentence: Sentence, finder: Governed) -> None:
    """Match "A, B and C grew by x, y and z percent (respectively)" by position."""
    for group in structure.groups(sentence):
        if len(group) < 2 or len({mention.kind for mention in group}) != 1:
            continue
        said = "respectively" in sentence.low[group[-1].end : group[-1].end + 30]
        if group[0].kind in COUNTS and not (said and finder.tag[group[-1].token + 1] == "adv"):
            continue
        if said and _as_before(sentence, group):
            continue
        clause = finder.clause(group[0])
        if group[0].token < clause.verb or any(finder.tag[at] == "num" for at in range(clause.start, clause.verb)):
            continue
        items = _items(finder, clause)
        if _all_places(sentence, items) and not said:
            continue
        if said and len(items) == 1:
            items = _left_items(finder, group[0])
        if len(items) == len(group):
            for mention, item in zip(group, items, strict=True):
                mention.subject = text_span(sentence.tokens, item)


def _left_items(finder: Governed, mention: Mention) -> list[Span]:
    """ "posted revenue and profit of # and #, respectively": the phrases in front of "of"."""
    at = finder.skip_left(mention.token - 1)
    if finder.low[at] != "of":
        return []
    items, end, start = list[Span](), at, finder.clause(mention).verb_end
    for probe in range(at - 1, start - 2, -1):
        joined = finder.low[probe] in {"and", ","}
        if joined or probe < start or finder.tag[probe] not in (*NOMINAL, "prep", "time"):
            if probe + 1 < end:
                items.insert(0, (probe + 1, end))
            end = probe
            if not joined:
                break
    return items


def _as_before(sentence: Sentence, group: list[Mention]) -> bool:
    """ "sales of # and profit of #, up # and # respectively": as many figures stand before, each with its subject."""
    at = sentence.figures.index(group[0])
    earlier = [other for other in sentence.figures[:at] if other.converted_from is None][-len(group) :]
    subjects = [other.subject for other in earlier]
    if len(earlier) != len(group) or len(set(subjects)) != len(group) or None in subjects:
        return False
    if earlier[0].kind in {"percent", "rank", None} or len({other.kind for other in earlier}) != 1:
        return False
    for mention, subject in zip(group, subjects, strict=True):
        mention.subject = subject
    return True


def _all_places(sentence: Sentence, items: list[Span]) -> bool:
    """Whether a list names nothing but places: then it says where, not what."""
    starts = {place[0] for place in sentence.places}
    return all(sentence.tokens[first].start in starts and last == first + 1 for first, last in items)


def _named_from(finder: Governed, start: int, end: int) -> int:
    """Behind "the number of" at the head of an item."""
    for at in range(start, min(start + 3, end - 1)):
        if finder.low[at] == "of" and finder.low[at - 1] in finder.empty:
            return at + 1
    return start


def _items(finder: Governed, clause: Clause) -> list[Span]:
    """The coordinated phrases in front of a verb."""
    items: list[Span] = []
    at = start = clause.start
    tokens = finder.tokens
    for at in range(clause.start, clause.verb + 1):
        if at == clause.verb or tokens[at].low in {",", "and"}:
            if at > start:
                items.append((_named_from(finder, start, at), at))
            start = at + 1
        elif tokens[at].tag == "prep" and not items:
            start = at + 1
    return items
