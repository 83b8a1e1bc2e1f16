"""Wholes and parts (うち, 其中, 가운데), conversions in brackets, and lists that pair off (それぞれ, 分别, 각각)."""

from __future__ import annotations

import re

from sdspider.quantities.cjk.lexicon import lexicon
from sdspider.quantities.model import Mention, Sentence

_OPEN = re.compile(r"[(（][^\d(（]{0,4}$")
_AREA = frozenset(("[mu]", "ha", "m2", "km2"))
_PARTICLE = re.compile(r"(?<=[가-힣])(?:으로의|로의|에 대한|으로|[에은는이가의향]|(?<![주기원청라상북남])도$)(?= |$)")
_LED = re.compile(r"[増减減增拡縮][大小加]?の|\s?(?:증가|감소|늘어|줄어|상승|하락|성장)[^\s,]{0,3} ")
"""What stands between a change and the level that it led to."""
_VERB = re.compile(r"(?:\S+(?:으나|지만|으며|하고|하며|했고|별로는?|에서는) )+")
"""What a Korean clause before ends with."""
_LEAD = re.compile("其中|[我全][国省市县]|对(?![外虾])")
"""What stands in front of the first item of a Chinese list."""
_ETC = re.compile("等(?:各项|各类|主要|各)?(?:指标|领域|行业|产业|产品|城市|同比|$)|[同环]比$")
_ITEM = re.compile(r"[一-龥々ァ-ヶー・A-Za-z가-힣]+(?: [가-힣A-Za-z]+)*")


def read(sentence: Sentence) -> None:
    """Fill `part_of` and `converted_from`; give the items of a paired list their own subjects."""
    figures = sentence.figures
    for before, figure in zip([None, *figures], figures, strict=False):
        if before is not None:
            _part(sentence, before, figure)
            _conversion(sentence, before, figure)
        elif sentence.before is not None and sentence.before.figures:
            _opening_part(sentence, figure)
    _pair_off(sentence)


def _family(mention: Mention) -> str | None:
    return mention.unit if mention.kind == "measure" else mention.kind


def _part(sentence: Sentence, before: Mention, figure: Mention) -> None:
    between = sentence.text[before.end : figure.start]
    if lexicon(sentence.language).links["part"].search(between):
        figure = _level(sentence, figure)
        figure.part_of = _whole(sentence, before, figure)
    elif (
        figure.part_of is None
        and before.part_of
        and _family(before) == _family(figure)
        and not re.search(r"[。；;）)]", between)
    ):
        figure.part_of = before.part_of


def _level(sentence: Sentence, figure: Mention) -> Mention:
    """ "うち輸出額は5%増の7億元": what is a part is the amount, not its change."""
    figures = sentence.figures
    at = figures.index(figure) + 1
    if figure.kind != "percent" or at == len(figures) or figures[at].kind == "percent":
        return figure
    return figures[at] if _LED.fullmatch(sentence.text, figure.end, figures[at].start) else figure


def _whole(sentence: Sentence, before: Mention, figure: Mention) -> Mention | None:
    """The nearest figure of the same kind before."""
    figures = sentence.figures
    for other in reversed(figures[: figures.index(before) + 1]):
        if _family(other) == _family(figure):
            return other.part_of or other
    return None


def _opening_part(sentence: Sentence, figure: Mention) -> None:
    assert sentence.before is not None
    if lexicon(sentence.language).links["part"].search(sentence.text[sentence.start : figure.start]):
        figure = _level(sentence, figure)
        same = [other for other in sentence.before.figures if _family(other) == _family(figure)]
        figure.part_of = same[-1] if same else None


def _conversion(sentence: Sentence, before: Mention, figure: Mention) -> None:
    same = before.kind == figure.kind == "money" or {before.unit, figure.unit} <= _AREA
    if same and before.unit != figure.unit and _OPEN.search(sentence.text[before.end : figure.start]):
        figure.converted_from = before


def _pair_off(sentence: Sentence) -> None:
    """ "A、B、Cはそれぞれ1、2、3%": the n-th figure belongs to the n-th item."""
    words, text, figures = lexicon(sentence.language), sentence.text, sentence.figures
    separator = words.links["separator"]
    for match in words.links["respectively"].finditer(text, sentence.start, sentence.end):
        behind = [figure for figure in figures if figure.start >= match.end()]
        row = behind[:1]
        for figure in behind[1:]:
            gap = text[row[-1].end : figure.start].strip()
            if figure.kind != row[0].kind or not (separator.fullmatch(gap) or len(gap) <= 3):
                break
            row.append(figure)
        items = _items(sentence, match.start(), separator, len(row))
        pairs = items or _subjects_before(figures, match.start(), len(row))
        following = behind[len(row) : 2 * len(row)]
        for figure, item in zip(row, pairs, strict=False):
            figure.subject = item
        if len(pairs) == len(row) == len(following) > 1 and _led(sentence, row, following):
            for figure, item in zip(following, pairs, strict=True):
                figure.subject = item


def _led(sentence: Sentence, row: list[Mention], following: list[Mention]) -> bool:
    """ "수출과 수입은 각각 1%, 3% 증가한 5억, 7억 달러": as many levels behind as many changes."""
    kinds = {figure.kind for figure in following}
    gap = _LED.fullmatch(sentence.text, row[-1].end, following[0].start)
    return gap is not None and len(kinds) == 1 and row[0].kind not in kinds


def _subjects_before(figures: list[Mention], end: int, count: int) -> list[tuple[int, int]]:
    """The subjects of the last `count` figures: "A 20 t, B 10 t, up 6 and 12 percent respectively"."""
    before = [figure.subject for figure in figures if figure.end <= end and figure.subject]
    return before[-count:] if count > 1 and len(before) >= count else []


def _items(sentence: Sentence, end: int, separator: re.Pattern[str], count: int) -> list[tuple[int, int]]:
    """The last `count` items of the list that ends before an offset; empty if there are fewer."""
    if count < 2:
        return []
    floor = max((figure.end for figure in sentence.figures if figure.end <= end), default=sentence.start)
    floor = next((time.end for time in sentence.times if floor <= time.start <= floor + 1), floor)
    joints = [match.span() for match in separator.finditer(sentence.text, floor, end)]
    edges = [floor, *(edge for joint in joints for edge in joint), end]
    spans = []
    for start, stop in zip(edges[::2], edges[1::2], strict=True):
        found = [match.span() for match in _ITEM.finditer(sentence.text, start, stop)]
        if found:
            first, last = found[0] if stop == end else found[-1]
            verb = _VERB.match(sentence.text, first, last) or _LEAD.match(sentence.text, first, last)
            first = verb.end() if verb else first
            last -= sentence.text.startswith("向け", last - 1)
            particle = _PARTICLE.search(sentence.text, first + 1, last)
            etc = _ETC.search(sentence.text, first + 1, last)
            spans.append((first, particle.start() if particle else etc.start() if etc else last))
    return spans[-count:] if len(spans) >= count else []
