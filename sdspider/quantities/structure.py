"""How neighbouring numbers belong together: ranges, "from … to …", lists that share a unit or a scale word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from sdspider.quantities import compounds
from sdspider.quantities.language import Language
from sdspider.quantities.model import Mention, Sentence

_DASHES = ("-", "–", "—", "~")
_SMALL = ("cents", "pence", "basis points")
_PLAIN = ("digits", "words")


@dataclass(frozen=True, slots=True)
class StructureRules:
    """Compiled `[structure]` table: what may stand between, and before, two numbers."""

    to: re.Pattern[str]
    between_and: re.Pattern[str]
    or_: re.Pattern[str]
    from_: re.Pattern[str]
    between: re.Pattern[str]
    from_range: re.Pattern[str]
    to_again: re.Pattern[str]
    change: re.Pattern[str]
    separator: re.Pattern[str]
    portion: re.Pattern[str]
    bracket: re.Pattern[str]
    to_later: re.Pattern[str]
    plural: re.Pattern[str]
    gapped: re.Pattern[str]
    ratio_left: re.Pattern[str]


@cache
def rules(language: Language) -> StructureRules:
    """Compile the rules of a language."""
    data = language.get("structure", default={})

    def whole(name: str) -> re.Pattern[str]:
        return language.pattern(data.get(name, r"(?!)"))

    def ending(name: str) -> re.Pattern[str]:
        return language.ending(data.get(name))

    return StructureRules(
        whole("to"),
        whole("and"),
        whole("or"),
        ending("from"),
        ending("between"),
        ending("from_range"),
        whole("to_again"),
        ending("change"),
        whole("separator"),
        whole("portion"),
        whole("bracket"),
        ending("to_later"),
        whole("plural"),
        whole("gapped"),
        ending("ratio_left"),
    )


def _share_scale(first: Mention, second: Mention) -> None:
    """ "2.2 and 2.4 trillion": the first takes over the scale word of the second, if it stays of like size."""
    if first.scale == 1 and second.scale > 1 and first.value is not None and second.value is not None:
        like = first.unit is None or (first.kind == second.kind == "money")
        if first.value < 1000 and first.value * second.scale <= 1000 * second.value and like:
            first.value *= second.scale
            first.scale = second.scale


def _share_unit(target: Mention, source: Mention) -> None:
    target.kind, target.unit, target.shared = source.kind, source.unit, True


def _agree(first: Mention, second: Mention) -> bool:
    return first.unit is None or second.unit is None or first.unit == second.unit


def _joined(first: Mention, second: Mention) -> Mention:
    """One range out of two numbers."""
    if first.value is not None and first.value < second.base:
        _share_scale(first, second)
    source = second if second.kind else first
    return Mention(
        first.start,
        second.end,
        None,
        second.form,
        second.base,
        second.scale,
        low=first.value,
        high=second.value,
        kind=source.kind,
        unit=source.unit,
        digits_end=second.digits_end,
        lead=first.lead,
    )


def _hundredths(first: Mention, second: Mention, text: str) -> bool:
    """ "88 to 95 cents": the first number is in hundredths too."""
    return first.kind is None and second.kind is not None and text[second.digits_end : second.end].strip(" -") in _SMALL


def _is_range(first: Mention, second: Mention, sentence: Sentence, rule: StructureRules) -> bool:
    text = sentence.low
    between = text[first.end : second.start]
    left = text[max(sentence.start, first.start - 40) : first.start]
    if first.value is None or second.value is None or not _agree(first, second):
        return False
    if _hundredths(first, second, text):
        return rule.to.fullmatch(between) is not None and first.value < second.value * 100
    rising = first.value < second.value or (second.scale > 1 and first.value < second.base)
    if rule.to.fullmatch(between):
        return _runs_to(first, second, sentence, rule, left, rising=rising)
    if rule.between_and.fullmatch(between):
        return rule.between.search(left) is not None
    if rule.or_.fullmatch(between):
        return second.value == first.value + 1 and first.unit is None
    return False


def _runs_to(
    first: Mention, second: Mention, sentence: Sentence, rule: StructureRules, left: str, *, rising: bool
) -> bool:
    """Whether "# to #" is a range, and not a start and a level."""
    text, low, high = sentence.low, first.value or 0.0, second.value or 0.0
    if text[first.end : second.start].strip() in _DASHES:
        return rising
    if rule.from_.search(left) and not rule.from_range.search(left) and not rule.to_again.match(text, second.end):
        return False
    if first.kind == "percent" and second.kind is None:
        # "rose by 14.1 percent to 61.2 and 58.8 billion yuan".
        return False
    if high > 10 * low and text[first.digits_end : first.end].strip() in {"cent", "cents"}:
        # "regained 71 cents to $89.53": the second is a level.
        return False
    if rule.change.search(left) and high > 4 * low:
        # "increased by 28,000 to 222,000"; "by 5 to 10 percent" is a range.
        return False
    return rising and not (first.unit and rule.change.search(left))


def _plain(mention: Mention) -> bool:
    return mention.decoy is None and mention.form in _PLAIN and mention.kind != "rank"


def _ranges(sentence: Sentence, rule: StructureRules) -> None:
    merged: list[Mention] = []
    for mention in sentence.mentions:
        last = merged[-1] if merged else None
        if (
            last
            and _plain(last)
            and _plain(mention)
            and mention.start - last.end < 16
            and _is_range(last, mention, sentence, rule)
        ):
            if last.value is not None and _hundredths(last, mention, sentence.low):
                last.value = round(last.value / 100, 9)
            merged[-1] = _joined(last, mention)
        else:
            merged.append(mention)
    sentence.mentions = merged


def _from_to(sentence: Sentence, rule: StructureRules) -> None:
    """ "from 20 working days to seven", "from 24.2 to 35 billion euros": both have the unit of one."""
    text, figures = sentence.low, [mention for mention in sentence.mentions if _plain(mention)]
    for first, second in pairwise(figures):
        if bool(first.unit) == bool(second.unit):
            continue
        between = text[first.end : second.start]
        if len(between) > 60 or not rule.from_.search(text[max(sentence.start, first.start - 40) : first.start]):
            continue
        if rule.to_later.search(between) or rule.to.fullmatch(between):
            if second.unit and rule.to.fullmatch(between):
                _share_scale(first, second)
                _share_unit(first, second)
            elif first.unit and not rule.plural.match(text, second.end):
                _share_unit(second, first)


def _portions(sentence: Sentence, rule: StructureRules) -> None:
    """ "280 million of the 1.5 billion shekels": the part has the unit of the whole."""
    for first, second in zip(sentence.mentions, sentence.mentions[1:], strict=False):
        plain = _plain(first) and _plain(second) and first.unit is None and second.kind in {"money", "measure"}
        if plain and rule.portion.fullmatch(sentence.low[first.end : second.start]):
            _share_unit(first, second)


def _gapped(sentence: Sentence, rule: StructureRules) -> None:
    """ "Tea was up 6 and silk 8.5 percent": the same unit; "the rate rose 0.3 to 5.1 percent": points."""
    text = sentence.low
    for first, second in pairwise(sentence.mentions):
        if second.kind != "percent" or first.kind is not None or not (_plain(first) and _plain(second)):
            continue
        gapped = rule.gapped.fullmatch(text, first.end, second.start)
        rises = (
            first.form == "digits"
            and (first.value or 99) < 10
            and rule.to_again.fullmatch(text, first.end, second.start)
        )
        if (gapped or rises) and rule.change.search(text[max(sentence.start, first.start - 40) : first.start]):
            if gapped:
                _share_unit(first, second)
            else:
                first.kind = first.unit = "percentage_point"


def _proportions(sentence: Sentence, rule: StructureRules) -> None:
    """ "7:1", "a ratio of 3 to 1": one number over the other."""
    text, kept = sentence.low, sentence.mentions[:1]
    for mention in sentence.mentions[1:]:
        last = kept[-1]
        between = text[last.end : mention.start] if mention.start - last.end < 5 else ""
        bare = between in {":", " to "} and _plain(last) and _plain(mention) and not last.kind and not mention.kind
        named = between == ":" or (
            bare and rule.ratio_left.search(text[max(sentence.start, last.start - 60) : last.start])
        )
        if bare and named and last.value and mention.value:
            last.value, last.end, last.kind = last.value / mention.value, mention.end, "ratio"
        else:
            kept.append(mention)
    sentence.mentions = kept


def _lists(sentence: Sentence, rule: StructureRules) -> None:
    """Units and scale words at the end of a list hold for all its items."""
    text = sentence.low
    for first, second in reversed(list(zip(sentence.mentions, sentence.mentions[1:], strict=False))):
        if not (_plain(first) and _plain(second)) or first.kind is not None or first.value is None:
            continue
        if rule.separator.fullmatch(text[first.end : second.start]) and second.value is not None:
            _share_scale(first, second)
            if second.kind and (second.unit or second.kind == "ratio"):
                _share_unit(first, second)


def groups(sentence: Sentence) -> list[list[Mention]]:
    """Figures that stand in one list with nothing but separators between them."""
    if sentence.lists is None:
        sentence.lists = _groups(sentence)
    return sentence.lists


def _groups(sentence: Sentence) -> list[list[Mention]]:
    rule, text = rules(sentence.language), sentence.low
    found: list[list[Mention]] = []
    last: Mention | None = None
    for mention in sentence.mentions:
        if mention.decoy is not None:
            continue
        if last and rule.separator.fullmatch(text[last.end : mention.start]):
            found[-1].append(mention)
        else:
            found.append([mention])
        last = mention
    return [part for group in found for part in _real_lists(group, text)]


def _real_lists(group: list[Mention], text: str) -> list[list[Mention]]:
    """Two amounts with only a comma between them are no list: "revenue of 47 billion yuan, 383 million more"."""
    if len(group) == 2 and text[group[0].end : group[1].start].strip() == ",":
        return [group[:1], group[1:]]
    return [group]


def _conversions(sentence: Sentence, rule: StructureRules) -> None:
    """A bracketed amount right behind another one restates it."""
    text = sentence.low
    for first, second in zip(sentence.mentions, sentence.mentions[1:], strict=False):
        if first.decoy or second.decoy or not first.kind or first.kind != second.kind or first.unit == second.unit:
            continue
        if first.kind in {"money", "measure"} and rule.bracket.fullmatch(text[first.end : second.start]):
            second.converted_from = first


def build(sentence: Sentence) -> None:
    """Join ranges, spread shared units, link conversions."""
    rule = rules(sentence.language)
    if len(sentence.mentions) > 1:
        _build(sentence, rule)
    compounds.join(sentence)
    _conversions(sentence, rule)


def _build(sentence: Sentence, rule: StructureRules) -> None:
    if sentence.language.get("structure", "ratio_left"):
        _proportions(sentence, rule)
    _ranges(sentence, rule)
    _from_to(sentence, rule)
    _lists(sentence, rule)
    _gapped(sentence, rule)
    _portions(sentence, rule)
