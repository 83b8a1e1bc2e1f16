"""Words of a sentence with their classes."""

from __future__ import annotations

from sdspider.quantities import doubts
from sdspider.quantities.model import Sentence, Token
from sdspider.quantities.tagger import Tagger, tagger


def _add_words(text: str, at: int, tag: Tagger, tokens: list[Token], spots: list[int]) -> None:
    """Add the words of a text that stands at an offset, and the places of those whose class may change."""
    add, known = tokens.append, tag.pieces
    for piece in text.split(" "):
        for low, first, last, name, capital, doubt in known[piece]:
            if doubt:
                spots.append(len(tokens) + doubt - 1)
            add(Token(low, at + first, at + last, name, capital, None))
        at += len(piece) + 1


def tokenise(sentence: Sentence) -> None:
    """Fill `sentence.tokens`: every figure is one token of the class `num`; decoys stay words."""
    rule, text, at = tagger(sentence.language), sentence.text, sentence.start
    tokens, spots = list[Token](), list[int]()
    for mention in sentence.mentions:
        if mention.decoy is not None:
            continue
        _add_words(text[at : mention.start], at, rule, tokens, spots)
        mention.token = len(tokens)
        # "doubled" is the verb of its clause.
        tag = "verb" if mention.form == "multiple" and text[mention.end - 2 : mention.end] == "ed" else "num"
        if tag == "verb":
            spots.append(len(tokens))
        tokens.append(Token("#", mention.start, mention.end, tag, False, mention))
        at = mention.end
    _add_words(text[at : sentence.end], at, rule, tokens, spots)
    sentence.tokens = tokens
    _mark_times(sentence)
    if rule.ambiguous:
        doubts.decide(tokens, spots, rule)


def _mark_times(sentence: Sentence) -> None:
    """Words of a time are neither subject nor verb: they get a class of their own."""
    at, tokens = 0, sentence.tokens
    for time in sentence.times:
        while at < len(tokens) and tokens[at].end <= time.lead:
            at += 1
        while at < len(tokens) and tokens[at].start < time.end:
            if tokens[at].mention is None:
                tokens[at].tag = "time"
            at += 1
